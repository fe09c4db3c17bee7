package wssc_test

import (
	"bytes"
	"context"
	"net/http/httptest"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/plantest"
)

// named is a message with a qualified name for text; so is its header.
type named struct {
	name codec.QName
	from *named
}

func (n *named) EncodeXML(e *codec.Encoder) { e.QNameText(n.name) }

func (n *named) DecodeXML(e codec.Element) error {
	m := e.Members()
	n.name = m.Text().QName()
	return m.Err()
}

func (n *named) Headers() []codec.Header {
	if n.from == nil {
		return nil
	}
	return []codec.Header{{Name: fromName, Content: n.from}}
}

func (n *named) DecodeHeader(e codec.Element) (bool, error) {
	if !e.Is(fromName) {
		return false, nil
	}
	n.from = new(named)
	return true, n.from.DecodeXML(e)
}

// TestQualifiedNames lets somebody change what prefixes of signed values stand for,
// where exclusive canonicalization does not see it.
func TestQualifiedNames(t *testing.T) {
	for name, e := range map[string]*wssc.Port{
		"AD": lettersPort(plantest.Endpoint(plantest.AD)), "encrypted first": lettersPort(plantest.Endpoint(plantest.ADES)),
	} {
		t.Run(name, func(t *testing.T) {
			var seen *named
			handler, err := wssc.NewHandler(e, []wssc.Method{
				wssc.Handle(post, func(_ context.Context, in *named) (*named, error) {
					seen = in
					return &named{name: in.name}, nil
				}),
			}, serverOptions(e)...)
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(handler)
			defer server.Close()
			var meddle meddler
			client, err := wssc.NewClient(e, []*wssc.Operation{post}, append(clientOptions(e, server.URL), wssc.WithHTTPClient(&meddle))...)
			if err != nil {
				t.Fatal(err)
			}
			for _, tt := range []struct {
				name     string
				old, new string
				message  named
				refused  bool
			}{
				{"untouched", "", "", named{codec.QName{Space: "urn:good", Local: "a"}, &named{name: codec.QName{Space: "urn:good", Local: "a"}}}, false},
				{"untouched, no namespace", "", "", named{codec.QName{Local: "a"}, &named{name: codec.QName{Local: "a"}}}, false},
				{"default namespace around the body", "<soap:Envelope ", `<soap:Envelope xmlns="urn:evil" `, named{name: codec.QName{Local: "a"}}, true},
				{"default namespace around the header", "<soap:Envelope ", `<soap:Envelope xmlns="urn:evil" `,
					named{codec.QName{Space: "urn:good", Local: "a"}, &named{name: codec.QName{Local: "a"}}}, true},
				{"prefix of the header", `="urn:good"`, `="urn:evil"`, named{codec.QName{Local: "a"}, &named{name: codec.QName{Space: "urn:good", Local: "a"}}}, true},
			} {
				t.Run(tt.name, func(t *testing.T) {
					seen = nil
					meddle = func(b []byte) []byte {
						if !bytes.Contains(b, []byte("urn:notes/Post")) {
							return b
						}
						changed := bytes.Replace(b, []byte(tt.old), []byte(tt.new), 1)
						if tt.refused && bytes.Equal(changed, b) {
							t.Error("nothing was changed")
						}
						return changed
					}
					out, err := wssc.Invoke[named](context.Background(), client, post, &tt.message)
					switch {
					case tt.refused && (err == nil || seen != nil):
						t.Errorf("the service has seen %+v", seen)
					case !tt.refused && (err != nil || out.name != tt.message.name || seen.from == nil || seen.from.name != tt.message.from.name):
						t.Errorf("%+v, %v; the service has seen %+v", out, err, seen)
					}
				})
			}
		})
	}
}
