package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/crawler/portalsim"
)

// serve walks by itself what is due, ends a walk at a page when it is told to
// end, and what comes after knows that it was cut short and goes on with it.
func TestServeKeepsTheSchedule(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 7, Families: []string{"trs"}, Organs: 2, Years: 3, HomeBytes: 4000})
	begun := make(chan struct{})
	var once sync.Once
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		once.Do(func() { close(begun) })
		world.ServeHTTP(w, r)
	}))
	defer server.Close()
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yaml")
	// A pause that no test waits for: the walk is under way when serve ends.
	yaml := strings.Replace(worldConfig(world, server.URL), "delay: 0s", "delay: 1h\nschedule:\n  jitter: 0s", 1)
	if err := os.WriteFile(config, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	defer end()
	code := make(chan int)
	go func() {
		code <- Main(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--config", config}, nil, io.Discard, io.Discard)
	}()
	select {
	case <-begun:
	case n := <-code:
		t.Fatalf("serve ended with %d before it walked", n)
	}
	end()
	if n := <-code; n != 0 {
		t.Fatalf("serve ends with %d", n)
	}
	var out bytes.Buffer
	if n := Main(t.Context(), []string{"portals", "--config", config}, nil, &out, io.Discard); n != 0 || !strings.Contains(out.String(), "trs → 现在 due") || !strings.Contains(out.String(), "was cut short and goes on") {
		t.Errorf("portals ends with %d:\n%s", n, &out)
	}
	yaml = strings.Replace(yaml, "delay: 1h", "delay: 0s", 1)
	if err := os.WriteFile(config, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if n := Main(t.Context(), []string{"crawl", "--due", "--json", "--config", config}, nil, &out, io.Discard); n != 0 || !strings.Contains(out.String(), `"resumed":true`) {
		t.Errorf("crawl --due ends with %d:\n%s", n, &out)
	}
}

// Without a way to reach who crawls, serve does not begin to walk beyond this machine.
func TestServeWantsAContactToKeepTheSchedule(t *testing.T) {
	config := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(config, []byte("portals:\n  - id: one\n    seeds: [http://one.example/]\n    enabled: true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	if n := Main(t.Context(), []string{"serve", "--listen", "127.0.0.1:0", "--config", config}, nil, io.Discard, &errs); n != exitUsage || !strings.Contains(errs.String(), "contact:") {
		t.Errorf("serve ends with %d: %s", n, &errs)
	}
}

// The pages are told what the keeper knows, and without one that nobody walks.
func TestPortalsOfThePages(t *testing.T) {
	c := defaults()
	c.Contact = "test@gongkai.example"
	c.Portals = []PortalConfig{
		{ID: "one", Name: "一号", Region: "370303", Seeds: []string{"http://127.0.0.1:1/"}, Enabled: true},
		{ID: "two", Seeds: []string{"http://127.0.0.1:1/"}},
	}
	a := &app{out: io.Discard, err: io.Discard}
	h, err := a.move(t.Context(), t.TempDir(), defaultReader(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := h.close(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	if got := h.portals(&c)(); len(got) != 2 || !got[0].Next.At.IsZero() || !strings.Contains(got[0].Next.Reason, "--no-schedule") || got[0].Home != "http://127.0.0.1:1/" {
		t.Errorf("without a keeper: %+v", got)
	}
	// A disk that has not so much holds the visit, so nothing leaves this machine.
	c.Crawl.MinFree = 1 << 60
	k, err := a.keep(h, &c)
	if err != nil {
		t.Fatal(err)
	}
	if got := h.portals(&c)(); !got[0].Next.At.IsZero() || !strings.Contains(got[0].Next.Reason, "being read") {
		t.Errorf("before the keeper has looked: %+v", got[0])
	}
	ctx, end := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() { defer close(over); k.Run(ctx) }()
	for k.Status() == nil {
		runtime.Gosched()
	}
	got := h.portals(&c)()
	end()
	<-over
	if got[0].Next.At.IsZero() || !strings.Contains(got[0].Next.Reason, "never walked") && !strings.Contains(got[0].Next.Reason, "disk nearly full") || got[0].Running || !got[0].Enabled {
		t.Errorf("kept: %+v", got[0])
	}
	if !got[1].Next.At.IsZero() || !strings.Contains(got[1].Next.Reason, "not enabled") {
		t.Errorf("not enabled: %+v", got[1])
	}
}
