package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"gongkai/archive"
	"gongkai/extract/charset"
)

const (
	maxExplored = 12   // pages that are tried while nothing was found
	maxNoted    = 1000 // addresses of Left, lines of Suspect
	maxInARow   = 5    // addresses without an answer, one after the other
	maxRefused  = 3    // refusals one after the other
)

// walk is one walk of one portal. It runs in one goroutine.
type walk struct {
	c        *Crawler
	portal   Portal
	pass     archive.Pass
	resumed  bool
	progress func(Event) // nil: nobody listens to this walk alone
	recorder *recorder
	fetcher  *fetcher
	frontier *frontier
	reserve  []*job // what is tried only while nothing was found
	explored int

	home     map[string]bool // addresses that the home page links: furniture of every page
	words    words
	families map[string]int // how sure the pages are of each family
	texts    int            // texts of reports and guides among them
	newest   map[string]int // newest year by organ
	notDue   map[archive.PageID]bool
	recheck  recheck
	// shaky is set when a list was not read whole: then a page that nothing
	// links may still be linked.
	shaky bool
	// missed is set when a report, guide or file that is linked could not be had.
	missed bool

	requests, asked, fromArchive int
	reports, guides              int
	pages                        map[archive.Role]int
	suspect, left                []string
	stopKind                     archive.Stop
	stop                         string // why the walk ended before its end
	silent, refused              int    // bad endings in a row
	homeOK                       bool
}

func (c *Crawler) newWalk(p Portal, pass archive.Pass, resumed bool, progress func(Event)) (w *walk, closeIdle func()) {
	w = &walk{
		c: c, portal: p, pass: pass, resumed: resumed, progress: progress, frontier: newFrontier(),
		home: map[string]bool{}, words: newWords(), families: map[string]int{}, newest: map[string]int{},
		notDue: map[archive.PageID]bool{}, pages: map[archive.Role]int{},
		recheck: recheck{now: c.o.Clock(), days: p.RecheckDays},
	}
	private := c.o.AllowPrivate || p.private()
	base, closeIdle := c.o.Transport, func() {}
	if base == nil {
		t := newBase(c.o.Dial, c.o.Proxy, private)
		base, closeIdle = t, t.CloseIdleConnections
	}
	w.recorder = &recorder{
		base: base, gates: c.gates, scope: newScope(p), jar: newJar(),
		delay: p.Delay, timeout: p.Timeout, grace: c.o.Grace, maxBody: p.MaxBody, agent: c.o.UserAgent,
		private: private, clock: c.o.Clock,
		decode: func(payload []byte, contentType string) []byte {
			text, _, _ := charset.Decode(payload, contentType)
			return text
		},
	}
	if !p.IgnoreRobots {
		w.recorder.robots = newRobots(c.o.UserAgent, w.askRobots)
	}
	w.fetcher = newFetcher(w.recorder)
	return w, closeIdle
}

// run walks until nothing is left to ask for or a reason to stop was met. The
// error is the archive's or ctx's.
func (w *walk) run(ctx context.Context) error {
	for i, s := range w.portal.Seeds {
		u, err := url.Parse(s)
		if err != nil {
			return fmt.Errorf("%w: seed %q: %w", ErrPortal, s, err)
		}
		if u.Path == "" {
			u.Path = "/"
		}
		j := &job{method: http.MethodGet, url: u, aim: aimHome, role: archive.RoleHome}
		if i > 0 {
			j.aim, j.role = aimPlatform, archive.RolePlatform
		}
		w.push(j)
	}
	for w.stop == "" {
		j := w.frontier.pop()
		if j == nil {
			if j = w.explore(); j == nil {
				break
			}
		}
		if err := w.visit(ctx, j); err != nil {
			return err
		}
	}
	if w.stop == "" {
		if err := w.unlinked(ctx); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// push puts a job into the frontier and reports whether its page is new there.
func (w *walk) push(j *job) bool {
	if j.id == "" {
		id, _, err := archive.PageIDOf(j.method, j.url.String(), j.body)
		if err != nil {
			w.note(&w.suspect, "address that cannot be kept: "+j.url.String())
			return false
		}
		j.id = id
	}
	if j.score == 0 {
		j.score = scoreOf(j.aim, j.year)
	}
	return w.frontier.push(j)
}

// known returns what the archive has of the page; p is zero where it has nothing.
func (w *walk) known(ctx context.Context, id archive.PageID) (archive.Page, error) {
	p, err := w.c.o.Archive.Page(ctx, id)
	if errors.Is(err, archive.ErrNotFound) {
		return archive.Page{}, nil
	}
	return p, err
}

// interval is the time since the portal was walked before.
func (w *walk) sawHome(p archive.Page) {
	if p.Captures > 0 && w.recheck.interval == 0 {
		w.recheck.interval = max(0, w.recheck.now.Sub(p.LastChecked))
	}
}

// pauseOf is how long to wait before an address that gave no answer is asked
// for again, where the host itself says nothing.
func pauseOf(try int, o archive.Outcome) time.Duration {
	if o == archive.Blocked {
		return time.Duration(try+1) * 30 * time.Second
	}
	return time.Duration(try+1) * 3 * time.Second
}
