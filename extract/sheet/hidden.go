package sheet

import "slices"

// hidden are the rows and columns of a sheet that are not shown.
type hidden struct {
	rows  []int32 // in order and each once, when all are known
	edges []int32 // for each column how many ranges begin there, less those that ended before it
	cols  []int32 // for each column how many before it are hidden, once all are known
}

// row hides a row. A sheet may have a million of them: each costs four bytes.
func (h *hidden) row(row int) {
	if n := len(h.rows); n == 0 || h.rows[n-1] != int32(row) {
		h.rows = append(h.rows, int32(row))
	}
}

// columns hides a range of columns. A file may have any number of them: each
// costs the same however wide it is.
func (h *hidden) columns(from, to int) {
	from, to = max(from, 0), min(to, maxCol-1)
	if from > to {
		return
	}
	if h.edges == nil {
		h.edges = make([]int32, maxCol+1)
	}
	h.edges[from]++
	h.edges[to+1]--
}

// settle ends the gathering.
func (h *hidden) settle() {
	slices.Sort(h.rows)
	h.rows = slices.Compact(h.rows)
	if h.edges == nil {
		return
	}
	h.cols = h.edges
	open, before := int32(0), int32(0)
	for k, n := range h.edges {
		h.cols[k] = before
		if open += n; open > 0 {
			before++
		}
	}
}

func (h *hidden) hasRow(row int) bool {
	_, found := slices.BinarySearch(h.rows, int32(row))
	return found
}

func (h *hidden) hasCol(col int) bool {
	return h.cols != nil && h.cols[col+1] > h.cols[col]
}

// all reports whether nothing of an area is shown.
func (h *hidden) all(a area) bool {
	from, _ := slices.BinarySearch(h.rows, int32(a.top))
	to, _ := slices.BinarySearch(h.rows, int32(a.bottom)+1)
	if to-from == a.bottom-a.top+1 {
		return true
	}
	if h.cols == nil {
		return false
	}
	left, right := min(a.left, maxCol-1), min(a.right, maxCol-1)
	return int(h.cols[right+1]-h.cols[left]) == right-left+1
}
