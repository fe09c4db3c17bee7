package wssc

import (
	"fmt"
	"io"
	"sync"

	"github.com/wsscgen/wsscgen/runtime/internal/sct"
)

// logKey writes the secret of a context to the key log, if there is one.
func (c *config) logKey(t *sct.Token) {
	if c.keyLog != nil {
		fmt.Fprintf(c.keyLog, "SCT %s %x\n", t.Identifier, t.Secret.Reveal())
	}
}

// lockedWriter serializes writes.
type lockedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}
