package serve_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"gongkai/archive/serve"
)

// text answers with n bytes of text and its rendering's number.
func text(n int, renders *atomic.Int64) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, "%06d", renders.Add(1))
		_, _ = io.WriteString(w, strings.Repeat("公", n/3))
	})
}

func TestCacheAnswersWhatWasRendered(t *testing.T) {
	var renders atomic.Int64
	w := run(t, serve.Options{Pages: text(3000, &renders)})
	for _, step := range []struct {
		outcome   string
		before    func()
		rendering string
	}{
		{"the first is rendered", func() {}, "000001"},
		{"the second is the same", func() {}, "000001"},
		{"a change is not looked for at once", func() { w.arc.n.Add(1); w.clock.move(time.Second) }, "000001"},
		{"a change is seen after two seconds", func() { w.clock.move(time.Second) }, "000002"},
		{"without a change it stands", func() { w.clock.move(50 * time.Second) }, "000002"},
		{"after a minute it is made anew", func() { w.clock.move(10 * time.Second) }, "000003"},
		{"a clock that goes back does not keep it for ever", func() { w.clock.move(-time.Hour) }, "000004"},
	} {
		step.before()
		if a := w.do("GET /x"); a.body[:6] != step.rendering {
			t.Errorf("%s: got rendering %s, want %s", step.outcome, a.body[:6], step.rendering)
		}
	}
}

func TestCacheKeepsApartWhatIsAskedApart(t *testing.T) {
	var renders atomic.Int64
	w := run(t, serve.Options{Pages: text(0, &renders), API: text(0, &renders), Hosts: []string{"a.test"}})
	seen := map[string]string{}
	for _, ask := range [][]string{
		{"GET /x"}, {"GET /x?a=1"}, {"GET /y"}, {"GET /x", "Host: a.test"},
		{"GET /api/v1/x"}, {"GET /api/v1/x", "Accept: text/csv"},
	} {
		a := w.do(ask[0], ask[1:]...)
		if other, met := seen[a.body]; met {
			t.Errorf("%q got the answer of %s", ask, other)
		}
		seen[a.body] = fmt.Sprint(ask)
	}
	if a := w.do("GET /x", "Accept: text/csv"); seen[a.body] == "" {
		t.Error("a page was rendered again for another Accept")
	}
}

func TestConditionalRequests(t *testing.T) {
	var renders atomic.Int64
	w := run(t, serve.Options{Pages: text(3000, &renders)})
	plain, zipped := w.do("GET /x"), w.do("GET /x", "Accept-Encoding: gzip")
	tag, tagZip := plain.Header.Get("ETag"), zipped.Header.Get("ETag")
	if tag == "" || tag == tagZip || strings.HasPrefix(tag, "W/") {
		t.Fatalf("tags %s and %s: want two strong ones", tag, tagZip)
	}
	z, err := gzip.NewReader(strings.NewReader(zipped.body))
	if err != nil {
		t.Fatal(err)
	}
	if unzipped, err := io.ReadAll(z); err != nil || string(unzipped) != plain.body {
		t.Errorf("gzip holds %d bytes and %v, want the %d of the page", len(unzipped), err, len(plain.body))
	}
	for _, a := range []answered{plain, zipped} {
		if a.Header.Get("Vary") != "Accept-Encoding" || a.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("headers %v", a.Header)
		}
	}
	for _, c := range []struct {
		outcome string
		status  int
		headers []string
	}{
		{"the same tag: not modified", 304, []string{"If-None-Match: " + tag}},
		{"weakened by a proxy: not modified", 304, []string{"If-None-Match: W/" + tag}},
		{"in a list: not modified", 304, []string{`If-None-Match: "a,b", ` + tag}},
		{"in two headers: not modified", 304, []string{`If-None-Match: "a"`, "If-None-Match: " + tag}},
		{"any: not modified", 304, []string{"If-None-Match: *"}},
		{"another: whole", 200, []string{`If-None-Match: "other"`}},
		{"without quotes: whole", 200, []string{"If-None-Match: " + strings.Trim(tag, `"`)}},
		{"the tag of gzip for identity: whole", 200, []string{"If-None-Match: " + tagZip}},
		{"the tag of gzip for gzip: not modified", 304, []string{"If-None-Match: " + tagZip, "Accept-Encoding: br, gzip;q=0.5"}},
	} {
		a := w.do("GET /x", c.headers...)
		if a.StatusCode != c.status {
			t.Errorf("%s: got %d", c.outcome, a.StatusCode)
		}
		if a.StatusCode == 304 && (a.body != "" || a.Header.Get("ETag") == "" || a.Header.Get("Vary") == "") {
			t.Errorf("%s: 304 with body %q and %v", c.outcome, a.body, a.Header)
		}
	}
	head := w.do("HEAD /x")
	if head.body != "" || head.ContentLength != int64(len(plain.body)) || head.Header.Get("ETag") != tag {
		t.Errorf("HEAD: %d bytes, length %d, tag %s", len(head.body), head.ContentLength, head.Header.Get("ETag"))
	}
	if n := renders.Load(); n != 1 {
		t.Errorf("rendered %d times, want once", n)
	}
}

func TestAHerdIsRenderedForOnce(t *testing.T) {
	var renders atomic.Int64
	asked := make(chan struct{}, 1)
	release := make(chan struct{})
	w := run(t, serve.Options{Pages: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		renders.Add(1)
		asked <- struct{}{}
		<-release
		_, _ = io.WriteString(w, "once")
	})})
	var herd sync.WaitGroup
	for range 30 {
		herd.Go(func() {
			if a := w.do("GET /x"); a.body != "once" {
				t.Errorf("got %q", a.body)
			}
		})
	}
	<-asked
	close(release)
	herd.Wait()
	if n := renders.Load(); n != 1 {
		t.Errorf("rendered %d times", n)
	}
}

func TestALeaderThatFailsLeavesOthersToThemselves(t *testing.T) {
	var renders atomic.Int64
	asked := make(chan struct{}, 30)
	release := make(chan struct{})
	w := run(t, serve.Options{Pages: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if renders.Add(1) == 1 {
			asked <- struct{}{}
			<-release
			panic("the first")
		}
		_, _ = io.WriteString(w, "good")
	})})
	status := make(chan int, 8)
	for range 8 {
		go func() { status <- w.do("GET /x").StatusCode }()
	}
	<-asked
	close(release)
	failed := 0
	for range 8 {
		if <-status == 500 {
			failed++
		}
	}
	if failed != 1 {
		t.Errorf("%d of 8 failed, want the first alone", failed)
	}
}

func TestGreatAnswersStreamAndAreNotKept(t *testing.T) {
	var renders atomic.Int64
	w := run(t, serve.Options{Pages: text(5<<20, &renders), Limits: serve.Limits{Entry: 1 << 10}})
	first := w.do("GET /x")
	if len(first.body) < 5<<20-2 || first.Header.Get("ETag") != "" {
		t.Errorf("%d bytes, tag %q", len(first.body), first.Header.Get("ETag"))
	}
	zipped := w.do("GET /x", "Accept-Encoding: gzip")
	z, err := gzip.NewReader(strings.NewReader(zipped.body))
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(z); err != nil || len(b) != len(first.body) {
		t.Errorf("gzip stream: %d bytes, %v", len(b), err)
	}
	if n := renders.Load(); n != 2 {
		t.Errorf("rendered %d times, want 2", n)
	}
}

func TestOnlyWholeGoodAnswersAreKept(t *testing.T) {
	var renders atomic.Int64
	for outcome, h := range map[string]http.HandlerFunc{
		"not found": func(w http.ResponseWriter, r *http.Request) { renders.Add(1); http.NotFound(w, r) },
		"no-store": func(w http.ResponseWriter, r *http.Request) {
			renders.Add(1)
			w.Header().Set("Cache-Control", "no-store")
		},
		"a cookie": func(w http.ResponseWriter, r *http.Request) {
			renders.Add(1)
			http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
		},
	} {
		renders.Store(0)
		w := run(t, serve.Options{Pages: h})
		w.do("GET /x")
		w.do("GET /x")
		if n := renders.Load(); n != 2 {
			t.Errorf("%s: rendered %d times, want 2", outcome, n)
		}
	}
}

func TestARenderingThatTakesTooLongIsNotSent(t *testing.T) {
	w := run(t, serve.Options{Limits: serve.Limits{Render: time.Millisecond},
		Pages: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, "half")
			<-r.Context().Done()
		})})
	if a := w.do("GET /x"); a.StatusCode != 503 || strings.Contains(a.body, "half") || a.Header.Get("Retry-After") == "" {
		t.Errorf("got %s %q", a.Status, a.body)
	}
}

func TestTheCacheIsBounded(t *testing.T) {
	var renders atomic.Int64
	w := run(t, serve.Options{Pages: text(10_000, &renders), Limits: serve.Limits{Cache: 100_000}})
	const many = 300
	for i := range many {
		w.do(fmt.Sprintf("GET /%d", i), "Accept-Encoding: gzip")
	}
	before := renders.Load()
	for i := many - 30; i < many; i++ {
		// Three times what would fit as text: they are kept compressed.
		if a := w.do(fmt.Sprintf("GET /%d", i)); a.body != fmt.Sprintf("%06d%s", i+1, strings.Repeat("公", 3333)) {
			t.Fatalf("%d: another answer than was rendered: %.20q", i, a.body)
		}
	}
	if renders.Load() != before {
		t.Error("the newest were given up")
	}
	w.do("GET /0")
	if renders.Load() == before {
		t.Error("the oldest of 300, each with its key and headers, is still kept in 100 kB")
	}
}

func TestTypesThatAreNoTextAreSentAsTheyAre(t *testing.T) {
	body := bytes.Repeat([]byte{0, 1}, 4096)
	w := run(t, serve.Options{Pages: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		_, _ = w.Write(body)
	})})
	a := w.do("GET /x", "Accept-Encoding: gzip")
	if a.Header.Get("Content-Encoding") != "" || a.body != string(body) || a.Header.Get("Vary") != "" {
		t.Errorf("got %v", a.Header)
	}
}
