package report

import (
	"slices"
	"strings"

	"gongkai/extract/document"
)

// Rule says by what proof the cells of a row were given their columns.
type Rule string

// The rules, the strongest first.
const (
	RuleUnderHeader Rule = "under_header" // each cell stands under its column's header cell
	RuleMergedNone  Rule = "merged_none"  // one cell that says 无 or / is merged over all columns
	RuleHeaderOrder Rule = "header_order" // as many cells as the header has columns, in its order
	RuleFormOrder   Rule = "form_order"   // no whole header; a statutory label and exactly the form's number of cells
	RuleOtherRows   Rule = "other_rows"   // as form_order, and other rows of the table tell which form it is
)

// Reason says how one row of a statutory table was read, or that it was left out.
type Reason struct {
	Section, Row string
	Label        Wording        // of the row; zero in section 四, whose row has none
	Place        document.Place // of the label
	Lines        bool           // the table came as lines of text, without its grid
	Torn         bool           // the label came in two parts
	Rule         Rule           // "" for a row that was left out
	Cells        []CellReason   // in the order of the row
	// Left are the values of a row that was left out, as printed. A finding at
	// the row says why.
	Left []string
	// Aside is how many blank cells at the ends were put aside: the marks that
	// merged cells leave in a text.
	Aside int
}

// CellReason says why a cell belongs to its column.
type CellReason struct {
	Column string // key; "" for a column that the form does not know
	// Header is what is printed over the cell, from the highest heading down to
	// the column's own; nothing where the header is not there.
	Header []string
	Word   Wording // of the column; zero where its label is not there
	Unit   string  // that the header names: yuan, wan_yuan, yi_yuan or ""
	Raw    string
	Place  document.Place
}

// trace notes why rows are read as they are. A nil trace notes nothing.
type trace struct {
	reasons []Reason
	printed string // the label that is about to be known
	labels  map[cellName]Wording
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
	if t == nil {
		return
	}
	reason := Reason{Section: r.section, Row: r.key, Label: t.labels[rowName(r)], Place: read.place,
		Lines: read.lines, Torn: read.torn, Rule: read.rule, Aside: max(0, len(read.values)-len(read.picked))}
	for i, l := range read.leaves {
		reason.Cells = append(reason.Cells, cellReason(h, i, len(read.leaves), l.key, l, read.picked[i]))
	}
	t.reasons = append(t.reasons, reason)
}

// left notes a row that is left out with its values.
func (t *trace) left(r rowForm, values []value, lines bool, place document.Place) {
	if t == nil {
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
	if t == nil || h == nil {
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
				c := cellReason(h, i, len(spots), s.key, leaves[i], values[i])
				if len(c.Header) == 1 && contains(h.heads, g) {
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

// ruleOf tells by what proof cells have their columns: a fact that anybody can
// see in the table.
func ruleOf(h *header, leaves []leaf, values, picked []value) Rule {
	if h == nil || len(h.leaves) < len(leaves) {
		return RuleFormOrder
	}
	under := h.grid && len(h.leaves) == len(leaves) && len(picked) == len(leaves)
	for i := 0; under && i < len(picked); i++ {
		under = min(picked[i].to, h.leaves[i].to) > max(picked[i].from, h.leaves[i].from)
	}
	switch {
	case under:
		return RuleUnderHeader
	case len(values) < len(leaves):
		return RuleMergedNone
	}
	return RuleHeaderOrder
}

// cellReason says what stands over the cell that is the i-th of n columns.
func cellReason(h *header, i, n int, key string, l leaf, v value) CellReason {
	c := CellReason{Column: key, Raw: strings.TrimSpace(v.text), Place: v.place, Unit: l.unit.name()}
	if l.text == "" && h != nil && len(h.leaves) == n {
		l = h.leaves[i] // the form's column: the header's own has its words
	}
	if l.text == "" {
		return c
	}
	c.Header = h.path(l)
	if h != nil {
		c.Word = columnWording(h.family, key, l.text)
	}
	return c
}

// path is what is printed over a column, from the highest heading down.
func (h *header) path(l leaf) []string {
	own := strings.TrimSpace(l.text)
	if h == nil {
		return []string{own}
	}
	if !h.grid || h.table == nil {
		if w := headWording(l.head); w != "" {
			return []string{w, own}
		}
		return []string{own}
	}
	cells := h.table.Cells
	at := slices.IndexFunc(cells, func(c document.Cell) bool {
		return c.Col <= l.from && l.from < c.Col+c.ColSpan && strings.TrimSpace(c.Text) == own
	})
	if at < 0 {
		return []string{own}
	}
	var path []string
	for _, c := range cells {
		if c.Row+c.RowSpan <= cells[at].Row && c.Col <= l.from && l.from < c.Col+c.ColSpan && !blank(c.Text) && readColumn(h.family, c.Text).head != "" {
			path = append(path, strings.TrimSpace(c.Text))
		}
	}
	return append(path, own)
}

// headWording is the form's word for a heading over columns, "" where it has none.
func headWording(head string) string {
	for _, c := range columnHeads {
		if c.key == head && len(c.labels) > 0 {
			return c.labels[0]
		}
	}
	return ""
}

// name is a unit's name in explanations.
func (u unit) name() string {
	return map[unit]string{unitYuan: "yuan", unitWan: "wan_yuan", unitYi: "yi_yuan"}[u]
}

// textOf joins the texts that a label came in.
func textOf(texts []token) string {
	var b strings.Builder
	for _, t := range texts {
		b.WriteString(t.text)
	}
	return b.String()
}
