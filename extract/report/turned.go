package report

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/document"
)

// Some organs print the table of section 三 turned: the kinds of applicants are its
// rows and the results its columns. Turned back it is read like every other one, by
// the labels on both sides, and each row of results only where all its sums hold, along
// the row and along the columns: what shifts a row as printed shifts the numbers of
// one kind of applicant to other results, and no label shows it.

const (
	leastApplicants = 3 // kinds of applicants down the first columns, of five with names of their own
	leastResults    = 5 // rows of the form along the top
	firstColumns    = 3 // where the labels of the rows stand
)

// isTurned reports whether a table is section 三 with rows for columns: labels of
// applicants stand below each other in its first columns, labels of results beside
// each other.
func isTurned(t *document.Table) bool {
	if t.Cols < leastResults+1 || t.Rows < leastApplicants+1 || t.Rows > maxRowCells || t.Cols > maxRowCells {
		return false
	}
	words := families[secApplications]
	applicants, results := map[string]int{}, map[string]int{} // their row, their column
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Col >= firstColumns || !beginsApplicant(c.Text) {
			continue // nearly every cell of nearly every table
		}
		if at, ok := words.exact[letters(fold(c.Text))]; ok && words.columns[at].key != "" {
			applicants[words.columns[at].key] = c.Row
		}
	}
	if distinct(applicants) < leastApplicants {
		return false
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row > maxHeaderRows {
			break
		}
		if r, ok := exactRow(readLabel(c.Text).text); ok && r.section == secApplications && r.key != r.group && r.key != "otherwise.other" && r.key != "total" {
			results[r.key] = c.Col
		}
	}
	return distinct(results) >= leastResults
}

// beginsApplicant reports whether a text begins as one of the five kinds of applicants
// does that have names of their own.
func beginsApplicant(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " \n\u3000"))
	return strings.ContainsRune("自商科社法", first)
}

// distinct is how many values a map has.
func distinct(m map[string]int) int {
	values := map[int]bool{}
	for _, v := range m {
		values[v] = true
	}
	return len(values)
}

// turn returns a table with its rows for columns; false where a position of it is
// empty: then cells may have moved along their row.
func turn(t *document.Table) (*document.Table, bool) {
	grid := t.Grid()
	out := &document.Table{Rows: t.Cols, Cols: t.Rows, Cells: make([]document.Cell, 0, len(t.Cells))}
	for k := 0; k < t.Cols; k++ {
		for r := range grid {
			i := grid[r][k]
			if i < 0 {
				return nil, false
			}
			if c := t.Cells[i]; c.Row == r && c.Col == k {
				c.Row, c.Col, c.RowSpan, c.ColSpan = k, r, c.ColSpan, c.RowSpan
				out.Cells = append(out.Cells, c)
			}
		}
	}
	return out, true
}

// proveTurned takes back the rows of turned tables that have a cell in a sum that does
// not hold. A blank is no zero here: it may be what a shift has left behind.
func (w *walker) proveTurned(form string) {
	if len(w.turnedRows) == 0 {
		return
	}
	open := map[string]bool{} // cells in such a sum
	for _, c := range checks(w.sheet.cells, form) {
		for _, key := range c.Cells {
			open[key] = open[key] || c.Verdict != Holds
		}
	}
	for _, row := range w.turnedRows {
		proved := true
		for _, c := range applicationColumns {
			proved = proved && !open[cellKey(secApplications, row, c.key)]
		}
		if !proved && w.sheet.drop(secApplications, row) {
			w.sheet.find("table_turned", document.Reader, secApplications+"."+row,
				"表格行列互换，本行各数所在的和不都成立，位置无法证明，未读 / the table is printed with rows for columns, and the sums do not prove the row: left out", document.Place{})
		}
	}
}
