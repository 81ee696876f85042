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
	// width is how many columns a header of one row has, 0 for one of several rows.
	// A row of the same width stands under it cell by cell.
	width int
	// cols is how many columns of the table the header's rows reach over.
	cols int
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
			h.cols = max(h.cols, c.to)
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
			cells[j] = leaf{column: c, from: rows[i][j].from, to: rows[i][j].to}
			if len(levels) == 1 {
				h.width = rows[i][j].to
			}
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
	if len(h.leaves) > 0 && h.leaves[0].key == "" && len(h.leaves[0].may) == 0 {
		h.broken = true // of a row above, where its column stands is lost
	}
	if family == secApplications && h.levelled(at) {
		h.broken = true
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

// levelled reports whether the words of a header's rows came line by line while
// its cells reach over rows: 自然人 and 总计 stand half a line below the heading
// over the organisations, or above it. Then they come behind it, or both before
// it, wherever their columns are, and nothing tells the order of the columns. at
// is the number of columns before the heading, -1 where there is none. Where a
// column of the upper row comes last the words are in the order of the columns.
func (h *header) levelled(at int) bool {
	if n := len(h.leaves); n == 0 || !lower("", h.leaves[n-1].key) {
		return false
	}
	natural := false
	for i, l := range h.leaves {
		switch {
		case l.key == "natural_person":
			natural = true
			if at >= 0 && i >= at {
				return true
			}
		case l.key == "total" && natural && at >= 0 && i < at:
			return true
		case l.key == "total" && natural && at < 0 && i+1 < len(h.leaves) && h.leaves[i+1].key != "" && lower("", h.leaves[i+1].key):
			return true
		}
	}
	return false
}

// lower reports whether a column stands in the lower row, under the heading.
func lower(head, key string) bool {
	if head == headLocal {
		return key == "made" || key == "obtained" || key == "previous_items" || key == "change"
	}
	return key != "natural_person" && key != "total"
}
