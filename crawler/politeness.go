package crawler

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// gates keeps one gate a host, for all portals of a Crawler: one request at a
// time, and a pause between the end of one and the start of the next. A host is
// a name without its port: what politeness spares is a machine.
type gates struct {
	clock  func() time.Time
	sleep  func(context.Context, time.Duration) error
	jitter func(time.Duration) time.Duration

	mu    sync.Mutex
	hosts map[string]*gate
}

type gate struct {
	turn chan struct{} // holds one token while nobody asks
	last time.Time     // end of the last request, guarded by the token
	wait time.Time     // not before, as the host itself said
}

func newGates(clock func() time.Time, sleep func(context.Context, time.Duration) error, jitter func(time.Duration) time.Duration) *gates {
	return &gates{clock: clock, sleep: sleep, jitter: jitter, hosts: map[string]*gate{}}
}

func (g *gates) of(host string) *gate {
	host = strings.ToLower(host)
	g.mu.Lock()
	defer g.mu.Unlock()
	h := g.hosts[host]
	if h == nil {
		h = &gate{turn: make(chan struct{}, 1)}
		h.turn <- struct{}{}
		g.hosts[host] = h
	}
	return h
}

// enter waits for the host's turn and the end of its pause. The caller calls
// leave when the last byte of the answer was read. It fails only when ctx ends.
func (g *gates) enter(ctx context.Context, host string, delay time.Duration) (leave func(), err error) {
	h := g.of(host)
	select {
	case <-h.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	until := h.wait
	if !h.last.IsZero() && delay > 0 {
		if t := h.last.Add(delay + g.jitter(delay)); t.After(until) {
			until = t
		}
	}
	if d := until.Sub(g.clock()); d > 0 {
		if err := g.sleep(ctx, d); err != nil {
			h.turn <- struct{}{}
			return nil, err
		}
	}
	return func() {
		h.last = g.clock()
		h.turn <- struct{}{}
	}, nil
}

// backOff closes the host's gate for d from now on, for every portal.
func (g *gates) backOff(ctx context.Context, host string, d time.Duration) error {
	h := g.of(host)
	select {
	case <-h.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	if t := g.clock().Add(d); t.After(h.wait) {
		h.wait = t
	}
	h.turn <- struct{}{}
	return nil
}

// upToAQuarter is the jitter of a crawl that nobody injected one into: a pause
// that is never shorter than asked for, and never quite regular.
func upToAQuarter(d time.Duration) time.Duration {
	if d < 4 {
		return 0
	}
	return rand.N(d / 4)
}

// sleepFor sleeps until d has passed or ctx ends.
func sleepFor(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// retryAfter reads Retry-After (RFC 9110, 10.2.3): seconds or a date. ok is
// false where there is none that can be read.
func retryAfter(h http.Header, now time.Time) (d time.Duration, ok bool) {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return 0, false
	}
	if n, err := strconv.ParseUint(v, 10, 31); err == nil {
		return time.Duration(n) * time.Second, true
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(now)), true
	}
	return 0, false
}
