package serve

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"gongkai/archive/serve/spare"
)

const (
	// fresh is how long an answer is given out without asking whether anything
	// changed: a crawl that changes something every moment does not empty the
	// cache every moment.
	fresh = 2 * time.Second
	// kept is the age at which an answer is made anew though nothing changed:
	// what is late is late by today's date.
	kept = time.Minute
)

// cache gives the answer that was rendered for one reader to all who ask the
// same: host, path, query, and Accept below /api/. The handler sees nothing
// else of the request, so that nothing else can steer what others get.
//
// It answers GET and HEAD of pages, API and feeds; the bytes of originals and
// payloads, health and metrics go by.
type cache struct {
	next       http.Handler
	clock      func() time.Time
	generation func() uint64
	render     time.Duration
	entry      int64 // bytes
	count      func(result string)

	mu      sync.Mutex
	entries lru
	flights map[string]*flight

	zippers zippers
	bodies  spare.Buffers
}

// flight is a rendering that others wait for. answer is nil where each has to
// ask for himself: too large to keep, or failed.
type flight struct {
	done   chan struct{}
	answer *entry
}

func newCache(next http.Handler, s *Server) *cache {
	generation := s.o.Generation
	if generation == nil {
		generation = func() uint64 { return 0 }
	}
	return &cache{
		next: next, clock: s.o.Clock, generation: generation, count: s.metrics.cached,
		render: s.limits.Render, entry: s.limits.Entry,
		entries: newLRU(s.limits.Cache), flights: map[string]*flight{},
	}
}

// cacheable tells requests whose answers are kept.
func cacheable(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && !operational(r.URL.Path) && !stored(r.URL.Path)
}

// stored tells paths that answer with the bytes of a version, as they are kept.
func stored(path string) bool {
	return strings.HasPrefix(path, "/original/") || strings.HasPrefix(path, "/en/original/") ||
		strings.HasPrefix(path, "/api/") && strings.HasSuffix(path, "/payload")
}

// keyOf names what an answer may depend on. NUL stands in none of the parts.
func keyOf(r *http.Request) string {
	return r.Host + "\x00" + r.URL.EscapedPath() + "\x00" + r.URL.RawQuery + "\x00" + accept(r)
}

// accept is the Accept header where one counts: the API gives some lists as
// JSON or CSV.
func accept(r *http.Request) string {
	if !strings.HasPrefix(r.URL.Path, "/api/") {
		return ""
	}
	return strings.Join(r.Header.Values("Accept"), ", ")
}

// ServeHTTP answers from the cache, or renders once for all who wait.
func (c *cache) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !cacheable(r) {
		c.next.ServeHTTP(w, r)
		routed(w, r.Pattern)
		return
	}
	key, now, generation := keyOf(r), c.clock(), c.generation()
	c.mu.Lock()
	if e := c.entries.get(key); e != nil {
		if e.valid(now, generation) {
			c.mu.Unlock()
			c.count("hit")
			e.serve(w, r, &c.zippers)
			return
		}
		c.entries.remove(key)
	}
	f, flying := c.flights[key]
	if !flying {
		f = &flight{done: make(chan struct{})}
		c.flights[key] = f
	}
	c.mu.Unlock()
	if !flying {
		c.count("miss")
		c.lead(w, r, key, f, now, generation)
		return
	}
	select {
	case <-f.done:
	case <-r.Context().Done():
		return
	}
	if f.answer != nil {
		c.count("shared")
		f.answer.serve(w, r, &c.zippers)
		return
	}
	c.count("miss")
	c.alone(w, r)
}

// lead renders for all who wait.
func (c *cache) lead(w http.ResponseWriter, r *http.Request, key string, f *flight, now time.Time, generation uint64) {
	landed := false
	land := func() {
		if !landed {
			landed = true
			c.mu.Lock()
			delete(c.flights, key)
			c.mu.Unlock()
			close(f.done)
		}
	}
	defer land() // also where the handler panics
	e := c.ask(w, r, land)
	if e == nil {
		return // sent already
	}
	if e.shared() {
		kept := e.packed()
		f.answer = kept
		if e.status == http.StatusOK {
			// What was read may be newer than now and generation say, never older.
			kept.key, kept.made, kept.generation = key, now, generation
			c.mu.Lock()
			c.entries.add(kept)
			c.mu.Unlock()
		}
	}
	land()
	e.serve(w, r, &c.zippers)
	c.bodies.Give(e.body)
}

// alone renders for one.
func (c *cache) alone(w http.ResponseWriter, r *http.Request) {
	if e := c.ask(w, r, func() {}); e != nil {
		e.serve(w, r, &c.zippers)
		c.bodies.Give(e.body)
	}
}

// ask has the handler render. Its answer comes back to be sent, or nil where it
// is greater than an entry and was sent on the way; streams is called when that
// begins. The rendering does not end with the client that asked first, since
// others may wait for it, but with Limits.Render; a stream ends with its client.
// The body of what comes back is the caller's alone, to be given to c.bodies.
func (c *cache) ask(w http.ResponseWriter, r *http.Request, streams func()) *entry {
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	defer cancel()
	late := time.AfterFunc(c.render, cancel)
	defer late.Stop()
	bare := bare(ctx, r)
	rec := &recorder{to: w, r: r, limit: c.entry, header: http.Header{}}
	rec.body = bytes.NewBuffer(c.bodies.Take())
	rec.header.Set("X-Request-Id", w.Header().Get("X-Request-Id")) // a page that says what failed names it
	rec.streams = func() {
		late.Stop()
		context.AfterFunc(r.Context(), cancel)
		routed(w, bare.Pattern)
		streams()
	}
	c.next.ServeHTTP(rec, bare)
	// What a handler made of a context that ended may be half an answer: it is
	// neither kept nor sent as if it were whole.
	switch failed := ctx.Err() != nil; {
	case failed && rec.streaming:
		panic(http.ErrAbortHandler)
	case failed:
		routed(w, bare.Pattern)
		w.Header().Set("Retry-After", "10")
		refuse(w, r, http.StatusServiceUnavailable, "这个页面做得太久，已停止", "this took too long to make and was stopped")
		return nil
	case rec.streaming:
		rec.end()
		return nil
	}
	return newEntry(rec, bare.Pattern, &c.zippers)
}

// bare is the request as a handler sees it: a GET with what the key holds and
// nothing more.
func bare(ctx context.Context, r *http.Request) *http.Request {
	b := (&http.Request{
		Method: http.MethodGet, URL: r.URL, Host: r.Host, Header: http.Header{}, Body: http.NoBody,
		Proto: r.Proto, ProtoMajor: r.ProtoMajor, ProtoMinor: r.ProtoMinor, TLS: r.TLS, RequestURI: r.RequestURI,
	}).WithContext(ctx)
	if a := accept(r); a != "" {
		b.Header.Set("Accept", a)
	}
	return b
}
