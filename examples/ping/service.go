package main

import (
	"context"
	"fmt"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	wssc "github.com/wsscgen/wsscgen/runtime"
)

// service answers as the interop service does: with the origin and the text of
// the request.
type service struct{}

func (service) Ping(_ context.Context, in *ping.PingRequest) (*ping.PingResponse, error) {
	if in.Ping == nil {
		return nil, &wssc.Fault{Code: "Sender", Reason: "The request holds no Ping."}
	}
	return &ping.PingResponse{PingResponse: &ping.PingResponseBody{
		Scenario: in.Ping.Scenario,
		Origin:   new("wsscgen"),
		Text:     new(answerTo(str(in.Ping.Origin), str(in.Ping.Text))),
	}}, nil
}

// answerTo is the text of the right answer.
func answerTo(origin, text string) string { return origin + " : " + text }

// checkAnswer says what is wrong with an answer.
func checkAnswer(in *ping.Ping, out *ping.PingResponse) error {
	switch want := answerTo(str(in.Origin), str(in.Text)); {
	case out.PingResponse == nil:
		return fmt.Errorf("the answer holds no PingResponse")
	case str(out.PingResponse.Text) != want:
		return fmt.Errorf("the answer is %q, not %q", str(out.PingResponse.Text), want)
	case str(out.PingResponse.Scenario) != str(in.Scenario):
		return fmt.Errorf("the answer is of scenario %q, not %q", str(out.PingResponse.Scenario), str(in.Scenario))
	}
	return nil
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
