package main

import (
	"context"
	"strconv"

	"gongkai/archive"
)

// table prints what the archive holds now, a line a portal and one for all.
func (d *demo) table(ctx context.Context) error {
	var rows [][]string
	var all [5]int
	for _, p := range d.portals {
		var n [5]int // organs, reports, guides, failing checks, versions
		organs := map[string]bool{}
		for f, err := range d.arc.Filings(ctx, archive.FilingQuery{Portal: p.ID}) {
			if err != nil {
				return err
			}
			organs[f.Organ] = true
			if f.Year == 0 {
				n[2]++
			} else {
				n[1]++
			}
			n[3] += f.Failing
		}
		n[0] = len(organs)
		for page, err := range d.arc.Pages(ctx, p.ID) {
			if err != nil {
				return err
			}
			if page.Role.Wanted() {
				n[4] += page.Versions
			}
		}
		row := []string{p.ID, p.Name}
		for i := range n {
			all[i] += n[i]
			row = append(row, strconv.Itoa(n[i]))
		}
		rows = append(rows, row)
	}
	total := []string{"合计 all", ""}
	for _, n := range all {
		total = append(total, strconv.Itoa(n))
	}
	d.say("")
	return d.grid([]string{"门户 portal", "名称 name", "机关 organs", "年报 reports", "指南 guides", "对不上 failing checks", "版本 versions"}, append(rows, total))
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
