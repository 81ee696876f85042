package serve_test

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"gongkai/archive/serve"
)

// FuzzRequest sends whatever net/http takes for a request through the guard to
// careless handlers: nothing is written, nobody is led away, every answer
// carries what binds a browser.
func FuzzRequest(f *testing.F) {
	for _, s := range []string{
		"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"GET /go?to=//evil.test HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"GET //evil.test/%2e%2e HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"GET /dir HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
		"GET http://localhost/dir HTTP/1.0\r\n\r\n",
		"POST /api/v1/portals/a/crawl HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer x\r\nContent-Length: 2\r\n\r\n{}",
		"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"GET /boom HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"GET /original/a/1 HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-1,2-3\r\nIf-None-Match: *\r\n\r\n",
	} {
		f.Add([]byte(s))
	}
	var renders, writes atomic.Int64
	pages, api := standIns(&renders, &writes)
	s, err := serve.New(serve.Options{Pages: pages, API: api, Archive: &changes{}, Token: token})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(string(raw))))
		if err != nil {
			return
		}
		r.RemoteAddr = "127.0.0.1:1"
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		h := w.Result().Header
		if loc := h.Get("Location"); loc != "" && leads(r.Host, loc) {
			t.Errorf("%q is led to %q", raw, loc)
		}
		if h.Get("Content-Security-Policy") == "" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Set-Cookie") != "" {
			t.Errorf("%q: %v", raw, h)
		}
		if writes.Load() != 0 && !strings.Contains(string(raw), token) {
			t.Errorf("%q was written", raw)
		}
	})
}
