package archive

import (
	"context"
	"fmt"
	"strings"

	"gongkai/extract/report"
)

// CrossCell is a cell of one year's report.
type CrossCell struct {
	Year int    `json:"year"`
	Key  string `json:"key"`
}

// CrossCheck is a relation between the reports of one organ about two years
// that follow each other.
type CrossCheck struct {
	ID   string `json:"id"`   // carried.<column>, in_force.<row>, previous_items.<row>
	Year int    `json:"year"` // the later one
	// Hint marks a relation that real organs break often.
	Hint    bool           `json:"hint,omitempty"`
	Verdict report.Verdict `json:"verdict"`
	Left    *report.Number `json:"left,omitempty"`
	Right   *report.Number `json:"right,omitempty"`
	Cells   []CrossCell    `json:"cells"`
}

// CheckAcross compares the preferred sources of an organ's reports about years
// that follow each other. What was carried out of one year is carried into the
// next, in each column. As hints: documents in force are those of the year
// before, more what was issued, less what was repealed (form of 2021); items
// are those of the year before, with its change (form of 2019). The two tables
// of section two are never compared with each other across 2020 and 2021: their
// columns mean different things. Verdicts are those of report.Check.
func (a *Archive) CheckAcross(ctx context.Context, organ string) ([]CrossCheck, error) {
	reports := map[int]*report.Record{}
	var years []int
	for f, err := range a.Filings(ctx, FilingQuery{Organ: organ, Kind: string(report.AnnualReport)}) {
		if err != nil {
			return nil, err
		}
		if f.Year == 0 || len(f.Sources) == 0 {
			continue
		}
		var rec *report.Record
		err := a.store.View(ctx, func(tx Tx) (err error) {
			rec, err = a.recordOf(tx, f.Sources[0])
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("archive: check %s: %w", f.ID, err)
		}
		if rec != nil && len(rec.Cells) > 0 {
			reports[f.Year] = rec
			years = append(years, f.Year) // ids sort by year
		}
	}
	var out []CrossCheck
	for _, year := range years {
		if before := reports[year-1]; before != nil {
			out = append(out, across(year, before, reports[year])...)
		}
	}
	return out, nil
}

// across makes the checks of one pair of reports.
func across(year int, before, now *report.Record) []CrossCheck {
	var out []CrossCheck
	c := crossing{year: year, before: before, now: now}
	for _, column := range []string{
		"natural_person", "business", "research", "public_interest", "legal_service", "other", "total",
	} {
		c.check(&out, "carried."+column, false,
			[]operand{{true, "applications.carried_out." + column}},
			[]operand{{false, "applications.carried_in." + column}})
	}
	form := func(r *report.Record) string {
		if r.Forms == nil {
			return ""
		}
		return r.Forms.Proactive
	}
	if form(before) != form(now) {
		return out
	}
	switch form(now) {
	case "2021":
		for _, row := range []string{"regulations", "normative_documents"} {
			p := "proactive." + row + "."
			c.check(&out, "in_force."+row, true,
				[]operand{{false, p + "in_force"}, {false, p + "repealed"}},
				[]operand{{true, p + "in_force"}, {false, p + "issued"}})
		}
	case "2019":
		for _, row := range []string{"licensing", "other_services", "penalties", "coercive_measures", "fees"} {
			p := "proactive." + row + "."
			c.check(&out, "previous_items."+row, true,
				[]operand{{false, p + "previous_items"}},
				[]operand{{true, p + "previous_items"}, {true, p + "change"}})
		}
	}
	return out
}

// operand is a cell of the year before or of the later one.
type operand struct {
	before bool
	key    string
}

type crossing struct {
	year        int
	before, now *report.Record
}

// check appends the check that both sides have the same sum; nothing where
// neither side has a single cell.
func (c *crossing) check(out *[]CrossCheck, id string, hint bool, left, right []operand) {
	k := CrossCheck{ID: id, Year: c.year, Hint: hint}
	sums := [2]report.Number{report.NewNumber(0), report.NewNumber(0)}
	blank, missing, there := false, false, false
	for side, operands := range [][]operand{left, right} {
		for _, o := range operands {
			rec, year := c.now, c.year
			if o.before {
				rec, year = c.before, c.year-1
			}
			k.Cells = append(k.Cells, CrossCell{year, o.key})
			cell, ok := rec.Cells[o.key]
			there = there || ok
			switch {
			case ok && cell.State == report.StateValue && cell.Value != nil:
				sums[side] = sums[side].Add(*cell.Value)
			case ok && cell.State == report.StateBlank:
				blank = true
			default:
				missing = true
			}
		}
	}
	if !there {
		return
	}
	equal := sums[0].Equal(sums[1])
	switch {
	case missing || blank && !equal:
		k.Verdict = report.Undecidable
	case blank:
		k.Verdict = report.HoldsIfBlankIsZero
	case equal:
		k.Verdict = report.Holds
	default:
		k.Verdict = report.Fails
	}
	if k.Verdict != report.Undecidable {
		k.Left, k.Right = &sums[0], &sums[1]
	}
	*out = append(*out, k)
}

// String tells the check in a line.
func (c *CrossCheck) String() string {
	var cells []string
	for _, k := range c.Cells {
		cells = append(cells, fmt.Sprintf("%d:%s", k.Year, k.Key))
	}
	return fmt.Sprintf("%d %s %s (%s)", c.Year, c.ID, c.Verdict, strings.Join(cells, ", "))
}
