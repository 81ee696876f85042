package report

import (
	"slices"
	"strings"

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

// twoInOne reports whether a row of a table without spans holds two values in one cell,
// and a blank: that may be what filled the row up or a merged cell left, and the others
// stand a column aside. A page has no such rows, but numbers that its narrow cells break.
func (w *walker) twoInOne(values []value) bool {
	return w.spanless && len(values) > 0 && values[0].place.Page == 0 && !full(values) && slices.ContainsFunc(values, value.two)
}

// merged reports whether a cell that holds two values is wider than another one of its
// row: it is two cells, and of as many cells as the header has another may be half of one.
func merged(values []value) bool {
	narrow := values[0].to - values[0].from
	for _, v := range values {
		narrow = min(narrow, v.to-v.from)
	}
	return slices.ContainsFunc(values, func(v value) bool { return v.to-v.from > narrow && v.two() })
}

// two reports whether a cell holds two values, with a blank between.
func (v value) two() bool {
	pieces := strings.Fields(v.text)
	return len(pieces) > 1 && valueLike(pieces[0]) && valueLike(pieces[1])
}

// firm reports whether the columns can be believed for a row of which blanks were put
// aside: where it stands under the header cell by cell; where the header is elsewhere
// and it reaches the table's last column with a number, so that nothing was lost of it,
// and begins behind the labels of all rows; or where it begins with a number, and has
// its blanks too many behind. It never is where no other row has as many cells: any of
// them may be the one too many.
func (w *walker) firm(h *header, values, picked []value, t *document.Table) bool {
	s, last := w.spareOf(t), values[len(values)-1]
	headed := h != nil && h.table == t
	holds := headed && w.columnsHold(h, t)
	pushed := !holds && (headed || s.number >= 0 && s.number < s.deepest)
	widest := last.to == s.width && s.widest < 2
	switch {
	case pushed && s.alone(len(values)), headed && widest && last.to > h.cols:
		return false
	case isUnread(tidy(values[0].text)): // what is in doubt may be nothing, and the one too many
		return false
	case full(picked):
		return true
	case !pushed && widest:
		return false
	case !blank(values[0].text):
		return true
	case !headed:
		return last.to == s.width && !blank(last.text) && picked[0].from >= s.labels
	case !holds || len(h.leaves) != len(picked):
		return false
	}
	for i, l := range h.leaves {
		if v := picked[i]; v.to <= l.from || v.from >= l.to {
			return false
		}
	}
	return true
}

// alone reports whether at most one row of several has so many cells behind a label of the
// form.
func (s *spare) alone(n int) bool {
	if s.behind == nil {
		s.behind = map[int]int{}
		after, labelled := 0, false
		for i := range s.table.Cells {
			c := &s.table.Cells[i]
			after++
			if _, ok := exactRow(readLabel(c.Text).text); ok {
				after, labelled = 0, true
			}
			if i+1 == len(s.table.Cells) || s.table.Cells[i+1].Row != c.Row {
				if labelled {
					s.behind[after]++
				}
				after, labelled = 0, false
			}
		}
	}
	return s.behind[n] < 2 && len(s.behind) > 1
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
