package codec

import "strings"

// declared returns the prefixes that XML may declare, "" for the default namespace:
// those behind xmlns, wherever that stands.
func declared(xml string) map[string]bool {
	var found map[string]bool
	for {
		_, rest, ok := strings.Cut(xml, "xmlns")
		if !ok {
			return found
		}
		prefix := ""
		if name, ok := strings.CutPrefix(rest, ":"); ok {
			n := 0
			for n < len(name) && isNameByte(name[n]) {
				n++
			}
			prefix = name[:n]
		}
		if found == nil {
			found = make(map[string]bool)
		}
		found[prefix] = true
		xml = rest
	}
}

// mentioned returns the prefixes that values in canonical XML may have: whatever
// stands in front of a colon.
func mentioned(xml string) map[string]bool {
	var found map[string]bool
	note := func(s string) {
		for {
			colon := strings.IndexByte(s, ':')
			if colon < 0 {
				return
			}
			at := colon
			for at > 0 && isNameByte(s[at-1]) {
				at--
			}
			if at < colon {
				if found == nil {
					found = make(map[string]bool)
				}
				found[s[at:colon]] = true
			}
			s = s[colon+1:]
		}
	}
	s := rawScanner{rest: xml}
	for s.next() {
		note(s.text)
		for _, a := range s.attrs {
			if !a.decl {
				note(a.value)
			}
		}
	}
	return found
}

func isNameByte(c byte) bool {
	return c >= 0x80 || c == '_' || c == '-' || c == '.' || isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
