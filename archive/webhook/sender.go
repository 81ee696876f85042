package webhook

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"time"

	"gongkai/archive"
)

// Archive is what sending needs of an archive.
type Archive interface {
	Identity() archive.Identity
	Cursor(number uint64) archive.Cursor
	Resume(ctx context.Context, c archive.Cursor) (since uint64, err error)
	LastChange(ctx context.Context) (uint64, error)
	Changes(ctx context.Context, since uint64) iter.Seq2[archive.Change, error]
	ChangeDiff(ctx context.Context, c archive.Change) (*archive.Diff, error)
	Follower(ctx context.Context, name string) (archive.Follower, error)
	KeepFollower(ctx context.Context, f archive.Follower) error
}

// Options say how to send. The zero value is usable.
type Options struct {
	UserAgent string // "": gongkai
	// Links returns what stands under "links", nil: nothing.
	Links func(*archive.Change) any
	// Timeout is the most that one attempt may take, its answer included; 0: 10 s.
	Timeout time.Duration
	// Poll is how long to wait before looking for changes again; 0: 2 s.
	Poll time.Duration
	// Transport makes the connections; nil: one of its own, with no proxy.
	Transport http.RoundTripper
	// Clock tells the time, nil: time.Now. Sleep waits, but no longer than ctx;
	// nil: a timer. Jitter gives numbers in [0, 1) that spread attempts; nil: by
	// chance.
	Clock  func() time.Time
	Sleep  func(ctx context.Context, d time.Duration) error
	Jitter func() float64
	Log    *slog.Logger // nil: nobody
}

func (o *Options) setDefaults() {
	if o.UserAgent == "" {
		o.UserAgent = "gongkai"
	}
	if o.Timeout <= 0 {
		o.Timeout = 10 * time.Second
	}
	if o.Poll <= 0 {
		o.Poll = 2 * time.Second
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Jitter == nil {
		o.Jitter = rand.Float64
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
}

// Sender sends the changes of one archive to all hooks.
type Sender struct {
	arc    Archive
	o      Options
	client *http.Client
	lines  []*line
}

// New returns a sender; Run starts it. Hooks that cannot be used, or two of one
// address, are an error.
func New(arc Archive, hooks []Hook, o Options) (*Sender, error) {
	o.setDefaults()
	s := &Sender{arc: arc, o: o}
	transport := o.Transport
	if transport == nil {
		transport = &http.Transport{
			DialContext:         (&net.Dialer{Timeout: o.Timeout}).DialContext,
			TLSHandshakeTimeout: o.Timeout, IdleConnTimeout: time.Minute, MaxIdleConnsPerHost: 1,
			MaxResponseHeaderBytes: 64 << 10,
		}
	}
	s.client = &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	seen := map[string]bool{}
	for _, h := range hooks {
		if err := h.Check(); err != nil {
			return nil, err
		}
		if seen[h.URL] {
			return nil, fmt.Errorf("webhook: %s is there twice", h.name())
		}
		seen[h.URL] = true
		l := &line{Sender: s, hook: h, log: o.Log.With("webhook", h.name())}
		l.board.s = Status{Name: h.name(), State: Starting}
		s.lines = append(s.lines, l)
	}
	return s, nil
}

// Run sends until ctx ends. An attempt that is under way then is finished and
// its answer stored, so Run returns within Timeout and what storing takes; only
// then may the archive be closed.
func (s *Sender) Run(ctx context.Context) {
	var lines sync.WaitGroup
	for _, l := range s.lines {
		lines.Go(func() { l.run(ctx) })
	}
	lines.Wait()
	s.client.CloseIdleConnections()
}

// Status tells how each hook stands, in the order of the configuration.
func (s *Sender) Status(ctx context.Context) ([]Status, error) {
	last, err := s.arc.LastChange(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Status, len(s.lines))
	for i, l := range s.lines {
		out[i] = l.board.read()
		if n := out[i].Cursor.Number; out[i].State != Starting && n < last {
			out[i].Lag = last - n
		}
	}
	return out, nil
}

// sleep waits, but no longer than ctx.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
