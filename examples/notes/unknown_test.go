package notes_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/testdata/notes"
)

// A peer with another schema is found out, in both roles and with the words that
// docs/from-gowsdl.md has; headers that nobody declared are no reason to refuse a message.
func TestUnknownContentIsAnError(t *testing.T) {
	page, err := os.ReadFile("../../docs/from-gowsdl.md")
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]string{
		`<n:SayResponse><n:text>hi</n:text><n:new>1</n:new></n:SayResponse>`: "/SayResponse: element {urn:example:notes}new is not expected here",
		`<n:SayResponse new="1"><n:text>hi</n:text></n:SayResponse>`:         "/SayResponse: attribute new is not expected here",
		`<n:SayResponse><n:text>hi</n:text></n:SayResponse>`:                 "",
	} {
		t.Run(body, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/xml; charset=utf-8")
				fmt.Fprint(w, enveloped(body))
			}))
			defer server.Close()
			client, err := notes.NewNotesClient(notes.PortNotes11, wssc.WithAddress(server.URL))
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close(t.Context())
			_, err = client.Say(t.Context(), &notes.Text{Text: "hello"})
			switch {
			case want == "" && err != nil, want != "" && (err == nil || err.Error() != "Say: "+want):
				t.Errorf("%v, want %q", err, want)
			case !strings.Contains(string(page), want):
				t.Errorf("the page does not have %s", want)
			}
		})
	}

	handler, err := notes.NewNotesHandler(service{}, notes.PortNotes11)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/", strings.NewReader(enveloped(`<n:Say><n:text>hi</n:text><n:new>1</n:new></n:Say>`)))
	r.Header.Set("Content-Type", "text/xml; charset=utf-8")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	const want = "The message does not fit its schema: /Say: element {urn:example:notes}new is not expected here"
	if got := w.Body.String(); !strings.Contains(got, want) {
		t.Errorf("the service answers %s", got)
	}
}

func enveloped(body string) string {
	return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n="urn:example:notes">` +
		`<e:Header><n:Undeclared/></e:Header><e:Body>` + body + `</e:Body></e:Envelope>`
}
