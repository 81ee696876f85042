package crawler

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"gongkai/archive"
)

func TestPausesBetweenRequestsOfAHost(t *testing.T) {
	clock, sleep := instant()
	g := newGates(clock, sleep, func(d time.Duration) time.Duration { return d / 10 })
	start := clock()
	at := func(host string, delay time.Duration) time.Duration {
		leave, err := g.enter(t.Context(), host, delay)
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
		return clock().Sub(start)
	}
	for i, c := range []struct {
		host  string
		delay time.Duration
		want  time.Duration
	}{
		{"a.example", 10 * time.Second, 0},
		{"A.example", 10 * time.Second, 11 * time.Second},
		{"b.example", 10 * time.Second, 11 * time.Second}, // another host waits for nobody
		{"a.example", 20 * time.Second, 33 * time.Second},
		{"a.example", 0, 33 * time.Second},
	} {
		if got := at(c.host, c.delay); got != c.want {
			t.Errorf("request %d at %v, want %v", i, got, c.want)
		}
	}
	if err := g.backOff(t.Context(), "a.example", time.Minute); err != nil {
		t.Fatal(err)
	}
	if got := at("a.example", 0); got != 93*time.Second {
		t.Errorf("after a back-off at %v", got)
	}
}

func TestOneRequestAtATimeAcrossPortals(t *testing.T) {
	g := newGates(time.Now, func(ctx context.Context, _ time.Duration) error { return ctx.Err() }, func(time.Duration) time.Duration { return 0 })
	var wg sync.WaitGroup
	var mu sync.Mutex
	inside := 0
	for range 8 {
		wg.Go(func() {
			for range 50 {
				leave, err := g.enter(t.Context(), "www.qingshi.gov.cn", time.Millisecond)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				inside++
				if inside > 1 {
					t.Error("two at once")
				}
				mu.Unlock()
				mu.Lock()
				inside--
				mu.Unlock()
				leave()
			}
		})
	}
	wg.Wait()
}

func TestWaitingEndsWithItsContext(t *testing.T) {
	clock, _ := instant()
	g := newGates(clock, sleepFor, func(time.Duration) time.Duration { return 0 })
	leave, err := g.enter(t.Context(), "a.example", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.enter(ctx, "a.example", time.Hour); err == nil {
		t.Error("entered a closed gate")
	}
	leave()
	if _, err := g.enter(ctx, "a.example", time.Hour); err == nil {
		t.Error("slept through a cancel")
	}
	// The gate is whole: the next one gets its turn.
	leave, err = g.enter(t.Context(), "a.example", 0)
	if err != nil {
		t.Fatal(err)
	}
	leave()
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)
	for v, want := range map[string]time.Duration{
		"": -1, "120": 2 * time.Minute, " 0 ": 0, "-5": -1, "soon": -1, "99999999999999": -1,
		"Sun, 01 Feb 2026 08:10:00 GMT": 10 * time.Minute, "Sun, 01 Feb 2026 07:00:00 GMT": 0,
	} {
		d, ok := retryAfter(http.Header{"Retry-After": {v}}, now)
		if !ok {
			d = -1
		}
		if d != want {
			t.Errorf("%q: %v, want %v", v, d, want)
		}
	}
}

func TestRulesOfRobots(t *testing.T) {
	ok := func(body string) answer { return answer{outcome: archive.OK, page: []byte(body)} }
	for _, c := range []struct {
		name   string
		answer answer
		path   string
		open   bool
	}{
		{"no file", answer{outcome: archive.NotFound, code: 404}, "/nb/", true},
		{"forbidden file", answer{outcome: archive.Blocked, code: 403}, "/nb/", true},
		{"throttled", answer{outcome: archive.Blocked, code: 429}, "/nb/", false},
		{"broken server", answer{outcome: archive.ServerError, code: 500}, "/nb/", false},
		{"no answer", answer{outcome: archive.TimedOut}, "/nb/", false},
		{"empty file", answer{outcome: archive.HTTPError, code: 200, detail: "empty body"}, "/nb/", true},
		{"leads elsewhere", answer{outcome: archive.Redirected, code: 302}, "/nb/", true},
		{"page in place of the file", ok("<html><body>Disallow: nothing here: /</body></html>"), "/nb/", true},
		{"all closed", ok("User-agent: *\r\nDisallow: /\r\n"), "/nb/", false},
		{"star for everything", ok("User-agent: *\nDisallow: *\n"), "/nb/", false},
		{"empty disallow", ok("User-agent: *\nDisallow:\n"), "/nb/", true},
		{"empty disallow keeps groups apart", ok("User-agent: gongkai\nDisallow:\n\nUser-agent: *\nDisallow: /\n"), "/nb/", true},
		{"our own group", ok("User-agent: *\nAllow: /\n\nUser-agent: Gongkai\nDisallow: /nb/\n"), "/nb/1.html", false},
		{"our own group with a version", ok("User-agent: gongkai/1.0\nDisallow: /nb/\n"), "/nb/1.html", false},
		{"another's group", ok("User-agent: Baiduspider\nDisallow: /\n"), "/nb/", true},
		{"longest rule wins", ok("User-agent: *\nDisallow: /nb/\nAllow: /nb/2023/\n"), "/nb/2023/1.html", true},
		{"pattern", ok("User-agent: *\nDisallow: /*.pdf$\n"), "/nb/1.pdf", false},
		{"byte order mark, comment, bare return", ok("\xEF\xBB\xBFUser-agent: * # all\rDisallow: /nb # here\r"), "/nb/", false},
		{"rules of nobody", ok("Disallow: /\nUser-agent: *\nAllow: /\n"), "/nb/", true},
		{"delay that is no number", ok("User-agent: *\nCrawl-delay: soon\nDisallow: /nb/\n"), "/nb/", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRobots("gongkai/1.0 (+mailto:ops@example.org)", nil)
			u := mustURL(t, "http://www.qingshi.gov.cn"+c.path)
			r.rules[origin(u)] = rulesOf(c.answer, r.agent)
			why, err := r.forbids(t.Context(), u)
			if err != nil || (why == "") != c.open {
				t.Errorf("%q, %v; want open %v", why, err, c.open)
			}
		})
	}
	t.Run("delay is kept, within reason", func(t *testing.T) {
		r := newRobots("gongkai", nil)
		u := mustURL(t, "http://www.qingshi.gov.cn/")
		for body, want := range map[string]time.Duration{"Crawl-delay: 7": 7 * time.Second, "Crawl-delay: 86400": maxCrawlDelay, "Allow: /": 0} {
			r.rules[origin(u)] = rulesOf(ok("User-agent: *\n"+body+"\n"), r.agent)
			if got := r.crawlDelay(u); got != want {
				t.Errorf("%s: %v", body, got)
			}
		}
	})
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 1e400\n"), "/nb/")
	f.Add([]byte("user-agent:\xff\ndisallow: (\n"), "/%")
	f.Fuzz(func(t *testing.T, b []byte, path string) {
		g, err := parseRobots(b, "gongkai")
		if err == nil && g != nil {
			g.Test(path)
		}
	})
}

func FuzzJudge(f *testing.F) {
	f.Add(200, []byte(`<script>document.cookie="a=1";location.reload()</script>`))
	f.Add(403, []byte("<title>403"))
	f.Fuzz(func(t *testing.T, status int, text []byte) {
		o, why := judge(status, http.Header{"Set-Cookie": {string(text[:min(len(text), 20)])}}, looksHTML(text), text)
		if (o == "") != (why == "") {
			t.Errorf("%q says %q", o, why)
		}
	})
}
