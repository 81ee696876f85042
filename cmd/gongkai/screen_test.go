package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/archive/owner"
	"gongkai/crawler"
	"gongkai/crawler/portalsim"
)

// terminalBeside crawls through an owner in this process, with a terminal of 80
// columns and 24 rows behind errw, and returns the standard output.
func terminalBeside(t *testing.T, world *portalsim.World, errw io.Writer, meanwhile func(*house)) string {
	t.Helper()
	_, dir := standBefore(t, world)
	text, err := os.ReadFile(filepath.Join(dir, "config.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	a := &app{err: io.Discard}
	h, err := a.move(t.Context(), filepath.Join(dir, "archive"), defaultReader(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	client, err := owner.Dial(t.Context(), filepath.Join(dir, "archive"), h.server.Socket(), program(), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	done := make(chan struct{})
	go func() {
		defer close(done)
		r := owner.Request{Args: []string{"crawl"}, Config: text, ConfigName: "config.yaml", Width: 80, Height: 24}
		if code, err := client.Run(t.Context(), r, owner.Streams{Out: &out, Err: errw}); code != 0 || err != nil {
			t.Errorf("exit %d, %v", code, err)
		}
	}()
	meanwhile(h)
	<-done
	if err := h.close(t.Context()); err != nil {
		t.Error(err)
	}
	return out.String()
}

func TestProgressIsDrawnOnTheClientsTerminal(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 5, Organs: 2, Years: 3, HomeBytes: 4000, Families: []string{"trs", "generic"}})
	var drawn bytes.Buffer
	out := terminalBeside(t, world, &drawn, func(*house) {})
	for _, p := range world.Portals() {
		if !strings.Contains(drawn.String(), p.Name) || !strings.Contains(out, p.ID) {
			t.Errorf("%s is not in the bars\n%s\nor not in the summary\n%s", p.Name, drawn.String(), out)
		}
	}
	if !strings.Contains(drawn.String(), "指南 2") {
		t.Errorf("the last picture is not of the end:\n%q", drawn.String())
	}
}

func TestAStoppedTerminalStopsNoCrawl(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 5, Organs: 4, Years: 6, HomeBytes: 4000, Families: []string{"trs", "generic"}})
	stopped := &stoppedTerminal{reached: make(chan struct{}), goOn: make(chan struct{})}
	terminalBeside(t, world, stopped, func(h *house) {
		<-stopped.reached           // nothing is drawn any more
		desk, err := h.crawler(nil) // it is there
		if err != nil {
			t.Error(err)
		}
		for {
			changed := desk.Changed()
			if len(desk.Running()) == 0 {
				break
			}
			<-changed
		}
		close(stopped.goOn)
	})
}

// stoppedTerminal takes nothing until it goes on.
type stoppedTerminal struct {
	once          sync.Once
	reached, goOn chan struct{}
}

func (s *stoppedTerminal) Write(p []byte) (int, error) {
	s.once.Do(func() { close(s.reached) })
	<-s.goOn
	return len(p), nil
}

func TestBarsBeyondTheScreenAreNotDrawn(t *testing.T) {
	for rows, want := range map[int]int{0: 100, 1: 100, 24: 23, 101: 100, 400: 100} {
		if got := (screen{there: true, rows: rows}).fits(); got != want {
			t.Errorf("%d rows: %d bars, want %d", rows, got, want)
		}
	}
}

// As many portals as there are in the country, on a terminal that does not say
// how tall it is.
func TestManyPortalsAreDrawnToTheEnd(t *testing.T) {
	p := newProgress(io.Discard, screen{there: true, columns: 80})
	for i := range 3000 {
		p.add(crawler.Portal{ID: strconv.Itoa(i)})
	}
	for i := range 3000 {
		p.event(crawler.Event{Portal: strconv.Itoa(i), Requests: 1})
		p.done(strconv.Itoa(i))
	}
	p.wait()
}

// Making a bar waits for the drawing, the drawing for the terminal: an event of
// a crawl that goes on waits for neither.
func TestABarThatIsBeingMadeHoldsUpNoCrawl(t *testing.T) {
	stopped := &stoppedTerminal{reached: make(chan struct{}), goOn: make(chan struct{})}
	p := newProgress(stopped, screen{there: true, columns: 80})
	p.add(crawler.Portal{ID: "one"})
	<-stopped.reached
	made, went := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(made)
		p.add(crawler.Portal{ID: "two"})
	}()
	go func() {
		defer close(went)
		for known := false; !known; {
			p.mu.Lock()
			known = p.portals["two"] != nil
			p.mu.Unlock()
			runtime.Gosched()
		}
		p.event(crawler.Event{Portal: "one"})
	}()
	select {
	case <-went:
	case <-made:
		t.Error("a bar was made on a stopped terminal")
	case <-time.After(5 * time.Second):
		t.Error("the crawl waits for the terminal")
	}
	close(stopped.goOn)
	<-made
	p.wait()
}
