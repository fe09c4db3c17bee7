package notes_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/testdata/notes"
)

const (
	begin = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n="urn:example:notes" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><s:Body>`
	end   = `</s:Body></s:Envelope>`
)

// draw is a message with a shape, of which details may be wrong.
func draw(shape, rest string) string {
	return begin + `<n:Draw>` + shape + rest + `</n:Draw>` + end
}

const (
	circle = `<n:shape xsi:type="n:Circle"><n:made>2026-11-03</n:made><n:radius>1.50</n:radius></n:shape>`
	rest   = `<n:color>red</n:color><n:title>t</n:title>`
)

func handler(t *testing.T) (http.Handler, *[]string) {
	t.Helper()
	var called []string
	h, err := notes.NewNotesHandler(&notes.NotesMock{
		DrawFunc: func(_ context.Context, in *notes.Drawing) (*notes.Drawing, error) {
			called = append(called, "Draw")
			return in, nil
		},
		SayFunc: func(_ context.Context, in *notes.Text) (*notes.Text, error) {
			called = append(called, "Say")
			return in, nil
		},
	}, notes.PortNotes11, wssc.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	return h, &called
}

// TestBadMessages has what peers send by mistake or on purpose. The fault names the
// place by the elements of the message, and no method is called.
func TestBadMessages(t *testing.T) {
	h, called := handler(t)
	server := httptest.NewServer(h)
	defer server.Close()
	for _, tt := range []struct {
		name, message string
		status        int
		says          string
	}{
		{"fine", draw(circle, rest), 200, "1.50"},
		{"a date that is none", draw(strings.Replace(circle, "2026-11-03", "2026-02-30", 1), rest), 500, "/Draw/shape/made: "},
		{"a decimal that is none", draw(strings.Replace(circle, "1.50", "1e3", 1), rest), 500, "/Draw/shape/radius: "},
		{"an unknown type", draw(strings.Replace(circle, "n:Circle", "n:Triangle", 1), rest), 500, "/Draw/shape: xsi:type {urn:example:notes}Triangle is abstract or not known"},
		{"an abstract type", draw(strings.Replace(circle, ` xsi:type="n:Circle"`, "", 1), rest), 500, "/Draw/shape: type {urn:example:notes}Shape is abstract"},
		{"a type of something else", draw(strings.Replace(circle, "n:Circle", "n:Drawing", 1), rest), 500, "/Draw/shape: xsi:type {urn:example:notes}Drawing is abstract or not known"},
		{"a prefix that nobody declared", draw(strings.Replace(circle, "n:Circle", "x:Circle", 1), rest), 500, "prefix that is not declared"},
		{"out of order", draw(rest, circle), 500, "/Draw: element {urn:example:notes}shape is missing before {urn:example:notes}color"},
		{"missing", draw(circle, "<n:color>red</n:color>"), 500, "/Draw: element {urn:example:notes}title is missing"},
		{"surplus", draw(circle, rest+"<n:more/>"), 500, "/Draw: element {urn:example:notes}more is not expected here"},
		{"both alternatives", draw(circle, `<n:color>red</n:color><n:shade>1</n:shade><n:title>t</n:title>`), 500, "/Draw: element {urn:example:notes}title is missing before {urn:example:notes}shade"},
		{"text between", draw(circle, "and"+rest), 500, "/Draw: text is not expected here"},
		{"an unknown element", begin + "<n:Sing/>" + end, 500, "ction"},
		{"content of another operation", begin + `<n:Say><n:radius>1</n:radius></n:Say>` + end, 500, "/Say: element {urn:example:notes}text is missing before {urn:example:notes}radius"},
		{"half a message", draw(circle, rest)[:300], 500, "well-formed"},
		{"not XML", "hello", 500, "well-formed"},
		{"nothing", "", 500, "well-formed"},
		{"a DTD", `<!DOCTYPE a>` + draw(circle, rest), 500, "well-formed"},
		{"deep", begin + strings.Repeat("<n:Say>", 10_000) + strings.Repeat("</n:Say>", 10_000) + end, 500, "well-formed"},
		{"40 MB", draw(circle, `<n:color>`+strings.Repeat("x", 40<<20)+`</n:color><n:title>t</n:title>`), 413, "too large"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			*called = nil
			resp, err := http.Post(server.URL, "text/xml; charset=utf-8", strings.NewReader(tt.message))
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			body, _ := io.ReadAll(resp.Body)
			if resp.StatusCode != tt.status || !strings.Contains(string(body), tt.says) {
				t.Errorf("status %d, %s", resp.StatusCode, body)
			}
			if len(*called) > 0 != (tt.status == 200) {
				t.Errorf("called %v", *called)
			}
			if strings.Contains(string(body), "codec.") || strings.Contains(string(body), "notes.") {
				t.Errorf("the fault names Go: %s", body)
			}
		})
	}
}

// TestHalfABody sends half of what is announced, and then nothing more.
func TestHalfABody(t *testing.T) {
	h, called := handler(t)
	server := httptest.NewUnstartedServer(h)
	server.Config.ReadTimeout = 50 * time.Millisecond
	server.Start()
	defer server.Close()
	message := draw(circle, rest)
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n%s", len(message), message[:len(message)/2])
	answer, err := io.ReadAll(conn) // until the server has had enough
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(answer), "HTTP/1.1 400 ") || len(*called) > 0 {
		t.Errorf("called %v, answered %s", *called, answer)
	}
}
