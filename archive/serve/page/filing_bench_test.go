package page_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"gongkai/archive"
	"gongkai/crawler/portalsim"
	"gongkai/extract"
	"gongkai/extract/report"
)

// full is a report of 200 cells, as the sample portals publish them.
func full(t testing.TB) report.Record {
	t.Helper()
	w := portalsim.New(portalsim.Options{Seed: 1, Organs: 3, Years: 5})
	for _, r := range w.Ledger().Reports {
		if r.Format != portalsim.FormatHTML || r.Year != 2025 || r.Portal != "generic" {
			continue
		}
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, r.URL, nil))
		if got := extract.Read(rec.Body.Bytes(), extract.Hints{}).Records; r.Document < len(got) && len(got[r.Document].Cells) == 200 {
			return got[r.Document]
		}
	}
	t.Fatal("the sample portals publish no report of 200 cells")
	return report.Record{}
}

// What is measured is the page as it is made, without the server's cache.
func BenchmarkFiling(b *testing.B) {
	w := newWorld(b)
	r := full(b)
	w.walk("p", func() {
		for year := 2019; year <= 2025; year++ {
			r.Year, r.Agency = year, "云湖市水务局"
			w.visit("http://p.example/"+string(rune('a'+year-2019)), archive.RoleArticle, archive.Link{Organ: r.Agency}, []report.Record{r})
		}
	}, archive.Pass{})
	p := w.pages()
	for _, path := range []string{"/filing/p/云湖市水务局/2024", "/organ/p/云湖市水务局", "/compare?from=p/云湖市水务局/annual_report/2023&to=p/云湖市水务局/annual_report/2024"} {
		b.Run(path[:6], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rec := httptest.NewRecorder()
				p.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
				if rec.Code != http.StatusOK {
					b.Fatal(rec.Code, rec.Body)
				}
				b.SetBytes(int64(rec.Body.Len()))
			}
		})
	}
}
