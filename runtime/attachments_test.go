package wssc_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/plantest"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// album is a note with two pictures.
type album struct {
	note
	front, back *codec.Attachment
}

func (a *album) DecodeXML(e codec.Element) error {
	*a = album{}
	return a.note.DecodeXML(e)
}

func (a *album) Attachments() []codec.AttachedPart {
	return []codec.AttachedPart{
		{Name: "front side", Type: "image/jpeg", Value: &a.front}, {Name: "back", Type: "image/gif", Value: &a.back},
	}
}

// show is say with attachments.
var show = func() *wssc.Operation {
	op := *say
	op.Attachments = true
	return &op
}()

// turnOver answers with the pictures the other way round.
func turnOver(_ context.Context, in *album) (*album, error) {
	return &album{in.note, &codec.Attachment{Content: in.back.Content, ContentType: in.back.ContentType}, &codec.Attachment{Content: in.front.Content}}, nil
}

// TestAttachments sends bytes of all kinds there and back, under both versions of SOAP.
func TestAttachments(t *testing.T) {
	for _, version := range []plan.SOAP{plan.SOAP11, plan.SOAP12} {
		port := notesPort(&plan.Endpoint{SOAP: version})
		h, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(show, turnOver)}, serverOptions(port)...)
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(h)
		defer server.Close()
		client, err := wssc.NewClient(port, []*wssc.Operation{show}, clientOptions(port, server.URL)...)
		if err != nil {
			t.Fatal(err)
		}
		front, back := []byte("\r\n--\r\n\x00\xff"), bytes.Repeat([]byte{0, '\n'}, 100_000)
		out, err := wssc.Invoke[album](context.Background(), client, show, &album{
			note{"hi"}, &codec.Attachment{Content: front}, &codec.Attachment{Content: back, ContentType: "text/plain; charset=us-ascii", ID: "back=1@example.org"},
		})
		if err != nil {
			t.Fatal(err)
		}
		if out.Text != "hi" || !bytes.Equal(out.front.Content, back) || !bytes.Equal(out.back.Content, front) ||
			out.front.ContentType != "text/plain; charset=us-ascii" || out.back.ContentType != "image/gif" || !strings.HasPrefix(out.front.ID, "front%20side=") {
			t.Errorf("got %q, %+.50v, %+.50v", out.Text, out.front, out.back)
		}
		for name, in := range map[string]*album{
			"attachment back is missing":         {note{"hi"}, &codec.Attachment{}, nil},
			`"no type" is not a media type`:      {note{"hi"}, &codec.Attachment{ContentType: "no type"}, &codec.Attachment{}},
			"cannot stand in a header":           {note{"hi"}, &codec.Attachment{ID: "a\r\nX: y"}, &codec.Attachment{}},
			`"text/plain\r\n" cannot stand in a`: {note{"hi"}, &codec.Attachment{ContentType: "text/plain\r\n"}, &codec.Attachment{}},
		} {
			if _, err := wssc.Invoke[album](context.Background(), client, show, in); err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("got %v, want %s", err, name)
			}
		}
	}
}

// TestAttachmentsReceived has packages as others make them, and what must be refused.
func TestAttachmentsReceived(t *testing.T) {
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	h, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(show, func(_ context.Context, in *album) (*note, error) {
		return &note{fmt.Sprintf("%s, %s", in.front.Content, in.back.Content)}, nil
	})}, append(serverOptions(port), wssc.WithMaxBytes(20_000))...)
	if err != nil {
		t.Fatal(err)
	}
	const media = `multipart/related; type="text/xml"; boundary=b; start="<root>"`
	part := func(headers, content string) string { return "--b\r\n" + headers + "\r\n\r\n" + content + "\r\n" }
	envelope := part("Content-Type: text/xml; charset=utf-8\r\nContent-ID: <root>",
		`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><say xmlns="urn:notes">hi</say></s:Body></s:Envelope>`)
	front := part("Content-ID: <front%20side=1@x>\r\nContent-Type: image/jpeg", "F")
	back := part("Content-ID: <back=2@x>\r\nContent-Type: image/gif", "B")
	for _, tt := range []struct {
		name, media, body string
		status            int
		want              string
	}{
		{"by name", media, envelope + back + front + "--b--", 200, ">F, B<"},
		{"in order", media, envelope + part("Content-ID: <1>", "F") + part("X: y", "B") + "--b--", 200, ">F, B<"},
		{"a name, and the rest in order", media, envelope + part("Content-ID: <7>", "F") + back + "--b--", 200, ">F, B<"},
		{"a name twice", media, envelope + back + part("Content-ID: <back=3@x>", "F") + "--b--", 200, ">F, B<"},
		{"more than are asked for", media, envelope + front + back + part("X: y", "x") + "--b--", 200, ">F, B<"},
		{"envelope last", media, front + back + envelope + "--b--", 200, ">F, B<"},
		{"no start", `multipart/related; type="text/xml"; boundary=b`, envelope + front + back + "--b--", 200, ">F, B<"},
		{"base64", media, envelope + front + part("Content-ID: <back=2@x>\r\nContent-Transfer-Encoding: BASE64", base64.StdEncoding.EncodeToString([]byte("B"))) + "--b--", 200, ">F, B<"},
		{"quoted-printable", media, envelope + front + part("Content-ID: <back=2@x>\r\nContent-Transfer-Encoding: quoted-printable", "=42=\r\n") + "--b--", 200, ">F, B<"},

		{"none", "text/xml", strings.TrimSuffix(envelope[strings.Index(envelope, "<s:"):], "\r\n"), 500, "attachment front side is missing"},
		{"one is missing", media, envelope + back + "--b--", 500, "attachment front side is missing"},
		{"no envelope", media, front + back + "--b--", 400, "not read"},
		{"two envelopes", media, envelope + envelope + front + "--b--", 200, ">F, &lt;s:Envelope"},
		{"not closed", media, envelope + front + back, 400, "not read"},
		{"broken off in a boundary", media, envelope + front + back + "--b-", 400, "not read"},
		{"broken off in headers", media, envelope + front + back + "--b\r\nContent-Type: image/gif\r\n", 400, "not read"},
		{"broken off in a part", media, envelope + front + back + "--b\r\nX: y\r\n\r\nabc", 400, "not read"},
		{"no boundary", `multipart/related; type="text/xml"`, envelope + front + back + "--b--", 400, "not read"},
		{"of another type", `multipart/related; type="application/xop+xml"; boundary=b`, envelope + front + back + "--b--", 415, "media type"},
		{"of no type", `multipart/related; boundary=b`, envelope + front + back + "--b--", 415, "media type"},
		{"envelope of another type", media, strings.Replace(envelope, "text/xml", "text/html", 1) + front + back + "--b--", 400, "not read"},
		{"no base64", media, envelope + front + part("Content-Transfer-Encoding: base64", "%") + "--b--", 400, "not read"},
		{"too large", media, envelope + front + part("X: y", strings.Repeat("x", 20_000)) + "--b--", 413, "too large"},
		{"too many", media, envelope + strings.Repeat(part("X: y", ""), 300) + "--b--", 400, "not read"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(tt.body))
			r.Header.Set("Content-Type", tt.media)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
				t.Errorf("%d %s, want %d and %s", w.Code, w.Body, tt.status, tt.want)
			}
		})
	}
}

// FuzzAttachments sends packages. None may break the handler, and whatever is cut off one
// that was taken, but for line ends, makes one that is refused.
func FuzzAttachments(f *testing.F) {
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	h, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(show, turnOver)}, serverOptions(port)...)
	if err != nil {
		f.Fatal(err)
	}
	send := func(body []byte) int {
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
		r.Header.Set("Content-Type", `multipart/related; type="text/xml"; boundary=b; start="<root>"`)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	const whole = "--b\r\nContent-Type: text/xml\r\nContent-ID: <root>\r\n\r\n" +
		`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><say xmlns="urn:notes">hi</say></s:Body></s:Envelope>` +
		"\r\n--b\r\nContent-ID: <back=1@x>\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--b\r\n\r\nF\r\n--b--"
	for n := range len(whole) {
		if send([]byte(whole[:n])) == http.StatusOK {
			f.Errorf("%q is taken", whole[:n])
		}
		f.Add([]byte(whole), n)
	}
	f.Fuzz(func(t *testing.T, body []byte, n int) {
		if code := send(body); code != http.StatusOK {
			return
		}
		end := bytes.LastIndex(body, []byte("--b--"))
		if n >= 0 && n < bytes.Index(body, []byte("--b--")) && end >= 0 && send(body[:n]) == http.StatusOK {
			t.Errorf("%q is taken, and so is %q", body, body[:n])
		}
	})
}

// TestAttachmentsNotExpected sends a package to a service that knows no attachments, and
// has a port that protects messages refuse to run operations with some.
func TestAttachmentsNotExpected(t *testing.T) {
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	h, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(say, func(_ context.Context, in *note) (*note, error) { return in, nil })}, serverOptions(port)...)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader("--b--"))
	r.Header.Set("Content-Type", `multipart/related; type="text/xml"; boundary=b`)
	w := httptest.NewRecorder()
	if h.ServeHTTP(w, r); w.Code != http.StatusUnsupportedMediaType {
		t.Errorf("%d %s", w.Code, w.Body)
	}

	protected := notesPort(plantest.Endpoint(plantest.AD))
	const want = "has attachments, which would not be protected"
	_, err1 := wssc.NewHandler(protected, []wssc.Method{wssc.Handle(show, turnOver)}, serverOptions(protected)...)
	_, err2 := wssc.NewClient(protected, []*wssc.Operation{show}, clientOptions(protected, "http://localhost/")...)
	for _, err := range []error{err1, err2} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// TestAttachmentsAnswered has a client that gets answers of all kinds.
func TestAttachmentsAnswered(t *testing.T) {
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	const said = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><said xmlns="urn:notes">ho</said></s:Body></s:Envelope>`
	const pack = "--b\r\nContent-Type: text/xml\r\n\r\n" + said + "\r\n--b\r\nContent-Type: image/gif\r\n\r\nF\r\n--b\r\n\r\nB\r\n--b--"
	for name, tt := range map[string]struct {
		media, body string
		status      int
		want        string
	}{
		"two attachments": {`multipart/related; type="text/xml"; boundary=b`, pack, 200, ""},
		"none":            {"text/xml", said, 200, "attachment front side is missing"},
		"cut":             {`multipart/related; type="text/xml"; boundary=b`, pack[:len(pack)-20], 200, "EOF"},
		"a fault":         {"text/xml", strings.NewReplacer(`<said xmlns="urn:notes">ho</said>`, "<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>").Replace(said), 500, "no"},
		"a page":          {"text/html", "<html/>", 502, "media type"},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", tt.media)
				w.WriteHeader(tt.status)
				fmt.Fprint(w, tt.body)
			}))
			defer server.Close()
			client, err := wssc.NewClient(port, []*wssc.Operation{show}, clientOptions(port, server.URL)...)
			if err != nil {
				t.Fatal(err)
			}
			out, err := wssc.Invoke[album](context.Background(), client, show, &album{note{"hi"}, &codec.Attachment{}, &codec.Attachment{}})
			if tt.want == "" {
				if err != nil || string(out.front.Content)+string(out.back.Content) != "FB" {
					t.Errorf("%+v, %v", out, err)
				}
				return
			}
			var fault *wssc.Fault
			if err == nil || !strings.Contains(err.Error(), tt.want) || errors.As(err, &fault) != (name == "a fault") {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
