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

// README quotes this file; readme_test.go sees to it that it quotes it right.

type pinger struct{}

func (pinger) Ping(ctx context.Context, in *ping.PingRequest) (*ping.PingResponse, error) {
	if in.Ping == nil {
		return nil, &wssc.Fault{Code: "Sender", Reason: "There is nothing to answer."}
	}
	return &ping.PingResponse{PingResponse: &ping.PingResponseBody{Text: in.Ping.Text}}, nil
}

func Example() {
	cert, key := keys.Bob() // of the service
	mux := http.NewServeMux()

	handler, err := ping.NewIPingServiceHandler(pinger{}, ping.PortAD, wssc.WithKey(cert, key))
	if err != nil {
		log.Fatal(err)
	}
	mux.Handle("/ping", handler)

	server := httptest.NewServer(mux)
	defer server.Close()
	address := wssc.WithAddress(server.URL + "/ping")
	roots := keys.Roots()
	ctx := context.Background()

	client, err := ping.NewIPingServiceClient(ping.PortAD, address, wssc.WithRecipient(cert), wssc.WithTrust(roots))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close(ctx)

	answer, err := client.Ping(ctx, &ping.PingRequest{Ping: &ping.Ping{Text: new("hello")}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*answer.PingResponse.Text)
	// Output: hello
}
