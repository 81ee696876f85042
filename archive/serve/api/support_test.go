package api_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	nethtml "golang.org/x/net/html"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/memstore"
	"gongkai/archive/serve/api"
	"gongkai/crawler"
	"gongkai/crawler/portalsim"
	"gongkai/extract"
)

// now is when the tests take place. The archive was filled on the three days
// from firstDay on.
func now() time.Time { return time.Date(2026, 11, 22, 4, 0, 0, 0, time.UTC) }

var firstDay = time.Date(2026, 11, 1, 2, 0, 0, 0, time.UTC)

// sample is the archive that all tests read: four portals, walked on three days.
// On the second the first portal corrected a number, the second changed its
// frame and the third took a report down.
type sample struct {
	arc                  *archive.Archive
	catalog              *catalog.Catalog
	world                *portalsim.World
	corrected, withdrawn portalsim.Report
}

// theSample makes the sample once; nothing writes to it later.
var theSample = sync.OnceValues(makeSample)

func useSample(t testing.TB) *sample {
	t.Helper()
	s, err := theSample()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func makeSample() (*sample, error) {
	ctx := context.Background()
	s := &sample{world: portalsim.New(portalsim.Options{Seed: 1, Organs: 3, Years: 5})}
	server := httptest.NewServer(s.world)
	defer server.Close()
	at := firstDay
	clock := func() time.Time { return at }
	var err error
	if s.arc, err = archive.New(ctx, memstore.New(), archive.Options{Clock: clock, Reader: reader{}}); err != nil {
		return nil, err
	}
	walk := func() error {
		cr := crawler.New(crawler.Options{
			Archive: s.arc, UserAgent: "gongkai/test", Clock: clock, AllowPrivate: true,
			Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
			Dial:  portalsim.Dialer(strings.TrimPrefix(server.URL, "http://")),
		})
		var portals []crawler.Portal
		for _, p := range s.world.Portals() {
			portals = append(portals, crawler.Portal{
				ID: p.ID, Name: p.Name, Region: p.Region, Seeds: []string{p.Home},
				Timeout: 30 * time.Second, RecheckDays: 1, MaxPages: 10000, MaxDepth: 12, MaxBody: 64 << 20,
			})
		}
		return cr.WalkAll(ctx, portals, 1, func(crawler.Portal, crawler.Summary, error) {})
	}
	if err := walk(); err != nil {
		return nil, err
	}
	ids := s.world.Portals()
	s.corrected, s.withdrawn = article(s.world, ids[0].ID, 2025), article(s.world, ids[2].ID, 2024)
	_, err1 := s.world.CorrectCell(s.corrected.URL, "applications.granted.total", "777")
	_, err2 := s.world.ChangeFrame(ids[1].ID)
	_, err3 := s.world.Delete(s.withdrawn.URL)
	for _, err := range []error{err1, err2, err3} {
		if err != nil {
			return nil, err
		}
	}
	for range 2 {
		at = at.Add(24 * time.Hour)
		if err := walk(); err != nil {
			return nil, err
		}
	}
	s.catalog = catalog.New(s.arc, catalog.Options{Clock: now})
	return s, nil
}

// article is a report of a portal about a year that is a page of its own.
func article(w *portalsim.World, portal string, year int) portalsim.Report {
	reports := w.Ledger().Reports
	i := slices.IndexFunc(reports, func(r portalsim.Report) bool {
		return r.Portal == portal && r.URL == r.Page && r.Format == portalsim.FormatHTML && r.Year == year
	})
	return reports[i]
}

// reader reads payloads as the program does.
type reader struct{}

func (reader) Revision() string { return extract.Revision }

func (reader) Read(_ context.Context, payload []byte, h archive.Hints) (archive.Reading, error) {
	node, _ := h.DOM.(*nethtml.Node)
	res := extract.Read(payload, extract.Hints{Name: h.Name, ContentType: h.ContentType, Node: node})
	out := archive.Reading{Revision: extract.Revision, Format: res.Format, Records: res.Records, Content: archive.DigestOf(payload)}
	switch res.State {
	case extract.StateRead:
		out.State = archive.WasRead
		out.Paragraphs, out.Content = archive.ContentOf(res.Document)
	case extract.StateFormatNotRead:
		out.State = archive.FormatNotRead
	default:
		out.State = archive.Unreadable
	}
	return out, nil
}

// newServer is the API over the sample.
func newServer(t testing.TB, s *sample, change func(*api.Options)) *api.Server {
	t.Helper()
	o := api.Options{
		Archive: s.arc, Catalog: s.catalog, Clock: now, Version: "test",
		Portals: func() []catalog.Portal {
			var out []catalog.Portal
			for i, p := range s.world.Portals()[:3] { // the fourth is only in the archive
				x := catalog.Portal{ID: p.ID, Name: p.Name, Region: p.Region, Home: p.Home, Enabled: i != 2}
				if x.Enabled {
					x.Next = catalog.Visit{At: now().Add(time.Hour), Reason: "每天 · daily"}
				}
				out = append(out, x)
			}
			return out
		},
	}
	if change != nil {
		change(&o)
	}
	return api.New(o)
}

// reply is an answer that was read whole.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// ask sends a request to the handler; head are pairs of header fields.
func ask(t testing.TB, h http.Handler, method, target string, head ...string) reply {
	t.Helper()
	r := httptest.NewRequest(method, "/", nil)
	u, err := url.ParseRequestURI(target) // dots stay, as on the wire
	if err != nil {
		t.Fatal(err)
	}
	r.URL, r.RequestURI, r.Host = u, target, "archive.example"
	for i := 0; i+1 < len(head); i += 2 {
		r.Header.Add(head[i], head[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	res := w.Result()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{res.StatusCode, res.Header, body}
}

// get asks for JSON and reads it into v; any status but 200 ends the test.
func get(t testing.TB, h http.Handler, target string, v any) reply {
	t.Helper()
	a := ask(t, h, "GET", target)
	if a.status != http.StatusOK {
		t.Fatalf("GET %s: %d\n%s", target, a.status, a.body)
	}
	if err := json.Unmarshal(a.body, v); err != nil {
		t.Fatalf("GET %s: %v\n%s", target, err, a.body)
	}
	return a
}
