package main_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/testdata/keys"
)

// README quotes the three lines of the client and the three of the server.

type pinger struct{}

func (pinger) Ping(ctx context.Context, in *ping.PingRequest) (*ping.PingResponse, error) {
	return &ping.PingResponse{PingResponse: &ping.PingResponseBody{Text: new("you said " + *in.Ping.Text)}}, nil
}

func Example() {
	cert, key := keys.Bob() // the service's own
	mux := http.NewServeMux()

	handler, err := ping.NewIPingServiceHandler(pinger{}, ping.PortAD, wssc.WithKey(cert, key))
	if err != nil {
		log.Fatal(err)
	}
	mux.Handle("/ping", handler)

	server := httptest.NewServer(mux)
	defer server.Close()
	address := server.URL + "/ping"
	roots := keys.Roots() // whom the client trusts
	ctx := context.Background()

	client, err := ping.NewIPingServiceClient(ping.PortAD, wssc.WithAddress(address), wssc.WithRecipient(cert), wssc.WithTrust(roots))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close(ctx)

	answer, err := client.Ping(ctx, &ping.PingRequest{Ping: &ping.Ping{Text: new("hello")}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*answer.PingResponse.Text)
	// Output: you said hello
}
