package api

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"net/http"
	"path"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/serve/spare"
	"gongkai/extract/report"
)

// Archive is what the API needs of an archive: its reading half.
type Archive interface {
	Identity() archive.Identity
	Cursor(number uint64) archive.Cursor
	Resume(ctx context.Context, c archive.Cursor) (since uint64, err error)
	LastChange(ctx context.Context) (uint64, error)
	Changes(ctx context.Context, since uint64) iter.Seq2[archive.Change, error]

	Portals(ctx context.Context) iter.Seq2[string, error]
	Passes(ctx context.Context, portal string) iter.Seq2[archive.Pass, error]
	CheckAcross(ctx context.Context, organ string) ([]archive.CrossCheck, error)
	Filing(ctx context.Context, id string) (archive.Filing, error)

	Page(ctx context.Context, id archive.PageID) (archive.Page, error)
	PageByURL(ctx context.Context, url string) (archive.Page, error)
	Captures(ctx context.Context, id archive.PageID) iter.Seq2[archive.Capture, error]
	Version(ctx context.Context, id archive.PageID, n int) (archive.Version, error)
	VersionAt(ctx context.Context, id archive.PageID, t time.Time) (archive.Version, error)
	Attributions(ctx context.Context, id archive.PageID, n int) ([]archive.Attribution, error)
	Reading(ctx context.Context, v archive.Version) (archive.Reading, error)
	ReadingJSON(ctx context.Context, v archive.Version) ([]byte, error)
	ReadingRecord(ctx context.Context, v archive.Version, document int) (rec *report.Record, of int, err error)
	ReadingRecordJSON(ctx context.Context, to []byte, v archive.Version, document int) ([]byte, error)
	Payload(ctx context.Context, v archive.Version) ([]byte, error)
	Diff(ctx context.Context, from, to archive.Version) (archive.Diff, error)
	Resolve(ctx context.Context, ref string) (archive.Target, error)
}

// Catalog is where lists come from.
type Catalog interface {
	Current(ctx context.Context) (*catalog.Snapshot, error)
}

// Errors that Options.Crawl returns, wrapped.
var (
	ErrUnknownPortal = errors.New("unknown portal")
	ErrRunning       = errors.New("a pass is running")
	ErrNoContact     = errors.New("no contact is configured")
)

// Options say what the API answers from. Archive and Catalog must be given.
type Options struct {
	Archive Archive
	Catalog Catalog
	// Portals gives what configuration and schedule say, nil: nothing is configured.
	Portals func() []catalog.Portal
	// Crawl starts a pass and returns when it has begun: ErrUnknownPortal,
	// ErrRunning, ErrNoContact. nil: this server starts no crawls.
	Crawl func(ctx context.Context, portal string) error
	// Clock tells today, for what is not due yet; nil: time.Now.
	Clock func() time.Time
	// Log gets what is not the client's doing, nil: nobody.
	Log     *slog.Logger
	Version string // of the program
}

// Server answers /api/v1. It is safe for many goroutines.
type Server struct {
	o   Options
	log *slog.Logger
	mux *http.ServeMux

	bodies spare.Buffers
}

// New returns the handler of /api/v1 and everything below. It checks requests
// and sets Content-Type, Link, Vary and the headers of CORS; who may POST, the
// size of requests, ETag and compression are the business of the handler around it.
func New(o Options) *Server {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Portals == nil {
		o.Portals = func() []catalog.Portal { return nil }
	}
	s := &Server{o: o, log: o.Log, mux: http.NewServeMux()}
	for _, r := range s.routes() {
		s.mux.HandleFunc(r.path, func(w http.ResponseWriter, req *http.Request) { s.serve(w, req, r) })
	}
	s.mux.HandleFunc("/", func(w http.ResponseWriter, req *http.Request) { s.serve(w, req, nil) })
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// The mux answers a path with "//", "." or ".." by a redirect; here there is
	// nothing under such a name.
	if p := r.URL.Path; p == "" || p[0] != '/' || path.Clean(p) != p {
		s.serve(w, r, nil)
		return
	}
	s.mux.ServeHTTP(w, r)
}

// serve answers a request to a route, nil: to none.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, to *route) {
	allowOrigins(w.Header(), to)
	a, err := s.answer(r, to)
	if err != nil {
		p := s.problemOf(r.Context(), err, instance(r))
		if a, err = p.answer(); err != nil {
			s.log.ErrorContext(r.Context(), "api: problem not written", "error", err)
			http.Error(w, "internal error", http.StatusInternalServerError)
			return
		}
	}
	if to != nil && len(to.offers()) > 1 {
		w.Header().Add("Vary", "Accept")
	}
	a.send(w)
	if a.borrowed {
		s.bodies.Give(a.body)
	}
}

func (s *Server) answer(r *http.Request, to *route) (*answer, error) {
	switch {
	case len(r.URL.Path)+len(r.URL.RawQuery) > maxTarget:
		return nil, tooLong.says("%d 字节 · bytes", len(r.URL.Path)+len(r.URL.RawQuery))
	case to == nil:
		return nil, noRoute.says("/api/v1 列出所有地址；末尾不要斜线 · /api/v1 lists the routes; no slash at the end")
	}
	do := to.get
	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodPost:
		do = to.post
	case http.MethodOptions:
		if to.get != nil {
			return preflight(to), nil
		}
		do = nil
	default:
		do = nil
	}
	if do == nil {
		p := badMethod.says("这里只有 · here there is only %s", to.methods())
		p.header = http.Header{"Allow": {to.methods()}}
		return nil, p
	}
	c, err := newCall(r, to)
	if err != nil {
		return nil, err
	}
	return do(r.Context(), c)
}

// instance is the path of the request as a problem tells it.
func instance(r *http.Request) string {
	p := r.URL.EscapedPath()
	if len(p) > maxTarget {
		return ""
	}
	return p
}
