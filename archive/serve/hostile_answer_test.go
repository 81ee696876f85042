package serve_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gongkai/archive/serve"
)

// onCaches: what one client sends must not reach another.
var onCaches = attempts{
	"cache-poisoned-by-headers": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		a := c.do("GET /", "X-Forwarded-Host: evil.test", "X-Original-URL: /evil", "User-Agent: evil", "Accept-Language: evil", "Cookie: evil",
			"X-Rewrite-URL: /evil", "Authorization: evil", "Range: bytes=0-3", "X-Forwarded-Scheme: evil")
		b := c.do("GET /")
		if strings.Contains(a.body, "evil") || a.body != b.body || b.StatusCode != 200 {
			t.Errorf("the handler saw what the key does not hold: %q, %q", a.body, b.body)
		}
		if n := c.renders.Load(); n != 1 {
			t.Errorf("rendered %d times", n)
		}
	},
	"cache-poisoned-by-host": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.do("GET /", "Host: localhost:1")
		if a := c.do("GET /"); strings.Contains(a.body, "localhost:1") {
			t.Errorf("another's host: %q", a.body)
		}
		c.want(c.do("GET /", "Host: evil.test"), 421)
		c.want(c.do("GET /"), 200)
	},
	"cache-poisoned-by-accept": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.do("GET /api/v1/echo", "Accept: evil")
		if a := c.do("GET /api/v1/echo"); strings.Contains(a.body, "evil") {
			t.Errorf("another's Accept: %q", a.body)
		}
		if a := c.do("GET /api/v1/echo", "Accept: ev", "Accept: il"); !strings.Contains(a.body, "ev, il") {
			t.Errorf("two headers: %q", a.body)
		}
	},
	"cache-poisoned-by-errors": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.do("GET /", "Content-Length: 3", "X-A: "+strings.Repeat("a", 40<<10))
		c.send("GET /", "x")
		c.do("HEAD /")
		c.do("GET /", `If-None-Match: *`)
		a := c.do("GET /")
		if a.StatusCode != 200 || !strings.Contains(a.body, "gongkai") {
			t.Errorf("got %s %q", a.Status, a.body)
		}
	},
	"cache-key-confusion": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		seen := map[string]string{}
		for _, target := range []string{"/dir/a", "/dir/a%3Fb=c", "/dir/a%23b", "/dir/A", "/dir/a/"} {
			a := c.do("GET " + target)
			if other, met := seen[a.body]; met {
				t.Errorf("%s got the answer of %s", target, other)
			}
			seen[a.body] = target
		}
	},
	"cache-flood": func(t *testing.T) {
		c := newCareless(t, serve.Options{Limits: serve.Limits{Cache: 20_000}})
		for i := range 100 {
			c.do("GET /?x=" + strings.Repeat("a", i))
		}
		c.want(c.do("GET /"), 200)
	},
	"etag-leak": func(t *testing.T) {
		tags := map[string]bool{}
		for range 2 { // two processes, two clocks
			c := newCareless(t, serve.Options{})
			c.clock.move(time.Duration(len(tags)) * time.Hour)
			tags[c.do("GET /", "Host: localhost").Header.Get("ETag")] = true
		}
		if len(tags) != 1 || tags[""] {
			t.Errorf("tags %v: want one that depends on the bytes alone", tags)
		}
	},
}

// onAnswers: what an answer lets a browser do, and what it tells.
var onAnswers = attempts{
	"clickjacking": func(t *testing.T) {
		each(t, func(t *testing.T, what string, a answered) {
			csp := a.Header.Get("Content-Security-Policy")
			if !strings.Contains(csp, "frame-ancestors 'none'") && csp != "sandbox" {
				t.Errorf("%s: policy %q", what, csp)
			}
		})
	},
	"content-sniffing": func(t *testing.T) {
		each(t, func(t *testing.T, what string, a answered) {
			if a.Header.Get("X-Content-Type-Options") != "nosniff" || a.body != "" && a.Header.Get("Content-Type") == "" {
				t.Errorf("%s: %v", what, a.Header)
			}
		})
	},
	"script-anywhere": func(t *testing.T) {
		each(t, func(t *testing.T, what string, a answered) {
			csp := a.Header.Get("Content-Security-Policy")
			if csp != "sandbox" && !strings.HasPrefix(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || strings.Contains(csp, "script-src") {
				t.Errorf("%s: policy %q", what, csp)
			}
		})
	},
	"cross-origin-read": func(t *testing.T) {
		each(t, func(t *testing.T, what string, a answered) {
			if a.Header.Get("Cross-Origin-Resource-Policy") != "same-origin" || a.Header.Get("Cross-Origin-Opener-Policy") != "same-origin" ||
				a.Header.Get("Referrer-Policy") == "" || a.Header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s: %v", what, a.Header)
			}
		})
	},
	"own-policy-overwritten": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		if csp := c.do("GET /original/x/1").Header.Values("Content-Security-Policy"); len(csp) != 1 || csp[0] != "sandbox" {
			t.Errorf("the original's own policy became %q", csp)
		}
	},
	"refusal-echo": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, line := range []string{"GET /<script>alert(1)</script>/..", "GET /%3Cscript%3E/%00", "GET /?<script>=%zz", "<script> /", "POST /<script>", "GET /api/<script>/%00"} {
			if a := c.do(line); strings.Contains(a.body, "<script>") {
				t.Errorf("%s: %q", line, a.body)
			}
		}
		a := c.do("GET /", "Host: <script>.test")
		if strings.Contains(a.body, "<script>") {
			t.Errorf("host: %q", a.body)
		}
	},
	"panic-detail": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		a := c.do("GET /boom")
		if a.StatusCode != 500 || strings.Contains(a.body, "secret") || strings.Contains(a.body, "goroutine") || !strings.Contains(a.body, a.Header.Get("X-Request-Id")) {
			t.Errorf("got %s %q", a.Status, a.body)
		}
		if n := strings.Count(c.log.String(), "msg=panic"); n != 1 {
			t.Errorf("logged %d times", n)
		}
		c.want(c.do("GET /"), 200)
	},
	"log-injection": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.do("GET /%0Alevel=ERROR%20msg=forged", "User-Agent: x\tlevel=ERROR msg=forged", "X-Request-Id: forged\"")
		c.do("GET /boom")
		c.do("GET /go?to=" + escaped("//evil.test/\nlevel=ERROR msg=forged"))
		ours := regexp.MustCompile(`^time=\S+ level=(DEBUG|ERROR) msg=(request|panic|"redirect off this server withheld") id=`)
		for line := range strings.Lines(c.log.String()) {
			if !ours.MatchString(line) {
				t.Errorf("a line of somebody else's: %q", line)
			}
		}
	},
	"log-flood": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		c.do("GET /" + strings.Repeat("%E4%B8%AD", 800))
		for line := range strings.Lines(c.log.String()) {
			if strings.Contains(line, "msg=request") && len(line) > 600 {
				t.Errorf("a line of %d bytes", len(line))
			}
		}
	},
	"request-id-adopted": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		a, b := c.do("GET /", "X-Request-Id: mine"), c.do("GET /")
		if id := a.Header.Get("X-Request-Id"); id == "mine" || id == "" || id == b.Header.Get("X-Request-Id") {
			t.Errorf("ids %q and %q", id, b.Header.Get("X-Request-Id"))
		}
	},
	"health-detail": func(t *testing.T) {
		disk := serve.Check{Name: "disk", Run: func(context.Context) error { return errors.New("open /var/lib/gongkai: no space") }}
		w := run(t, serve.Options{Checks: []serve.Check{disk}, Hosts: []string{"archive.test"}, Token: token})
		for _, headers := range [][]string{nil, {"Host: archive.test"}, {"X-Forwarded-For: 127.0.0.1"}, {"Authorization: Bearer wrong-wrong-wrong-wrong"}} {
			if a := w.do("GET /readyz", headers...); a.StatusCode != 503 || strings.Contains(a.body, "/var") {
				t.Errorf("%q: got %s %s", headers, a.Status, a.body)
			}
		}
		if a := w.do("GET /readyz", "Authorization: Bearer "+token); !strings.Contains(a.body, "/var/lib") {
			t.Errorf("with the token: %s", a.body)
		}
	},
	"health-flood": func(t *testing.T) {
		var ran atomic.Int64
		w := run(t, serve.Options{Checks: []serve.Check{{Name: "dear", Run: func(context.Context) error { ran.Add(1); return nil }}}})
		for range 20 {
			w.want(w.do("GET /readyz"), 200)
		}
		if n := ran.Load(); n != 1 {
			t.Errorf("the check ran %d times in a second", n)
		}
	},
	"metric-flood": func(t *testing.T) {
		c := newCareless(t, serve.Options{})
		for _, line := range []string{"GET /random-a", "GET /random-b", "RANDOM-C /", "GET /dir/random-d"} {
			c.do(line)
		}
		if a := c.do("GET /metrics"); strings.Contains(strings.ToLower(a.body), "random") || !strings.Contains(a.body, "gongkai_http_requests_total") {
			t.Errorf("what clients send became labels: %s", a.body)
		}
	},
}

// each hands f one answer of every kind that the guard and its mounts give.
func each(t *testing.T, f func(t *testing.T, what string, a answered)) {
	c := newCareless(t, serve.Options{})
	for _, line := range []string{"GET /", "HEAD /", "GET /nowhere", "GET /dir", "GET /boom", "GET /original/x/1", "GET /healthz", "GET /readyz", "GET /metrics",
		"GET /api/v1/echo", "GET /feed/nothing", "GET //x", "GET /%00", "TRACE /", crawl, "GET /go?to=//evil.test", "OPTIONS /"} {
		f(t, line, c.do(line))
	}
	f(t, "another host", c.do("GET /", "Host: evil.test"))
	f(t, "not modified", c.do("GET /", "If-None-Match: *"))
}
