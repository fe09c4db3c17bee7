package notes_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/testdata/notes"
)

// docs/from-gowsdl.md quotes this file.

type service struct {
	notes.UnimplementedNotes
}

func (service) Say(ctx context.Context, in *notes.Text) (*notes.Text, error) {
	switch in.Text {
	case "":
		return nil, &notes.BusyError{Text: notes.Text{Text: "say something"}}
	case "?":
		return nil, &wssc.Fault{Code: "Sender", Reason: "There is nothing to answer."}
	}
	return &notes.Text{Text: in.Text + ", noted"}, nil
}

func (service) Ask(ctx context.Context, in *notes.AskInput) (*notes.AskOutput, error) {
	return &notes.AskOutput{
		Body:  notes.Text{Text: "nobody, " + in.Session.User},
		Trace: in.Trace,
	}, nil
}

func (service) Draw(ctx context.Context, in *notes.Drawing) (*notes.Drawing, error) {
	return in, nil
}

func Example_fromGowsdl() {
	handler, err := notes.NewNotesHandler(service{}, notes.PortNotes11, wssc.WithWSDL(notes.WSDL, ""))
	if err != nil {
		log.Fatal(err)
	}
	server := httptest.NewTLSServer(handler)
	defer server.Close()
	address, roots := server.URL, x509.NewCertPool()
	roots.AddCert(server.Certificate())
	ctx := context.Background()

	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSClientConfig = &tls.Config{RootCAs: roots}
	client, err := notes.NewNotesClient(notes.PortNotes11,
		wssc.WithAddress(address),
		wssc.WithHTTPClient(&http.Client{Transport: transport, Timeout: 10 * time.Second}))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close(ctx)

	ctx = wssc.WithCallOptions(ctx, wssc.CallHeader("Authorization", "Bearer …"))
	answer, err := client.Say(ctx, &notes.Text{Text: "hello"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.Text)

	asked, err := client.Ask(ctx, &notes.AskInput{
		Body:    notes.Text{Text: "anybody?"},
		Session: &notes.Session{User: "ann", Key: 7},
		Trace:   &notes.Trace{Value: "a1"},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(asked.Body.Text, asked.Trace.Value)

	_, err = client.Say(ctx, &notes.Text{})
	var busy *notes.BusyError
	var fault *wssc.Fault
	switch {
	case errors.As(err, &busy): // a fault that the WSDL declares
		fmt.Println("busy:", busy.Text.Text)
	case errors.As(err, &fault): // any other
		fmt.Println(fault.Code, fault.Reason)
	}

	drawn, err := client.Draw(ctx, &notes.Drawing{
		Shape: []notes.AnyShape{
			&notes.Circle{Shape: notes.Shape{Made: "2026-11-28"}, Radius: "1.50"},
		},
		Choice: notes.DrawingChoice{Color: new("red")}, // one of the alternatives
		Title:  nil,                                    // xsi:nil="true"
		Seen:   new(codec.DateTime("2026-11-28T24:00:00")),
	})
	if err != nil {
		log.Fatal(err)
	}
	switch shape := drawn.Shape[0].(type) {
	case *notes.Circle:
		made, err := shape.Made.Time(time.UTC) // for what has no zone
		radius, ok := new(big.Rat).SetString(string(shape.Radius))
		fmt.Println(made.Format(time.DateOnly), radius, shape.Radius, err, ok)
	case *notes.Square:
		fmt.Println(shape.Side)
	}

	_, err = client.Say(ctx, &notes.Text{Text: "?"})
	fmt.Println(errors.As(err, &fault), fault.Reason)
	// Output:
	// hello, noted
	// nobody, ann a1
	// busy: say something
	// 2026-11-28 3/2 1.50 <nil> true
	// true There is nothing to answer.
}

// What the page shows as Go stands in this file or, where it is about gowsdl, says so.
func TestFromGowsdlQuotesTheExample(t *testing.T) {
	page, err := os.ReadFile("../../docs/from-gowsdl.md")
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile("gowsdl_test.go")
	if err != nil {
		t.Fatal(err)
	}
	quoted := 0
	for _, b := range regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		switch code := flat(b[1]); {
		case strings.HasPrefix(code, "// gowsdl\n"), strings.HasPrefix(code, "//go:generate "):
		case strings.Contains(flat(string(file)), code):
			quoted++
		default:
			t.Errorf("the page shows what the example does not have:\n%s", b[1])
		}
	}
	if quoted < 6 {
		t.Errorf("only %d blocks of Go are quoted", quoted)
	}
}

// flat is a text without indentation and without blanks that line things up.
func flat(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString(strings.Join(strings.Fields(line), " ") + "\n")
	}
	return b.String()
}
