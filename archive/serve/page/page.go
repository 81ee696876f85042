package page

import (
	"context"
	"errors"
	"html/template"
	"iter"
	"log/slog"
	"net/http"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/serve/spare"
	"gongkai/extract/report"
)

// Archive is what the pages read.
type Archive interface {
	Resolve(ctx context.Context, ref string) (archive.Target, error)
	Organ(ctx context.Context, id string) (archive.Organ, error)
	Filing(ctx context.Context, id string) (archive.Filing, error)
	CheckAcross(ctx context.Context, organ string) ([]archive.CrossCheck, error)

	Page(ctx context.Context, id archive.PageID) (archive.Page, error)
	Captures(ctx context.Context, id archive.PageID) iter.Seq2[archive.Capture, error]
	Version(ctx context.Context, id archive.PageID, n int) (archive.Version, error)
	Reading(ctx context.Context, v archive.Version) (archive.Reading, error)
	ReadingRecord(ctx context.Context, v archive.Version, document int) (rec *report.Record, of int, err error)
	Attributions(ctx context.Context, id archive.PageID, n int) ([]archive.Attribution, error)
	Payload(ctx context.Context, v archive.Version) ([]byte, error)
	Diff(ctx context.Context, from, to archive.Version) (archive.Diff, error)

	Changes(ctx context.Context, since uint64) iter.Seq2[archive.Change, error]
	LastChange(ctx context.Context) (uint64, error)
	Passes(ctx context.Context, portal string) iter.Seq2[archive.Pass, error]
	Size() (int64, error)
}

// Catalog gives what lists, the map and the search show; a *catalog.Catalog is one.
type Catalog interface {
	Current(ctx context.Context) (*catalog.Snapshot, error)
}

// Options are what the pages are made from.
type Options struct {
	Archive Archive // required
	Catalog Catalog // required
	// Portals tells what the configuration and the schedule say of the portals
	// now; nil: nothing.
	Portals func() []catalog.Portal
	// BaseURL is where readers reach the server, "https://gongkai.example", for
	// the canonical addresses; "" makes them relative.
	BaseURL string
	Version string           // of gongkai, for the foot of the page
	Clock   func() time.Time // required: says which reports are late today
	Log     *slog.Logger     // required: hears of pages that could not be made
}

// Pages is the http.Handler of all pages and their static files. The routes are
// full paths: mount it at "/".
type Pages struct {
	Options
	mux    *http.ServeMux
	sheets map[lang]map[string]*template.Template
	style  styleFile
	forms  *standard

	tallies tallies
	scratch spare.Buffers
	looked  looked
}

// New returns the handler. The error says what is missing in the options or
// wrong with a template.
func New(o Options) (*Pages, error) {
	if o.Archive == nil || o.Catalog == nil || o.Clock == nil || o.Log == nil {
		return nil, errors.New("page: options without archive, catalog, clock or log")
	}
	if o.Portals == nil {
		o.Portals = func() []catalog.Portal { return nil }
	}
	p := &Pages{Options: o, mux: http.NewServeMux(), looked: newLooked(), forms: newStandard()}
	var err error
	if p.style, err = newStyle(); err != nil {
		return nil, err
	}
	p.sheets = map[lang]map[string]*template.Template{}
	for _, l := range []lang{chinese, english} {
		if p.sheets[l], err = p.parseTemplates(l); err != nil {
			return nil, err
		}
	}
	p.routes()
	return p, nil
}

// ServeHTTP answers with a page.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.mux.ServeHTTP(w, r) }

// routes lists every page there is.
func (p *Pages) routes() {
	p.page("/{$}", p.overview)
	p.page("/portals", p.portals)
	p.page("/portal/{portal}", p.portal)
	p.page("/changes", p.changes)
	p.page("/checks", p.checks)
	p.page("/search", p.search)
	p.recordRoutes()
	p.mux.HandleFunc("GET /robots.txt", p.robots)
	p.mux.HandleFunc("GET /static/{name}", p.static)
	p.page("/", func(*request) (*sheet, error) { return nil, archive.ErrNotFound })
}

// page serves what show makes at the path, in both languages.
func (p *Pages) page(path string, show func(*request) (*sheet, error)) {
	for _, l := range []lang{chinese, english} {
		p.mux.HandleFunc("GET "+l.prefix()+path, func(w http.ResponseWriter, r *http.Request) {
			req := p.newRequest(r, l)
			s, err := p.make(req, show)
			if err != nil {
				s = p.fault(req, err)
			}
			p.render(w, req, s)
		})
	}
}

// make reads what every page understands and then asks for the page.
func (p *Pages) make(r *request, show func(*request) (*sheet, error)) (*sheet, error) {
	if err := r.read(); err != nil {
		return nil, err
	}
	return show(r)
}

// raw serves bytes that are no page of ours (a stored original) at the path;
// an error becomes a page as everywhere, if nothing was written yet.
func (p *Pages) raw(path string, send func(http.ResponseWriter, *request) error) {
	p.mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
		req := p.newRequest(r, chinese)
		if err := send(w, req); err != nil {
			p.render(w, req, p.fault(req, err))
		}
	})
}
