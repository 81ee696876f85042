package report

import (
	"slices"

	"gongkai/extract/document"
)

// fitRow pairs a row's values with columns: under the header's own positions
// where they are true; else by count, blanks at the ends put aside where the other
// rows of the table allow it and only one way is possible.
func (w *walker) fitRow(h *header, r rowForm, values []value, inStream bool, t *document.Table) ([]leaf, []value, bool) {
	if len(values) == 0 || len(values) > maxRowCells {
		return nil, nil, false
	}
	if !inStream && h != nil && values[0].to > 0 {
		same := h.width > 0 && values[len(values)-1].to == h.width
		if (h.grid || same) && w.columnsHold(h, t) {
			if leaves, picked, ok := h.aligned(r, values); ok {
				return leaves, picked, true
			}
		}
		if same && !h.grid && !full(values) {
			return nil, nil, false // which of the blanks is the one too many, the header says
		}
	}
	if leaves, ok := h.order(r.section, r.key, len(values), inStream, full(values)); ok {
		if w.misplaced(h, leaves, values, t) {
			return nil, nil, false // as many, and in other columns
		}
		// names and numbers may have been lost alike: of a part of the form's names
		// the count proves nothing
		if r.section == secApplications && !wholeForm(r, leaves) {
			return nil, nil, false
		}
		return leaves, values, true
	}
	if inStream {
		return nil, nil, false
	}
	if len(values) == 1 && isNone(tidy(values[0].text)) && h != nil {
		// one cell "无" where the header has several columns: merged over all
		if leaves, ok := h.order(r.section, r.key, len(h.leaves), false, true); ok {
			all := make([]value, len(leaves))
			for i := range all {
				all[i] = values[0]
			}
			return leaves, all, true
		}
	}
	if h != nil && h.grid && values[0].to > 0 {
		return nil, nil, false // in a true grid nothing may stand beside the columns
	}
	if values[0].to == 0 {
		return nil, nil, false // of a number in the label's cell and a blank, either may be the one too many
	}
	none := allBlankValues(values)
	front, back := len(values), len(values)
	if !none {
		front, back = w.spareOf(t).ends(values, h)
		if reachesIn(values[front : len(values)-back]) {
			return nil, nil, false
		}
	}
	leaves, picked, ok := onlyWay(h, r, values, front, back, none)
	if ok && !none && !w.firm(h, values, picked, t) {
		return nil, nil, false
	}
	return leaves, picked, ok
}

// onlyWay puts so many blanks at the ends of a row aside that the rest is as many as
// the form has, where that is possible in one way. Of blanks alone every way is the same.
func onlyWay(h *header, r rowForm, values []value, front, back int, none bool) ([]leaf, []value, bool) {
	var leaves []leaf
	var picked []value
	ways := 0
	for n := len(values) - 1; n > 0 && n >= len(values)-front-back; n-- {
		extra := len(values) - n
		for i := max(0, extra-back); i <= min(front, extra); i++ {
			cells := values[i : i+n]
			l, ok := h.order(r.section, r.key, n, false, full(cells))
			if !ok || !wholeForm(r, l) || !numbersOnly(cells) || overOwnLabel(l, values) {
				continue
			}
			if ways == 0 || !none {
				ways++
				leaves, picked = l, cells
			}
		}
	}
	return leaves, picked, ways == 1
}

// cutOff reports whether a row's one cell is no wider than a column, in another table
// than its header's: the table is cut between columns, and the others of the row are
// elsewhere. Its 无 is no other column's.
func (w *walker) cutOff(h *header, values []value) bool {
	return w.table != nil && h.table != nil && h.table != w.table && values[0].to-values[0].from == 1
}

// reachesIn reports whether a blank between values belongs to other rows as well:
// of a row with a cell too many it may be that one, as well as a blank at the end.
func reachesIn(values []value) bool {
	return slices.ContainsFunc(values, func(v value) bool { return v.down && blank(v.text) })
}

// numbersOnly reports whether all cells can be the form's: a remark among them says
// that they are counted from the wrong end.
func numbersOnly(cells []value) bool {
	for _, v := range cells {
		if !blank(v.text) && !valueLike(v.text) && !numberWithWords(v.text) {
			return false
		}
	}
	return true
}

// wholeForm reports whether leaves are all the columns of a form: only against
// a complete header may a blank be told to be one too many.
func wholeForm(r rowForm, leaves []leaf) bool {
	has := map[string]bool{}
	for _, l := range leaves {
		has[l.key] = true
	}
	forms := [][]string{keysOf(applicationColumns)}
	if r.section == secProactive {
		forms = [][]string{rowColumns(form2021, r.key), rowColumns(form2019, r.key)}
	}
	for _, f := range forms {
		all := len(f) > 0
		for _, k := range f {
			all = all && has[k]
		}
		if all {
			return true
		}
	}
	return false
}

func full(values []value) bool {
	for _, v := range values {
		if blank(v.text) {
			return false
		}
	}
	return true
}

// aligned pairs a row's values with the leaves that they stand under. Each leaf
// must have exactly one cell with content under it, or only blank ones, and no
// content may stand beside the leaves. The organisations' heading stands over the
// columns of each kind of them where more than one cell is under it.
func (h *header) aligned(r rowForm, values []value) ([]leaf, []value, bool) {
	known := 0
	for i, l := range h.leaves {
		again := func(before leaf) bool { return before.key == l.key }
		if len(l.may) > 0 || l.key != "" && slices.ContainsFunc(h.leaves[:i], again) || r.section == secProactive && l.key != "" && !fits(r.key, l.key) {
			return nil, nil, false
		}
		if l.key != "" {
			known++
		}
	}
	if known == 0 {
		return nil, nil, false
	}
	picked := make([]value, len(h.leaves))
	var at, covers [maxRowCells]int // the value of each leaf; how many leaves a value stands under
	for i, l := range h.leaves {
		covered, found, under := 0, -1, 0
		for j, v := range values {
			lap := min(v.to, l.to) - max(v.from, l.from)
			if lap <= 0 {
				continue
			}
			covered += lap
			covers[j]++
			under++
			switch {
			case found < 0 || blank(values[found].text):
				found = j
			case !blank(v.text):
				return nil, nil, false
			}
		}
		if covered < l.to-l.from || under > 1 && l.key == organisationsColumn.key {
			return nil, nil, false
		}
		picked[i], at[i] = values[found], found
	}
	for j, v := range values {
		if covers[j] == 0 && !blank(v.text) {
			return nil, nil, false
		}
	}
	for i := range picked {
		if covers[at[i]] > 1 {
			picked[i].down = true // merged: a number belongs to none
		}
	}
	return h.leaves, picked, true
}
