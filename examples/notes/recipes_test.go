package notes_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"strings"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/testdata/notes"
)

// README quotes this file.

// logging writes the messages of a client.
type logging struct {
	next http.RoundTripper
	to   io.Writer
}

func (l logging) RoundTrip(r *http.Request) (*http.Response, error) {
	request, err := httputil.DumpRequestOut(r, true)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(l.to, "%s\n", request)
	answer, err := l.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	response, err := httputil.DumpResponse(answer, true)
	fmt.Fprintf(l.to, "%s\n", response)
	return answer, err
}

type callerKey struct{}

func withCaller(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), callerKey{}, r.Header.Get("X-Caller"))
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

type closed struct{ notes.UnimplementedNotes }

func (closed) Say(ctx context.Context, in *notes.Text) (*notes.Text, error) {
	caller, _ := ctx.Value(callerKey{}).(string)
	return nil, &wssc.Fault{
		Code:   "Receiver",
		Reason: "The board is closed.",
		Detail: &notes.BusyError{Text: notes.Text{Text: "not now, " + caller}},
	}
}

func Example_recipes() {
	handler, err := notes.NewNotesHandler(closed{}, notes.PortNotes11, wssc.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		log.Fatal(err)
	}
	server := httptest.NewServer(withCaller(handler))
	defer server.Close()

	var seen bytes.Buffer
	client, err := notes.NewNotesClient(notes.PortNotes11, wssc.WithAddress(server.URL),
		wssc.WithHTTPClient(&http.Client{Transport: logging{http.DefaultTransport, &seen}}))
	if err != nil {
		log.Fatal(err)
	}
	ctx := wssc.WithCallOptions(context.Background(), wssc.CallHeader("X-Caller", "ann"))
	defer client.Close(ctx)

	_, err = client.Say(ctx, &notes.Text{Text: "hello"})
	var fault *wssc.Fault
	var busy *notes.BusyError
	if errors.As(err, &fault) && errors.As(err, &busy) {
		fmt.Println(fault.Code, fault.Reason, busy.Text.Text)
	}
	fmt.Println(strings.Count(seen.String(), "Envelope>"), strings.Contains(seen.String(), "hello"), strings.Contains(seen.String(), "not now, ann"))
	// Output:
	// Receiver The board is closed. not now, ann
	// 2 true true
}
