package report

import (
	"slices"

	"gongkai/extract/document"
)

// Rows that lost their merged cells are pushed to the left, each by as many columns as
// its label reached over, and may have been filled up with blanks at their end: a table
// saved as comma-separated values and as a sheet again. The table looks whole then, and
// no column is one.

// spanless reports whether no cell of a table reaches over columns.
func spanless(t *document.Table) bool {
	for i := range t.Cells {
		if c := &t.Cells[i]; c.ColSpan > 1 && !blank(c.Text) {
			return false
		}
	}
	return true
}

// columnsHold reports whether the columns of a table can be those of a header. In a
// table of section 三 whose cells lost their spans they are not where a label or a
// number stands on the wrong side of the header's first column, or where the header's
// columns are not in the form's order: those of its upper row have moved between those
// of the lower one. Half a header shows nothing.
func (w *walker) columnsHold(h *header, t *document.Table) bool {
	if h.family != secApplications || !w.spanless || t == nil {
		return true
	}
	natural, first, last := false, -1, 0
	for _, l := range h.leaves {
		if l.from < last {
			return false
		}
		last = l.to
		natural = natural || l.key == "natural_person"
		if first < 0 && l.known() {
			first = l.from
		}
	}
	s := w.spareOf(t)
	return natural && first >= s.deepest && (s.number < 0 || first <= s.number) && !h.disordered([][]string{keysOf(applicationColumns)})
}

// firm reports whether the columns can be believed for a row of which blanks were put
// aside: where it stands under the header cell by cell; where the header is elsewhere
// and it reaches the table's last column with a number, so that nothing was lost of it,
// and begins behind the labels of all rows; or where it begins with a number, and has
// its blanks too many behind.
func (w *walker) firm(h *header, values, picked []value) bool {
	if !blank(values[0].text) {
		return true
	}
	s := &w.spare
	if last := values[len(values)-1]; h == nil || h.table != s.table {
		return last.to == s.width && !blank(last.text) && picked[0].from >= s.labels
	}
	if len(h.leaves) != len(picked) || !w.columnsHold(h, s.table) {
		return false
	}
	for i, l := range h.leaves {
		if v := picked[i]; v.to <= l.from || v.from >= l.to {
			return false
		}
	}
	return true
}

// fewer reports whether a table that goes on without its header may have a column less:
// its row has as many cells as the header has names, one of them none of the form's,
// but begins with a blank where other rows have their labels and none a number.
func (w *walker) fewer(h *header, leaves []leaf, values []value, t *document.Table) bool {
	if h == nil || h.table == t || t == nil || !blank(values[0].text) || !slices.ContainsFunc(leaves, func(l leaf) bool { return l.key == "" }) {
		return false
	}
	s := w.spareOf(t)
	return values[0].to <= s.labels && !s.counts(values[0])
}
