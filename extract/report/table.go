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
	all := make([]gridCell, 0, len(t.Cells)) // of all rows
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

// table reads one table, row by row. A header stays in force in the next table
// (a table torn over pages), by its order only.
func (w *walker) table(t *document.Table, place document.Place) {
	w.endStreamTable()
	rows, whole := rowsOf(t)
	var head []int // rows of the header that is being read
	family := ""
	used := false
	for _, h := range w.headers {
		if h != nil {
			h.grid = false
		}
	}
	for r, row := range rows {
		kind, fam := w.kindOf(row, family, len(head) > 0)
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
			continue
		case rowHeader:
			if len(head) > 0 && (fam != family && fam != "" && family != "" || head[len(head)-1] != r-1 || len(head) == maxHeaderRows || opens(row)) {
				head, family = nil, ""
			}
			head = append(head, r)
			if fam != "" {
				family = fam
			}
			if family != "" {
				w.headers[family] = tableHeader(family, t, rows, head, whole)
				used = true
			}
			continue
		case rowText:
			head, family = nil, ""
			w.strangeTableRow(row)
			continue
		}
		head, family = nil, ""
		used = w.dataRow(row) || used
	}
	w.dropPart()
	if !used || !w.tookFrom(t) {
		w.keep(t, place)
	}
	for i := range t.Cells {
		for _, n := range t.Cells[i].Nested {
			w.table(n, t.Cells[i].Place)
		}
	}
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
		if r, exact, ok := findRow(readLabel(t.Cells[i].Text)); ok && exact && r.key != "otherwise.other" && r.key != "total" {
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

// opens reports whether a header row can only be the first of its header.
func opens(row []gridCell) bool {
	for _, c := range row {
		if c.own && letters(fold(c.cell.Text)) == "信息内容" {
			return true
		}
	}
	return false
}

// kindOf tells what a row is, and for a header the family of its columns where
// it names one alone. Words that two families share (总计, 其他) decide nothing.
func (w *walker) kindOf(row []gridCell, family string, inHead bool) (rowKind, string) {
	var texts []string
	values := 0
	for _, c := range row {
		if !c.own || blank(c.cell.Text) {
			continue
		}
		texts = append(texts, c.cell.Text)
		if valueLike(c.cell.Text) {
			values++
		}
	}
	if len(texts) == 0 {
		return rowBlank, ""
	}
	if values > 0 {
		return rowData, ""
	}
	first := fold(texts[0])
	if !inHead && isSubtotal(letters(fold(texts[len(texts)-1]))) && len(texts) <= 2 {
		if _, ok := w.rowNamed(readLabel(texts[len(texts)-1]), true); ok {
			return rowData, "" // a group's sums, all blank
		}
	}
	if reArticle.MatchString(first) && len(texts) == 1 {
		return rowArticle, ""
	}
	votes := map[string]int{}
	words := 0
	for _, t := range texts {
		in, only, head := 0, "", ""
		for i, c := range columnsNamed(t) {
			f := familyOrder[i]
			switch {
			case c.head == headNote:
				in, only, head = 1, secApplications, c.head
			case c.key != "" || len(c.may) > 0 && family == f:
				in++
				only = f
			case c.head != "":
				in++
				only, head = headFamily(c.head), c.head
			}
		}
		if in > 0 {
			words++
		}
		if in == 1 || head != "" {
			votes[only]++
		}
	}
	best := ""
	for _, f := range []string{secProactive, secApplications, secReview} {
		if votes[f] > 0 && (best == "" || votes[f] > votes[best]) {
			best = f
		}
	}
	l := readLabel(texts[0])
	_, exact, isRow := findRow(l)
	if isRow && exact && (words <= len(texts)/2 || len(texts) == 1 && (l.ordinal != "" || !inHead)) {
		return rowData, ""
	}
	if words > 0 && (best != "" || family != "" || words == len(texts)) {
		return rowHeader, best
	}
	if isRow {
		return rowData, ""
	}
	if len(texts) > 1 || w.lastText != "" || w.part != nil {
		for _, t := range texts {
			if _, _, ok := findRow(readLabel(t)); ok {
				return rowData, ""
			}
		}
		if w.continues(texts[len(texts)-1]) {
			return rowData, ""
		}
	}
	if _, ok := fragmentOf(readLabel(texts[len(texts)-1]).text); ok {
		return rowData, ""
	}
	return rowText, ""
}

// continues reports whether a text is the rest of a label that was cut off.
func (w *walker) continues(text string) bool {
	l := readLabel(text)
	if l.text == "" {
		return false
	}
	if w.part != nil {
		if _, ok := exactRow(w.part.text + l.text); ok {
			return true
		}
	}
	_, ok := exactRow(w.lastText + l.text)
	return ok && w.lastText != ""
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

// dataRow reads a row with values. It reports whether a statutory row was found.
func (w *walker) dataRow(row []gridCell) bool {
	if h := w.headers[secReview]; h != nil && h.table != nil && w.reviewRow(row) {
		return true
	}
	var found rowForm
	var text, extra string
	at, ok := -1, false
	unknown := -1
	end := 0 // behind the cells that can be labels
	for end < len(row) && (!row[end].own || !valueLike(row[end].cell.Text)) {
		end++
	}
	for i := 0; i < end; i++ {
		c := row[i]
		if blank(c.cell.Text) {
			continue
		}
		l := readLabel(c.cell.Text)
		r, is := w.rowNamed(l, true)
		glue := ""
		if !is {
			if gr, gt, g, yes := w.glued(c.cell.Text); yes {
				r, is, l.text, glue = gr, true, gt, g
			} else {
				r, is = w.rowNamed(l, false)
			}
		}
		if !is && at < i-1 && unknown == i-1 { // one label over two cells
			r, is = w.rowNamed(readLabel(row[i-1].cell.Text+c.cell.Text), true)
		}
		if !c.own {
			if is && (r.key == r.group || r.key == groupResults) {
				w.group = r.group
			}
			continue
		}
		if !is && ok && found.key != found.group && found.key != groupResults && numberWithWords(c.cell.Text) {
			break // a cell of the row that is no number: 约3
		}
		if !is {
			unknown = i
			continue
		}
		found, text, extra, at, ok, unknown = r, l.text, glue, i, true, -1
		if r.group != "" {
			w.group = r.group
		}
	}
	if !ok || unknown > at {
		return w.unnamed(row, end, unknown)
	}
	values := valuesAfter(row, at)
	if extra != "" {
		if allBlankValues(values) && len(values) == 0 || !allBlankValues(values) || len(values) > 0 {
			c := row[at]
			values = append([]value{{text: extra, place: c.cell.Place}}, values...)
			for i := range values {
				values[i].from, values[i].to = 0, 0 // the number has no column of its own
			}
		}
	}
	w.part = keepPart(w.part, found)
	heading := found.key == groupResults || found.group == found.key && found.key != "otherwise"
	if heading && allBlankValues(values) || found.key == "otherwise" && len(values) == 0 {
		return true
	}
	w.known(found, text)
	if len(values) == 0 {
		return true
	}
	w.row(found, values, false, false, row[at].cell.Place)
	return true
}

// keepPart drops a cut label when another row follows.
func keepPart(p *part, _ rowForm) *part { return p }

// unnamed reads a row whose label is none of the form's: the rest or the
// beginning of a torn one, or a row that is strange.
func (w *walker) unnamed(row []gridCell, end, unknown int) bool {
	if unknown >= 0 {
		l := readLabel(row[unknown].cell.Text)
		values := valuesAfter(row, unknown)
		if w.torn(l, values, false, row[unknown].cell.Place) || w.begin(l, values, false) {
			return true
		}
	}
	w.strangeTableRow(row)
	return false
}

// strangeTableRow notes a row under a statutory header that the form does not know.
func (w *walker) strangeTableRow(row []gridCell) {
	var cells []string
	var place document.Place
	for _, c := range row {
		if c.own && !blank(c.cell.Text) {
			if cells == nil {
				place = c.cell.Place
			}
			cells = append(cells, strings.TrimSpace(c.cell.Text))
		}
	}
	if len(cells) < 2 {
		return
	}
	if w.headers[secApplications] != nil {
		w.notARow(secApplications, cells, place)
	} else if w.headers[secProactive] != nil {
		w.notARow(secProactive, cells, place)
	}
}

// valuesAfter are the cells behind a label, with those that reach down from rows above.
func valuesAfter(row []gridCell, at int) []value {
	vs := make([]value, 0, len(row)-at-1)
	for _, c := range row[at+1:] {
		vs = append(vs, value{c.cell.Text, c.cell.Place, c.from, c.to, !c.own || c.cell.RowSpan > 1})
	}
	return vs
}

// reviewRow reads the one row of section 四: its 15 cells have no label.
func (w *walker) reviewRow(row []gridCell) bool {
	h := w.headers[secReview]
	at := -1
	for i, c := range row {
		if !blank(c.cell.Text) && !valueLike(c.cell.Text) {
			if i > 0 && at < i-1 || i > 1 {
				return false
			}
			if _, _, isRow := findRow(readLabel(c.cell.Text)); isRow {
				return false
			}
			at = i
		}
	}
	if len(row) < 5 {
		return false
	}
	return w.review(h, valuesAfter(row, at), row[0].cell.Place)
}

// numberWithWords reports whether a text behind a label can only be a cell that
// is meant to hold a number: it has digits, no ordinal, and is no label.
func numberWithWords(text string) bool {
	s := tidy(text)
	if !strings.ContainsAny(s, "0123456789") || utf8.RuneCountInString(s) > 20 {
		return false
	}
	l := readLabel(s)
	_, _, label := findRow(l)
	return l.ordinal == "" && !label
}
