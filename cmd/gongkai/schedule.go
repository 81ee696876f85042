package main

import (
	"context"
	"iter"
	"time"

	"gongkai/archive"
	"gongkai/crawler"
)

// keep makes the keeper of the house's schedule: serve runs it. It is what
// `portals` asks from then on. Portals beyond this machine need a contact.
func (a *app) keep(h *house, c *Config) (*crawler.Keeper, error) {
	list, err := c.scheduled()
	if err != nil {
		return nil, err
	}
	var enabled []crawler.Portal
	for _, p := range list {
		if p.Enabled {
			enabled = append(enabled, p.Portal)
		}
	}
	if err := a.mayCrawl(c, enabled); err != nil {
		return nil, err
	}
	desk, err := h.crawler(c)
	if err != nil {
		return nil, err
	}
	k := crawler.NewKeeper(crawler.KeeperOptions{
		Desk: desk, Archive: h.arc, Portals: list, Parallel: c.Crawl.Parallel, Clock: time.Now, Sleep: sleep, Log: h.log,
	})
	h.mu.Lock()
	defer h.mu.Unlock()
	h.keeper = k
	return k, nil
}

// schedule says how each portal of the configuration stands: as the keeper has
// it where one runs, else as it would be now.
func (h *house) schedule(ctx context.Context, c *Config) (map[string]crawler.PortalStatus, error) {
	h.mu.Lock()
	desk, keeper := h.desk, h.keeper
	h.mu.Unlock()
	var walking []crawler.Walking
	if desk != nil {
		walking = desk.Running()
	}
	next, err := plan(ctx, c, h.arc, walking)
	if err != nil {
		return nil, err
	}
	if keeper != nil {
		for _, s := range keeper.Status() {
			if _, ours := next[s.Portal]; ours {
				next[s.Portal] = s
			}
		}
	}
	return next, nil
}

// plan is the schedule of the configuration, by portal.
func plan(ctx context.Context, c *Config, passes crawler.Passes, walking []crawler.Walking) (map[string]crawler.PortalStatus, error) {
	list, err := c.scheduled()
	if err != nil {
		return nil, err
	}
	status, err := crawler.Plan(ctx, passes, list, walking, time.Now())
	if err != nil {
		return nil, err
	}
	next := map[string]crawler.PortalStatus{}
	for _, s := range status {
		next[s.Portal] = s
	}
	return next, nil
}

// noPasses is the archive before the first crawl.
type noPasses struct{}

func (noPasses) Passes(context.Context, string) iter.Seq2[archive.Pass, error] {
	return func(func(archive.Pass, error) bool) {}
}

// visit takes over how the portal stands in the schedule.
func (s *portalStatus) visit(next map[string]crawler.PortalStatus) {
	if n, ours := next[s.ID]; ours {
		s.Next, s.Since, s.Held = n.Next, n.Since, n.Held
		return
	}
	s.Next = crawler.Visit{Why: crawler.WhyDisabled, Reason: "配置里没有它 · not in the configuration"}
}

// next writes the time of the next visit for a person.
func (s *portalStatus) next(now time.Time) string {
	switch {
	case !s.Since.IsZero():
		return "正在走 now walked"
	case s.Next.At.IsZero():
		return "—"
	case s.Next.Due(now):
		return "现在 due"
	}
	return when(s.Next.At)
}
