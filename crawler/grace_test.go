package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"gongkai/archive"
	"gongkai/archive/memstore"
	"gongkai/crawler/portalsim"
)

// slow answers after a while, or not at all where it is cut before.
type slow struct {
	http.RoundTripper
	takes time.Duration
}

func (s slow) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := sleepFor(r.Context(), s.takes); err != nil {
		return nil, err
	}
	return s.RoundTripper.RoundTrip(r)
}

func TestRequestUnderWayMayEndWithinTheGrace(t *testing.T) {
	for name, c := range map[string]struct {
		takes, grace time.Duration
		pages        int           // that are kept of the walk
		after        time.Duration // the end of ctx
	}{
		"it ends and is kept":   {4 * time.Second, 5 * time.Second, 2, 2 * time.Second},
		"it is cut":             {9 * time.Second, 5 * time.Second, 1, 5 * time.Second},
		"no grace, cut at once": {4 * time.Second, 0, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				world := portalsim.New(small("trs"))
				arc, err := archive.New(t.Context(), memstore.New(), archive.Options{})
				if err != nil {
					t.Fatal(err)
				}
				defer arc.Close()
				cr := New(Options{Archive: arc, Transport: slow{handler{world}, c.takes}, Grace: c.grace})
				// Into the second request: robots.txt was answered, home is asked.
				ctx, cancel := context.WithTimeout(t.Context(), c.takes+2*time.Second)
				defer cancel()
				sum, err := cr.Walk(ctx, Portal{ID: "trs", Seeds: []string{"http://trs.example/"}})
				over := time.Since(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)) - c.takes - 2*time.Second
				if !errors.Is(err, context.DeadlineExceeded) || sum.Pass.State != archive.PassRunning {
					t.Errorf("%v, pass %s", err, sum.Pass.State)
				}
				pages := 0
				for range arc.Pages(context.Background(), "trs") {
					pages++
				}
				if pages != c.pages || over != c.after {
					t.Errorf("%d pages kept, %s after the end; want %d, %s", pages, over, c.pages, c.after)
				}
			})
		})
	}
}

func TestWalkStopsWhereThereIsNoRoom(t *testing.T) {
	s := newSimulation(t, portalsim.Options{Seed: 3, Families: []string{"generic"}, HomeBytes: 8 << 10})
	o, asked := s.crawler.o, 0
	full := errors.New("磁盘将满 · disk nearly full")
	o.Room = func(context.Context) error {
		if asked++; asked > 1 {
			return full
		}
		return nil
	}
	c := New(o)
	sum, err := c.Walk(t.Context(), s.portal("generic"))
	if err != nil || sum.Pass.State != archive.PassPartial || sum.Pass.Stop != archive.StopRoom || sum.Pass.StopReason != full.Error() || len(sum.Pass.Left) == 0 {
		t.Errorf("%v; pass %s, stop %q %q, %d left", err, sum.Pass.State, sum.Pass.Stop, sum.Pass.StopReason, len(sum.Pass.Left))
	}
	if sum.Requests < roomEvery || sum.Requests > 2*roomEvery+2 {
		t.Errorf("%d requests", sum.Requests)
	}
	if _, err := c.Walk(t.Context(), s.portal("generic")); !errors.Is(err, ErrNoRoom) || !errors.Is(err, full) {
		t.Errorf("a walk without room: %v", err)
	}
	n := 0
	for range s.archive.Passes(t.Context(), "generic") {
		n++
	}
	if n != 1 {
		t.Errorf("%d passes: one was begun without room", n)
	}
}

// The kind of stop is what the schedule goes by.
func TestStopsAreNamedByKind(t *testing.T) {
	status := func(robots, home int) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			code := home
			if r.URL.Path == "/robots.txt" {
				code = robots
			}
			w.WriteHeader(code)
			fmt.Fprint(w, strings.Repeat("x ", 20))
		})
	}
	for name, c := range map[string]struct {
		h    http.Handler
		want archive.Stop
	}{
		"home page fails":             {status(404, 500), archive.StopSilent},
		"home page is not there":      {status(404, 404), archive.StopSilent},
		"home page is refused":        {status(404, 403), archive.StopRefused},
		"robots.txt fails":            {status(500, 200), archive.StopSilent},
		"robots.txt asks for a pause": {status(429, 200), archive.StopRefused},
		"robots.txt says no": {http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "User-agent: *\nDisallow: /\n")
		}), archive.StopRefused},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSimulation(t, small("trs"))
			o := s.crawler.o
			o.Transport = handler{c.h}
			sum, err := New(o).Walk(t.Context(), s.portal("trs"))
			if err != nil || sum.Pass.State != archive.PassFailed || sum.Pass.Stop != c.want {
				t.Errorf("%v; pass %s, stop %q %q, want %q", err, sum.Pass.State, sum.Pass.Stop, sum.Pass.StopReason, c.want)
			}
		})
	}
}
