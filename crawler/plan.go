package crawler

import (
	"context"
	"errors"
	"iter"
	"time"

	"gongkai/archive"
)

// Scheduled is a portal and its rule. One that is not Enabled is never visited
// by itself.
type Scheduled struct {
	Portal  Portal
	Rule    Rule
	Enabled bool
}

// PortalStatus is how a portal stands in the schedule.
type PortalStatus struct {
	Portal  string `json:"portal"`
	Enabled bool   `json:"enabled"`
	Next    Visit  `json:"next"`
	// Since is when the walk that is under way began, zero where none is.
	Since time.Time `json:"since,omitzero"`
	// Held says why a visit that is due has not begun, "" where nothing holds it.
	Held string `json:"held,omitempty"`

	last time.Time // start of the newest pass
}

// Passes lists a portal's passes, newest first: what a schedule needs of the archive.
type Passes interface {
	Passes(ctx context.Context, portal string) iter.Seq2[archive.Pass, error]
}

// Plan returns how each portal of the list stands at now, in the list's order,
// where no Keeper runs: what is overdue is due now. walking are the walks that
// are under way. The error is the archive's.
func Plan(ctx context.Context, a Passes, list []Scheduled, walking []Walking, now time.Time) ([]PortalStatus, error) {
	return planAll(ctx, a, list, walking, func(string) History { return History{} }, now)
}

// planAll is Plan with what a keeper knows of each portal beside its passes.
func planAll(ctx context.Context, a Passes, list []Scheduled, walking []Walking, known func(portal string) History, now time.Time) ([]PortalStatus, error) {
	since := map[string]time.Time{}
	for _, w := range walking {
		since[w.Portal] = w.Since
	}
	out := make([]PortalStatus, 0, len(list))
	for i, p := range list {
		s := PortalStatus{Portal: p.Portal.ID, Enabled: p.Enabled, Since: since[p.Portal.ID]}
		h := known(p.Portal.ID)
		_, h.Walking = since[p.Portal.ID]
		for pass, err := range a.Passes(ctx, p.Portal.ID) {
			if err != nil {
				return nil, err
			}
			if h.Passes = append(h.Passes, pass); len(h.Passes) == HistoryPasses {
				break
			}
		}
		if len(h.Passes) > 0 {
			s.last = h.Passes[0].Start
		}
		s.Next = Visit{Why: WhyDisabled, Reason: "没有启用，点名才走 · not enabled, walked only when named"}
		if p.Enabled {
			s.Next = Next(p.Rule, h, Seat{p.Portal.ID, i, len(list)}, now)
		}
		out = append(out, s)
	}
	return out, nil
}

// ErrQuiet ends the context of a walk when quiet hours begin.
var ErrQuiet = errors.New("静默时段开始 · quiet hours begin")

// UntilQuiet returns a context that ends, with ErrQuiet as its cause, when the
// rule's next quiet hours begin; within quiet hours it has ended: a walk may
// have waited for its turn until they began. The caller must call end, which
// waits for what UntilQuiet started.
func (r Rule) UntilQuiet(ctx context.Context, clock func() time.Time, sleep func(context.Context, time.Duration) error) (quiet context.Context, end func()) {
	now := clock()
	if r.quietAt(now) {
		quiet, cancel := context.WithCancelCause(ctx)
		cancel(ErrQuiet)
		return quiet, func() {}
	}
	begins := r.nextQuiet(now)
	if begins.IsZero() {
		return ctx, func() {}
	}
	quiet, cancel := context.WithCancelCause(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		for {
			d := begins.Sub(clock().Round(0))
			if d <= 0 {
				cancel(ErrQuiet)
				return
			}
			if sleep(quiet, min(d, nap)) != nil {
				return
			}
		}
	}()
	return quiet, func() {
		cancel(nil)
		<-over
	}
}
