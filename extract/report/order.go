package report

import "slices"

// order returns the columns of a row with n cells ("" for one that is not
// known), or false where the header and the cells contradict each other or the
// place of the cells is not proved. A nil header is a header torn off. row is
// the row of section 二. inStream says that blanks may have vanished.
//
// full says that none of the cells is blank: only then may a label be missing
// from the header, for a blank cell more could be the mark of a merged one.
func (h *header) order(family, row string, n int, inStream, full bool) ([]leaf, bool) {
	var forms [][]string
	switch {
	case family == secApplications:
		forms = [][]string{keysOf(applicationColumns)}
	default:
		for _, f := range []string{form2021, form2019} {
			if c := rowColumns(f, row); c != nil {
				forms = append(forms, c)
			}
		}
	}
	if h == nil || len(h.leaves) == 0 {
		if family == secApplications && n == len(forms[0]) {
			return leavesOf(forms[0], nil), true
		}
		return nil, false
	}
	if h.broken {
		return nil, false
	}
	// the form's own columns, labels lost or cut at most
	var fit [][]string
	for _, f := range forms {
		if len(f) == len(h.leaves) && h.within(f) {
			fit = append(fit, f)
		}
	}
	whole := len(fit) > 0
	for _, f := range forms {
		if !whole && full && len(f) == n && len(f) > len(h.leaves) && h.within(f) {
			fit = append(fit, f)
		}
	}
	if len(fit) == 1 && len(fit[0]) != n {
		return nil, false
	}
	if len(fit) == 1 {
		return leavesOf(fit[0], h.leaves), true
	}
	if h.loose || len(h.leaves) != n {
		return nil, false
	}
	known := map[string]bool{}
	for _, l := range h.leaves {
		if len(l.may) > 0 || l.key != "" && (known[l.key] || family == secProactive && !fits(row, l.key)) {
			return nil, false
		}
		known[l.key] = true
	}
	if inStream && (h.ambiguous(forms) || h.disordered(forms)) {
		return nil, false // a label or a blank cell was lost: which one?
	}
	if known[""] && !h.grid && !h.placed(forms) {
		return nil, false
	}
	delete(known, "")
	return h.leaves, len(known) > 0
}

// within reports whether the header's columns, in their order, are some of f's:
// nothing unknown, nothing out of order.
func (h *header) within(f []string) bool {
	if h.loose {
		return h.looselyWithin(f)
	}
	at := 0
	if len(h.leaves) == len(f) {
		for i, l := range h.leaves {
			if l.key != f[i] && !slices.Contains(l.may, f[i]) {
				return false
			}
		}
		return true
	}
	for _, l := range h.leaves {
		if l.key == "" {
			return false
		}
		for at < len(f) && f[at] != l.key {
			at++
		}
		if at == len(f) {
			return false
		}
		at++
	}
	return true
}

// looselyWithin holds for a header whose rows could not be fitted together but
// which names every column of the form once, each row in the form's order.
func (h *header) looselyWithin(f []string) bool {
	if len(h.leaves) != len(f) {
		return false
	}
	seen := map[string]bool{}
	breaks, last := 0, -1
	for _, l := range h.leaves {
		at := slices.Index(f, l.key)
		if at < 0 || seen[l.key] {
			return false
		}
		seen[l.key] = true
		if at < last {
			breaks++
		}
		last = at
	}
	return breaks <= 1 && f[0] == h.leaves[0].key
}

// ambiguous reports, for a header whose rows are lost, whether it lacks columns
// of the form, or its order is only that of two rows whose heading was lost.
func (h *header) ambiguous(forms [][]string) bool {
	for _, f := range forms {
		if len(h.leaves) < len(f) && h.within(f) || h.looselyWithin(f) && !h.within(f) {
			return true
		}
	}
	return false
}

// disordered reports whether two columns of one form stand in the other order.
// In a grid an organ's own order is what it is; where the places are lost it is
// as well the words of two rows of the header, or of a page, out of order.
func (h *header) disordered(forms [][]string) bool {
	for _, f := range forms {
		last := -1
		for _, l := range h.leaves {
			at := slices.Index(f, l.key)
			if at >= 0 && at < last {
				return true
			}
			last = max(last, at)
		}
	}
	return false
}

// placed reports whether a header with an unknown column leaves no doubt where
// the known ones stand: every other column of the form at its place, or the
// whole form and the unknown one besides.
func (h *header) placed(forms [][]string) bool {
	for _, f := range forms {
		at, all := true, len(h.leaves) > len(f)
		if len(h.leaves) != len(f) {
			at = false
		}
		known := map[string]bool{}
		for i, l := range h.leaves {
			known[l.key] = true
			if at && l.key != "" && l.key != f[i] {
				at = false
			}
		}
		for _, k := range f {
			all = all && known[k]
		}
		if at || all {
			return true
		}
	}
	return false
}

// leavesOf makes leaves of a form's columns with the units that a header names.
func leavesOf(keys []string, from []leaf) []leaf {
	out := make([]leaf, len(keys))
	for i, k := range keys {
		out[i] = leaf{column: column{key: k}}
		for j, l := range from {
			if l.key == k || len(from) == len(keys) && i == j {
				out[i].unit = l.unit
			}
		}
	}
	return out
}
