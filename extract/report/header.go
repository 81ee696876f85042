package report

import "gongkai/extract/document"

// header is what stands over the rows of a statutory table: its columns from
// left to right, as far as they were read.
type header struct {
	family string
	leaves []leaf
	// grid says that the leaves' positions in table are true, so that a cell may
	// be found under its header; else only the order of the leaves is known.
	grid  bool
	table *document.Table
	// broken says that the header's own structure is not understood: nothing can
	// be read under it.
	broken bool
	// heads are the words over columns in their order (section 四).
	heads []string
	// loose says that levels of the header could not be fitted together.
	loose bool
}

// leaf is a lowest cell of a header.
type leaf struct {
	column
	from, to int // columns of the grid, to is behind the last
	head     string
	unit     unit
	lost     bool // a column whose label is not there
}

// headCell is a cell of a header row as it comes.
type headCell struct {
	text     string
	from, to int
}

// readHeader makes a header of its rows. grid says that positions are true.
func readHeader(family string, rows [][]headCell, table *document.Table, grid bool) *header {
	h := &header{family: family, table: table}
	levels := make([][]column, len(rows))
	for i, row := range rows {
		levels[i] = make([]column, len(row))
		for j, c := range row {
			if c.text != "" {
				levels[i][j] = readColumn(family, c.text)
			}
			if hd := levels[i][j].head; hd != "" {
				h.heads = append(h.heads, hd)
			}
		}
	}
	if grid && h.fromGrid(rows, levels) {
		h.grid = true
	} else {
		h.leaves = nil
		h.fromOrder(rows, levels)
	}
	if len(h.leaves) > maxRowCells {
		h.grid, h.broken = false, true
	}
	return h
}

// fromGrid finds the lowest cell over each column of the grid. It fails where a
// column that the form knows is covered by another one: then the positions lie.
func (h *header) fromGrid(rows [][]headCell, levels [][]column) bool {
	width := 0
	for _, row := range rows {
		for _, c := range row {
			width = max(width, c.to)
		}
	}
	type spot struct{ level, cell int }
	under := make([]spot, width)
	heads := make([]string, width)
	for k := range under {
		under[k] = spot{-1, -1}
	}
	for i, row := range rows {
		for j, c := range row {
			if c.text == "" {
				for k := c.from; k < c.to; k++ {
					if s := under[k]; s.level >= 0 && levels[s.level][s.cell].head != "" {
						if overLabels(levels[s.level][s.cell].head) {
							continue // the labels' own column goes on downwards
						}
						heads[k] = levels[s.level][s.cell].head
						under[k] = spot{i, j} // its label is lost: not the heading's own column
					}
				}
				continue
			}
			for k := c.from; k < c.to; k++ {
				if s := under[k]; s.level >= 0 {
					above := levels[s.level][s.cell]
					if above.key != "" {
						return false // a column cannot stand over another
					}
					if above.head != "" {
						heads[k] = above.head
					}
				}
				under[k] = spot{i, j}
			}
		}
	}
	var leaves []leaf
	for k := 0; k < width; k++ {
		s := under[k]
		if s.level < 0 {
			continue
		}
		if k > 0 && under[k-1] == s {
			continue
		}
		c := levels[s.level][s.cell]
		cell := rows[s.level][s.cell]
		if overLabels(c.head) {
			continue
		}
		end := k + 1
		for end < width && under[end] == s {
			end++
		}
		if c.head == headOrganisations && h.family == secApplications {
			c = column{key: organisationsColumn.key, text: c.text}
		}
		if c.head != "" {
			return false // a heading without columns of its own
		}
		leaves = append(leaves, leaf{column: c, from: k, to: end, head: heads[k], unit: headerUnit(cell.text)})
	}
	h.leaves = leaves
	return len(leaves) > 0
}

// overLabels reports whether a word of a header stands over the labels of the
// rows and over no column.
func overLabels(head string) bool { return head == headContent || head == headNote }

// fromOrder fits the rows of a header whose positions are lost together: a row's
// cells stand under the one cell of the row above that its blanks leave open, or
// under the heading that the form puts over them.
func (h *header) fromOrder(rows [][]headCell, levels [][]column) {
	if h.family == secReview {
		for i := range levels {
			for _, c := range levels[i] {
				if c.text != "" && c.head == "" {
					h.leaves = append(h.leaves, leaf{column: c})
				}
			}
		}
		return
	}
	var top []leaf // with blanks, as the row stands
	for i, level := range levels {
		cells := make([]leaf, len(level))
		for j, c := range level {
			cells[j] = leaf{column: c}
			if rows[i][j].text != "" {
				cells[j].unit = headerUnit(rows[i][j].text)
			}
		}
		if top == nil {
			top = cells
			continue
		}
		top = h.under(top, cells)
	}
	for _, l := range top {
		if l.text == "" && !l.lost || l.head == headContent || l.head == headNote || l.column.head != "" && l.column.head != headOrganisations {
			continue
		}
		h.leaves = append(h.leaves, l)
	}
	for i := range h.leaves {
		if h.leaves[i].column.head == headOrganisations {
			h.leaves[i].column = column{key: organisationsColumn.key, text: h.leaves[i].text}
		}
	}
}

// under puts a row of a header under the row above.
func (h *header) under(top, row []leaf) []leaf {
	first, last := 0, len(row)
	for first < last && row[first].text == "" {
		first++
	}
	for last > first && row[last-1].text == "" {
		last--
	}
	if first == last {
		return top
	}
	at := -1
	if first+1+len(row)-last == len(top) && top[first].key == "" {
		at = first
	} else {
		for i, l := range top {
			if l.column.head != "" && l.column.head != headContent && l.column.head != headNote {
				if at >= 0 {
					at = -2 // two headings, no position: whose columns are these?
					break
				}
				at = i
			}
		}
	}
	if at < 0 {
		if at == -1 && onlyHeads(top) {
			return row[first:last]
		}
		h.loose = true
		return append(append([]leaf{}, top...), row[first:last]...)
	}
	for i := first; i < last; i++ {
		row[i].lost = row[i].text == "" // between others: a column without its label
	}
	joined := append([]leaf{}, top[:at]...)
	joined = append(joined, row[first:last]...)
	return append(joined, top[at+1:]...)
}

// onlyHeads reports whether a row has no column of its own.
func onlyHeads(row []leaf) bool {
	for _, l := range row {
		if l.text != "" && l.column.head == "" {
			return false
		}
	}
	return true
}

// streamHeader makes a header of words in reading order, their rows lost: the
// words of a lower row come after all of the upper one.
func streamHeader(family string, words []column) *header {
	h := &header{family: family}
	at, head := -1, ""
	for _, w := range words {
		switch w.head {
		case "":
			h.leaves = append(h.leaves, leaf{column: w, unit: headerUnit(w.text)})
		case headOrganisations, headLocal:
			if at >= 0 {
				h.broken = true
			}
			at, head = len(h.leaves), w.head
		default:
			h.heads = append(h.heads, w.head)
		}
	}
	if at < 0 || h.broken {
		return h
	}
	// the columns under the heading are the last ones, behind all upper ones
	start := len(h.leaves)
	for start > at && lower(head, h.leaves[start-1].key) {
		start--
	}
	if start < len(h.leaves) {
		children := append([]leaf{}, h.leaves[start:]...)
		upper := append([]leaf{}, h.leaves[at:start]...)
		h.leaves = append(append(h.leaves[:at:at], children...), upper...)
	} else if head == headLocal {
		h.broken = true
	}
	return h
}

// lower reports whether a column stands in the lower row, under the heading.
func lower(head, key string) bool {
	if head == headLocal {
		return key == "made" || key == "obtained" || key == "previous_items" || key == "change"
	}
	return key != "natural_person" && key != "total"
}

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
	if inStream && h.ambiguous(forms) {
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
			if l.key != f[i] && !contains(l.may, f[i]) {
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
		at := index(f, l.key)
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

func index(list []string, s string) int {
	for i, x := range list {
		if x == s {
			return i
		}
	}
	return -1
}
