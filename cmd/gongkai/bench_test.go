package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gocolly/colly/v2"
	"golang.org/x/sync/errgroup"

	"gongkai/crawler"
	"gongkai/crawler/portalsim"
)

var benchOut = flag.String("bench-out", "", "write the ratios to this file; without it TestRatios is skipped")

// TestRatios takes every ratio of docs/benchmarks.md in one run, the two sides
// of each in turn, so that a busy machine is busy for both. It asserts nothing
// about time.
func TestRatios(t *testing.T) {
	if *benchOut == "" {
		t.Skip("make bench runs this")
	}
	const rounds = 11
	world := portalsim.New(portalsim.Options{Seed: 11, Organs: 20, Years: 8})
	server := httptest.NewServer(world)
	defer server.Close()
	warm(t, world, server.URL)

	var pages int
	var ours, bare []float64
	for range rounds {
		n, took := pipeline(t, world, server.URL)
		ours = append(ours, float64(n)/took.Seconds())
		asked := world.Requests()
		pages = n
		m, took := bareColly(t, asked, server.URL)
		bare = append(bare, float64(m)/took.Seconds())
		if m != n {
			t.Fatalf("bare colly fetched %d pages, the pipeline %d", m, n)
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Benchmarks\n\nWritten by `make bench`: ratios taken in one run, medians of %d rounds, on %d cores, %s.\nAbsolute figures are of that machine and hour; the ratios are what to compare.\n\n", rounds, runtime.NumCPU(), runtime.Version())
	fmt.Fprintf(&b, "| what | pages/s | ratio |\n|---|---|---|\n")
	fmt.Fprintf(&b, "| bare colly: fetches the same %d addresses over loopback, parses each page, resolves its links, keeps nothing | %.0f | 1 |\n", pages, median(bare))
	fmt.Fprintf(&b, "| gongkai crawl: walks, classifies, records, archives (bbolt, zstd, fsync), reads and checks | %.0f | **%.2f** |\n\n", median(ours), median(ratios(ours, bare)))
	fmt.Fprintf(&b, "Two portals are walked side by side on both sides, with no pause between requests. Ratio by round: %.2f.\n", ratios(ours, bare))
	if old, err := os.ReadFile(*benchOut); err == nil { // the sections that other targets write stay
		if i := bytes.Index(old, []byte("\n## ")); i >= 0 {
			b.Write(old[i:])
		}
	}
	if err := os.WriteFile(*benchOut, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + b.String())
}

func ratios(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = a[i] / b[i]
	}
	return out
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}

// warm asks for every page once: the world makes its pages when they are first
// asked for.
func warm(t *testing.T, world *portalsim.World, addr string) {
	t.Helper()
	n, _ := pipeline(t, world, addr)
	if n == 0 {
		t.Fatal("the pipeline fetched nothing")
	}
}

// pipeline crawls the world into a new archive on disk and returns how many
// requests that took and how long, the closing of the archive included.
func pipeline(t *testing.T, world *portalsim.World, addr string) (int, time.Duration) {
	t.Helper()
	world.ResetRequests()
	ctx := context.Background()
	u, err := url.Parse(addr)
	if err != nil {
		t.Fatal(err)
	}
	var portals []crawler.Portal
	for _, p := range world.Portals() {
		portals = append(portals, crawler.Portal{
			ID: p.ID, Name: p.Name, Seeds: []string{p.Home}, Timeout: time.Minute,
			RecheckDays: 30, MaxPages: 1 << 20, MaxDepth: 12, MaxBody: 64 << 20,
		})
	}
	a := &app{err: os.Stderr}
	start := time.Now()
	h, err := a.move(ctx, filepath.Join(t.TempDir(), "archive"), defaultReader(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	arc := h.arc
	cr := crawler.New(crawler.Options{
		Archive: arc, UserAgent: "gongkai-bench", Clock: time.Now, Sleep: sleep, Log: a.log(),
		Dial: portalsim.Dialer(u.Host), AllowPrivate: true, Progress: func(crawler.Event) {},
	})
	err = cr.WalkAll(ctx, portals, 2, func(p crawler.Portal, _ crawler.Summary, err error) {
		if err != nil {
			t.Errorf("%s: %v", p.ID, err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.close(ctx); err != nil {
		t.Fatal(err)
	}
	return len(world.Requests()), time.Since(start)
}

// bareColly asks for the same addresses with nothing but colly: it parses each
// page and resolves its links, as a crawler that follows them must.
func bareColly(t *testing.T, asked []portalsim.Request, addr string) (int, time.Duration) {
	t.Helper()
	u, err := url.Parse(addr)
	if err != nil {
		t.Fatal(err)
	}
	byHost := map[string][]portalsim.Request{}
	for _, r := range asked {
		byHost[r.Host] = append(byHost[r.Host], r)
	}
	start := time.Now()
	fetched := make(chan int, len(byHost))
	var g errgroup.Group
	g.SetLimit(2)
	for _, list := range byHost {
		g.Go(func() error {
			n, links := 0, 0
			c := colly.NewCollector(colly.AllowURLRevisit(), colly.ParseHTTPErrorResponse())
			c.WithTransport(bareTransport(u.Host))
			c.OnHTML("a[href]", func(e *colly.HTMLElement) {
				if e.Request.AbsoluteURL(e.Attr("href")) != "" {
					links++
				}
			})
			c.OnResponse(func(*colly.Response) { n++ })
			for _, r := range list {
				if err := c.Request(r.Method, r.URL, strings.NewReader(r.Body), nil, nil); err != nil {
					return fmt.Errorf("%s %s: %w", r.Method, r.URL, err)
				}
			}
			fetched <- n
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	close(fetched)
	total := 0
	for n := range fetched {
		total += n
	}
	return total, time.Since(start)
}

func bareTransport(addr string) http.RoundTripper {
	return &http.Transport{DialContext: portalsim.Dialer(addr), MaxConnsPerHost: 1}
}
