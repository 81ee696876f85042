package sheet

import (
	"maps"
	"slices"
)

// hidden are the rows and columns of a sheet that are not shown.
type hidden struct {
	rowSet map[int]bool
	rows   []int   // the same in order, once all are known
	edges  []int32 // for each column how many ranges begin there, less those that ended before it
	cols   []int32 // for each column how many before it are hidden, once all are known
}

func (h *hidden) row(row int) {
	if h.rowSet == nil {
		h.rowSet = map[int]bool{}
	}
	h.rowSet[row] = true
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
	h.rows = slices.Sorted(maps.Keys(h.rowSet))
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

func (h *hidden) hasRow(row int) bool { return h.rowSet[row] }

func (h *hidden) hasCol(col int) bool {
	return h.cols != nil && h.cols[col+1] > h.cols[col]
}

// all reports whether nothing of an area is shown.
func (h *hidden) all(a area) bool {
	from, _ := slices.BinarySearch(h.rows, a.top)
	to, _ := slices.BinarySearch(h.rows, a.bottom+1)
	if to-from == a.bottom-a.top+1 {
		return true
	}
	if h.cols == nil {
		return false
	}
	left, right := min(a.left, maxCol-1), min(a.right, maxCol-1)
	return int(h.cols[right+1]-h.cols[left]) == right-left+1
}
