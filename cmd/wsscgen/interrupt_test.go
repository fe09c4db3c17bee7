package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// TestInterrupt ends a download in the middle, as Ctrl-C does.
func TestInterrupt(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		interrupt()
		<-r.Context().Done()
	}))
	defer s.Close()
	t.Chdir(t.TempDir())
	var out, err bytes.Buffer
	status := run(ctx, []string{"fetch", "-o", "wsdl", s.URL}, streams{strings.NewReader(""), &out, &err})
	if want := "wsscgen: interrupted; nothing was written\n"; status != 1 || err.String() != want || out.Len() > 0 {
		t.Errorf("exit %d: %s%s", status, &out, &err)
	}
	if files, _ := os.ReadDir("."); len(files) > 0 {
		t.Errorf("there is %s", files[0].Name())
	}
}

// TestInterruptGenerate ends a run that has documents to read.
func TestInterruptGenerate(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	dir := t.TempDir()
	var out, err bytes.Buffer
	status := run(ctx, []string{"generate", "-o", dir, "../../testdata/order.wsdl"}, streams{strings.NewReader(""), &out, &err})
	if want := "wsscgen: interrupted; nothing was written\n"; status != 1 || err.String() != want {
		t.Errorf("exit %d: %s%s", status, &out, &err)
	}
	if files, _ := os.ReadDir(dir); len(files) > 0 {
		t.Errorf("there is %s", files[0].Name())
	}
}
