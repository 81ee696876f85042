package crawler

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/memstore"
	"gongkai/crawler/portalsim"
)

// country is many portals, each a small world of its own, a keeper that visits
// them, and what happens to both. It lives in a synctest bubble: time passes
// when everybody waits.
type country struct {
	t       *testing.T
	offset  atomic.Int64 // by which the wall clock has run ahead while the machine slept
	towns   []*town
	byHost  map[string]*town
	archive *archive.Archive
	crawler *Crawler
	desk    *Desk
	reasons reasons

	mu       sync.Mutex
	full     error
	requests int
}

// town is one portal.
type town struct {
	Scheduled
	world        *portalsim.World
	family, host string
	down         atomic.Bool // refuses connections
	quiet        int         // requests that began in quiet hours
}

// Hosts of one family differ from each other and are as long as the family's, so
// that one replaces the other in any encoding.
func newCountry(t *testing.T, n int, rule func(i int) Rule) *country {
	c := &country{t: t, byHost: map[string]*town{}, reasons: reasons{count: map[string]int{}, why: map[Why]int{}}}
	arc, err := archive.New(t.Context(), memstore.New(), archive.Options{Clock: c.clock})
	if err != nil {
		t.Fatal(err)
	}
	c.archive = arc
	c.crawler = New(Options{
		Archive: arc, Transport: c, Clock: c.clock, Grace: 5 * time.Second,
		Room: func(context.Context) error {
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.full
		},
	})
	c.desk = NewDesk(c.crawler)
	for i := range n {
		family := simFamilies[i%len(simFamilies)]
		name := fmt.Sprintf("%s%02d", family[:len(family)-2], i)
		w := &town{family: family + ".example", host: name + ".example"}
		w.world = portalsim.New(portalsim.Options{Seed: uint64(i + 1), Families: []string{family}, Organs: 2, Years: 2, LastYear: 2026, HomeBytes: 2 << 10, Clock: c.clock})
		w.Scheduled = Scheduled{Portal: Portal{ID: name, Seeds: []string{"http://" + w.host + "/"}, Delay: 2 * time.Second}, Rule: rule(i), Enabled: true}
		c.towns, c.byHost[w.host] = append(c.towns, w), w
	}
	return c
}

// clock is the clock on the wall; time.Since would be what timers see.
func (c *country) clock() time.Time { return time.Now().Round(0).Add(time.Duration(c.offset.Load())) }

func (c *country) setFull(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.full = err
}

func (c *country) list() (all []Scheduled) {
	for _, w := range c.towns {
		all = append(all, w.Scheduled)
	}
	return all
}

// RoundTrip answers as the town's portal.
func (c *country) RoundTrip(r *http.Request) (*http.Response, error) {
	w := c.byHost[r.URL.Hostname()]
	if w == nil {
		return nil, fmt.Errorf("no such host: %s", r.URL)
	}
	c.mu.Lock()
	c.requests++
	if w.Rule.quietAt(c.clock()) {
		w.quiet++
	}
	c.mu.Unlock()
	if err := sleepFor(r.Context(), 200*time.Millisecond); err != nil {
		return nil, err
	}
	if w.down.Load() {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	s := r.Clone(r.Context())
	s.URL.Host = w.family
	resp, err := handler{w.world}.RoundTrip(s)
	if err != nil {
		return nil, err
	}
	w.world.ResetRequests()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.Header.Get("Content-Encoding") == "gzip" && len(body) > 0 {
		z, zerr := gzip.NewReader(bytes.NewReader(body))
		if zerr != nil {
			return nil, zerr
		}
		body, err = io.ReadAll(z)
		resp.Header.Del("Content-Encoding")
	}
	if err != nil {
		return nil, err
	}
	body = bytes.ReplaceAll(body, []byte(w.family), []byte(w.host))
	resp.Body, resp.ContentLength, resp.Request = io.NopCloser(bytes.NewReader(body)), int64(len(body)), r
	resp.Header.Del("Content-Length")
	if l := resp.Header.Get("Location"); l != "" {
		resp.Header.Set("Location", strings.ReplaceAll(l, w.family, w.host))
	}
	return resp, nil
}

// keep runs a keeper for so long.
func (c *country) keep(ctx context.Context, parallel int) {
	NewKeeper(KeeperOptions{
		Desk: c.desk, Archive: c.archive, Portals: c.list(), Parallel: parallel, Clock: c.clock, Log: slog.New(&c.reasons),
	}).Run(ctx)
}

// passes returns a town's passes, the oldest first.
func (c *country) passes(portal string) (all []archive.Pass) {
	for p, err := range c.archive.Passes(context.Background(), portal) {
		if err != nil {
			c.t.Fatal(err)
		}
		all = append(all, p)
	}
	slices.Reverse(all)
	return all
}

// seen returns when the town's page got a version that was not there before since.
func (c *country) seen(w *town, url string, since time.Time) (time.Time, bool) {
	url, _, _ = strings.Cut(strings.Replace(url, w.family, w.host, 1), "#")
	p, err := c.archive.PageByURL(context.Background(), url)
	if errors.Is(err, archive.ErrNotFound) {
		return time.Time{}, false
	}
	if err != nil {
		c.t.Fatal(err)
	}
	for v, err := range c.archive.Versions(context.Background(), p.ID) {
		if err != nil {
			c.t.Fatal(err)
		}
		if !v.FirstSeen.Before(since) {
			return v.FirstSeen, true
		}
	}
	return time.Time{}, false
}

// reasons is a slog.Handler that counts why walks began.
type reasons struct {
	slog.TextHandler
	mu    sync.Mutex
	count map[string]int // by sentence, its numbers and dates left out
	why   map[Why]int
	lines []string
}

var figures = regexp.MustCompile(`[0-9][0-9:-]*`)

func (r *reasons) Enabled(context.Context, slog.Level) bool { return true }

func (r *reasons) Handle(_ context.Context, rec slog.Record) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if rec.Message != "walk begins" {
		r.lines = append(r.lines, rec.Time.Format(time.DateTime)+" "+rec.Message)
	}
	rec.Attrs(func(a slog.Attr) bool {
		switch a.Key {
		case "why":
			r.why[Why(a.Value.String())]++
		case "reason":
			r.count[figures.ReplaceAllString(a.Value.String(), "#")]++
		}
		return true
	})
	return nil
}

// print lists every sentence that occurred with how often it did.
func (r *reasons) print() string {
	var b strings.Builder
	for _, s := range slices.SortedFunc(maps.Keys(r.count), func(a, b string) int { return cmp.Or(cmp.Compare(r.count[b], r.count[a]), cmp.Compare(a, b)) }) {
		b.WriteString(strconv.Itoa(r.count[s]) + "\t" + s + "\n")
	}
	return b.String()
}
