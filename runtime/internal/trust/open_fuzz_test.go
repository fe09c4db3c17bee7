package trust_test

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"encoding/base64"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/plantest"
	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/secret"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// genuine is a message with all that its receiver needs to open it.
type genuine struct {
	name    string
	message []byte
	profile *wsse.Profile
	keys    wsse.Keys
	at      time.Time

	read reading // what is read of it
}

// reading is what a program learns from a message: its protected parts.
type reading struct {
	action, messageID, relatesTo string
	body                         string
	headers                      []string // those of WS-Addressing, and the timestamp
}

// readingOf returns what Open has proven of a message, in canonical form.
func readingOf(d *doc.Doc, v *wsse.Verified) reading {
	r := reading{action: v.Action(), messageID: v.MessageID(), relatesTo: v.RelatesTo()}
	for part := d.First(d.Root()); part != doc.None; part = d.Next(part) {
		if string(d.Local(part)) == "Body" {
			r.body = string(d.Canonical(nil, part, nil))
			continue
		}
		for h := d.First(part); h != doc.None; h = d.Next(h) {
			switch d.Space(h) {
			case doc.WSA200408, doc.WSA200508:
				r.headers = append(r.headers, string(d.Canonical(nil, h, nil)))
			case doc.WSSE:
				for c := d.First(h); c != doc.None; c = d.Next(c) {
					if d.Is(c, doc.WSU, "Timestamp") {
						r.headers = append(r.headers, string(d.Canonical(nil, c, nil)))
					}
				}
			}
		}
	}
	slices.Sort(r.headers) // their order is not protected
	return r
}

func (r *reading) equal(other *reading) bool {
	return r.action == other.action && r.messageID == other.messageID && r.relatesTo == other.relatesTo &&
		r.body == other.body && slices.Equal(r.headers, other.headers)
}

// genuineMessages are those of all recordings, and some of our own.
func genuineMessages(t testing.TB) []*genuine {
	var all []*genuine
	add := func(name string, message []byte, p *wsse.Profile, k wsse.Keys, at time.Time, then func(*wsse.Verified)) {
		d, v, err := openBytes(message, p, k, at)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		defer d.Release()
		base := *v.Base // of a request it lives as long as the message
		v.Base = &base
		all = append(all, &genuine{name, message, p, k, at, readingOf(d, v)})
		then(v)
	}
	nothing := func(*wsse.Verified) {}
	conversation := func(c *recorded, pings ...string) {
		for _, n := range pings {
			add(c.rec.Name+"/"+n+"-request", c.rec.Message(t, n+"-request"), c.request, recipientKeys(c.token), c.rec.Created(t, n+"-request"), func(v *wsse.Verified) {
				add(c.rec.Name+"/"+n+"-response", c.rec.Message(t, n+"-response"), c.response, wsse.Keys{Base: v.Base}, c.rec.Created(t, n+"-response"), nothing)
			})
		}
	}
	for _, pairing := range pairings {
		for _, port := range recordedPorts {
			c := openRecorded(t, pairing+"/"+port.Name, port.Plan)
			add(c.rec.Name+"/01-request", c.rec.Message(t, "01-request"), c.issue, recipientKeys(nil), c.rec.Created(t, "01-request"), func(v *wsse.Verified) {
				add(c.rec.Name+"/01-response", c.rec.Message(t, "01-response"), c.issued, wsse.Keys{Base: v.Base}, c.rec.Created(t, "01-response"), nothing)
			})
			conversation(c, port.pings...)
		}
		c := newRecorded(t, pairing+"/UXDC-SEES_IPingService", plantest.Endpoint(plantest.SEES))
		c.token = &sct.Token{Identifier: c.rec.Expected.Conversation.Identifier, Secret: secret.New(c.rec.Secret(t))}
		conversation(c, "02", "03")
	}
	// Our own, of every recorded shape, under one of the recorded contexts.
	for _, port := range recordedPorts {
		c := openRecorded(t, "cxf/"+port.Name, port.Plan)
		at := c.rec.Created(t, "02-request")
		seal := func(p *wsse.Profile, b *wsse.Base, relates string) []byte {
			m := &wsse.Outgoing{
				Headers: wsse.Headers{Action: "urn:say", MessageID: "urn:uuid:1", To: "http://localhost/say", RelatesTo: relates, ReplyTo: p.Anonymous()},
				Name:    &sayName, Content: saying(`hello & <goodbye> "éü" `), Now: at,
			}
			out, err := p.Seal(nil, b, m)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		b, err := c.issue.NewBase(bob().recipient)
		if err != nil {
			t.Fatal(err)
		}
		first := seal(c.issue, b, "")
		bob().learn(t, first)
		add("own/"+port.Name+"/01-request", first, c.issue, recipientKeys(nil), at, func(v *wsse.Verified) {
			add("own/"+port.Name+"/01-response", seal(c.issued, v.Base, "urn:uuid:1"), c.issued, wsse.Keys{Base: b}, at, nothing)
		})
		session := wsse.ContextBase(c.token)
		add("own/"+port.Name+"/02-request", seal(c.request, session, ""), c.request, recipientKeys(c.token), at, nothing)
		add("own/"+port.Name+"/02-response", seal(c.response, session, "urn:uuid:1"), c.response, wsse.Keys{Base: session}, at, nothing)
	}
	return all
}

// learn opens the encrypted key of a message that is not a recorded one, as the
// first of however many that are tried.
func (k *cachedKey) learn(t testing.TB, message []byte) {
	t.Helper()
	_, b, _ := bytes.Cut(message, []byte("<xenc:EncryptedKey"))
	_, b, _ = bytes.Cut(b, []byte("<xenc:CipherValue>"))
	text, _, _ := bytes.Cut(b, []byte("<"))
	wrapped, err := base64.StdEncoding.DecodeString(string(text))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := k.key.Decrypt(nil, wrapped, &rsa.OAEPOptions{Hash: crypto.SHA1})
	if err != nil {
		t.Fatal(err)
	}
	k.mu.Lock()
	k.opened[string(wrapped)] = plain
	k.mu.Unlock()
}

type saying string

func (s saying) EncodeXML(e *codec.Encoder) { e.Text(string(s)) }

var (
	saySpace = codec.Namespace{URI: "urn:test", Prefix: "t", Decl: ` xmlns:t="urn:test"`}
	sayName  = codec.Name{Space: &saySpace, Local: "say", Open: "<t:say", Close: "</t:say>"}
)

var genuineOnce struct {
	sync.Once
	all []*genuine
}

func allGenuine(t testing.TB) []*genuine {
	genuineOnce.Do(func() { genuineOnce.all = genuineMessages(t) })
	return genuineOnce.all
}

// FuzzOpen changes genuine messages: their bytes, or their elements as a script
// says. It proves that no message does harm, that what is refused is refused as a
// message and not for want of sense, and that of what is accepted the very same is
// read as of the genuine one: body, addressing headers, timestamp.
//
// It lies here and not beside Open because the recorded conversations are here.
func FuzzOpen(f *testing.F) {
	for i, g := range allGenuine(f) {
		f.Add(uint8(i), g.message, []byte{})
		if i%5 == 0 {
			f.Add(uint8(i), g.message, []byte("0123456789abcdefghijklmnopqrstuvwxyz"))
		}
	}
	f.Fuzz(func(t *testing.T, n uint8, message, script []byte) {
		if len(message) > 64<<10 {
			return
		}
		all := allGenuine(t)
		// Under the keys of one message others are genuine, too.
		all[int(n)%len(all)].check(t, mutate(message, script), all...)
	})
}

// TestMutated changes the elements of every genuine message, by scripts of one step
// for each kind of step and pair of elements that lie some way apart.
func TestMutated(t *testing.T) {
	t.Parallel()
	changed, accepted := 0, 0
	for i, g := range allGenuine(t) {
		if !g.check(t, g.message) {
			t.Fatalf("%s is refused", g.name)
		}
		if strings.HasPrefix(g.name, "cxf-stax/") && i%4 != 0 {
			continue
		}
		script := make([]byte, stepSize)
		for step := range byte(nSteps) {
			for at := range uint16(12) {
				script[0] = step
				binary.LittleEndian.PutUint16(script[1:], at*7+uint16(i))
				binary.LittleEndian.PutUint16(script[3:], at*13+uint16(step))
				script[5] = byte(at)
				if bad := mutate(g.message, script); !bytes.Equal(bad, g.message) {
					changed++
					if g.check(t, bad) {
						accepted++
					}
				}
				if t.Failed() {
					return
				}
			}
		}
	}
	t.Logf("%d of %d changes do not matter", accepted, changed)
}

// check opens a changed message and reports whether it was accepted. It must be read
// as the genuine one is, or as one of others.
func (g *genuine) check(t *testing.T, message []byte, others ...*genuine) bool {
	t.Helper()
	d, v, err := openBytes(message, g.profile, g.keys, g.at)
	if err != nil {
		if !isRefusal(err) {
			t.Errorf("%s: %v is no refusal\n%s", g.name, err, message)
		}
		return false
	}
	defer d.Release()
	got := readingOf(d, v)
	if !got.equal(&g.read) && !slices.ContainsFunc(others, func(o *genuine) bool { return got.equal(&o.read) }) {
		t.Errorf("%s: accepted with another content\n%s\ngot  %+v\nwant %+v", g.name, message, got, g.read)
	}
	return true
}

// place is where an element lies in a message.
type place struct{ lo, open, close, hi int }

// places returns those of all elements, in document order.
func places(message []byte) []place {
	d := doc.New(doc.DefaultLimits)
	defer d.Release()
	if d.Fill(bytes.NewReader(message), len(message)) != nil || d.Parse() != nil {
		return nil
	}
	var all []place
	var walk func(doc.ID)
	walk = func(id doc.ID) {
		outer := d.Outer(id)
		lo := cap(d.Bytes()) - cap(outer) // both end where the buffer ends
		open, close := d.InnerOffsets(id)
		all = append(all, place{lo, open, close, lo + len(outer)})
		for c := d.First(id); c != doc.None; c = d.Next(c) {
			walk(c)
		}
	}
	walk(d.Root())
	return all
}

const (
	stepSize = 6
	nSteps   = 16
)

// mutate carries out a script on the elements of a message. A step is a byte that
// says what to do, the numbers of two elements and a byte to choose with.
func mutate(message, script []byte) []byte {
	for ; len(script) >= stepSize; script = script[stepSize:] {
		all := places(message)
		if len(all) == 0 {
			return message
		}
		a := all[int(binary.LittleEndian.Uint16(script[1:]))%len(all)]
		b := all[int(binary.LittleEndian.Uint16(script[3:]))%len(all)]
		message = step(message, script[0]%nSteps, a, b, int(script[5]))
	}
	return message
}

func step(m []byte, what byte, a, b place, n int) []byte {
	one := func(of ...string) string { return of[n%len(of)] }
	replace := func(lo, hi int, by string) []byte { return slices.Concat(m[:lo], []byte(by), m[hi:]) }
	outer, content := string(m[a.lo:a.hi]), string(m[a.open:a.close])
	tag := string(m[a.lo:a.open])
	switch what {
	case 0: // gone
		return replace(a.lo, a.hi, "")
	case 1: // twice
		return replace(a.hi, a.hi, outer)
	case 2: // elsewhere
		if b.lo >= a.hi {
			return slices.Concat(m[:a.lo], m[a.hi:b.lo], m[a.lo:a.hi], m[b.lo:])
		}
		if b.lo <= a.lo {
			return slices.Concat(m[:b.lo], m[a.lo:a.hi], m[b.lo:a.lo], m[a.hi:])
		}
		return m
	case 3: // also elsewhere
		return replace(b.open, b.open, outer)
	case 4: // with the content of another
		return replace(b.open, b.close, content)
	case 5: // wrapped
		return replace(a.lo, a.hi, `<x:w xmlns:x="urn:x">`+outer+`</x:w>`)
	case 6: // with something that does not count, or might
		return replace(a.open, a.open, one("<!-- c -->", "<![CDATA[]]>", " ", "\n", "x", "&#32;", "<x/>", "<!---->"))
	case 7: // the same behind
		return replace(a.close, a.close, one("<!-- c -->", "<![CDATA[]]>", " ", "\r\n", "x", "&#x20;", "<x/>", "<!--<x>-->"))
	case 8: // with another byte
		if a.close > a.open {
			i := a.open + n*31%(a.close-a.open)
			return replace(i, i+1, string(another(m[i])))
		}
	case 9: // with another attribute
		return replace(a.open-1, a.open-1, one(` xmlns:q="urn:q"`, ` xmlns="urn:d"`, ` Id="x"`, ` xml:id="x"`, ` q=""`, ` xml:lang="en"`, ` xmlns:soap="urn:x"`, ` xmlns:wsse="urn:x"`))
	case 10: // without its attributes
		if i := strings.IndexAny(tag, " \n"); i > 0 {
			return replace(a.lo+i, a.open-1, "")
		}
	case 11: // without one of them
		if lo, hi := attribute(tag, n); hi > 0 {
			return replace(a.lo+lo, a.lo+hi, "")
		}
	case 12: // with the value of another's attribute
		lo, hi := attribute(tag, n)
		from, to := attribute(string(m[b.lo:b.open]), n/16)
		if hi > 0 && to > 0 {
			i, j := strings.IndexByte(tag[lo:hi], '"'), strings.IndexByte(string(m[b.lo+from:b.lo+to]), '"')
			if i > 0 && j > 0 {
				return replace(a.lo+lo+i, a.lo+hi, string(m[b.lo+from+j:b.lo+to]))
			}
		}
	case 13: // with text cut by a comment, or said otherwise
		if a.close > a.open && !strings.Contains(content, "<") {
			i := a.open + n%(a.close-a.open)
			return replace(i, i+1, one("<!-- c -->"+string(m[i]), "<![CDATA["+string(m[i])+"]]>", string(m[i])+"&#10;"))
		}
	case 14: // with another algorithm
		for _, x := range [][2]string{{"xmldsig#sha1", "xmlenc#sha256"}, {"hmac-sha1", "hmac-sha256"}, {"aes128-cbc", "aes256-cbc"}, {"xml-exc-c14n#", "xml-exc-c14n#WithComments"}, {"rsa-oaep-mgf1p", "rsa-1_5"}, {"#Content", "#Element"}} {
			if strings.Contains(tag, x[0]) {
				return replace(a.lo, a.open, strings.Replace(tag, x[0], x[1], 1))
			}
		}
	case 15: // in the place of another, and the other in its place
		if a.hi <= b.lo {
			return slices.Concat(m[:a.lo], m[b.lo:b.hi], m[a.hi:b.lo], m[a.lo:a.hi], m[b.hi:])
		}
	}
	return m
}

// attribute returns where the n-th attribute of a tag lies, with the blank before it.
func attribute(tag string, n int) (lo, hi int) {
	var all [][2]int
	for i := strings.IndexAny(tag, " \n"); i > 0; {
		open := strings.IndexByte(tag[i:], '"')
		if open < 0 {
			break
		}
		end := strings.IndexByte(tag[i+open+1:], '"')
		if end < 0 {
			break
		}
		all = append(all, [2]int{i, i + open + 1 + end + 1})
		i += open + end + 2
	}
	if len(all) == 0 {
		return 0, 0
	}
	return all[n%len(all)][0], all[n%len(all)][1]
}
