package page_test

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/memstore"
	"gongkai/archive/serve/page"
	"gongkai/extract/report"
)

// grown is an archive with organs and filings that nobody had to record: what
// the lists ask of an archive is there, the rest is empty.
type grown struct {
	*archive.Archive
	portals, organs, years int
}

func (g *grown) organ(p, o int) archive.Organ {
	id := fmt.Sprintf("p%02d", p)
	name := fmt.Sprintf("云湖市第%02d区%05d局", p, o)
	return archive.Organ{ID: id + "/" + name, Portal: id, Name: name, FirstSeen: firstPass}
}

func (g *grown) Organs(context.Context, string) iter.Seq2[archive.Organ, error] {
	return func(yield func(archive.Organ, error) bool) {
		for p := range g.portals {
			for o := range g.organs {
				if !yield(g.organ(p, o), nil) {
					return
				}
			}
		}
	}
}

func (g *grown) Filings(context.Context, archive.FilingQuery) iter.Seq2[archive.Filing, error] {
	return func(yield func(archive.Filing, error) bool) {
		for p := range g.portals {
			for o := range g.organs {
				organ := g.organ(p, o)
				for y := 2026 - g.years; y < 2026; y++ {
					f := archive.Filing{
						ID: fmt.Sprintf("%s/annual_report/%d", organ.ID, y), Portal: organ.Portal, Organ: organ.ID, OrganName: organ.Name,
						Kind: string(report.AnnualReport), Year: y, Published: fmt.Sprintf("%d-01-%02d", y+1, 10+(o+y)%22), FirstSeen: firstPass,
						Sources: []archive.Source{{Page: "0123456789abcdef", URL: "http://x.example/", State: archive.WasRead, Version: 1, Cells: 200}},
					}
					if (o+y)%37 == 0 {
						f.Failing, f.Sources[0].Failing = 2, 2
					}
					if (o+y)%41 != 0 && !yield(f, nil) {
						return
					}
				}
			}
		}
	}
}

// benchPages serves 25 portals of that many organs with 8 years each.
func benchPages(b *testing.B, organs int) *page.Pages {
	b.Helper()
	arc, err := archive.New(b.Context(), memstore.New(), archive.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := arc.Close(); err != nil {
			b.Error(err)
		}
	})
	g := &grown{arc, 25, organs, 8}
	p, err := page.New(page.Options{
		Archive: g, Catalog: catalog.New(g, catalog.Options{Every: time.Hour}),
		Clock: func() time.Time { return today }, Log: slog.New(slog.NewTextHandler(b.Output(), nil)),
	})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// BenchmarkPages makes pages without any cache, at 1,000 filings and at 100,000.
func BenchmarkPages(b *testing.B) {
	for _, size := range []struct {
		name   string
		organs int
	}{{"1k", 5}, {"100k", 500}} {
		for _, c := range []struct{ name, path string }{
			{"overview", "/"}, {"overviewBack", "/?at=2026-06-01"}, {"portals", "/portals"}, {"portal", "/portal/p03"}, {"checks", "/checks"}, {"search", "/search?q=%E5%B1%80+2024"},
		} {
			b.Run(c.name+"/"+size.name, func(b *testing.B) {
				p := benchPages(b, size.organs)
				ask := func() *httptest.ResponseRecorder {
					w := httptest.NewRecorder()
					p.ServeHTTP(w, httptest.NewRequest(http.MethodGet, c.path, nil))
					return w
				}
				w := ask() // the catalog is made
				if w.Code != http.StatusOK {
					b.Fatal(w.Code, w.Body)
				}
				b.ReportMetric(float64(w.Body.Len())/1024, "KiB")
				for b.Loop() {
					ask()
				}
			})
		}
	}
}
