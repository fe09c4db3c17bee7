package wssc

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// The trace says at level Debug what was agreed and what was protected. It costs
// nothing when the level is not enabled.

func (c *config) traceContext(ctx context.Context, what string, t *sct.Token) {
	c.logger.LogAttrs(ctx, slog.LevelDebug, what,
		slog.String("identifier", t.Identifier), slog.Int("bits", t.Secret.Len()*8),
		slog.String("expires", t.Expires.UTC().Format(time.RFC3339)))
}

// tracing reports whether anybody reads the trace.
func (c *config) tracing(ctx context.Context) bool {
	return c.logger.Enabled(ctx, slog.LevelDebug)
}

// traceSent says what was sent. m.Covered is filled when tracing.
func (c *config) traceSent(ctx context.Context, p *wsse.Profile, m *wsse.Outgoing, size int) {
	if m.Covered == nil {
		return
	}
	c.logger.LogAttrs(ctx, slog.LevelDebug, "sent", slog.String("action", m.Headers.Action), slog.Int("bytes", size),
		slog.String("signed", strings.Join(*m.Covered, " ")), slog.String("protected", p.String()))
}

// traceReceived says what was proven of a message.
func (c *config) traceReceived(ctx context.Context, p *wsse.Profile, v *wsse.Verified) {
	if !c.tracing(ctx) {
		return
	}
	c.logger.LogAttrs(ctx, slog.LevelDebug, "received", slog.String("action", v.Action()),
		slog.String("signed", strings.Join(v.Covered(), " ")), slog.String("demanded", p.String()))
}
