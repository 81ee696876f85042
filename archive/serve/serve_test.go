package serve_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gongkai/archive/serve"
	"gongkai/archive/worker"
)

func TestMain(m *testing.M) {
	if worker.Called(os.Args) { // a process that reads (hostile_files_test.go)
		os.Exit(worker.Main(os.Args, victim{}))
	}
	goleak.VerifyTestMain(m)
}

func TestOptionsThatCannotBe(t *testing.T) {
	arc := &changes{}
	for outcome, o := range map[string]serve.Options{
		"no archive":              {},
		"a short token":           {Archive: arc, Token: "short"},
		"a host with a scheme":    {Archive: arc, Hosts: []string{"https://archive.test"}},
		"a host with a path":      {Archive: arc, Hosts: []string{"archive.test/x"}},
		"an empty host":           {Archive: arc, Hosts: []string{""}},
		"a base that is no URL":   {Archive: arc, BaseURL: "archive.test"},
		"a base with a path":      {Archive: arc, BaseURL: "https://archive.test/gongkai"},
		"a base with a password":  {Archive: arc, BaseURL: "https://a:b@archive.test"},
		"a base of another world": {Archive: arc, BaseURL: "ftp://archive.test"},
	} {
		if _, err := serve.New(o); err == nil {
			t.Errorf("%s was taken", outcome)
		}
	}
}

func TestRequestsThatRunAreFinished(t *testing.T) {
	in, out := make(chan struct{}), make(chan struct{})
	w := run(t, serve.Options{Pages: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(in)
		<-out
		if r.Context().Err() == nil {
			_, _ = w.Write([]byte("whole"))
		}
	})})
	got, stopped := make(chan answered, 1), make(chan error, 1)
	go func() { got <- w.do("GET /x") }()
	<-in
	go func() { stopped <- w.stop() }()
	for { // until nobody new is let in
		c, err := net.Dial("tcp", w.addr)
		if err != nil {
			break
		}
		_ = c.Close()
	}
	close(out)
	if a := <-got; a.body != "whole" {
		t.Errorf("got %s %q", a.Status, a.body)
	}
	if err := <-stopped; err != nil {
		t.Errorf("Serve returned %v", err)
	}
}

func TestRequestsThatDoNotEndAreCut(t *testing.T) {
	in := make(chan struct{})
	w := run(t, serve.Options{Limits: serve.Limits{Drain: 20 * time.Millisecond}, Pages: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(in)
		<-r.Context().Done()
	})})
	c, err := net.Dial("tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, _ = c.Write([]byte("GET /original/x HTTP/1.1\r\nHost: localhost\r\n\r\n"))
	<-in
	if err := w.stop(); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Serve returned %v, want that requests were cut", err)
	}
}

func TestAListenerThatFailsIsSaid(t *testing.T) {
	s, err := serve.New(serve.Options{Archive: &changes{}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	if err := s.Serve(t.Context(), l); err == nil {
		t.Error("Serve said nothing")
	}
}

func TestHealth(t *testing.T) {
	full := errors.New("disk: 1.2 GiB free, 2 GiB are the least")
	hang := make(chan struct{})
	defer close(hang)
	for _, c := range []struct {
		outcome string
		checks  []serve.Check
		status  int
		says    string
	}{
		{"nothing wrong: ready", []serve.Check{{Name: "disk", Run: func(context.Context) error { return nil }}}, 200, `{"status":"ok","checks":[{"name":"archive","ok":true},{"name":"disk","ok":true}]}`},
		{"one fails: not ready, and which", []serve.Check{{Name: "disk", Run: func(context.Context) error { return full }}}, 503, `{"name":"disk","ok":false,"error":"disk: 1.2 GiB free`},
		{"one panics: not ready", []serve.Check{{Name: "x", Run: func(context.Context) error { panic("x") }}}, 503, `"the check panicked"`},
		{"one hangs: not ready in bounded time", []serve.Check{{Name: "x", Run: func(context.Context) error { <-hang; return nil }}}, 503, `"no answer within`},
	} {
		w := run(t, serve.Options{Checks: c.checks})
		if a := w.do("GET /readyz"); a.StatusCode != c.status || !strings.Contains(a.body, c.says) {
			t.Errorf("%s: got %s %s", c.outcome, a.Status, a.body)
		}
		w.want(w.do("GET /healthz"), 200) // the process itself is alive
		w.want(w.send("POST /healthz", "{}", "Content-Type: application/json"), 405)
	}
}

func TestHealthOfAStoreThatCannotBeRead(t *testing.T) {
	w := run(t, serve.Options{Archive: broken{}})
	w.want(w.do("GET /healthz"), 503)
	w.want(w.do("GET /readyz"), 503)
}

type broken struct{}

func (broken) LastChange(context.Context) (uint64, error) { return 0, errors.New("store is closed") }
