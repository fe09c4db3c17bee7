package wssc_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"github.com/wsscgen/wsscgen/policy/explain"
)

// TestExplained holds what is said of a plan against what is sent under it: the
// children of each Security header, in order.
func TestExplained(t *testing.T) {
	for _, port := range ports {
		t.Run(port.Name, func(t *testing.T) {
			var text bytes.Buffer
			if err := explain.Write(&text, port.Plan); err != nil {
				t.Fatal(err)
			}
			p := newPeer(t, port)
			c := p.client()
			if err := call(c); err != nil {
				t.Fatal(err)
			}
			if err := c.Close(context.Background()); err != nil {
				t.Fatal(err)
			}
			messages := map[string][]byte{
				"Issue request (RST)": p.wire.seen[0], "Issue response (RSTR)": p.wire.replies[0],
				"Ping request": p.wire.seen[1], "Ping response": p.wire.replies[1],
			}
			if port.Plan.Binding.Protection.Conversation.Cancel != nil {
				messages["Cancel request (RST)"], messages["Cancel response (RSTR)"] = p.wire.seen[2], p.wire.replies[2]
			}
			for name, message := range messages {
				said, sent := saidChildren(text.String(), name), sentChildren(t, message)
				if len(said) == 0 || !slices.Equal(said, sent) {
					t.Errorf("%s\nsaid %v\nsent %v", name, said, sent)
				}
			}
		})
	}
}

// saidChildren returns the numbered children below a message's title.
func saidChildren(text, title string) (children []string) {
	_, rest, found := strings.Cut(text, title+"\n")
	if !found {
		return nil
	}
	_, rest, _ = strings.Cut(rest, "wsse:Security\n")
	for line := range strings.Lines(rest) {
		number, item, ok := strings.Cut(strings.TrimSpace(line), ". ")
		if !ok || len(number) > 2 {
			break
		}
		name, _, _ := strings.Cut(item, " ")
		_, local, _ := strings.Cut(strings.TrimRight(name, ":,"), ":")
		children = append(children, local)
	}
	return children
}

func sentChildren(t *testing.T, message []byte) (children []string) {
	t.Helper()
	d := etree.NewDocument()
	if err := d.ReadFromBytes(message); err != nil {
		t.Fatal(err)
	}
	for _, c := range d.FindElement("//Security").ChildElements() {
		children = append(children, c.Tag)
	}
	return children
}
