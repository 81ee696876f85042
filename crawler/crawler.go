package crawler

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"gongkai/archive"
)

// Archive is what a crawl needs of the archive.
type Archive interface {
	BeginPass(ctx context.Context, portal string) (p archive.Pass, resumed bool, err error)
	EndPass(ctx context.Context, p archive.Pass) (archive.Pass, error)
	Record(ctx context.Context, f archive.Fetch) error
	Flush(ctx context.Context) error
	Page(ctx context.Context, id archive.PageID) (archive.Page, error)
	Pages(ctx context.Context, portal string) iter.Seq2[archive.Page, error]
	CapturedIn(ctx context.Context, pass archive.PassID, id archive.PageID) (archive.Capture, error)
	Version(ctx context.Context, id archive.PageID, n int) (archive.Version, error)
	Payload(ctx context.Context, v archive.Version) ([]byte, error)
}

// Options say how a Crawler works. Only Archive is needed.
type Options struct {
	Archive Archive
	// Transport sends the requests; nil: one is built for each walk from Dial,
	// Proxy and AllowPrivate. One that is given must neither follow redirects
	// nor undo encodings.
	Transport http.RoundTripper
	// Dial opens connections in place of net.Dialer; where it leads is then its
	// own business, addresses are not checked.
	Dial  func(ctx context.Context, network, addr string) (net.Conn, error)
	Proxy *url.URL
	// AllowPrivate lets portals lead to addresses that are not public. A portal
	// whose seed is such an address may lead to them in any case.
	AllowPrivate bool
	// UserAgent names the crawler and whom to ask: "gongkai/1.0 (+mailto:…)".
	// Its product is the name that robots.txt is read for.
	UserAgent string
	Clock     func() time.Time
	// Sleep waits, and returns early with ctx's error.
	Sleep func(ctx context.Context, d time.Duration) error
	// Jitter says how much longer than d a pause is; nil: up to a quarter.
	Jitter func(d time.Duration) time.Duration
	// Grace is how long a request that is under way when ctx ends may still
	// take; what it brings is kept. 0: it is cut at once.
	Grace time.Duration
	// Room reports why nothing more should be stored, nil while there is room.
	// It is asked before a walk and again and again during it; it should be
	// quick. nil: there is always room.
	Room func(ctx context.Context) error
	Log  *slog.Logger
	// Progress is told of each page when it was recorded; it must be quick, and
	// safe to call from several goroutines.
	Progress func(Event)
}

// Event is one page of a walk.
type Event struct {
	Portal, URL string
	Role        archive.Role
	Outcome     archive.Outcome
	FromArchive bool
	// Requests sent so far, addresses that wait, reports and guides found.
	Requests, Queued, Reports, Guides int
}

// Summary is what a walk did.
type Summary struct {
	// Pass is the pass as it was ended; it is still running where the walk was
	// cancelled, and the next Walk takes it up.
	Pass    archive.Pass
	Resumed bool
	// Requests counts what was sent, Pages the pages that answered by their
	// role, FromArchive those among them that were answered from the archive.
	Requests    int
	Pages       map[archive.Role]int
	FromArchive int
	// NotDue counts known pages whose turn of the re-check had not come.
	NotDue          int
	Reports, Guides int
	Suspect, Left   []string
}

// Crawler walks portals. Its gates hold for all walks of one Crawler.
type Crawler struct {
	o     Options
	gates *gates
}

// New returns a Crawler.
func New(o Options) *Crawler {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleepFor
	}
	if o.Jitter == nil {
		o.Jitter = upToAQuarter
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.UserAgent == "" {
		o.UserAgent = "gongkai"
	}
	return &Crawler{o: o, gates: newGates(o.Clock, o.Sleep, o.Jitter)}
}

// ErrNoRoom: Options.Room said no before a walk; no pass was begun.
var ErrNoRoom = errors.New("no room for what a walk would bring")

// Walk walks the portal once. What a portal does wrong is in the Pass and the
// Summary; the error is ErrPortal, ErrNoRoom, the archive's, or ctx's: then the pass stays
// running, what was captured is kept, and the next Walk goes on from there.
func (c *Crawler) Walk(ctx context.Context, p Portal) (Summary, error) {
	return c.walk(ctx, p, nil)
}

// walk is Walk with one who listens to this walk alone, nil for none.
func (c *Crawler) walk(ctx context.Context, p Portal, progress func(Event)) (Summary, error) {
	if err := p.check(); err != nil {
		return Summary{}, err
	}
	p = p.withDefaults()
	if err := c.room(ctx); err != nil {
		return Summary{}, fmt.Errorf("%w: %w", ErrNoRoom, err)
	}
	pass, resumed, err := c.o.Archive.BeginPass(ctx, p.ID)
	if err != nil {
		return Summary{}, err
	}
	w, closeIdle := c.newWalk(p, pass, resumed, progress)
	defer closeIdle()
	if err := w.run(ctx); err != nil {
		// The pass is not over: keep what there is, so that it can go on.
		flushed := c.o.Archive.Flush(context.WithoutCancel(ctx))
		return w.summary(pass), errors.Join(err, flushed)
	}
	ended, err := c.o.Archive.EndPass(context.WithoutCancel(ctx), w.verdict(pass))
	if err != nil {
		return w.summary(pass), err
	}
	return w.summary(ended), nil
}

// room asks Options.Room.
func (c *Crawler) room(ctx context.Context) error {
	if c.o.Room == nil {
		return nil
	}
	return c.o.Room(ctx)
}
