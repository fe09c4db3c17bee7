package wsse

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/runtime/internal/plantest"
)

// resign puts another element in the place of a signed one, as somebody would who
// holds the key: the digest and the signature are made anew. The plan has no
// derived keys.
func resign(t *testing.T, p *pair, message, old, with string) string {
	t.Helper()
	digest := func(s string) string {
		sum := sha1.Sum([]byte(s))
		return base64.StdEncoding.EncodeToString(sum[:])
	}
	if strings.Count(message, old) != 1 || strings.Count(message, digest(old)) != 1 {
		t.Fatalf("%s is not there once, or not signed", old)
	}
	message = strings.Replace(message, old, with, 1)
	message = strings.Replace(message, digest(old), digest(with), 1)
	i := strings.Index(message, "<ds:SignedInfo ")
	j := strings.Index(message, "</ds:SignedInfo>") + len("</ds:SignedInfo>")
	mac := hmac.New(sha1.New, p.context.Secret.Use())
	mac.Write([]byte(message[i:j]))
	tail := message[j:]
	_, rest, _ := strings.Cut(tail, "</ds:SignatureValue>")
	return message[:j] + "<ds:SignatureValue>" + base64.StdEncoding.EncodeToString(mac.Sum(nil)) + "</ds:SignatureValue>" + rest
}

func TestTimestamp(t *testing.T) {
	p := newPair(t, plantest.Shape{})
	good := string(seal(t, p.request, ContextBase(p.context)))
	i := strings.Index(good, "<wsu:Timestamp")
	j := strings.Index(good, "</wsu:Timestamp>") + len("</wsu:Timestamp>")
	old := good[i:j]
	open12 := old[:strings.Index(old, "<wsu:Created>")]
	with := func(children string) string { return open12 + children + "</wsu:Timestamp>" }
	created := func(s string) string { return "<wsu:Created>" + s + "</wsu:Created>" }
	expires := func(s string) string { return "<wsu:Expires>" + s + "</wsu:Expires>" }
	for _, tt := range []struct {
		name, timestamp string
		at              time.Duration // after noon
		want            string        // "": accepted
	}{
		{"as sent", old, 0, ""},
		{"as sent, last moment", old, 6*time.Minute - time.Millisecond, ""},
		{"stale", old, 6 * time.Minute, "stale"},
		{"clock behind", old, -time.Minute, ""},
		{"in the future", old, -time.Minute - time.Millisecond, "created in the future"},
		{"no Expires", with(created("2026-11-28T12:00:00Z")), 6*time.Minute - time.Millisecond, ""},
		{"no Expires, stale", with(created("2026-11-28T12:00:00Z")), 6 * time.Minute, "stale"},
		{"expires late", with(created("2026-11-28T12:00:00Z") + expires("2030-01-01T00:00:00Z")), 6 * time.Minute, "stale"},
		{"expires early", with(created("2026-11-28T12:00:00Z") + expires("2026-11-28T12:00:10Z")), 71 * time.Second, "stale"},
		{"another zone", with(created("2026-11-28T14:00:00.5+02:00") + expires("2026-11-28T14:05:00+02:00")), 0, ""},
		{"nanoseconds", with(created("2026-11-28T12:00:00.123456789Z") + expires("2026-11-28T12:05:00Z")), 0, ""},
		{"no zone", with(created("2026-11-28T12:00:00.000")), 0, "Created is not a time"},
		{"leap second", with(created("2026-11-28T11:59:60.000Z")), 0, "Created is not a time"},
		{"no such day", with(created("2026-02-30T12:00:00.000Z")), 0, "Created is not a time"},
		{"no time", with(created("noon")), 0, "Created is not a time"},
		{"empty", with(""), 0, "it has no Created"},
		{"no Created", with(expires("2026-11-28T12:05:00Z")), 0, "it holds Expires"},
		{"two Created", with(created("2026-11-28T12:00:00Z") + created("2026-11-28T12:00:00Z")), 0, "it holds Created"},
		{"two Expires", with(created("2026-11-28T12:00:00Z") + expires("2026-11-28T12:05:00Z") + expires("2026-11-28T12:05:00Z")), 0, "it holds Expires"},
		{"expires before it was created", with(created("2026-11-28T12:00:00Z") + expires("2026-11-28T11:59:59Z")), 0, "expires before it was created"},
		{"something else", with(created("2026-11-28T12:00:00Z") + "<wsu:X></wsu:X>"), 0, "it holds X"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := good
			if tt.timestamp != old {
				b = resign(t, p, good, old, tt.timestamp)
			}
			_, err := open(p.request, []byte(b), p.keys(), noon.Add(tt.at))
			if tt.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantCause(t, err, ErrTimestamp, tt.want)
		})
	}
}
