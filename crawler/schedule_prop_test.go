package crawler

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gongkai/archive"
)

var propRules = rapid.Custom(func(t *rapid.T) Rule {
	zone := rapid.SampledFrom([]string{"Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "UTC"}).Draw(t, "zone")
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	r := Rule{
		Location: loc,
		Cron:     rapid.SampledFrom([]string{"", "", "0 3 * * *", "30 1 * * 1-5", "0 */6 * * *", "0 0 31 * *"}).Draw(t, "cron"),
		Jitter:   time.Duration(rapid.IntRange(0, 6*3600).Draw(t, "jitter")) * time.Second,
	}
	for range rapid.IntRange(0, 2).Draw(t, "windows") {
		r.Quiet = append(r.Quiet, Window{rapid.IntRange(0, 1439).Draw(t, "from"), rapid.IntRange(0, 1440).Draw(t, "to")})
	}
	if r.Check() != nil {
		r.Quiet = nil
	}
	return r
})

var propSeats = rapid.Custom(func(t *rapid.T) Seat {
	of := rapid.IntRange(1, 40).Draw(t, "of")
	return Seat{fmt.Sprintf("p%d", rapid.IntRange(0, 999).Draw(t, "portal")), rapid.IntRange(0, of-1).Draw(t, "index"), of}
})

func drawTime(t *rapid.T, name string) time.Time {
	return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.Int64Range(0, 4*365*24*3600).Draw(t, name)) * time.Second)
}

// drawHistory is some passes before t, newest first.
func drawHistory(t *rapid.T, before time.Time) History {
	var h History
	start := before
	for range rapid.IntRange(0, HistoryPasses).Draw(t, "passes") {
		start = start.Add(-time.Duration(rapid.IntRange(60, 20*24*3600).Draw(t, "gap")) * time.Second)
		p := archive.Pass{Start: start, End: start.Add(50 * time.Second), State: archive.PassDone}
		p.Stop = rapid.SampledFrom([]archive.Stop{"", "", archive.StopSilent, archive.StopRefused, archive.StopRoom, archive.StopLimit}).Draw(t, "stop")
		if p.Stop != "" {
			p.State = archive.PassPartial
		}
		h.Passes = append(h.Passes, p)
	}
	if len(h.Passes) > 0 && rapid.Bool().Draw(t, "cut") {
		h.Passes[0].State, h.Passes[0].End = archive.PassRunning, time.Time{}
		h.Walking = rapid.Bool().Draw(t, "walking")
	}
	if rapid.Bool().Draw(t, "kept") {
		h.Awake = before.Add(-time.Duration(rapid.IntRange(0, 9*24*3600).Draw(t, "awake")) * time.Second)
	}
	return h
}

// quietly reports whether t lies in a window, by the clock on the wall.
func quietly(r Rule, t time.Time) bool {
	local := t.In(r.location())
	_, quiet := windowAt(r.Quiet, local.Hour()*60+local.Minute())
	return quiet
}

func TestVisitIsNeverBeforeNowNorGoesBackNorIsInQuietHours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, s, now := propRules.Draw(t, "rule"), propSeats.Draw(t, "seat"), drawTime(t, "now")
		h := drawHistory(t, now)
		v := Next(r, h, s, now)
		if v.At.Before(now) {
			t.Fatalf("%s is before %s: %s", v.At, now, v.Reason)
		}
		if quietly(r, v.At) {
			t.Fatalf("%s is in %v: %s", v.At.In(r.location()), r.Quiet, v.Reason)
		}
		if again := Next(r, h, s, now); again != v {
			t.Fatalf("%v, then %v", v, again)
		}
		on := now.Add(time.Duration(rapid.IntRange(1, 30*24*3600).Draw(t, "on")) * time.Second)
		if w := Next(r, h, s, on); w.At.Before(v.At) {
			t.Fatalf("at %s %s, at %s %s", now, v.At, on, w.At)
		}
		// What was said before stays true until it comes.
		if v.At.After(now) {
			if w := Next(r, h, s, v.At); !w.At.Equal(v.At) {
				t.Fatalf("said %s, when it came %s: %s", v.At, w.At, w.Reason)
			}
		}
	})
}

// Visits of one portal over some months: each slot of the rule has at most one.
func TestPortalIsVisitedNoOftenerThanItsRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, s, now := propRules.Draw(t, "rule"), propSeats.Draw(t, "seat"), drawTime(t, "now")
		h, row := History{}, r.slots(s.Portal)
		for range 60 {
			if rapid.IntRange(0, 9).Draw(t, "sleeps") == 0 {
				now = now.Add(time.Duration(rapid.IntRange(1, 20*24).Draw(t, "hours")) * time.Hour)
				h.Awake = now
			}
			v := Next(r, h, s, now)
			if len(h.Passes) > 0 {
				last := h.Passes[0].Start
				if slot, ok := row.after(last); !ok || slot.After(v.At) {
					t.Fatalf("visits at %s and %s, but no slot between: %s", last, v.At, v.Reason)
				}
				if gap := v.At.Sub(last); r.Cron == "" && gap < 12*time.Hour {
					t.Fatalf("%s after the last: %s", gap, v.Reason)
				}
			}
			now = v.At.Add(time.Duration(rapid.IntRange(0, 5*3600).Draw(t, "walk")) * time.Second)
			h.Passes = []archive.Pass{{Start: v.At, End: now, State: archive.PassDone}}
		}
	})
}

// Visits that are planned, not overdue, of one list never begin in one second.
func TestNoTwoPortalsBeginInOneSecond(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, now := propRules.Draw(t, "rule"), drawTime(t, "now")
		n := rapid.IntRange(2, 40).Draw(t, "portals")
		seen := map[time.Time]int{}
		for i := range n {
			h := drawHistory(t, now)
			h.Awake = now
			v := Next(r, h, Seat{fmt.Sprintf("p%d", i), i, n}, now)
			if j, twice := seen[v.At]; twice && v.At.After(now) {
				t.Fatalf("portals %d and %d at %s", i, j, v.At)
			}
			seen[v.At] = i
		}
	})
}

// Four failures in one slot are the most: the visit and two retries, then the rule.
func TestFailingPortalIsAskedThreeTimesAndThenByTheRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, now := propSeats.Draw(t, "seat"), drawTime(t, "now")
		r := Rule{Jitter: time.Hour}
		h, starts := History{}, []time.Time{}
		for range 12 {
			v := Next(r, h, s, now)
			starts = append(starts, v.At)
			now = v.At.Add(time.Minute)
			h.Passes = append([]archive.Pass{{Start: v.At, End: now, State: archive.PassFailed, Stop: archive.StopSilent}}, h.Passes...)
			h.Passes = h.Passes[:min(len(h.Passes), HistoryPasses)]
		}
		for i := 3; i < len(starts); i++ {
			if gap := starts[i].Sub(starts[i-1]); gap < 12*time.Hour {
				t.Fatalf("attempt %d %s after the one before", i+1, gap)
			}
		}
	})
}
