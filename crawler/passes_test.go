package crawler

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/crawler/portalsim"
)

// outcomes lists the outcomes of all captures of an address.
func (s *simulation) outcomes(url string) (all []archive.Outcome) {
	s.t.Helper()
	url, _, _ = strings.Cut(url, "#")
	id, _, err := archive.PageIDOf("GET", url, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for c, err := range s.archive.Captures(s.t.Context(), id) {
		if err != nil {
			s.t.Fatal(err)
		}
		all = append(all, c.Outcome)
	}
	return all
}

func (s *simulation) versions(url string) int {
	if p := s.page(url); p != nil {
		return p.Versions
	}
	return 0
}

func small(family string) portalsim.Options {
	return portalsim.Options{Seed: 3, Families: []string{family}, HomeBytes: 8 << 10}
}

func TestSecondPassAsksForWhatIsDue(t *testing.T) {
	for _, family := range simFamilies {
		t.Run(family, func(t *testing.T) {
			s := newSimulation(t, small(family))
			first, asked := s.walk(family)
			s.now = s.now.Add(2 * time.Hour)
			second, again := s.walk(family)
			t.Logf("%d requests, then %d: %.2f; %d not due", len(asked), len(again), float64(len(again))/float64(len(asked)), second.NotDue)
			if 2*len(again) > len(asked) {
				t.Errorf("second pass sent %d of %d requests", len(again), len(asked))
			}
			if second.Pass.Versions != 0 || second.Pass.State != archive.PassDone {
				t.Errorf("second pass: %d versions, %s %q", second.Pass.Versions, second.Pass.State, second.Suspect)
			}
			if second.Reports != first.Reports || second.Guides != first.Guides {
				t.Errorf("%d reports and %d guides, then %d and %d", first.Reports, first.Guides, second.Reports, second.Guides)
			}
		})
	}
}

// In a period of daily passes every address of the ledger is asked for.
func TestRotationReachesEveryPage(t *testing.T) {
	for _, family := range simFamilies {
		t.Run(family, func(t *testing.T) {
			s := newSimulation(t, small(family))
			p := s.portal(family)
			p.RecheckDays = 5
			begin := s.now
			for range 6 {
				if _, err := s.crawler.Walk(t.Context(), p); err != nil {
					t.Fatal(err)
				}
				s.now = s.now.Add(day)
			}
			l := s.world.Ledger()
			var urls []string
			for _, r := range l.Reports {
				urls = append(urls, r.URL)
			}
			for _, a := range l.Attachments {
				urls = append(urls, a.URL)
			}
			for _, u := range urls {
				if p := s.page(u); p == nil || p.LastChecked.Before(begin.Add(day)) || p.Versions != 1 {
					t.Errorf("not asked for again, or changed: %s", u)
				}
			}
		})
	}
}

func TestChangesBetweenPasses(t *testing.T) {
	for _, family := range simFamilies {
		t.Run(family, func(t *testing.T) {
			newest := func(s *simulation) string { return s.world.ReportURL(family, 0, 2025) }
			older := func(s *simulation) string { return s.world.ReportURL(family, 0, 2022) }
			must := func(t *testing.T, _ []string, err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			begin := func(t *testing.T) *simulation {
				s := newSimulation(t, small(family))
				s.t = t
				s.walk(family)
				s.now = s.now.Add(day)
				return s
			}
			t.Run("there and back again is three versions", func(t *testing.T) {
				s := begin(t)
				u := newest(s)
				key := "applications.new.natural"
				for k := range s.ledgerReport(u).Cells {
					if strings.HasSuffix(k, ".total") {
						key = k
					}
				}
				was := s.ledgerReport(u).Cells[key].Value
				touched, err := s.world.CorrectCell(u, key, "4711")
				must(t, touched, err)
				s.walk(family)
				if n := s.versions(u); n != 2 {
					t.Fatalf("%d versions after a correction", n)
				}
				s.now = s.now.Add(day)
				touched, err = s.world.CorrectCell(u, key, was)
				must(t, touched, err)
				s.walk(family)
				if n := s.versions(u); n != 3 {
					t.Errorf("%d versions there and back", n)
				}
			})
			t.Run("edited guide is a version", func(t *testing.T) {
				s := begin(t)
				u := s.world.GuideURL(family, 1)
				touched, err := s.world.EditGuide(u)
				must(t, touched, err)
				s.walk(family)
				if n := s.versions(u); n != 2 {
					t.Errorf("%d versions", n)
				}
			})
			t.Run("deleted with its link is not found", func(t *testing.T) {
				s := begin(t)
				u := older(s)
				touched, err := s.world.Delete(u)
				must(t, touched, err)
				s.walk(family)
				if o := s.outcomes(u); !slices.Equal(o, []archive.Outcome{archive.OK, archive.NotFound}) {
					t.Errorf("outcomes %v", o)
				}
				s.now = s.now.Add(day)
				s.walk(family)
				if o := s.outcomes(u); len(o) > 2 {
					t.Errorf("what is gone is asked for every day: %v", o)
				}
				touched, err = s.world.Restore(u)
				must(t, touched, err)
				s.now = s.now.Add(day)
				s.walk(family)
				if o := s.outcomes(u); o[len(o)-1] != archive.OK && o[len(o)-1] != archive.NotModified {
					t.Errorf("outcomes %v", o)
				}
			})
			t.Run("moved page is followed", func(t *testing.T) {
				s := begin(t)
				u := s.ledgerReport(older(s)).Page
				to, _, err := s.world.Move(u, portalsim.Redirect)
				if err != nil {
					t.Fatal(err)
				}
				s.walk(family)
				if p := s.page(to); p == nil || p.State != archive.PageLive {
					t.Errorf("new address not found: %s", to)
				}
				if o := s.outcomes(u); len(o) != 2 || o[1] != archive.OK {
					t.Errorf("old address: %v", o)
				}
			})
			t.Run("refusal sent as a page is no version", func(t *testing.T) {
				s := begin(t)
				u := newest(s)
				touched, err := s.world.ForbidWith200(u)
				must(t, touched, err)
				s.walk(family)
				if o := s.outcomes(u); o[len(o)-1] != archive.Blocked || s.versions(u) != 1 {
					t.Errorf("outcomes %v, %d versions", o, s.versions(u))
				}
			})
			t.Run("portal behind a wall fails and loses nothing", func(t *testing.T) {
				s := begin(t)
				touched, err := s.world.ForbidWith200(family)
				must(t, touched, err)
				sum, asked := s.walk(family)
				if sum.Pass.State != archive.PassFailed || sum.Pass.StopReason == "" || len(asked) > 3 {
					t.Errorf("pass %s %q after %d requests", sum.Pass.State, sum.Pass.StopReason, len(asked))
				}
				for _, r := range s.world.Ledger().Reports {
					if p := s.page(r.URL); p == nil || p.State != archive.PageLive || p.Versions != 1 {
						t.Fatalf("%s is %+v", r.URL, p)
					}
				}
			})
		})
	}
}

func (s *simulation) ledgerReport(ref string) portalsim.Report {
	url, _, _ := strings.Cut(ref, "#")
	for _, r := range s.world.Ledger().Reports {
		if r.URL == url {
			return r
		}
	}
	s.t.Fatalf("no report %s", ref)
	return portalsim.Report{}
}

// cutting cancels a walk at its n-th request.
type cutting struct {
	http.RoundTripper
	n      int
	cancel context.CancelFunc
}

func (c *cutting) RoundTrip(r *http.Request) (*http.Response, error) {
	if c.n--; c.n == 0 {
		c.cancel()
	}
	return c.RoundTripper.RoundTrip(r)
}

func TestCancelledPassGoesOn(t *testing.T) {
	for _, family := range simFamilies {
		t.Run(family, func(t *testing.T) {
			whole := newSimulation(t, small(family))
			_, asked := whole.walk(family)
			for _, at := range []int{1, 2, 3, len(asked) / 3, len(asked) / 2, len(asked) - 1} {
				s := newSimulation(t, small(family))
				ctx, cancel := context.WithCancel(t.Context())
				base := s.crawler.o.Transport
				s.crawler.o.Transport = &cutting{base, at, cancel}
				sum, err := s.crawler.Walk(ctx, s.portal(family))
				if err == nil || sum.Pass.State != archive.PassRunning {
					t.Fatalf("cut at request %d: %v, pass %s", at, err, sum.Pass.State)
				}
				s.crawler.o.Transport = base
				done := len(s.world.Requests())
				sum, again := s.walk(family)
				if !sum.Resumed || sum.Pass.State != archive.PassDone {
					t.Errorf("cut at %d: resumed %v, pass %s", at, sum.Resumed, sum.Pass.State)
				}
				// The request that was cut was not recorded and is sent again.
				if total := done + len(again); total > len(asked)+1 {
					t.Errorf("cut at %d: %d requests in all, %d in one go", at, total, len(asked))
				}
				for _, r := range s.world.Ledger().Reports {
					if s.versions(r.URL) != 1 {
						t.Errorf("cut at %d: %d versions of %s", at, s.versions(r.URL), r.URL)
					}
				}
			}
		})
	}
}
