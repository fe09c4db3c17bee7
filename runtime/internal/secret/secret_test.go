package secret

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// holder has secrets where fmt cannot call their methods.
type holder struct {
	Shown  Secret
	hidden Secret
	deep   *struct{ s Secret }
}

func TestNotPrinted(t *testing.T) {
	s := New([]byte("swordfish"))
	h := holder{s, s, &struct{ s Secret }{s}}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%08b"} {
		for _, v := range []any{s, &s, h, &h, []Secret{s}, map[string]Secret{"a": s}} {
			text := fmt.Sprintf(verb, v)
			// Two bytes and more: an address, which may be printed, has any single one.
			for _, leak := range []string{"swordfish", "115 119", "0x73, 0x77", "73776f7264", "73776F7264", "01110011 01110111"} {
				if strings.Contains(text, leak) {
					t.Errorf("%s of %T: %s", verb, v, text)
				}
			}
		}
	}
	if b, err := json.Marshal(struct{ S Secret }{s}); err != nil || string(b) != `{"S":"(secret)"}` {
		t.Errorf("%s, %v", b, err)
	}
}

func TestZero(t *testing.T) {
	var zero Secret
	if zero.Len() != 0 || zero.Equal(New([]byte{1})) || !zero.Equal(New(nil)) {
		t.Error("the zero Secret is not empty")
	}
}
