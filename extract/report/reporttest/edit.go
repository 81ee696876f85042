package reporttest

import (
	"slices"
	"strings"

	"pgregory.net/rapid"
)

func nonEmpty(tables ...Table) (out []Table) {
	for _, t := range tables {
		if len(t) > 0 {
			out = append(out, t)
		}
	}
	return out
}

func count(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// headerRows is how many rows stand above the first cell of the form.
func headerRows(tab Table) int {
	for i, row := range tab {
		if slices.ContainsFunc(row, func(c Cell) bool { return c.Key != "" }) {
			return i
		}
	}
	return len(tab)
}

// flat is the table without spans, the text of a merged label in each place that
// it covered.
func (t Table) flat() Table { return t.unmerged("again") }

// unmerged is the table without spans. What a span covered holds the label again,
// or nothing.
func (t Table) unmerged(again string) Table {
	doc := t.Document()
	var cells []Cell
	for _, row := range t {
		cells = append(cells, row...)
	}
	out := make(Table, doc.Rows)
	for r, line := range doc.Grid() {
		for k, i := range line {
			if i < 0 {
				continue
			}
			c := Cell{Text: cells[i].Text, RowSpan: 1, ColSpan: 1, Key: cells[i].Key}
			if (doc.Cells[i].Row != r || doc.Cells[i].Col != k) && (again == "" || c.Key != "") {
				c.Text, c.Key = "", ""
			}
			out[r] = append(out[r], c)
		}
	}
	return out
}

// edit changes one of the labels, but none that names a unit.
func (t Table) edit(r *rapid.T, do func(string) string) Table {
	i := rapid.IntRange(0, len(t)-1).Draw(r, "row")
	for j, c := range t[i] {
		if c.Key == "" && strings.TrimSpace(c.Text) != "" && !strings.Contains(c.Text, "单位") && (j == len(t[i])-1 || rapid.Bool().Draw(r, "this")) {
			t[i][j].Text = do(c.Text)
			break
		}
	}
	return t
}

// without gives one row another label: its numbers are none of the form's.
func (t Table) without(r *rapid.T, label string) Table {
	n := headerRows(t)
	if n == len(t) {
		return t
	}
	i := rapid.IntRange(n, len(t)-1).Draw(r, "row")
	last := -1
	for j, c := range t[i] {
		if c.Key != "" {
			break
		}
		if c.Text != "" {
			last = j
		}
	}
	if last < 0 {
		return t
	}
	t[i][last].Text = label
	for j := range t[i] {
		t[i][j].Key = ""
	}
	return t
}
