package serve_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gongkai/archive/serve"
)

const token = "correct-horse-battery"

// changes is an archive of which only the number of its newest change is known.
type changes struct{ n atomic.Uint64 }

func (c *changes) LastChange(context.Context) (uint64, error) { return c.n.Load(), nil }

// clock is moved by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock {
	return &clock{now: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// lines is a log that tests read while it is written.
type lines struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// world is a server that runs on a port of the loopback.
type world struct {
	*testing.T
	addr  string
	log   *lines
	clock *clock
	arc   *changes
	stop  func() error // what Serve returned
}

// run serves the options until the test ends; what is not set is a test's.
func run(t *testing.T, o serve.Options) *world {
	t.Helper()
	w := &world{T: t, log: &lines{}, clock: newClock(), arc: &changes{}}
	if o.Archive == nil {
		o.Archive = w.arc
	}
	if o.Generation == nil {
		o.Generation = w.arc.n.Load
	}
	if o.Clock == nil {
		o.Clock = w.clock.Now
	}
	o.Log = slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s, err := serve.New(o)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.addr = l.Addr().String()
	ctx, end := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, l) }()
	w.stop = sync.OnceValue(func() error { end(); return <-served })
	t.Cleanup(func() {
		_ = w.stop()
		if t.Failed() { // what is not a line of access
			for line := range strings.Lines(w.log.String()) {
				if !strings.Contains(line, "level=DEBUG") {
					t.Log(line)
				}
			}
		}
	})
	return w
}

// answered is an answer with its body.
type answered struct {
	*http.Response
	body string
}

// do sends a request: "GET /path" and headers "Name: value", on a connection of
// its own.
func (w *world) do(line string, headers ...string) answered {
	w.Helper()
	return w.send(line, "", headers...)
}

func (w *world) send(line, body string, headers ...string) answered {
	w.Helper()
	method, target, _ := strings.Cut(line, " ")
	raw := method + " " + target + " HTTP/1.1\r\nConnection: close\r\n"
	has := func(name string) bool {
		for _, h := range headers {
			if strings.HasPrefix(strings.ToLower(h), strings.ToLower(name)+":") {
				return true
			}
		}
		return false
	}
	if !has("Host") {
		raw += "Host: " + w.addr + "\r\n"
	}
	for _, h := range headers {
		raw += h + "\r\n"
	}
	if body != "" && !has("Content-Length") && !has("Transfer-Encoding") {
		raw += fmt.Sprintf("Content-Length: %d\r\n", len(body))
	}
	all := w.raw(method, raw+"\r\n"+body)
	if len(all) == 0 {
		w.Fatalf("%s: no answer", line)
	}
	return all[0]
}

// raw sends bytes as they are and reads all answers until the server hangs up.
func (w *world) raw(method, bytes string) []answered {
	w.Helper()
	c, err := net.Dial("tcp", w.addr)
	if err != nil {
		w.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.WriteString(c, bytes); err != nil {
		w.Log(err) // the server may have hung up already; what it said counts
	}
	return readAll(w.T, c, method)
}

func readAll(t *testing.T, c net.Conn, method string) []answered {
	t.Helper()
	var all []answered
	r := bufio.NewReader(c)
	for {
		resp, err := http.ReadResponse(r, &http.Request{Method: method})
		if err != nil {
			return all
		}
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Logf("body: %v", err)
		}
		_ = resp.Body.Close()
		all = append(all, answered{resp, string(b)})
	}
}

// want fails the test unless the status is one of those.
func (w *world) want(a answered, status ...int) {
	w.Helper()
	for _, s := range status {
		if a.StatusCode == s {
			return
		}
	}
	w.Errorf("got %s, want %v: %.200s", a.Status, status, a.body)
}

// standIns are handlers that do what a careless one would: lead where they are
// told, echo, count writes, panic.
func standIns(renders, writes *atomic.Int64) (pages, api http.Handler) {
	p := http.NewServeMux()
	p.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		renders.Add(1)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, "<h1>gongkai</h1>host %s ua %s lang %s fwd %s orig %s cookie %s", r.Host, r.UserAgent(),
			r.Header.Get("Accept-Language"), r.Header.Get("X-Forwarded-Host"), r.Header.Get("X-Original-URL"), r.Header.Get("Cookie"))
	})
	p.HandleFunc("GET /dir/", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "dir "+r.URL.Path) })
	p.HandleFunc("GET /go", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
	})
	p.HandleFunc("GET /set", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Echo", r.URL.Query().Get("v"))
		_, _ = io.WriteString(w, "set")
	})
	p.HandleFunc("GET /boom", func(http.ResponseWriter, *http.Request) {
		panic("secret /etc/gongkai/token\nlevel=INFO msg=forged")
	})
	p.HandleFunc("GET /original/{id}/{n}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "sandbox")
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(strings.Repeat("original ", 100)))
	})
	a := http.NewServeMux()
	a.HandleFunc("POST /api/v1/portals/{portal}/crawl", func(w http.ResponseWriter, r *http.Request) {
		writes.Add(1)
		w.WriteHeader(http.StatusAccepted)
	})
	a.HandleFunc("GET /api/v1/echo", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, "{%q:%q}", "accept", r.Header.Get("Accept"))
	})
	return p, a
}

func escaped(s string) string { return url.QueryEscape(s) }
