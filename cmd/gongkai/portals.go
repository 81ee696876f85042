package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"gongkai/archive"
	"gongkai/archive/catalog"
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
}

func (a *app) portalsCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:     "portals",
		Short:   "每个门户：上次走得怎样，找到什么，缺什么 · each portal: its last pass, what was found, what is missing",
		Example: "  gongkai portals\n  gongkai portals --all --json",
		Args:    cobra.NoArgs,
		RunE: runs(func(cmd *cobra.Command, _ []string) error {
			c, err := a.load(false)
			if err != nil {
				return err
			}
			if !a.there(c) && a.archive == "" {
				return a.tellPortals(neverWalked(c, all)) // nothing was crawled yet
			}
			return a.looking(cmd.Context(), func(arc *archive.Archive) error {
				list, err := portalStatuses(cmd.Context(), c, arc, all)
				if err != nil {
					return err
				}
				return a.tellPortals(list)
			})
		}),
	}
	cmd.Flags().BoolVar(&all, "all", false, "也列从没走过的 · also those never walked")
	return cmd
}

// neverWalked lists the portals of the configuration before the first crawl.
func neverWalked(c *Config, all bool) []portalStatus {
	var list []portalStatus
	for _, p := range c.Portals {
		if all || p.Enabled {
			list = append(list, portalStatus{ID: p.ID, Name: p.Name, Enabled: p.Enabled})
		}
	}
	return list
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
	var rows [][]string
	for _, s := range list {
		last, state := "—", "没走过 never"
		if s.Last != nil {
			last, state = when(s.Last.Start), passWords[s.Last.State]
		}
		rows = append(rows, []string{s.ID, s.Name, last, state, strconv.Itoa(s.Organs), strconv.Itoa(s.Reports), strconv.Itoa(s.Guides), strconv.Itoa(len(s.Missing)), strconv.Itoa(s.Versions)})
	}
	if len(rows) == 0 {
		_, err := fmt.Fprintln(a.out, "还没有走过门户 · no portal has been walked yet（--all 列出全部 · lists all）")
		return err
	}
	if err := a.grid([]string{"门户 portal", "名称 name", "上次 last pass", "结果 state", "机关 organs", "年报 reports", "指南 guides", "缺 missing", "版本 versions"}, rows); err != nil {
		return err
	}
	for _, s := range list {
		if s.Last == nil {
			continue
		}
		if s.Last.StopReason != "" {
			fmt.Fprintf(a.out, "\n%s ! %s\n", s.ID, printable(s.Last.StopReason))
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
