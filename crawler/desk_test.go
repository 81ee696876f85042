package crawler

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.uber.org/goleak"

	"gongkai/archive"
	"gongkai/crawler/portalsim"
)

// turnstile lets requests through one by one, when it is told to.
type turnstile struct {
	http.RoundTripper
	here chan struct{} // a request has come
	pass chan struct{} // it may go on; closed: all may
}

func (s turnstile) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case s.here <- struct{}{}:
	case <-s.pass:
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	select {
	case <-s.pass:
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	return s.RoundTripper.RoundTrip(r)
}

func newTurnstile(to http.RoundTripper) turnstile {
	return turnstile{RoundTripper: to, here: make(chan struct{}), pass: make(chan struct{})}
}

// deskAt returns a desk over a simulation whose requests wait at a turnstile.
func deskAt(t *testing.T) (*simulation, *Desk, turnstile) {
	t.Helper()
	t.Cleanup(func() { goleak.VerifyNone(t) }) // runs last: after the archive was closed
	s := newSimulation(t, small("trs"))
	gate := newTurnstile(s.crawler.o.Transport)
	o := s.crawler.o
	o.Transport = gate
	s.crawler = New(o)
	return s, NewDesk(s.crawler), gate
}

type deskAnswer struct {
	sum    Summary
	joined bool
	err    error
	events int64
}

// askDesk asks the desk in a goroutine.
func askDesk(ctx context.Context, d *Desk, p Portal) <-chan deskAnswer {
	out := make(chan deskAnswer, 1)
	go func() {
		var n atomic.Int64
		var a deskAnswer
		a.sum, a.joined, a.err = d.Walk(ctx, p, func(Event) { n.Add(1) })
		a.events = n.Load()
		out <- a
	}()
	return out
}

// waitForAskers waits until the portal's walk has so many askers.
func (d *Desk) waitForAskers(portal string, n int) {
	for {
		d.mu.Lock()
		w := d.walks[portal]
		ok := w != nil && w.askers == n
		d.mu.Unlock()
		if ok {
			return
		}
	}
}

func TestSecondAskerFollowsTheWalk(t *testing.T) {
	s, d, gate := deskAt(t)
	first := askDesk(t.Context(), d, s.portal("trs"))
	<-gate.here
	second := askDesk(t.Context(), d, s.portal("trs"))
	d.waitForAskers("trs", 2)
	if got := d.Running(); len(got) != 1 || got[0].Portal != "trs" || !got[0].Since.Equal(s.now) {
		t.Errorf("running: %v", got)
	}
	close(gate.pass)
	a, b := <-first, <-second
	if a.err != nil || b.err != nil || a.joined || !b.joined {
		t.Fatalf("first %v %v, second %v %v", a.joined, a.err, b.joined, b.err)
	}
	if diff := cmp.Diff(a.sum, b.sum); diff != "" {
		t.Errorf("other summary for the second: %s", diff)
	}
	if a.sum.Pass.State != archive.PassDone || a.events == 0 || b.events == 0 {
		t.Errorf("pass %s, %d and %d events", a.sum.Pass.State, a.events, b.events)
	}
	if got := d.Running(); got != nil {
		t.Errorf("still running: %v", got)
	}
	passes := 0
	for range s.archive.Passes(t.Context(), "trs") {
		passes++
	}
	if passes != 1 {
		t.Errorf("%d passes", passes)
	}
}

func TestWalkGoesOnWhileOneAskerIsThere(t *testing.T) {
	s, d, gate := deskAt(t)
	ctx, leave := context.WithCancel(t.Context())
	first := askDesk(ctx, d, s.portal("trs"))
	<-gate.here
	second := askDesk(t.Context(), d, s.portal("trs"))
	d.waitForAskers("trs", 2)
	leave()
	if a := <-first; !errors.Is(a.err, context.Canceled) {
		t.Errorf("who left: %v", a.err)
	}
	close(gate.pass)
	if b := <-second; b.err != nil || b.sum.Pass.State != archive.PassDone {
		t.Errorf("who stayed: %v, pass %s", b.err, b.sum.Pass.State)
	}
}

func TestWhoLeftIsToldNothingMore(t *testing.T) {
	s, d, gate := deskAt(t)
	ctx, leave := context.WithCancel(t.Context())
	var told atomic.Int64
	left := make(chan error, 1)
	go func() {
		_, _, err := d.Walk(ctx, s.portal("trs"), func(Event) { told.Add(1) })
		left <- err
	}()
	<-gate.here
	second := askDesk(t.Context(), d, s.portal("trs"))
	d.waitForAskers("trs", 2)
	leave()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("who left: %v", err)
	}
	before := told.Load()
	close(gate.pass)
	if b := <-second; b.err != nil || b.events == 0 {
		t.Errorf("who stayed: %v, told %d times", b.err, b.events)
	}
	if n := told.Load() - before; n != 0 {
		t.Errorf("the first asker was told of %d pages after it had left", n)
	}
}

func TestLastAskerEndsTheWalkAndTheNextGoesOn(t *testing.T) {
	s, d, gate := deskAt(t)
	ctx, leave := context.WithCancel(t.Context())
	first := askDesk(ctx, d, s.portal("trs"))
	<-gate.here
	gate.pass <- struct{}{}
	<-gate.here
	leave()
	a := <-first
	if !errors.Is(a.err, context.Canceled) || a.sum.Pass.State != archive.PassRunning {
		t.Errorf("%v, pass %q", a.err, a.sum.Pass.State)
	}
	close(gate.pass)
	b := <-askDesk(t.Context(), d, s.portal("trs"))
	if b.err != nil || b.joined || !b.sum.Resumed || b.sum.Pass.ID != a.sum.Pass.ID || b.sum.Pass.State != archive.PassDone {
		t.Errorf("next: %v, joined %v, resumed %v, pass %s of %s", b.err, b.joined, b.sum.Resumed, b.sum.Pass.ID, a.sum.Pass.ID)
	}
}

func TestDeskTellsOfBeginAndEnd(t *testing.T) {
	s, d, gate := deskAt(t)
	begun := d.Changed()
	first := askDesk(t.Context(), d, s.portal("trs"))
	<-begun
	ended := d.Changed()
	close(gate.pass)
	<-ended
	<-first
}

func TestPortalThatCannotBeWalkedIsRefused(t *testing.T) {
	_, d, _ := deskAt(t)
	if _, joined, err := d.Walk(t.Context(), Portal{ID: "trs"}, nil); !errors.Is(err, ErrPortal) || joined {
		t.Errorf("joined %v, %v", joined, err)
	}
}

// crowded is a simulation of all families whose time many walks can share.
func crowded(t *testing.T) *simulation {
	s := newSimulation(t, portalsim.Options{Seed: 3, Families: simFamilies, Organs: 2, Years: 2, HomeBytes: 4 << 10})
	o := s.crawler.o
	o.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	s.crawler = New(o)
	return s
}

// Many ask for few portals, some leave: what ends well is whole, and one portal
// is never walked twice at a time (the archive would hand out a running pass).
func TestCrowdAtTheDesk(t *testing.T) {
	t.Cleanup(func() { goleak.VerifyNone(t) })
	s := crowded(t)
	d := NewDesk(s.crawler)
	var crowd sync.WaitGroup
	for i := range 24 {
		crowd.Go(func() {
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			events := 0
			sum, _, err := d.Walk(ctx, s.portal(simFamilies[i%len(simFamilies)]), func(Event) {
				if events++; i%3 == 0 && events == 5 {
					leave()
				}
			})
			switch {
			case errors.Is(err, context.Canceled) && i%3 == 0:
			case err != nil:
				t.Errorf("asker %d: %v", i, err)
			case sum.Pass.State != archive.PassDone:
				t.Errorf("asker %d: pass %s %q", i, sum.Pass.State, sum.Pass.StopReason)
			}
		})
	}
	crowd.Wait()
	for host, n := range s.world.Peaks() {
		if n > 1 {
			t.Errorf("%d requests at a time to %s", n, host)
		}
	}
}

func TestDeskWalksAll(t *testing.T) {
	t.Cleanup(func() { goleak.VerifyNone(t) })
	s := crowded(t)
	var portals []Scheduled
	for _, f := range simFamilies {
		portals = append(portals, Scheduled{Portal: s.portal(f)})
	}
	var mu sync.Mutex
	pages, ended := map[string]int{}, map[string]archive.PassState{}
	err := NewDesk(s.crawler).WalkScheduled(t.Context(), portals, 3, nil,
		func(e Event) { mu.Lock(); pages[e.Portal]++; mu.Unlock() },
		func(p Portal, s Summary, joined bool, err error) {
			if joined || err != nil {
				t.Errorf("%s: joined %v, %v", p.ID, joined, err)
			}
			ended[p.ID] = s.Pass.State
		})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range simFamilies {
		if ended[f] != archive.PassDone || pages[f] == 0 {
			t.Errorf("%s ended %q after %d pages", f, ended[f], pages[f])
		}
	}
}

func TestDeskStartsAWalkOnce(t *testing.T) {
	s, d, gate := deskAt(t)
	wait, err := d.Start(t.Context(), s.portal("trs"))
	if err != nil {
		t.Fatal(err)
	}
	if running := d.Running(); len(running) != 1 || running[0].Portal != "trs" {
		t.Errorf("begun, and running is %v", running)
	}
	if _, err := d.Start(t.Context(), s.portal("trs")); !errors.Is(err, ErrWalking) {
		t.Errorf("begun twice: %v", err)
	}
	<-gate.here
	close(gate.pass)
	if sum, err := wait(); err != nil || sum.Pass.State != archive.PassDone {
		t.Errorf("it ends %q, %v", sum.Pass.State, err)
	}
	if _, err := d.Start(t.Context(), Portal{ID: "x"}); !errors.Is(err, ErrPortal) {
		t.Errorf("a portal without a seed: %v", err)
	}
	left, leave := context.WithCancel(t.Context())
	leave()
	if _, err := d.Start(left, s.portal("trs")); !errors.Is(err, context.Canceled) {
		t.Errorf("for nobody: %v", err)
	}
}

// The turn of a portal may come when its quiet hours have begun, or when it is
// wanted no longer.
func TestTurnsThatComeTooLateAreNoWalks(t *testing.T) {
	s := crowded(t)
	hour := s.now.In(archive.China()).Hour() * 60
	quiet := Rule{Quiet: []Window{{From: hour, To: (hour + 120) % dayMinutes}}}
	list := []Scheduled{{Portal: s.portal("trs"), Rule: quiet}, {Portal: s.portal("jpage")}, {Portal: s.portal("channel")}}
	ended := map[string]error{}
	err := NewDesk(s.crawler).WalkScheduled(t.Context(), list, 1, func(p Scheduled) bool { return p.Portal.ID != "jpage" }, nil,
		func(p Portal, sum Summary, _ bool, err error) {
			ended[p.ID] = err
			if p.ID == "trs" && sum.Requests > 0 {
				t.Errorf("%d requests in quiet hours", sum.Requests)
			}
		})
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]error{"trs": ErrQuiet, "channel": nil}; !cmp.Equal(ended, want, cmpopts.EquateErrors()) {
		t.Errorf("ended %v, want %v", ended, want)
	}
}
