package wssc

import (
	"sync/atomic"
	"time"

	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// monotonic is a clock that never goes back: a message that was let go because it had
// become stale must not become fresh again when the clock of the machine is set.
type monotonic struct {
	read    func() time.Time
	highest atomic.Int64 // Unix nanoseconds
}

func (m *monotonic) now() time.Time {
	t := m.read()
	nano := t.UnixNano()
	for {
		highest := m.highest.Load()
		if nano <= highest {
			return time.Unix(0, highest)
		}
		if m.highest.CompareAndSwap(highest, nano) {
			return t
		}
	}
}

// window is how old and how far ahead of our clock a message may be.
func (c *config) window() wsse.Window {
	w := wsse.DefaultWindow
	w.Skew = c.skew
	return w
}

// replayWindow is how long a message could be acceptable: that is how long it is
// remembered.
func (c *config) replayWindow() time.Duration {
	w := c.window()
	return w.Age + 2*w.Skew
}
