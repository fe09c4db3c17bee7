package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFetch downloads a WSDL, again, and again after it has changed on either side.
func TestFetch(t *testing.T) {
	schema := `<schema xmlns="http://www.w3.org/2001/XMLSchema"/>`
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "u" || password != "secret" {
			http.Error(w, "", http.StatusUnauthorized)
			return
		}
		if r.URL.Path == "/s.xsd" {
			fmt.Fprint(w, schema)
			return
		}
		fmt.Fprintf(w, `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"><types><x:schema xmlns:x="http://www.w3.org/2001/XMLSchema">
<x:include schemaLocation="http://%s/s.xsd"/></x:schema></types></definitions>`, r.Host)
	}))
	defer s.Close()
	t.Chdir(t.TempDir())
	t.Setenv(passwordVariable, "secret")
	url := s.URL + "/a?wsdl"
	fetch := func(wantStatus int, want string) {
		t.Helper()
		var out, err bytes.Buffer
		status := run(t.Context(), []string{"fetch", "-user", "u", "-o", "wsdl", url}, streams{strings.NewReader(""), &out, &err})
		if got := strings.ReplaceAll(out.String()+err.String(), s.URL, "HOST"); status != wantStatus || got != want {
			t.Errorf("exit %d, want %d\ngot  %s\nwant %s", status, wantStatus, got, want)
		}
	}
	fetch(0, "new     a.wsdl  HOST/a?wsdl\nnew     s.xsd  HOST/s.xsd\n")
	if got := read(t, "wsdl/a.wsdl"); !strings.Contains(got, `schemaLocation="s.xsd"`) {
		t.Errorf("a.wsdl holds %s", got)
	}
	lock := read(t, "wsdl/wsscgen.lock")
	if strings.Contains(lock, "secret") || strings.Count(lock, `"sha256": "`) != 2 {
		t.Errorf("the lock holds %s", lock)
	}
	fetch(0, "same    a.wsdl  HOST/a?wsdl\nsame    s.xsd  HOST/s.xsd\n")
	schema += "<!-- new -->"
	fetch(0, "same    a.wsdl  HOST/a?wsdl\nchanged s.xsd  HOST/s.xsd\n")
	if read(t, "wsdl/wsscgen.lock") == lock {
		t.Error("the lock is as before")
	}

	// What somebody edited stays, and nothing else is written then.
	schema += "<!-- newer -->"
	edited := filepath.Join("wsdl", "s.xsd")
	if err := os.WriteFile(edited, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	fetch(1, "wsdl/s.xsd: error output: was edited since it was fetched; it stays as it is (remove it to fetch it anew)\n")
	if got := read(t, edited); got != "mine" {
		t.Errorf("s.xsd holds %s", got)
	}
	if err := os.Remove("wsdl/wsscgen.lock"); err != nil {
		t.Fatal(err)
	}
	fetch(1, "wsdl/s.xsd: error output: is not in wsscgen.lock; it stays as it is (remove it, or name another folder with -o)\n")
	url = s.URL + "/none"
	t.Setenv(passwordVariable, "wrong")
	fetch(1, "HOST/none: error fetch: the server answers 401 Unauthorized\n")
	if err := os.WriteFile("wsdl/wsscgen.lock", []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	fetch(1, "wsdl/wsscgen.lock: error output: is not a lock file: unexpected EOF\n")
}
