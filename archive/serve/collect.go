package serve

import (
	"context"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"gongkai/archive"
)

func (s *state) change(ctx context.Context, to chan<- prometheus.Metric) error {
	n, err := s.o.Archive.LastChange(ctx)
	if err == nil {
		to <- gauge(s.lastChange, float64(n))
	}
	return err
}

func (s *state) sizes(_ context.Context, to chan<- prometheus.Metric) error {
	if s.o.Sources.Bytes == nil {
		return nil
	}
	parts, err := s.o.Sources.Bytes()
	for part, n := range parts {
		to <- gauge(s.bytes, float64(n), part)
	}
	return err
}

func (s *state) held(ctx context.Context, to chan<- prometheus.Metric) error {
	if s.o.Sources.Catalog == nil {
		return nil
	}
	sum, err := s.holdings.count(ctx)
	if err != nil {
		return err
	}
	for state, n := range sum.byState {
		to <- gauge(s.filings, float64(n), string(state))
	}
	to <- gauge(s.organs, float64(sum.organs))
	to <- gauge(s.failing, float64(sum.failing))
	to <- gauge(s.disagree, float64(sum.disagree))
	to <- gauge(s.gone, float64(sum.gone))
	return nil
}

// queue tells where the portals stand and what their passes came to.
func (s *state) queue(ctx context.Context, to chan<- prometheus.Metric) error {
	if s.o.Sources.Portals == nil {
		return nil
	}
	queue := map[string]int{"running": 0, "due": 0, "waiting": 0, "manual": 0, "disabled": 0}
	now := s.o.Clock()
	for _, p := range s.o.Sources.Portals() {
		switch {
		case p.Running:
			queue["running"]++
		case !p.Enabled:
			queue["disabled"]++
		case p.Next.At.IsZero():
			queue["manual"]++
		case p.Next.At.After(now):
			queue["waiting"]++
		default:
			queue["due"]++
		}
		if !p.Next.At.IsZero() {
			to <- gauge(s.next, float64(p.Next.At.Unix()), p.ID)
		}
		if s.tally.passes == nil {
			continue
		}
		if err := s.tally.update(ctx, p.ID, func(have *sums) { s.tell(to, p.ID, have) }); err != nil {
			return err
		}
	}
	for name, n := range queue {
		to <- gauge(s.portals, float64(n), name)
	}
	return nil
}

func (s *state) tell(to chan<- prometheus.Metric, portal string, have *sums) {
	for state, n := range have.ended {
		to <- counter(s.passes, n, portal, string(state))
	}
	for outcome, n := range have.outcomes {
		to <- counter(s.captures, n, portal, string(outcome))
	}
	to <- counter(s.requests, have.requests, portal)
	to <- counter(s.versions, have.versions, portal)
	to <- counter(s.changes, have.changes, portal)
	if !have.last.IsZero() {
		to <- gauge(s.lastPass, float64(have.last.Unix()), portal)
		to <- gauge(s.lastOK, truth(have.state == archive.PassDone), portal)
	}
}

// unreadFiles tells what came to grief in the processes that read.
func (s *state) unreadFiles(_ context.Context, to chan<- prometheus.Metric) error {
	if s.o.Sources.Readings == nil {
		return nil
	}
	for reason, n := range s.o.Sources.Readings() {
		to <- counter(s.readings, n, reason)
	}
	return nil
}

func (s *state) webhooks(ctx context.Context, to chan<- prometheus.Metric) error {
	if s.o.Sources.Webhooks == nil {
		return nil
	}
	hooks, err := s.o.Sources.Webhooks(ctx)
	if err != nil {
		return err
	}
	for _, h := range hooks {
		name := strings.ToValidUTF8(h.Name, "?") // as a label has to be
		to <- gauge(s.hookLag, float64(h.Lag), name)
		to <- counter(s.hookFailures, h.Failures, name)
		to <- gauge(s.hookStopped, truth(h.Stopped), name)
	}
	return nil
}
