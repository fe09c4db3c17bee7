package notes_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/testdata/notes"
)

// README quotes this file; readme_test.go of ../ping sees to it that it quotes it right.

type board struct{ notes.UnimplementedNotes }

func (board) Say(ctx context.Context, in *notes.Text) (*notes.Text, error) {
	if in.Text == "" {
		return nil, &notes.BusyError{Text: notes.Text{Text: "say something"}}
	}
	return &notes.Text{Text: in.Text + ", noted"}, nil
}

func Example() {
	mux := http.NewServeMux()

	handler, err := notes.NewNotesHandler(board{}, notes.PortNotes11, wssc.WithWSDL(notes.WSDL, ""))
	if err != nil {
		log.Fatal(err)
	}
	mux.Handle("/notes", handler)

	server := httptest.NewServer(mux)
	defer server.Close()
	ctx := context.Background()

	client, err := notes.NewNotesClient(notes.PortNotes11, wssc.WithAddress(server.URL+"/notes"))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close(ctx)

	ctx = wssc.WithCallOptions(ctx, wssc.CallHeader("Authorization", "Bearer …"))
	answer, err := client.Say(ctx, &notes.Text{Text: "hello"})
	var busy *notes.BusyError
	if errors.As(err, &busy) {
		log.Fatal(busy.Text.Text)
	}

	fmt.Println(answer.Text)

	_, err = client.Say(ctx, &notes.Text{})
	fmt.Println(errors.As(err, &busy), busy.Text.Text)
	// Output:
	// hello, noted
	// true say something
}
