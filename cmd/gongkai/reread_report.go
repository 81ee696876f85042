package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gongkai/archive"
)

// rereadSums are the sums of a reread: of what was read, and of what is read
// otherwise in the versions that stand.
type rereadSums struct {
	archive.ReadSummary
	Appeared int `json:"appeared"`
	Vanished int `json:"vanished"`
	Filings  int `json:"filings"` // that differ, those that appeared and vanished too
	Cells    int `json:"cells"`
	Older    int `json:"older"` // versions that are history and are read otherwise
}

// rereadLine is one filing that is read otherwise in one version.
type rereadLine struct {
	portal, version string
	was, now        archive.ReadState
	filing          archive.Held
	appeared        bool
	vanished        bool
	cells, fields   int
}

// rereadings collects what came of reading again.
type rereadings struct {
	all    bool // also of versions that are history
	sums   rereadSums
	lines  []rereadLine
	failed []archive.Rereading
}

func (l *rereadings) add(r archive.Rereading) {
	if r.Failure != "" {
		l.failed = append(l.failed, r)
	}
	if !r.Newest && len(r.Filings) > 0 {
		l.sums.Older++
	}
	for _, f := range r.Filings {
		if r.Newest {
			l.sums.Filings++
			l.sums.Cells += len(f.Cells)
			l.sums.Appeared += ones(f.Appeared)
			l.sums.Vanished += ones(f.Vanished)
		}
		if r.Newest || l.all {
			l.lines = append(l.lines, rereadLine{
				portal: r.Portal, version: r.Version, was: r.Was, now: r.Now, filing: f.Held,
				appeared: f.Appeared, vanished: f.Vanished, cells: len(f.Cells), fields: len(f.Fields),
			})
		}
	}
}

func ones(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sorted returns the lines by organ, kind and year, which a filing's id begins with.
func (l *rereadings) sorted() []rereadLine {
	slices.SortFunc(l.lines, func(a, b rereadLine) int {
		return cmp.Or(cmp.Compare(a.filing.Filing, b.filing.Filing), cmp.Compare(a.version, b.version))
	})
	return l.lines
}

// words says what differs.
func (l *rereadLine) words() string {
	var parts []string
	if l.appeared {
		parts = append(parts, "出现 appeared")
	}
	if l.vanished {
		parts = append(parts, "消失 vanished")
	}
	if l.cells > 0 {
		parts = append(parts, fmt.Sprintf("%d 格 cells", l.cells))
	}
	if l.fields > 0 {
		parts = append(parts, fmt.Sprintf("%d 项 fields", l.fields))
	}
	return strings.Join(parts, "，")
}

// reading says how the version was read before and now, once where that is the same.
func (l *rereadLine) reading() string {
	if l.was == l.now {
		return readWords[l.now]
	}
	return readWords[l.was] + " → " + readWords[l.now]
}
