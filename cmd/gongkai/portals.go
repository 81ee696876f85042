package main

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/crawler"
)

// portalStatus is a portal as it stands.
type portalStatus struct {
	ID       string        `json:"id"`
	Name     string        `json:"name,omitempty"`
	Enabled  bool          `json:"enabled"`
	Last     *archive.Pass `json:"last_pass,omitempty"`
	Organs   int           `json:"organs"`
	Reports  int           `json:"reports"`
	Guides   int           `json:"guides"`
	Missing  []string      `json:"missing,omitempty"` // organ/year, as archive/catalog says what is missing
	Versions int           `json:"versions"`
	// Next is the next visit by itself and why; Since is set while it is walked.
	Next  crawler.Visit `json:"next"`
	Since time.Time     `json:"walking_since,omitzero"`
	Held  string        `json:"held,omitempty"`
}

func (a *app) portalsCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:     "portals",
		Short:   "每个门户：上次走得怎样，找到什么，缺什么，下次何时走、为什么 · each portal: its last pass, what was found, what is missing, when it is visited next and why",
		Example: "  gongkai portals\n  gongkai portals --all --json",
		Args:    cobra.NoArgs,
		RunE: runs(func(cmd *cobra.Command, _ []string) error {
			c, err := a.load(false)
			if err != nil {
				return err
			}
			if !a.there(c) && a.archive == "" {
				list, err := neverWalked(cmd.Context(), c, all)
				if err != nil {
					return err
				}
				return a.tellPortals(list) // nothing was crawled yet
			}
			return a.within(cmd.Context(), c, look, func(h *house) error {
				list, err := portalStatuses(cmd.Context(), c, h.arc, all)
				if err != nil {
					return err
				}
				next, err := h.schedule(cmd.Context(), c)
				if err != nil {
					return err
				}
				for i := range list {
					list[i].visit(next)
				}
				return a.tellPortals(list)
			})
		}),
	}
	cmd.Flags().BoolVar(&all, "all", false, "也列从没走过的 · also those never walked")
	return cmd
}

// neverWalked lists the portals of the configuration before the first crawl.
func neverWalked(ctx context.Context, c *Config, all bool) ([]portalStatus, error) {
	next, err := plan(ctx, c, noPasses{}, nil)
	if err != nil {
		return nil, err
	}
	var list []portalStatus
	for _, p := range c.Portals {
		if all || p.Enabled {
			s := portalStatus{ID: p.ID, Name: p.Name, Enabled: p.Enabled}
			s.visit(next)
			list = append(list, s)
		}
	}
	return list, nil
}

// portalStatuses gathers every portal of the configuration and of the archive.
func portalStatuses(ctx context.Context, c *Config, arc *archive.Archive, all bool) ([]portalStatus, error) {
	var list []portalStatus
	known := map[string]bool{}
	for _, p := range c.Portals {
		known[p.ID] = true
		list = append(list, portalStatus{ID: p.ID, Name: p.Name, Enabled: p.Enabled})
	}
	for id, err := range arc.Portals(ctx) {
		if err != nil {
			return nil, err
		}
		if !known[id] {
			list = append(list, portalStatus{ID: id})
		}
	}
	held, err := catalog.New(arc, catalog.Options{}).Current(ctx)
	if err != nil {
		return nil, err
	}
	today := time.Now()
	out := list[:0]
	for _, s := range list {
		if err := s.fill(ctx, arc, held, today); err != nil {
			return nil, err
		}
		if all || s.Enabled || s.Last != nil {
			out = append(out, s)
		}
	}
	return out, nil
}

// fill looks up what the archive knows of the portal.
func (s *portalStatus) fill(ctx context.Context, arc *archive.Archive, held *catalog.Snapshot, today time.Time) error {
	for p, err := range arc.Passes(ctx, s.ID) {
		if err != nil {
			return err
		}
		s.Last = &p
		break
	}
	t := held.Totals(s.ID, today)
	s.Organs, s.Reports, s.Guides = t.Organs, t.Reports, t.Guides
	for _, o := range held.Organs(s.ID) {
		for _, year := range o.Missing(today) {
			s.Missing = append(s.Missing, fmt.Sprintf("%s/%d", o.Name, year))
		}
	}
	for p, err := range arc.Pages(ctx, s.ID) {
		if err != nil {
			return err
		}
		if p.Role.Wanted() {
			s.Versions += p.Versions
		}
	}
	return nil
}

func (a *app) tellPortals(list []portalStatus) error {
	if a.json {
		for _, s := range list {
			if err := a.printJSON(s); err != nil {
				return err
			}
		}
		return nil
	}
	now := time.Now()
	var rows [][]string
	for _, s := range list {
		last, state := "—", "没走过 never"
		if s.Last != nil {
			last, state = when(s.Last.Start), passWords[s.Last.State]
		}
		rows = append(rows, []string{s.ID, s.Name, last, state, strconv.Itoa(s.Organs), strconv.Itoa(s.Reports), strconv.Itoa(s.Guides), strconv.Itoa(len(s.Missing)), strconv.Itoa(s.Versions), s.next(now)})
	}
	if len(rows) == 0 {
		_, err := fmt.Fprintln(a.out, "还没有走过门户 · no portal has been walked yet（--all 列出全部 · lists all）")
		return err
	}
	if err := a.grid([]string{"门户 portal", "名称 name", "上次 last pass", "结果 state", "机关 organs", "年报 reports", "指南 guides", "缺 missing", "版本 versions", "下次 next"}, rows); err != nil {
		return err
	}
	for _, s := range list {
		if s.Enabled || s.Last != nil {
			fmt.Fprintf(a.out, "%s → %s  %s\n", s.ID, s.next(now), printable(cmp.Or(s.Held, s.Next.Reason)))
		}
		if s.Last == nil {
			continue
		}
		if s.Last.StopReason != "" {
			fmt.Fprintf(a.out, "%s ! %s\n", s.ID, printable(s.Last.StopReason))
		}
		for _, x := range s.Last.Suspect {
			fmt.Fprintf(a.out, "%s ? %s\n", s.ID, printable(x))
		}
		if len(s.Missing) > 0 {
			fmt.Fprintf(a.out, "%s 缺 missing: %s\n", s.ID, joinSome(s.Missing, 8))
		}
	}
	return nil
}
