package report

import (
	"slices"
	"strings"

	"gongkai/extract/document"
)

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

// cell says what stands over the cell that is the i-th of n columns.
func (t *trace) cell(h *header, i, n int, key string, l leaf, v value) CellReason {
	c := CellReason{Column: key, Raw: strings.TrimSpace(v.text), Place: v.place, Unit: l.unit.name()}
	if l.text == "" && h != nil && len(h.leaves) == n {
		l = h.leaves[i] // the form's column: the header's own has its words
	}
	if l.text == "" || h == nil {
		return c
	}
	at := headed{h, i, key}
	over, ok := t.over[at]
	if !ok {
		over = columnReason{[]string{strings.TrimSpace(l.text)}, columnWording(h.family, key, l.text)}
		if h.table != nil {
			t.looked += 2 * len(h.table.Cells)
		}
		if t.looked <= maxLooked {
			over.header = h.path(l)
		}
		if t.over == nil {
			t.over = map[headed]columnReason{}
		}
		t.over[at] = over
	}
	c.Header, c.Word = over.header, over.word
	return c
}

// path is what is printed over a column, from the highest heading down.
func (h *header) path(l leaf) []string {
	own := strings.TrimSpace(l.text)
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

// textOf joins the texts that a label came in.
func textOf(texts []token) string {
	var b strings.Builder
	for _, t := range texts {
		b.WriteString(t.text)
	}
	return b.String()
}
