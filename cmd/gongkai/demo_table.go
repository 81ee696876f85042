package main

import (
	"context"
	"strconv"

	"gongkai/archive"
)

// holding is what the archive holds of one portal.
type holding struct {
	Portal   string `json:"portal"`
	Name     string `json:"name"`
	Organs   int    `json:"organs"`
	Reports  int    `json:"reports"`
	Guides   int    `json:"guides"`
	Failing  int    `json:"failing_checks"`
	Versions int    `json:"versions"`
}

// holdings counts what the archive holds now, by portal.
func (d *demo) holdings(ctx context.Context) ([]holding, error) {
	var out []holding
	for _, p := range d.portals {
		h := holding{Portal: p.ID, Name: p.Name}
		organs := map[string]bool{}
		for f, err := range d.arc.Filings(ctx, archive.FilingQuery{Portal: p.ID}) {
			if err != nil {
				return nil, err
			}
			organs[f.Organ] = true
			if f.Year == 0 {
				h.Guides++
			} else {
				h.Reports++
			}
			h.Failing += f.Failing
		}
		h.Organs = len(organs)
		for page, err := range d.arc.Pages(ctx, p.ID) {
			if err != nil {
				return nil, err
			}
			if page.Role.Wanted() {
				h.Versions += page.Versions
			}
		}
		out = append(out, h)
	}
	return out, nil
}

// table prints the holdings, a line a portal and one for all.
func (d *demo) table(list []holding) error {
	all := holding{Portal: "合计 all"}
	for _, h := range list {
		all.Organs += h.Organs
		all.Reports += h.Reports
		all.Guides += h.Guides
		all.Failing += h.Failing
		all.Versions += h.Versions
	}
	var rows [][]string
	for _, h := range append(list, all) {
		row := []string{h.Portal, h.Name}
		for _, n := range []int{h.Organs, h.Reports, h.Guides, h.Failing, h.Versions} {
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, row)
	}
	d.say("")
	return d.grid([]string{"门户 portal", "名称 name", "机关 organs", "年报 reports", "指南 guides", "对不上 failing checks", "版本 versions"}, rows)
}

// tryNext says what can be tried on the demonstration's archive.
func (d *demo) tryNext(ctx context.Context, dir string) {
	organ := ""
	for o, err := range d.arc.Organs(ctx, d.portals[0].ID) {
		if err == nil {
			organ = o.Name
		}
		break
	}
	d.say("\n接着试 · try next:")
	for _, line := range []string{
		"check", "history " + organ, "diff " + d.diffRefs[0] + " " + d.diffRefs[1], "changes", "export csv --bom -o demo.csv", "verify",
	} {
		d.say("  go run ./cmd/gongkai --archive %s %s", dir, line)
	}
}
