package report

import (
	"strings"

	"gongkai/extract/document"
)

// A page break may go through a row: the first lines of its label stand with the
// numbers above it, the last ones with blank cells below, or the other way; or its
// label and some of its numbers stand above, the others below. The halves are two
// rows then, and the blanks of the one are no blanks.

// halfRow is what the row of a table that was read last leaves open. It reaches over
// the header that the next page repeats.
type halfRow struct {
	// open is a row that was read; of no key for any other. whole says that it has no
	// blank cell.
	open  rowForm
	whole bool
	page  int // where it stands
	to    int // the column behind its label, 0 where it has none
	// text and values are those of a row that is none of the form's; text is "" where
	// nothing names it.
	text    string
	values  []value
	strange int // rows that were strange before it
}

// numbers reports whether it has numbers that were not read.
func (h *halfRow) numbers() bool { return !allBlankValues(h.values) }

// goesOn reports whether the values behind the row that was read may be its own: in its
// blank cells, or, on the next page, the last digits of its numbers.
func (h *halfRow) goesOn(values []value, place document.Place) bool {
	return h.open.key != "" && !allBlankValues(values) && (!h.whole || h.page > 0 && place.Page > h.page)
}

// beside reports whether the values of a row whose label ends before that of the row
// that was read may be its own, as the last digits of its numbers are.
func (h *halfRow) beside(values []value, to int) bool {
	return h.whole && to < h.to && h.goesOn(values, values[len(values)-1].place)
}

// own reports whether its numbers may belong to a row below, whose label ends at to:
// into its blank cells, where nothing names them, or where the label below was not the
// form's letter for letter; or, on the next page, before its own digits.
func (h *halfRow) own(values []value, near bool, to int) bool {
	if !h.numbers() {
		return false
	}
	if h.to < to && h.page > 0 && values[len(values)-1].place.Page > h.page {
		return true
	}
	return h.text == "" && !full(values) || near && allBlankValues(values)
}

// ends reports whether a label is the rest of the one above, and which row both name.
func (h *halfRow) ends(l label) (rowForm, bool) {
	if h.text == "" || l.text == "" {
		return rowForm{}, false
	}
	return exactRow(h.text + l.text)
}

// nameless reports whether a row has digits and no word.
func nameless(row []gridCell) bool {
	digits := false
	for _, c := range row {
		if reHan.MatchString(c.cell.Text) {
			return false
		}
		digits = digits || strings.ContainsAny(c.cell.Text, "0123456789")
	}
	return digits
}

// dropBlanks takes the blank cells of section 二 back. A sheet that is wider than its
// page is printed in parts beside each other: the columns and numbers that are not
// there stand on another page, without their labels.
func (w *walker) dropBlanks() {
	for _, key := range sortedKeys(w.sheet.cells) {
		if c := w.sheet.cells[key]; c.Section == secProactive && c.State == StateBlank {
			delete(w.sheet.cells, key)
			w.sheet.find("row_unproved", document.Reader, c.Section+"."+c.Row, "表的另一些列可能印在别处，空白未读 / other columns of the table may be printed elsewhere: a blank cell is left out", c.Place)
		}
	}
}

// cutRow reads a row whose label ends that of the row above.
func (w *walker) cutRow(above halfRow, l label, values []value, place document.Place) bool {
	r, ok := above.ends(l)
	if !ok {
		return false
	}
	w.strange = w.strange[:above.strange] // the row above was one of them
	w.dropPart()                          // that is of a row before
	w.trace.label(above.text + l.text)
	w.known(r, above.text+l.text)
	switch {
	case allBlankValues(values):
		values = above.values
	case above.numbers():
		w.unproved(r, w.headers[r.section], append(above.values, values...), false, place)
		return true
	}
	if len(values) > 0 {
		w.row(r, values, true, false, place)
	}
	return true
}
