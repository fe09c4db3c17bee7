package output

import (
	"os"
	"runtime"
	"syscall"
	"testing"
)

// unprivileged takes the right to write everywhere from the rest of the test, which
// root has: its thread looks at files as nobody does.
func unprivileged(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	const nobody = 65534
	runtime.LockOSThread() // and never unlocked: the thread ends with the test
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Setfsuid(0) })
}
