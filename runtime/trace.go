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

func (c *config) traceSealed(ctx context.Context, x *exchange, p *wsse.Profile, size int) {
	if !c.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	c.logger.LogAttrs(ctx, slog.LevelDebug, "sent", slog.String("action", x.action),
		slog.Int("bytes", size), slog.String("protected", p.String()))
}

func (c *config) traceOpened(ctx context.Context, x *exchange, p *wsse.Profile, v *wsse.Verified) {
	if !c.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	c.logger.LogAttrs(ctx, slog.LevelDebug, "received", slog.String("action", v.Action()),
		slog.String("signed", strings.Join(v.Covered(), " ")), slog.String("demanded", p.String()))
}
