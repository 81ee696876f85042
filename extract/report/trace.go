package report

import (
	"slices"
	"strings"

	"gongkai/extract/document"
)

// trace notes why rows are read as they are. A nil trace notes nothing.
type trace struct {
	reasons []Reason
	printed string // the label that is about to be known
	labels  map[cellName]Wording
	over    map[headed]columnReason // found already: a table may have very many rows
	looked  int                     // cells that were looked at for headings
}

// MaxReasons is how many rows are explained; the longest report has sixty. Cells
// of rows behind them are read and have no Readings.
const MaxReasons = 4096

// maxLooked is how many cells are looked at for the headings over columns: some
// hundred times those of the longest report. Behind it a column is told by its own
// header alone.
const maxLooked = 20_000_000

// headed is a column of a header.
type headed struct {
	header *header
	column int
	key    string
}

// columnReason is what stands over a column.
type columnReason struct {
	header []string
	word   Wording
}

// rowRead is what is known of a row when its cells have found their columns.
type rowRead struct {
	leaves         []leaf
	values, picked []value
	rule           Rule
	lines, torn    bool
	place          document.Place
}

// all returns what was noted.
func (t *trace) all() []Reason {
	if t == nil {
		return nil
	}
	return t.reasons
}

// label notes how the label is printed that becomes known next.
func (t *trace) label(printed string) {
	if t != nil {
		t.printed = strings.TrimSpace(printed)
	}
}

// known notes a row's label: text is its form for comparing.
func (t *trace) known(r rowForm, text string) {
	if t == nil {
		return
	}
	if t.labels == nil {
		t.labels = map[cellName]Wording{}
	}
	printed := t.printed
	if t.printed = ""; printed == "" {
		printed = text
	}
	w := Wording{Printed: printed, Form: text} // 小计: a word of no row of its own
	if len(r.labels) > 0 {
		w = wordingOf(printed, text, r.labels)
	}
	t.labels[rowName(r)] = w
}

// rowName is a row's name without what tells that its values are subtotals.
func rowName(r rowForm) cellName {
	return cellName{section: r.section, row: strings.TrimSuffix(r.key, ".subtotal")}
}

// row notes a row whose cells have found their columns.
func (t *trace) row(r rowForm, h *header, read rowRead) {
	if t == nil || len(t.reasons) >= MaxReasons {
		return
	}
	reason := Reason{Section: r.section, Row: r.key, Label: t.labels[rowName(r)], Place: read.place,
		Lines: read.lines, Torn: read.torn, Rule: read.rule, Aside: max(0, len(read.values)-len(read.picked))}
	for i, l := range read.leaves {
		reason.Cells = append(reason.Cells, t.cell(h, i, len(read.leaves), l.key, l, read.picked[i]))
	}
	t.reasons = append(t.reasons, reason)
}

// left notes a row that is left out with its values.
func (t *trace) left(r rowForm, values []value, lines bool, place document.Place) {
	if t == nil || len(t.reasons) >= MaxReasons {
		return
	}
	reason := Reason{Section: r.section, Row: r.key, Label: t.labels[rowName(r)], Place: place, Lines: lines}
	for _, v := range values {
		reason.Left = append(reason.Left, strings.TrimSpace(v.text))
	}
	t.reasons = append(t.reasons, reason)
}

// review notes the row of section 四, a reason for each group of its columns.
func (t *trace) review(h *header, spots []spot, values []value) {
	if t == nil || h == nil || len(t.reasons) >= MaxReasons {
		return
	}
	leaves := h.leaves
	if len(leaves) != len(spots) { // labels were lost
		leaves = make([]leaf, len(spots))
	}
	rule := ruleOf(h, leaves, values, values)
	for _, g := range reviewGroups {
		reason := Reason{Section: g, Rule: rule, Lines: values[0].to == 0}
		for i, s := range spots {
			if s.group == g {
				c := t.cell(h, i, len(spots), s.key, leaves[i], values[i])
				if len(c.Header) == 1 && slices.Contains(h.heads, g) {
					c.Header = append([]string{headWording(g)}, c.Header...)
				}
				reason.Cells = append(reason.Cells, c)
			}
		}
		if len(reason.Cells) > 0 {
			reason.Place = reason.Cells[0].Place
			t.reasons = append(t.reasons, reason)
		}
	}
}

// rename follows the sheet's.
func (t *trace) rename(section, from, to string) {
	if t == nil {
		return
	}
	for i, r := range t.reasons {
		if r.Section == section && r.Row == from {
			t.reasons[i].Row = to
		}
	}
}
