package crawler

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/memstore"
	"gongkai/crawler/portalsim"
)

// handler is an http.RoundTripper that asks a handler, without a network.
type handler struct{ h http.Handler }

func (h handler) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	w := httptest.NewRecorder()
	s := r.Clone(r.Context())
	s.Host, s.RequestURI, s.RemoteAddr = r.URL.Host, r.URL.RequestURI(), "192.0.2.1:1"
	h.h.ServeHTTP(w, s)
	resp := w.Result()
	resp.Request = r
	return resp, nil
}

// simulation is a world of sample portals, an archive, and the time.
type simulation struct {
	t       *testing.T
	world   *portalsim.World
	archive *archive.Archive
	now     time.Time
	crawler *Crawler
}

func newSimulation(t *testing.T, o portalsim.Options) *simulation {
	t.Helper()
	s := &simulation{t: t, world: portalsim.New(o), now: time.Date(2026, 6, 10, 2, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return s.now }
	a, err := archive.New(t.Context(), memstore.New(), archive.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	s.archive = a
	_, sleep := instant()
	s.crawler = New(Options{Archive: a, Transport: handler{s.world}, UserAgent: "gongkai/test (+mailto:ops@example.org)", Clock: clock, Sleep: sleep})
	return s
}

func (s *simulation) portal(family string) Portal {
	return Portal{ID: family, Seeds: []string{"http://" + family + ".example/"}, Delay: time.Second}
}

// walk walks a portal and returns what was asked for in the meantime.
func (s *simulation) walk(family string) (Summary, []portalsim.Request) {
	s.t.Helper()
	s.world.ResetRequests()
	sum, err := s.crawler.Walk(s.t.Context(), s.portal(family))
	if err != nil {
		s.t.Fatal(err)
	}
	return sum, s.world.Requests()
}

// page returns the archive's page of an address, nil where it has none.
func (s *simulation) page(url string) *archive.Page {
	s.t.Helper()
	url, _, _ = strings.Cut(url, "#")
	p, err := s.archive.PageByURL(s.t.Context(), url)
	if err != nil {
		return nil
	}
	return &p
}

var simFamilies = []string{"generic", "trs", "jpage", "channel"}

func TestFirstPassFindsWhatTheLedgerHas(t *testing.T) {
	for _, family := range simFamilies {
		for _, o := range []portalsim.Options{{Seed: 1, HomeBytes: 20 << 10}, {Seed: 7, Organs: 9, Years: 9, HomeBytes: 20 << 10}, {Seed: 7, Organs: 2, Years: 3, HomeBytes: 20 << 10}} {
			t.Run(fmt.Sprintf("%s/%d organs", family, o.Organs), func(t *testing.T) {
				o.Families = []string{family}
				s := newSimulation(t, o)
				sum, asked := s.walk(family)
				ledger := s.world.Ledger()
				if sum.Pass.State != archive.PassDone || len(sum.Left) > 0 {
					t.Errorf("pass %s (%s), left %v", sum.Pass.State, sum.Pass.StopReason, sum.Left)
				}
				if len(sum.Suspect) > 0 {
					t.Errorf("suspect: %q", sum.Suspect)
				}
				if sum.Pass.Family != family {
					t.Errorf("family %q", sum.Pass.Family)
				}
				wanted := func(what, url string) {
					t.Helper()
					p := s.page(url)
					if p == nil {
						t.Errorf("%s not found: %s", what, url)
					} else if !p.Role.Wanted() || p.State != archive.PageLive {
						t.Errorf("%s is %s %s: %s", what, p.Role, p.State, url)
					}
				}
				for _, r := range ledger.Reports {
					wanted("report", r.URL)
				}
				for _, g := range ledger.Guides {
					wanted("guide", g.URL)
				}
				for _, a := range ledger.Attachments {
					wanted("attachment", a.URL)
				}
				for _, l := range ledger.LookAlikes {
					if p := s.page(l.URL); p != nil {
						t.Errorf("look-alike asked for: %s %s", l.Title, l.URL)
					}
				}
				for _, d := range ledger.Duplicates {
					if p := s.page(d.URL); p != nil && p.URL == d.URL {
						t.Errorf("twin asked for: %s", d.URL)
					}
				}
				needs := ledger.Needs[family]
				ratio := float64(len(asked)) / float64(len(needs))
				t.Logf("%d requests, %d needed: %.2f", len(asked), len(needs), ratio)
				if ratio > 1.3 {
					need := map[string]bool{}
					for _, n := range needs {
						need[n.Method+" "+n.URL] = true
					}
					extra := map[string]int{}
					for _, r := range asked {
						if !need[r.Method+" "+r.URL] {
							extra[r.Method+" "+r.URL]++
						}
					}
					t.Errorf("%.2f × what is needed; not needed: %v", ratio, slices.Sorted(maps.Keys(extra)))
				}
			})
		}
	}
}
