package xsd

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
)

// document is a value of any of the types.
type document struct {
	unmarshal func([]byte) (any, error)
	marshal   func(any) ([]byte, error)
}

func of[T any](unmarshal func([]byte) (*T, error), marshal func(*T) ([]byte, error)) document {
	return document{
		func(b []byte) (any, error) { return unmarshal(b) },
		func(v any) ([]byte, error) { return marshal(v.(*T)) },
	}
}

var documents = map[string]document{
	"Presence":  of(UnmarshalPresence, MarshalPresence),
	"Choice":    of(UnmarshalChoice, MarshalChoice),
	"Choices":   of(UnmarshalChoices, MarshalChoices),
	"Sequences": of(UnmarshalSequences, MarshalSequences),
	"All":       of(UnmarshalAll, MarshalAll),
	"Any":       of(UnmarshalAny, MarshalAny),
	"Mixed":     of(UnmarshalMixed, MarshalMixed),
	"Open":      of(UnmarshalOpen, MarshalOpen),
	"Drawing":   of(UnmarshalDrawing, MarshalDrawing),
	"AnyShape":  of(UnmarshalAnyShape, MarshalAnyShape),
	"Shelf":     of(UnmarshalShelf, MarshalShelf),
	"Amounts":   of(UnmarshalAmounts, MarshalAmounts),
	"Simple":    of(UnmarshalSimple, MarshalSimple),
	"Tree":      of(UnmarshalTree, MarshalTree),
	"Keyed":     of(UnmarshalKeyed, MarshalKeyed),
	"Redefined": of(UnmarshalRedefined, MarshalRedefined),
	"Text":      of(UnmarshalText, MarshalText),
	"Land":      of(UnmarshalLand, MarshalLand),
	"Whatever":  of(UnmarshalWhatever, MarshalWhatever),
	"Facets":    of(UnmarshalFacets, MarshalFacets),
	"Steps":     of(UnmarshalSteps, MarshalSteps),
	"Stands":    of(UnmarshalStands, MarshalStands),
}

// TestInstances reads the documents of instances.txt and writes them again. A line
// with "same" comes out as it is; one with "read" comes out as the line "write"
// behind it says, and that again as itself; one with "refuse" is an error that
// ends as the line "error" behind it says. @ stands for the declarations of the
// root.
func TestInstances(t *testing.T) {
	f, err := os.Open("instances.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := ""
	n := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		n++
		kind, text, found := strings.Cut(s.Text(), " ")
		if !found || kind == "#" {
			continue
		}
		text = strings.Replace(text, "@", `xmlns:n1="urn:f"`, 1)
		switch kind {
		case "same":
			check(t, n, text, text)
		case "read", "refuse":
			in = text
		case "write":
			check(t, n, in, text)
			check(t, n, text, text)
		case "error":
			if _, err := roundTrip(in); !strings.HasSuffix(fmt.Sprint(err), text) {
				t.Errorf("line %d: %s\ngot error  %v\nwant error %s", n, in, err, text)
			}
		default:
			t.Errorf("line %d: %q", n, kind)
		}
	}
}

func check(t *testing.T, n int, in, want string) {
	t.Helper()
	got, err := roundTrip(in)
	if err != nil || got != want {
		t.Errorf("line %d: %v\nin   %s\ngot  %s\nwant %s", n, err, in, got, want)
	}
}

func roundTrip(in string) (string, error) {
	name := in[1:strings.IndexAny(in, " >/")]
	if _, local, found := strings.Cut(name, ":"); found {
		name = local
	}
	d, ok := documents[name]
	if !ok {
		return "", fmt.Errorf("no element %s", name)
	}
	v, err := d.unmarshal([]byte(in))
	if err != nil {
		return "", err
	}
	out, err := d.marshal(v)
	return string(out), err
}
