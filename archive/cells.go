package archive

import (
	"maps"
	"slices"

	"gongkai/extract/report"
)

// CellDiff is a statutory cell that differs; nil: it is not in that document.
type CellDiff struct {
	Key  string       `json:"key"`
	From *report.Cell `json:"from"`
	To   *report.Cell `json:"to"`
}

// diffCells lists the cells that differ, by key: another state, another value,
// or another print of what is no number.
func diffCells(from, to *report.Record) []CellDiff {
	keys := map[string]bool{}
	for _, r := range []*report.Record{from, to} {
		if r != nil {
			for k := range r.Cells {
				keys[k] = true
			}
		}
	}
	var out []CellDiff
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		a, b := cellOf(from, k), cellOf(to, k)
		if !sameCell(a, b) {
			out = append(out, CellDiff{k, a, b})
		}
	}
	return out
}

func cellOf(r *report.Record, key string) *report.Cell {
	if r == nil {
		return nil
	}
	c, ok := r.Cells[key]
	if !ok {
		return nil
	}
	return &c
}

func sameCell(a, b *report.Cell) bool {
	switch {
	case a == nil || b == nil:
		return a == b
	case a.State != b.State:
		return false
	case a.Value != nil && b.Value != nil:
		return a.Value.Equal(*b.Value)
	case a.Value != nil || b.Value != nil:
		return false
	}
	return a.State == report.StateBlank || normalText(a.Raw) == normalText(b.Raw)
}

// pairOf is a document before and after; either may be nil.
type pairOf struct{ from, to *found }

// matchDocuments pairs the documents of two versions by what they are (filing:
// kind, organ, year), never by position. What is left of one kind and year, or
// of one kind alone, is paired too where that is unique: an organ that was
// renamed, a year that was corrected.
func matchDocuments(from, to []found) []pairOf {
	usedFrom, usedTo := make([]bool, len(from)), make([]bool, len(to))
	partner := make([]int, len(to))
	for _, rule := range []struct {
		same func(a, b *found) bool
		only bool // a pair must be the only possible one
	}{
		{func(a, b *found) bool { return a.Filing == b.Filing }, false},
		{func(a, b *found) bool { return a.Kind == b.Kind && a.Year == b.Year }, true},
		{func(a, b *found) bool { return a.Kind == b.Kind }, true},
	} {
		for j := range to {
			if usedTo[j] {
				continue
			}
			at, count := -1, 0
			for i := range from {
				if !usedFrom[i] && rule.same(&from[i], &to[j]) {
					if at < 0 {
						at = i
					}
					count++
				}
			}
			back := 0
			for k := range to {
				if at >= 0 && !usedTo[k] && rule.same(&from[at], &to[k]) {
					back++
				}
			}
			if at >= 0 && (!rule.only || count == 1 && back == 1) {
				usedFrom[at], usedTo[j], partner[j] = true, true, at
			}
		}
	}
	var out []pairOf
	for j := range to {
		p := pairOf{to: &to[j]}
		if usedTo[j] {
			p.from = &from[partner[j]]
		}
		out = append(out, p)
	}
	for i := range from {
		if !usedFrom[i] {
			out = append(out, pairOf{from: &from[i]})
		}
	}
	return out
}

// differingCells counts the statutory cells that differ between two versions.
func differingCells(from, to []found) int {
	n := 0
	for _, p := range matchDocuments(from, to) {
		var a, b *report.Record
		if p.from != nil {
			a = p.from.record
		}
		if p.to != nil {
			b = p.to.record
		}
		n += len(diffCells(a, b))
	}
	return n
}
