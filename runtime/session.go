package wssc

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/trust"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// session is the security context of a client.
type session struct {
	client *Client

	mu      sync.Mutex
	current *sct.Token
	flight  *flight   // a handshake under way
	retryAt time.Time // when current may be replaced: not at once after a failure
	closed  bool
}

// flight is a handshake that any number of calls wait for.
type flight struct {
	done  chan struct{}
	token *sct.Token
	err   error
}

// handshakeTimeout bounds a handshake. It belongs to no single call, so it does
// not end with the context of any.
const handshakeTimeout = time.Minute

// base returns what the next message is protected with: a context, or nothing when
// the plan protects nothing.
func (s *session) base(ctx context.Context) (*sct.Token, *wsse.Base, error) {
	if s.client.profiles.conversation == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.closed {
			return nil, nil, ErrClosed
		}
		return nil, nil, nil
	}
	t, err := s.token(ctx)
	if err != nil {
		return nil, nil, err
	}
	return t, wsse.ContextBase(t), nil
}

// token returns a context to use. There is a handshake when there is none, and one
// in the background when the one there is comes to its end: calls go on with it as
// long as it lives, and a failure is tried again after a quarter of what is left. A handshake goes on when ctx ends: others may wait for it.
func (s *session) token(ctx context.Context) (*sct.Token, error) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, ErrClosed
	}
	now := s.client.clock.now()
	current := s.current
	if current != nil && (now.Before(replaceAt(current)) || current.Live(now) && now.Before(s.retryAt)) {
		s.mu.Unlock()
		return current, nil
	}
	f := s.flight
	if f == nil {
		f = &flight{done: make(chan struct{})}
		s.flight = f
		go s.fly(context.WithoutCancel(ctx), f)
	}
	s.mu.Unlock()
	if current != nil && current.Live(now) {
		return current, nil
	}
	select {
	case <-f.done:
		return f.token, f.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// replaceAt is when a context is replaced: a tenth of its life before its end.
func replaceAt(t *sct.Token) time.Time {
	if t.Expires.IsZero() {
		return t.Created.Add(1 << 62)
	}
	return t.Expires.Add(-t.Expires.Sub(t.Created) / 10)
}

func (s *session) fly(ctx context.Context, f *flight) {
	ctx, cancel := context.WithTimeout(ctx, handshakeTimeout)
	defer cancel()
	t, err := s.client.handshake(ctx)
	s.mu.Lock()
	if s.closed && err == nil {
		t, err = nil, ErrClosed
	}
	switch now := s.client.clock.now(); {
	case err == nil:
		s.current, s.retryAt = t, time.Time{}
	case s.current != nil:
		s.retryAt = now.Add(s.current.Expires.Sub(now) / 4)
	}
	f.token, f.err = t, err
	s.flight = nil
	s.mu.Unlock()
	if err != nil {
		s.client.config.logger.Warn("no security context was obtained", "cause", clip(err.Error()))
	}
	close(f.done)
}

// drop forgets a context that the peer does not know any more.
func (s *session) drop(t *sct.Token) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == t {
		s.current = nil
	}
}

// handshake obtains a security context (WS-SecureConversation 1.4, section 3).
func (c *Client) handshake(ctx context.Context) (_ *sct.Token, err error) {
	defer func() { // the program's own code may panic: in the caller's logger, clock, transport
		if p := recover(); p != nil {
			err = fmt.Errorf("obtaining a security context: panic: %v", p)
		}
	}()
	p := c.profiles
	base, err := p.issue.request.NewBase(c.recipient)
	if err != nil {
		return nil, fmt.Errorf("obtaining a security context: %w", err)
	}
	message, pending := trust.Begin(p.conversation, p.keyBits())
	var token *sct.Token
	began := c.clock.now()
	err = c.exchange(ctx, &noCall, p.issue, base, message, func(v *wsse.Verified) (err error) {
		token, err = pending.Finish(v)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("obtaining a security context: %w", err)
	}
	token = ownLifetime(token, began)
	if !token.Live(c.clock.now()) {
		return nil, errors.New("obtaining a security context: it is expired already")
	}
	c.config.logKey(token)
	c.config.traceContext(ctx, "obtained a security context", token)
	return token, nil
}

// ownLifetime counts the lifetime from the start of the handshake by our clock:
// only its length is taken from the issuer, whose clock may be another.
func ownLifetime(t *sct.Token, began time.Time) *sct.Token {
	own := *t
	if !t.Created.IsZero() && !t.Expires.IsZero() {
		own.Expires = began.Add(t.Expires.Sub(t.Created))
	}
	own.Created = began
	return &own
}

// Close gives the security context up and ends the client: further calls return
// ErrClosed. Where the plan allows Cancel, the peer is told, and the error says
// whether it has confirmed; otherwise the context is only forgotten. Calls under
// way are not waited for.
func (c *Client) Close(ctx context.Context) error {
	s := &c.session
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	t := s.current
	s.current = nil
	s.mu.Unlock()
	if own := c.config.ownHTTP; own != nil {
		defer own.CloseIdleConnections()
	}
	if t == nil || c.profiles.cancel == nil || !t.Live(c.clock.now()) {
		return nil
	}
	message := trust.BeginCancel(c.profiles.conversation, t)
	err := c.exchange(ctx, &noCall, c.profiles.cancel, wsse.ContextBase(t), message, func(v *wsse.Verified) error {
		return trust.FinishCancel(c.profiles.conversation, v)
	})
	if err != nil {
		return fmt.Errorf("cancelling the security context: %w", err)
	}
	c.config.traceContext(ctx, "cancelled the security context", t)
	return nil
}
