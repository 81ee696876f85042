package crawler

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"gongkai/archive"
)

// inCountry runs f in a bubble, from the time of China on.
func inCountry(t *testing.T, n int, from string, rule Rule, f func(t *testing.T, c *country)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(at(from)))
		c := newCountry(t, n, func(int) Rule { return rule })
		f(t, c)
		if err := c.archive.Close(); err != nil {
			t.Error(err)
		}
	})
}

// keepFor runs a keeper until so much time has passed.
func (c *country) keepFor(d time.Duration) {
	ctx, cancel := context.WithTimeout(c.t.Context(), d)
	defer cancel()
	c.keep(ctx, 2)
}

func TestKeeperStopsAtAPageAndGoesOn(t *testing.T) {
	inCountry(t, 1, "2027-01-10 01:00", Rule{}, func(t *testing.T, c *country) {
		id := c.towns[0].Portal.ID
		stopped := time.Now().Add(12 * time.Second)
		c.keepFor(12 * time.Second)
		if late := time.Since(stopped); late > 5*time.Second {
			t.Errorf("stopped %s late", late)
		}
		cut := c.passes(id)
		if len(cut) != 1 || cut[0].State != archive.PassRunning {
			t.Fatalf("passes after the stop: %+v", cut)
		}
		before := c.requests
		time.Sleep(2 * time.Hour)
		c.keepFor(30 * time.Minute)
		all := c.passes(id)
		if len(all) != 1 || all[0].ID != cut[0].ID || all[0].State != archive.PassDone || c.reasons.why[WhyResume] != 1 {
			t.Fatalf("passes after going on: %+v, %v", all, c.reasons.why)
		}
		if all[0].Requests != c.requests {
			t.Errorf("%d requests are in the pass, %d were sent (%d before the stop): some were sent for nothing", all[0].Requests, c.requests, before)
		}
	})
}

func TestKeeperCutsAWalkAtQuietHours(t *testing.T) {
	inCountry(t, 1, "2027-01-10 07:59", Rule{Quiet: []Window{{8 * 60, 20 * 60}}}, func(t *testing.T, c *country) {
		time.Sleep(40 * time.Second)
		c.keepFor(14 * time.Hour)
		p := c.passes(c.towns[0].Portal.ID)
		if len(p) != 1 || p[0].State != archive.PassDone || p[0].End.Before(at("2027-01-10 20:00")) {
			t.Fatalf("passes: %+v", p)
		}
		if n := c.towns[0].quiet; n != 0 {
			t.Errorf("%d requests began in quiet hours", n)
		}
		if !strings.Contains(c.reasons.print(), "接着走；避开静默时段") && c.reasons.why[WhyResume] != 1 {
			t.Errorf("reasons: %s", c.reasons.print())
		}
	})
}

// status runs a keeper for d and returns how the schedule stood at its end.
func (c *country) status(o KeeperOptions, d time.Duration) ([]PortalStatus, *Keeper) {
	o.Desk, o.Archive, o.Clock = c.desk, c.archive, c.clock
	k := NewKeeper(o)
	ctx, cancel := context.WithCancel(c.t.Context())
	over := make(chan struct{})
	go func() { defer close(over); k.Run(ctx) }()
	time.Sleep(d)
	s := k.Status()
	cancel()
	<-over
	return s, k
}

func TestKeeperHoldsWhileThereIsNoRoom(t *testing.T) {
	inCountry(t, 2, "2027-01-10 01:00", Rule{}, func(t *testing.T, c *country) {
		full := errors.New("磁盘将满 · disk nearly full")
		c.setFull(full)
		s, k := c.status(KeeperOptions{Portals: c.list()}, time.Hour)
		if s[0].Held != full.Error() || s[0].Next.Why != WhyFirst || !errors.Is(k.Full(), full) || c.requests != 0 {
			t.Errorf("held %q for %q, full %v, %d requests", s[0].Held, s[0].Next.Why, k.Full(), c.requests)
		}
		c.setFull(nil)
		s, k = c.status(KeeperOptions{Portals: c.list()}, time.Hour)
		if s[0].Held != "" || k.Full() != nil || len(c.passes(s[1].Portal)) != 1 {
			t.Errorf("with room again: %+v, %v", s, k.Full())
		}
	})
}

func TestKeeperLeavesDisabledPortalsAlone(t *testing.T) {
	inCountry(t, 2, "2027-01-10 01:00", Rule{}, func(t *testing.T, c *country) {
		list := c.list()
		list[1].Enabled = false
		s, _ := c.status(KeeperOptions{Portals: list}, 48*time.Hour)
		if s[1].Next.Why != WhyDisabled || !s[1].Next.At.IsZero() || len(c.passes(s[1].Portal)) != 0 || len(c.passes(s[0].Portal)) != 3 {
			t.Errorf("%+v; %d and %d passes", s[1], len(c.passes(s[0].Portal)), len(c.passes(s[1].Portal)))
		}
	})
}

// Somebody walks the portal by hand: the keeper waits for it and counts it.
func TestKeeperCountsAWalkByHand(t *testing.T) {
	inCountry(t, 1, "2027-01-10 01:00", Rule{Jitter: 6 * time.Hour}, func(t *testing.T, c *country) {
		hand := make(chan error, 1)
		go func() {
			_, _, err := c.desk.Walk(t.Context(), c.towns[0].Portal, nil)
			hand <- err
		}()
		synctest.Wait()
		s, _ := c.status(KeeperOptions{Portals: c.list()}, time.Second)
		if s[0].Since.IsZero() || !strings.HasPrefix(s[0].Next.Reason, "正在走；") {
			t.Errorf("while it is walked: %+v", s[0])
		}
		if err := <-hand; err != nil {
			t.Fatal(err)
		}
		if s, _ = c.status(KeeperOptions{Portals: c.list()}, time.Hour); len(c.passes(s[0].Portal)) != 1 || s[0].Next.Why != WhyDaily || !s[0].Since.IsZero() {
			t.Errorf("after it: %+v, %d passes", s[0], len(c.passes(s[0].Portal)))
		}
	})
}

// broken is an archive that can begin no pass.
type broken struct{ Archive }

func (broken) BeginPass(context.Context, string) (archive.Pass, bool, error) {
	return archive.Pass{}, false, errors.New("disk: input/output error")
}

func TestKeeperRestsAfterAFaultOfItsOwn(t *testing.T) {
	inCountry(t, 1, "2027-01-10 01:00", Rule{}, func(t *testing.T, c *country) {
		o := c.crawler.o
		o.Archive = broken{c.archive}
		c.desk = NewDesk(New(o))
		s, _ := c.status(KeeperOptions{Portals: c.list()}, 30*time.Minute)
		if want := at("2027-01-10 02:00"); s[0].Next.Why != WhyFault || !s[0].Next.At.Equal(want) {
			t.Errorf("%+v", s[0])
		}
	})
}

func TestPlanWithoutAKeeper(t *testing.T) {
	inCountry(t, 2, "2027-01-10 01:00", Rule{Jitter: time.Hour}, func(t *testing.T, c *country) {
		c.keepFor(time.Hour)
		time.Sleep(9 * day)
		s, err := Plan(t.Context(), c.archive, c.list(), nil, c.clock())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range s {
			if !p.Next.Due(c.clock()) || p.Next.Why != WhyMissed || !strings.Contains(p.Next.Reason, "8 missed since 2027-01-11") {
				t.Errorf("%+v", p)
			}
		}
	})
}
