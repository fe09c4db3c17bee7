//go:build !linux

package output

import (
	"os"
	"runtime"
	"testing"
)

func unprivileged(t *testing.T) {
	t.Helper()
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("this user may write everywhere")
	}
}
