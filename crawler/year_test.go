package crawler

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gongkai/archive"
)

// event is something that happens in the country at a time.
type event struct {
	at time.Time
	do func()
}

// sighting is something that a portal published, and is to be found.
type sighting struct {
	what string
	town *town
	url  string
	at   time.Time
}

// trouble is a time in which a town (nil: any) could not be visited.
type trouble struct {
	town     *town
	from, to time.Time
}

// year is a plan of what happens between two dates.
type year struct {
	*country
	from, to time.Time
	random   *rand.Rand
	events   []event
	finds    []sighting
	troubles []trouble
	manual   map[archive.PassID]bool
	stop     context.CancelFunc // of the keeper
}

func (y *year) when(t time.Time, do func()) { y.events = append(y.events, event{t, do}) }

// between draws a time of two dates, and of this plan.
func (y *year) between(from, to time.Time) time.Time {
	if from.Before(y.from) {
		from = y.from
	}
	if to.After(y.to) {
		to = y.to
	}
	return from.Add(time.Duration(y.random.Int64N(int64(to.Sub(from)))))
}

func (y *year) must(_ []string, err error) {
	if err != nil {
		y.t.Error(err)
	}
}

func (y *year) trouble(w *town, from time.Time, days int, begin, end func()) {
	to := from.Add(time.Duration(days) * day)
	y.troubles = append(y.troubles, trouble{w, from, to})
	y.when(from, begin)
	y.when(to, end)
}

// publish plans what the towns publish: the year's reports, one of the
// government by 31 March and one of a department by 31 January, some late; a
// guide that is edited; an old report that is corrected in silence.
func (y *year) publish(reports bool) {
	date := func(m time.Month, d int) time.Time { return time.Date(y.to.Year(), m, d, 0, 0, 0, 0, archive.China()) }
	for i, w := range y.towns {
		family := simFamilies[i%len(simFamilies)]
		for organ := range 2 {
			url := w.world.ReportURL(family, organ, 2026)
			from, to := date(2, 1), date(4, 1)
			if organ == 1 {
				from, to = date(1, 5), date(2, 1)
			}
			if i%5 == 4 {
				from, to = date(4, 1), date(6, 15)
			}
			if !reports || !to.After(y.from) || !from.Before(y.to) {
				continue
			}
			if _, err := w.world.Delete(url); err != nil {
				y.t.Fatalf("%s: %v", url, err)
			}
			at := y.between(from, to)
			y.when(at, func() { y.must(w.world.Restore(url)) })
			y.finds = append(y.finds, sighting{"new report", w, url, at})
		}
		last := y.to.Add(-45 * day) // late enough to be found before the end
		if last.Before(y.from) {
			last = y.from.Add(y.to.Sub(y.from) * 2 / 3)
		}
		guide, at := w.world.GuideURL(family, i%2), y.between(y.from.Add(4*day), last)
		y.when(at, func() { y.must(w.world.EditGuide(guide)) })
		y.finds = append(y.finds, sighting{"guide", w, guide, at})
		if y.to.Sub(y.from) < 60*day {
			continue
		}
		for _, r := range w.world.Ledger().Reports {
			if r.Year == 2025 && r.Format == "html" {
				key := slices.Min(slices.Collect(func(yield func(string) bool) {
					for k, c := range r.Cells {
						if c.State == "value" && !yield(k) {
							return
						}
					}
				}))
				at := y.between(y.from.Add(4*day), last)
				y.when(at, func() { y.must(w.world.CorrectCell(r.URL, key, "7654321")) })
				y.finds = append(y.finds, sighting{"old report", w, r.URL, at})
				break
			}
		}
	}
}

// run lives through the plan: the keeper keeps, and what is planned happens.
func (y *year) run(parallel int) {
	y.when(y.to, func() {})
	slices.SortStableFunc(y.events, func(a, b event) int { return a.at.Compare(b.at) })
	time.Sleep(time.Until(y.from))
	var life sync.WaitGroup
	begin := func() {
		ctx, stop := context.WithCancel(y.t.Context())
		y.stop = func() { stop(); life.Wait() }
		life.Go(func() { y.keep(ctx, parallel) })
	}
	begin()
	for _, e := range y.events {
		for d := e.at.Sub(y.clock()); d > 0; d = e.at.Sub(y.clock()) {
			time.Sleep(d)
		}
		e.do()
		if y.stop == nil {
			begin()
		}
	}
	y.stop()
}

// gap is the longest time between two visits that the rule promises at t, with
// an hour for the walk.
func (y *year) gap(w *town, t time.Time) time.Duration {
	r, local := w.Rule, t.In(archive.China())
	gap := day + r.Jitter + time.Hour
	for _, q := range r.Quiet { // the visit may wait for their end
		gap += time.Duration((q.To-q.From+dayMinutes)%dayMinutes)*time.Minute + maxSoon
	}
	if r.Cron == "" && (!inSeason(local.Month()) || !inSeason(local.Add(2*day).Month())) {
		gap += 6 * day
	}
	return gap
}

// disturbed returns how much of the time in which a find was due was trouble,
// and whether any was near.
func (y *year) disturbed(f sighting, seen time.Time) (lost time.Duration, near bool) {
	reach := f.at.Add(-y.gap(f.town, f.at)) // trouble just before spoils the visit
	for _, tr := range y.troubles {
		if tr.town != nil && tr.town != f.town || !tr.from.Before(seen) || !tr.to.After(reach) {
			continue
		}
		near = true
		from, to := tr.from, tr.to
		if from.Before(f.at) {
			from = f.at
		}
		if to.After(seen) {
			to = seen
		}
		lost += max(0, to.Sub(from))
	}
	return lost, near
}

// checkFinds holds each find against the rule: within one gap of visits, or,
// where trouble took visits away, within that trouble and two gaps. An old
// report has recheck_days besides.
func (y *year) checkFinds() {
	most, of := map[string]time.Duration{}, map[string]int{}
	share := map[string]float64{}
	for _, f := range y.finds {
		seen, ok := y.seen(f.town, f.url, f.at)
		if !ok {
			y.t.Errorf("%s of %s, %s, was never found: %s", f.what, f.town.Portal.ID, f.at.In(archive.China()), f.url)
			continue
		}
		delay, bound := seen.Sub(f.at), y.gap(f.town, f.at)
		if f.what == "old report" {
			bound += DefaultRecheckDays * day
		}
		kind := f.what + ", daily"
		if y.gap(f.town, f.at) > 3*day {
			kind = f.what + ", weekly"
		}
		if lost, near := y.disturbed(f, seen); near {
			kind += ", with trouble"
			bound = 2*bound + lost
		}
		if delay > bound {
			y.t.Errorf("%s of %s: published %s, found %s, %s later; allowed %s", kind, f.town.Portal.ID, f.at.In(archive.China()), seen.In(archive.China()), delay, bound)
		}
		most[kind], share[kind] = max(most[kind], delay), max(share[kind], delay.Hours()/bound.Hours())
		of[kind]++
	}
	for _, kind := range slices.Sorted(maps.Keys(most)) {
		y.t.Logf("%-34s %3d found, at most %s later, at most %.0f %% of what its rule allows", kind, of[kind], most[kind].Round(time.Minute), 100*share[kind])
	}
}

// checkVisits holds the passes of each town against its rule.
func (y *year) checkVisits() {
	states, least, most := map[string]int{}, 1<<30, 0
	starts := map[int64]string{}
	for _, w := range y.towns {
		passes, failed := y.passes(w.Portal.ID), 0
		row := w.Rule.slots(w.Portal.ID)
		for i, p := range passes {
			states[string(p.State)+" "+string(p.Stop)]++
			if other, twice := starts[p.Start.Unix()]; twice && !y.manual[p.ID] {
				y.t.Errorf("%s and %s both began in the second of %s", other, w.Portal.ID, p.Start)
			}
			starts[p.Start.Unix()] = w.Portal.ID
			if i > 0 && !y.manual[p.ID] {
				last := passes[i-1]
				slot, _ := row.after(last.Start)
				retry := last.Stop == archive.StopSilent && failed <= len(retries) || last.Stop == archive.StopRoom
				if slot.After(p.Start) && !retry {
					y.t.Errorf("%s visited %s and %s, oftener than its rule", w.Portal.ID, last.Start.In(archive.China()), p.Start.In(archive.China()))
				}
				if retry && p.Start.Sub(last.End) < roomAgain {
					y.t.Errorf("%s tried again %s after a failure", w.Portal.ID, p.Start.Sub(last.End))
				}
			}
			if failed++; p.Stop != archive.StopSilent {
				failed = 0
			}
		}
		if w.quiet > 0 {
			y.t.Errorf("%s: %d requests in quiet hours", w.Portal.ID, w.quiet)
		}
		least, most = min(least, len(passes)), max(most, len(passes))
	}
	y.t.Logf("%d portals, %d to %d visits each, %d requests; how passes ended: %v", len(y.towns), least, most, y.requests, states)
}

func (y *year) report() {
	y.checkFinds()
	y.checkVisits()
	y.t.Logf("why walks began: %v", y.reasons.why)
	y.t.Logf("all reasons, with counts (# for figures):\n%s", y.reasons.print())
	if err := y.archive.Close(); err != nil {
		y.t.Error(err)
	}
}

// ruleOf gives most towns the calendar, some quiet hours, and some a cron line.
func ruleOf(i int) Rule {
	switch i % 6 {
	case 3:
		return Rule{Jitter: time.Hour, Quiet: []Window{{8 * 60, 20 * 60}}}
	case 4:
		return Rule{Cron: "15 22 * * *", Jitter: 10 * time.Minute}
	}
	return Rule{Jitter: 6 * time.Hour}
}

// sleepers are the troubles of our own side: the process is off, the machine
// sleeps, the disk is full, somebody crawls by hand.
func (y *year) sleepers(off, asleep, full time.Time) {
	y.trouble(nil, off, 4, func() { y.stop(); y.stop = func() {} }, func() { y.stop = nil })
	y.troubles = append(y.troubles, trouble{nil, asleep, asleep.Add(3 * day)})
	y.when(asleep, func() { y.offset.Add(int64(3 * day)) })
	y.trouble(nil, full, 2, func() { y.setFull(errors.New("磁盘将满 · disk nearly full")) }, func() { y.setFull(nil) })
	y.when(full.Add(6*day+5*time.Hour), func() {
		s, _, err := y.desk.Walk(y.t.Context(), y.towns[0].Portal, nil)
		if err != nil {
			y.t.Error(err)
		}
		y.manual[s.Pass.ID] = true
	})
}

// A season in small: a few portals, six weeks around 31 January.
func TestSeason(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		y := &year{
			country: newCountry(t, 5, ruleOf), random: rand.New(rand.NewPCG(1, 2)), manual: map[archive.PassID]bool{},
			from: time.Date(2027, 1, 12, 9, 0, 0, 0, archive.China()), to: time.Date(2027, 2, 24, 9, 0, 0, 0, archive.China()),
		}
		y.publish(true)
		down, blocked := y.towns[1], y.towns[2]
		y.trouble(down, y.from.Add(9*day), 3, func() { down.down.Store(true) }, func() { down.down.Store(false) })
		y.trouble(blocked, y.from.Add(12*day), 2, func() { y.must(blocked.world.ForbidWith200(blocked.world.Portals()[0].ID)) }, func() { y.must(blocked.world.Unforbid(blocked.world.Portals()[0].ID)) })
		y.sleepers(y.from.Add(16*day), y.from.Add(22*day), y.from.Add(28*day))
		y.run(2)
		y.report()
		for _, w := range []Why{WhyFirst, WhyDaily, WhyCron, WhyRetry, WhyMissed} {
			if y.reasons.why[w] == 0 {
				t.Errorf("no visit for the reason %q", w)
			}
		}
	})
}

// The whole year over thirty portals takes minutes: make year.
func TestYear(t *testing.T) {
	if os.Getenv("GONGKAI_YEAR") == "" {
		t.Skip("make year")
	}
	begun := time.Now()
	synctest.Test(t, func(t *testing.T) {
		y := &year{
			country: newCountry(t, 30, ruleOf), random: rand.New(rand.NewPCG(3, 4)), manual: map[archive.PassID]bool{},
			from: time.Date(2026, 11, 20, 9, 0, 0, 0, archive.China()), to: time.Date(2027, 11, 20, 9, 0, 0, 0, archive.China()),
		}
		y.publish(true)
		for i, w := range y.towns {
			name := w.world.Portals()[0].ID
			switch {
			case i%7 == 1: // once in season, once out of it
				for _, m := range []time.Month{2, 8} {
					from := time.Date(2027, m, 2+i/2, 13, 0, 0, 0, archive.China())
					y.trouble(w, from, 3, func() { w.down.Store(true) }, func() { w.down.Store(false) })
				}
			case i%7 == 2:
				from := time.Date(2027, 1, 3+i, 13, 0, 0, 0, archive.China())
				y.trouble(w, from, 4, func() { y.must(w.world.ForbidWith200(name)) }, func() { y.must(w.world.Unforbid(name)) })
			}
		}
		at := func(m time.Month, d int) time.Time { return time.Date(2027, m, d, 1, 0, 30, 0, archive.China()) }
		y.sleepers(at(1, 20), at(2, 20), at(3, 12))
		y.sleepers(at(6, 3), at(7, 14), at(9, 1))
		y.run(4)
		y.report()
	})
	t.Logf("a year in %s", time.Since(begun).Round(time.Second))
}
