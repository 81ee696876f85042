package api_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
)

// blank throws an answer away.
type blank struct{ h http.Header }

func (b *blank) Header() http.Header         { return b.h }
func (b *blank) WriteHeader(int)             {}
func (b *blank) Write(p []byte) (int, error) { return len(p), nil }

// BenchmarkAnswer asks for one report, one page of a list and one page of
// cells, without a network. "static" writes the report's answer from memory.
func BenchmarkAnswer(b *testing.B) {
	s := useSample(b)
	h := newServer(b, s, nil)
	whole := ask(b, h, "GET", pathOf(s.corrected)).body
	static := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", fmt.Sprint(len(whole)))
		_, _ = w.Write(whole)
	})
	for _, c := range []struct {
		name, target string
		h            http.Handler
	}{
		{"report", pathOf(s.corrected), h},
		{"filings", "/api/v1/filings?limit=50", h},
		{"cells", "/api/v1/cells?limit=500", h},
		{"changes", "/api/v1/changes?limit=50", h},
		{"index", "/api/v1", h},
		{"static", "/", static},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := httptest.NewRequest("GET", c.target, nil)
			b.ReportAllocs()
			for b.Loop() {
				c.h.ServeHTTP(&blank{http.Header{}}, r)
			}
		})
	}
	b.Run("report over HTTP", func(b *testing.B) { overHTTP(b, h, pathOf(s.corrected)) })
	b.Run("static over HTTP", func(b *testing.B) { overHTTP(b, static, "/") })
}

func overHTTP(b *testing.B, h http.Handler, target string) {
	server := httptest.NewServer(h)
	defer server.Close()
	buf := make([]byte, 64<<10)
	for b.Loop() {
		res, err := server.Client().Get(server.URL + target)
		if err != nil {
			b.Fatal(err)
		}
		for err == nil {
			_, err = res.Body.Read(buf)
		}
		res.Body.Close()
	}
}
