package main

import (
	"gongkai/archive/catalog"
	"gongkai/crawler"
)

// portals tells the pages and the API how the portals of the configuration stand
// now: as the keeper has them, which takes a moment at first. Without a keeper
// none is visited by itself.
func (h *house) portals(c *Config) func() []catalog.Portal {
	return func() []catalog.Portal {
		h.mu.Lock()
		desk, keeper := h.desk, h.keeper
		h.mu.Unlock()
		none := catalog.Visit{Reason: "不按 schedule 走（serve --no-schedule）· not by the schedule (serve --no-schedule)"}
		if keeper != nil {
			none = catalog.Visit{Reason: "日程正在读 · the schedule is being read"}
		}
		next, running := map[string]crawler.PortalStatus{}, map[string]bool{}
		if keeper != nil {
			for _, s := range keeper.Status() {
				next[s.Portal] = s
			}
		}
		if desk != nil {
			for _, w := range desk.Running() {
				running[w.Portal] = true
			}
		}
		all := make([]catalog.Portal, 0, len(c.Portals))
		for _, p := range c.Portals {
			out := catalog.Portal{
				ID: p.ID, Name: p.Name, Region: p.Region, Home: p.Seeds[0], Enabled: p.Enabled, Running: running[p.ID],
				Next: none,
			}
			if s, kept := next[p.ID]; kept {
				out.Next = catalog.Visit{At: s.Next.At, Reason: s.Next.Reason}
				if s.Held != "" {
					out.Next.Reason = s.Held
				}
			}
			all = append(all, out)
		}
		return all
	}
}
