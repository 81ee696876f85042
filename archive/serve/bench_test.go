package serve_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gongkai/archive/serve"
)

// nowhere is a ResponseWriter that a benchmark can use again.
type nowhere struct{ header http.Header }

func (n nowhere) Header() http.Header             { return n.header }
func (n nowhere) Write(b []byte) (int, error)     { return len(b), nil }
func (n nowhere) WriteHeader(int)                 {}
func (n nowhere) WriteString(string) (int, error) { return 0, nil }

// What the guard and the cache cost beside a handler that does next to nothing.
func BenchmarkPage(b *testing.B) {
	body := strings.Repeat("云湖市水务局", 60<<10/18)
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, body)
	})
	s, err := serve.New(serve.Options{Pages: page, Archive: &changes{}})
	if err != nil {
		b.Fatal(err)
	}
	for name, r := range map[string]struct {
		h      http.Handler
		header http.Header
	}{
		"bare": {page, nil}, "kept": {s, nil}, "gzip": {s, http.Header{"Accept-Encoding": {"gzip, br"}}}, "not-modified": {s, http.Header{"If-None-Match": {"*"}}},
	} {
		b.Run(name, func(b *testing.B) {
			req := httptest.NewRequest("GET", "/filing/yunhu/%E4%BA%91%E6%B9%96%E5%B8%82%E6%B0%B4%E5%8A%A1%E5%B1%80/2024", nil)
			req.Host = "localhost:8080"
			for name, values := range r.header {
				req.Header[name] = values
			}
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					r.h.ServeHTTP(nowhere{http.Header{}}, req)
				}
			})
		})
	}
}
