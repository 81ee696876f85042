package catalog_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

// grown is an archive with n filings, ten an organ.
func grown(b *testing.B, n int) *world {
	b.Helper()
	w := newWorld(b)
	w.batch = true
	for i := range n / 10 {
		at := fmt.Sprintf("portal%02d/%d", i%30, i)
		organ := fmt.Sprintf("云湖市青石%d区水务局", i)
		for year := 2016; year < 2025; year++ {
			w.visit(fmt.Sprintf("%s/%d", at, year), reportLine(organ, year, fmt.Sprintf("published=%d-02-01", year+1)))
		}
		w.visit(at+"/guide", "guide "+organ)
	}
	if err := w.a.Flush(context.Background()); err != nil {
		b.Fatal(err)
	}
	return w
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func BenchmarkCatalog(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		b.Run(fmt.Sprintf("filings=%d", n), func(b *testing.B) {
			w := grown(b, n)
			before := heap()
			c := catalog.New(w.a, catalog.Options{})
			s, err := c.Current(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			held := float64(heap()-before) / 1e6
			if _, total := s.Search(catalog.Query{}); total != n {
				b.Fatalf("%d filings, want %d", total, n)
			}
			b.Run("build", func(b *testing.B) {
				for b.Loop() {
					if _, err := catalog.New(w.a, catalog.Options{}).Current(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(held, "MB-held")
			})
			b.Run("refresh=1", func(b *testing.B) {
				w.batch = false
				for i := 0; b.Loop(); i++ {
					b.StopTimer()
					w.visit("portal00/new", reportLine("云湖市青石区水务局", 2023, fmt.Sprintf("x=%d", i)))
					b.StartTimer()
					if _, err := c.Refresh(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
			})
			for name, q := range map[string]catalog.Query{
				"all": {}, "name": {Text: "青石99区"}, "word": {Text: "水务局 2023年 年报"}, "none": {Text: "消防救援大队"}, "mark": {Mark: catalog.MarkLate},
			} {
				b.Run("search/"+name, func(b *testing.B) {
					for b.Loop() {
						s.Search(q)
					}
				})
			}
			b.Run("totals", func(b *testing.B) {
				for b.Loop() {
					s.Totals("", w.now)
				}
			})
		})
	}
}

var _ catalog.Archive = (*archive.Archive)(nil)
