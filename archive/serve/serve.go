package serve

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// Server answers for one archive. It is an http.Handler; Serve runs it on a
// listener with the timeouts that belong to it.
type Server struct {
	o                Options
	limits           Limits
	log              *slog.Logger
	hosts            hosts
	token            [sha256.Size]byte // of Options.Token
	ids              ids
	slots, originals chan struct{}
	cache            *cache
	health           *health
	metrics          *metrics
	handler          http.Handler
}

// New returns a server. The error says which option cannot be.
func New(o Options) (*Server, error) {
	base, err := o.check()
	if err != nil {
		return nil, err
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{o: o, limits: o.Limits.filled(), log: o.Log, token: sha256.Sum256([]byte(o.Token))}
	if s.hosts, err = newHosts(o.Hosts, base); err != nil {
		return nil, err
	}
	if s.ids, err = newIDs(o.Rand); err != nil {
		return nil, fmt.Errorf("serve: request ids: %w", err)
	}
	s.slots, s.originals = make(chan struct{}, s.limits.Requests), make(chan struct{}, s.limits.Originals)
	s.metrics = newMetrics(&o)
	s.health = newHealth(&o)
	s.cache = newCache(http.HandlerFunc(s.mounts), s)
	// The first is the outermost.
	s.handler = s.access(s.deadline(s.headers(s.busy(s.host(s.target(s.method(s.write(s.body(s.cache)))))))))
	return s, nil
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// mounts hands the request to whom its path belongs.
func (s *Server) mounts(w http.ResponseWriter, r *http.Request) {
	var h http.Handler
	switch path := r.URL.Path; {
	case path == "/healthz":
		h = http.HandlerFunc(s.healthz)
	case path == "/readyz":
		h = http.HandlerFunc(s.readyz)
	case path == "/metrics":
		h = s.metrics.handler
	case path == "/api" || strings.HasPrefix(path, "/api/"):
		h = s.o.API
	case strings.HasPrefix(path, "/feed/"):
		h = s.o.Feeds
	default:
		h = s.o.Pages
	}
	if h == nil {
		refuse(w, r, http.StatusNotFound, "这里没有内容", "there is nothing here")
		return
	}
	h.ServeHTTP(w, r)
}

// operational tells paths that say how the process is: they are answered also
// when it is busy, and never from the cache.
func operational(path string) bool {
	return path == "/healthz" || path == "/readyz" || path == "/metrics"
}
