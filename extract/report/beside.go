package report

import "gongkai/extract/document"

// misplaced reports whether a row's cells, which are as many as some columns, stand in
// others or may do so.
func (w *walker) misplaced(h *header, leaves []leaf, values []value, t *document.Table) bool {
	if h != nil && h.grid && (beside(leaves, values) || h.otherwise(leaves, values)) {
		return true
	}
	if h != nil && len(leaves) > len(h.leaves) && !numbersOnly(values) {
		return true // a remark, and not a number whose column's name is lost
	}
	return underNothing(leaves, values) || overOwnLabel(leaves, values) || w.fewer(h, leaves, values, t) || merged(values)
}

// beside reports whether a value stands wholly beside the column that its order gives
// it, where both have a place in one grid.
func beside(leaves []leaf, values []value) bool {
	for i, l := range leaves {
		if v := values[i]; l.to > 0 && v.to > 0 && (v.to <= l.from || v.from >= l.to) {
			return true
		}
	}
	return false
}

// otherwise reports whether columns of which the header's labels are some stand otherwise
// over a row: a name of the header has another value under it than its own.
func (h *header) otherwise(leaves []leaf, values []value) bool {
	for _, named := range h.leaves {
		for i, l := range leaves {
			under := values[i].to > named.from && values[i].from < named.to
			if len(leaves) > len(h.leaves) && named.to > 0 && values[i].to > 0 && under != (l.key == named.key) {
				return true
			}
		}
	}
	return false
}

// underNothing reports whether a number stands under no name and a blank under one of
// the form's: the names may stand beside their columns.
func underNothing(leaves []leaf, values []value) bool {
	number, gap := false, false
	for i, l := range leaves {
		number = number || l.key == "" && letters(l.text) == "" && !blank(values[i].text)
		gap = gap || l.key != "" && blank(values[i].text)
	}
	return number && gap
}

// overOwnLabel reports whether the first name, none of the form's, stands over the row's
// label: it is the labels' own, cut off or with a slip, and the row has a cell more.
func overOwnLabel(leaves []leaf, values []value) bool {
	l := leaves[0]
	return l.key == "" && l.to > 0 && l.to <= values[0].from
}
