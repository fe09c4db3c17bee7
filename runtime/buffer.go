package wssc

import "sync"

// buffers are used for messages on their way out.
var buffers = sync.Pool{New: func() any { return new(buffer) }}

type buffer struct {
	b           []byte
	contentType string // of a message with attachments; empty: of the envelope
}

// keepBytes is the largest buffer that goes back to the pool.
const keepBytes = 8 << 20

func (b *buffer) release() {
	if cap(b.b) > keepBytes {
		b.b = nil
	}
	b.b, b.contentType = b.b[:0], ""
	buffers.Put(b)
}
