package report

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/document"
)

// gridCell is a cell as it stands in one row of a grid.
type gridCell struct {
	cell     *document.Cell
	from, to int
	own      bool // it begins in this row; else it reaches down from above
}

// rowsOf lays a table out as rows of cells from left to right. whole says of
// each row that no position of it is empty.
func rowsOf(t *document.Table) (rows [][]gridCell, whole []bool) {
	grid := t.Grid()
	rows, whole = make([][]gridCell, len(grid)), make([]bool, len(grid))
	all := make([]gridCell, 0, len(t.Cells)+len(t.Cells)/4) // of all rows
	for r, line := range grid {
		whole[r] = true
		first := len(all)
		for c := 0; c < len(line); c++ {
			i := line[c]
			if i < 0 {
				whole[r] = false
				continue
			}
			from := c
			for c+1 < len(line) && line[c+1] == i {
				c++
			}
			all = append(all, gridCell{&t.Cells[i], from, c + 1, t.Cells[i].Row == r})
		}
		rows[r] = all[first:len(all):len(all)]
	}
	return rows, whole
}

const (
	maxHeaderRows = 8  // no form has more than three
	maxRowCells   = 64 // nor more than fifteen cells in a row
)

// rowKind is what a row of a table is.
type rowKind int

const (
	rowBlank rowKind = iota
	rowArticle
	rowHeader
	rowData
	rowText
)

// readTable reads one table, row by row. A header stays in force in the next table
// (a table torn over pages), by its order only.
func (w *walker) readTable(t *document.Table, place document.Place) {
	w.endStreamTable()
	w.seeWrapped(t)
	printed := t
	if w.turned = isTurned(t); w.turned {
		up, ok := turn(t)
		if !ok {
			w.sheet.find("table_turned", document.Reader, secApplications, "表格行列互换，又有缺格，未读 / the table is printed with rows for columns, and has gaps: left out", place)
			w.keep(t, place)
			return
		}
		t = up
	}
	w.table, w.foreign, w.spanless = t, false, spanless(t)
	rows, whole := rowsOf(t)
	w.hollow = hollow(rows)
	var head []int // rows of the header that is being read
	family := ""
	used := false
	for _, h := range w.headers {
		if h != nil {
			h.grid = false
		}
	}
	due := false // the header was read further and is to be made
	made := func() {
		if due {
			w.headers[family] = tableHeader(family, t, rows, head, whole)
		}
		due = false
	}
	for r, row := range rows {
		kind, fam := w.kindOf(row, family, len(head) > 0)
		if kind != rowHeader {
			made()
		}
		if kind != rowData && kind != rowHeader {
			w.above = halfRow{}
		}
		switch kind {
		case rowBlank:
			// the row of section 四 has no label: without numbers it is all blank
			if h := w.headers[secReview]; h != nil && h.table == t && h.complete() {
				head, family = nil, ""
				w.reviewRow(row)
			}
			continue
		case rowArticle:
			head, family = nil, ""
			w.headers[secProactive] = nil
			w.foreign = false
			continue
		case rowHeader:
			if len(head) > 0 && (fam != family && fam != "" && family != "" || head[len(head)-1] != r-1 || len(head) == maxHeaderRows || opens(row)) {
				made()
				head, family = nil, ""
			}
			head = append(head, r)
			if fam != "" {
				family = fam
			}
			if family != "" {
				due, used, w.foreign = true, true, false
			}
			continue
		case rowText:
			head, family = nil, ""
			w.nameless = w.nameless || nameless(row)
			w.foreign = w.foreign || filled(row) > 1
			w.strangeTableRow(row)
			continue
		}
		head, family = nil, ""
		used = w.dataRow(row) || used
	}
	made()
	w.dropPart()
	w.table, w.foreign, w.turned = nil, false, false
	if !used || !w.tookFrom(t) {
		w.keep(printed, place)
	}
	for i := range t.Cells {
		for _, n := range t.Cells[i].Nested {
			w.readTable(n, t.Cells[i].Place)
		}
	}
}

// filled is how many cells of a row hold something.
func filled(row []gridCell) (n int) {
	for _, c := range row {
		if c.own && !blank(c.cell.Text) {
			n++
		}
	}
	return n
}

// tookFrom reports whether a statutory row stands in the table.
func (w *walker) tookFrom(t *document.Table) bool {
	if h := w.headers[secReview]; h != nil && h.table == t {
		return true
	}
	for i := range t.Cells {
		if blank(t.Cells[i].Text) {
			continue
		}
		if r, ok := exactRow(readLabel(t.Cells[i].Text).text); ok && r.key != "otherwise.other" && r.key != "total" {
			return true
		}
	}
	return false
}

// keep keeps a table that is not statutory.
func (w *walker) keep(t *document.Table, place document.Place) {
	f := FreeTable{Section: w.section, Place: place}
	rows, _ := rowsOf(t)
	for _, row := range rows {
		var cells []string
		for _, c := range row {
			if c.own {
				cells = append(cells, strings.TrimSpace(c.cell.Text))
			}
		}
		f.Rows = append(f.Rows, cells)
	}
	w.free = append(w.free, f)
}

// familyOrder are the families of columns in the order of the form.
var familyOrder = [3]string{secProactive, secApplications, secReview}

// columnsNamed says what a text names in each family. Where it is one's wording
// letter for letter, the others are not asked for near ones.
func columnsNamed(text string) (out [3]column) {
	s := letters(dropBracketed(fold(text)))
	exact := false
	for i, f := range familyOrder {
		if e, ok := families[f].exact[s]; ok {
			out[i], exact = families[f].columns[e], true
		}
	}
	if exact {
		return out
	}
	for i, f := range familyOrder {
		out[i] = readColumn(f, text)
	}
	return out
}

// headFamily is the family of columns that a word stands over.
func headFamily(head string) string {
	switch head {
	case headApplicants, headOrganisations:
		return secApplications
	case headLocal, headContent:
		return secProactive
	}
	return secReview
}

// tableHeader makes the header of some rows of a table.
func tableHeader(family string, t *document.Table, rows [][]gridCell, at []int, whole []bool) *header {
	cells := make([][]headCell, len(at))
	grid := true
	for i, r := range at {
		grid = grid && whole[r]
		for _, c := range rows[r] {
			if c.own {
				cells[i] = append(cells[i], headCell{strings.TrimSpace(c.cell.Text), c.from, c.to})
			}
		}
		for j := range cells[i] {
			if blank(cells[i][j].text) {
				cells[i][j].text = ""
			}
		}
	}
	return readHeader(family, cells, t, grid)
}

// numberWithWords reports whether a text behind a label can only be a cell that
// is meant to hold a number: it has digits, no ordinal, and is no label; or it is a
// number in words.
func numberWithWords(text string) bool {
	s := tidy(text)
	if inWords(s) {
		return true
	}
	if !strings.ContainsAny(s, "0123456789") || utf8.RuneCountInString(s) > 20 {
		return false
	}
	l := readLabel(s)
	_, _, label := findRow(l)
	return l.ordinal == "" && !label
}
