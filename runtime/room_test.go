package wssc_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// crate holds large items that are small in a message.
type crate struct{ items [][4096]byte }

var itemName = &codec.Name{Local: "a", Open: "<a", Close: "</a>"}

func (*crate) EncodeXML(*codec.Encoder) {}

func (c *crate) Error() string { return fmt.Sprint(len(c.items), " items") }

func (c *crate) DecodeXML(e codec.Element) error {
	m := e.Members()
	c.items = codec.Many[[4096]byte](&m, itemName, 0, codec.Unbounded)
	for range c.items {
		m.Child(itemName).Ignore()
	}
	return m.End()
}

// shipment is a crate with as many others in SOAP headers as there are crateNames.
type shipment struct {
	crate
	headers int
}

var crateNames = []*codec.Name{
	noteName("c0"), noteName("c1"), noteName("c2"), noteName("c3"), noteName("c4"), noteName("c5"), noteName("c6"), noteName("c7"),
}

func (*shipment) Headers() []codec.Header { return nil }

func (s *shipment) DecodeHeader(e codec.Element) (bool, error) {
	for _, n := range crateNames {
		if e.Is(n) {
			s.headers++
			return true, new(crate).DecodeXML(e)
		}
	}
	return false, nil
}

// fullCrate takes up nearly all the memory that a small message may.
var fullCrate = strings.Repeat("<a/>", 4000)

// TestRoomOfHeaders sends a full Body, full headers, and both: the parts of a message
// share what it may take up.
func TestRoomOfHeaders(t *testing.T) {
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	op := &wssc.Operation{Name: "Say", Input: noteName("post"), Output: noteName("posted"), InputHeaders: crateNames}
	handler, err := wssc.NewHandler(port, []wssc.Method{
		wssc.Handle(op, func(_ context.Context, in *shipment) (*note, error) { return &note{fmt.Sprint(in.headers)}, nil }),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		body          string
		headers, want int
	}{{fullCrate, 0, 200}, {"", 1, 200}, {fullCrate, 1, 500}, {"", 8, 500}, {fullCrate, 8, 500}, {"<a/>", 8, 500}} {
		m := `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n="urn:notes"><e:Header>`
		for _, n := range crateNames[:tt.headers] {
			m += "<n:" + n.Local + ">" + fullCrate + "</n:" + n.Local + ">"
		}
		m += `</e:Header><e:Body><n:post>` + tt.body + `</n:post></e:Body></e:Envelope>`
		r := httptest.NewRequest("POST", "/", strings.NewReader(m))
		r.Header.Set("Content-Type", "text/xml")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != tt.want || tt.want == 500 && !strings.Contains(w.Body.String(), "out of proportion") {
			t.Errorf("%d bytes in the body, %d headers: %d %s", len(tt.body), tt.headers, w.Code, w.Body)
		}
	}
}

// TestRoomOfDetail answers with a fault whose detail has several full children, of which
// the last is the one that fits.
func TestRoomOfDetail(t *testing.T) {
	op := *say
	op.Faults = []wssc.FaultDetail{wssc.Detail[crate](noteName("c0"), "")}
	var detail string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/xml")
		w.WriteHeader(http.StatusInternalServerError)
		io.WriteString(w, `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n="urn:notes"><s:Body><s:Fault>`+
			`<faultcode>s:Server</faultcode><faultstring>no</faultstring><detail>`+detail+`</detail></s:Fault></s:Body></s:Envelope>`)
	}))
	defer server.Close()
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	client, err := wssc.NewClient(port, []*wssc.Operation{&op}, clientOptions(port, server.URL)...)
	if err != nil {
		t.Fatal(err)
	}
	for before, want := range []bool{true, false} {
		detail = strings.Repeat("<n:c0>"+fullCrate+"<x/></n:c0>", before) + "<n:c0>" + fullCrate + "</n:c0>"
		_, err := wssc.Invoke[note](context.Background(), client, &op, &note{"hi"})
		var c *crate
		if errors.As(err, &c) != want {
			t.Errorf("%d before it: %v", before, err)
		}
	}
}
