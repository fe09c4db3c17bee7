package generator_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"reflect"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/testdata/notes"
)

// service is what ../testdata/notes.wsdl says: it fails as it is told.
type service struct {
	fail error
	told []string
}

func (s *service) Say(_ context.Context, in *notes.Text) (*notes.Text, error) {
	if s.fail != nil {
		return nil, s.fail
	}
	return &notes.Text{Text: in.Text + "!"}, nil
}

// Ask answers with the headers that came.
func (s *service) Ask(_ context.Context, in *notes.AskInput) (*notes.AskOutput, error) {
	out := &notes.AskOutput{Body: notes.Text{Text: in.Body.Text + " nobody"}}
	if in.Session != nil {
		out.Body.Text = fmt.Sprint(in.Body.Text, " ", in.Session.User, " ", in.Session.Key)
	}
	if in.Trace != nil {
		out.Trace = &notes.Trace{Value: in.Trace.Value + "'"}
	}
	return out, nil
}

func (s *service) Draw(_ context.Context, in *notes.Drawing) (*notes.Drawing, error) { return in, nil }

func (s *service) Add(_ context.Context, in *notes.Add) (*notes.AddResponse, error) {
	return &notes.AddResponse{Sum: in.A + in.B}, nil
}

func (s *service) Tell(_ context.Context, in *notes.Text) error {
	s.told = append(s.told, in.Text)
	return s.fail
}

// A mock is a service, and so is a client; what is not there is a fault.
func TestMock(t *testing.T) {
	var svc notes.Notes = (*notes.NotesClient)(nil)
	svc = &notes.NotesMock{SayFunc: func(_ context.Context, in *notes.Text) (*notes.Text, error) { return in, nil }}
	ctx := context.Background()
	in := &notes.Text{Text: "hello"}
	if out, err := svc.Say(ctx, in); err != nil || out != in {
		t.Errorf("Say: %v, %v", out, err)
	}
	var fault *wssc.Fault
	if err := svc.Tell(ctx, in); !errors.As(err, &fault) || fault.Reason != "The service does not carry out Tell." {
		t.Errorf("Tell: %v", err)
	}
	if _, err := svc.Draw(ctx, &notes.Drawing{}); !errors.As(err, &fault) {
		t.Errorf("Draw: %v", err)
	}
}

// TestNotes lets a generated client talk with a generated server that has no
// policies, over both versions of SOAP.
func TestNotes(t *testing.T) {
	for _, port := range notes.Ports() {
		t.Run(port.Name, func(t *testing.T) {
			svc := &service{}
			quiet := wssc.WithLogger(slog.New(slog.DiscardHandler))
			handler, err := notes.NewNotesHandler(svc, port, quiet)
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(handler)
			defer server.Close()
			client, err := notes.NewNotesClient(port, wssc.WithAddress(server.URL), quiet)
			if err != nil {
				t.Fatal(err)
			}
			ctx := context.Background()
			say := func(fail error) error {
				svc.fail = fail
				_, err := client.Say(ctx, &notes.Text{Text: "hello"})
				return err
			}

			if out, err := client.Say(ctx, &notes.Text{Text: "hello"}); err != nil || out.Text != "hello!" {
				t.Errorf("Say: %v, %v", out, err)
			}
			var unheard *notes.UnheardError
			err = say(&notes.UnheardError{UnheardFault: notes.UnheardFault{After: 3, Error: "nobody"}})
			if !errors.As(err, &unheard) || unheard.After != 3 || unheard.UnheardFault.Error != "nobody" {
				t.Errorf("unheard: %v", err)
			}
			var busy *notes.BusyError
			if err := say(&notes.BusyError{Text: notes.Text{Text: "later"}}); !errors.As(err, &busy) || busy.Text.Text != "later" || errors.As(err, &unheard) {
				t.Errorf("busy: %v", err)
			}
			if err := say(errors.New("a secret cause")); errors.As(err, &busy) || err == nil {
				t.Errorf("another error: %v", err)
			}

			asked, err := client.Ask(ctx, &notes.AskInput{
				Body: notes.Text{Text: "who?"}, Session: &notes.Session{User: "Alice & Bob", Key: 7}, Trace: &notes.Trace{Value: "t"},
			})
			if err != nil || asked.Body.Text != "who? Alice & Bob 7" || asked.Trace == nil || asked.Trace.Value != "t'" {
				t.Errorf("Ask: %+v, %v", asked, err)
			}
			asked, err = client.Ask(ctx, &notes.AskInput{Body: notes.Text{Text: "who?"}})
			if err != nil || asked.Body.Text != "who? nobody" || asked.Trace != nil {
				t.Errorf("Ask without headers: %+v, %v", asked, err)
			}

			drawing := &notes.Drawing{
				Shape:  []notes.AnyShape{&notes.Circle{Shape: notes.Shape{Made: "2024-02-29"}, Radius: "1.50"}, &notes.Square{Shape: notes.Shape{Made: "2024-03-01Z"}, Side: "-0.001"}},
				Choice: notes.DrawingChoice{Shade: new(int32(7))},
			}
			if drawn, err := client.Draw(ctx, drawing); err != nil || !reflect.DeepEqual(drawn, drawing) {
				t.Errorf("Draw: %+v, %v", drawn, err)
			}
			if sum, err := client.Add(ctx, &notes.Add{A: 40, B: 2}); err != nil || sum.Sum != 42 {
				t.Errorf("Add: %+v, %v", sum, err)
			}

			svc.fail = nil
			if err := client.Tell(ctx, &notes.Text{Text: "a note"}); err != nil || len(svc.told) != 1 || svc.told[0] != "a note" {
				t.Errorf("Tell: %q, %v", svc.told, err)
			}
			svc.fail = &wssc.Fault{Code: "Sender", Reason: "nothing was told"}
			var fault *wssc.Fault
			if err := client.Tell(ctx, &notes.Text{}); !errors.As(err, &fault) || fault.Reason != "nothing was told" {
				t.Errorf("Tell, refused: %v", err)
			}
		})
	}
}
