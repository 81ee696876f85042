package layout

import (
	"math"
	"slices"
)

// headers puts the names of columns in the order of the columns. The name of a
// column is the lowest text above its first number, which may itself stand above
// the row's line where it has two lines; names are as high as they
// have lines, so that their own places do not tell. It returns which rows have
// such names right above them, and where these are, from left to right.
func headers(blocks []piece, tops []float64) (named []bool, columns [][]Box) {
	named, columns = make([]bool, len(tops)), make([][]Box, len(tops))
	for i, top := range tops {
		from := math.Inf(-1)
		if i > 0 {
			from = tops[i-1]
		}
		var names []int
		low := math.Inf(-1)
		for j := range blocks {
			v := &blocks[j]
			if !v.value || v.at != top {
				continue
			}
			found := -1
			for k := range blocks {
				b := &blocks[k]
				if b.digits || b.leaf || b.at <= from || b.at >= top || b.box.Right <= v.box.Left || b.box.Left >= v.box.Right {
					continue
				}
				if found < 0 || b.box.Bottom > blocks[found].box.Bottom {
					found = k
				}
			}
			if found >= 0 && !slices.Contains(names, found) {
				names = append(names, found)
				low = math.Max(low, blocks[found].at)
			}
		}
		if len(names) < 2 {
			continue
		}
		named[i] = len(names) >= manyValues
		for k := range blocks {
			b := &blocks[k]
			if b.digits || b.leaf || b.at <= from || b.at >= top || slices.Contains(names, k) {
				continue
			}
			switch {
			case bottommost(blocks, k, top) && besides(blocks, names, b.box): // no number stands under it in this row
				names = append(names, k)
			case b.at >= low: // other texts of the header come before
				b.at = low - 1
			}
		}
		for _, k := range names {
			if bottommost(blocks, k, top) { // the others are over several columns
				columns[i] = append(columns[i], blocks[k].box)
			}
		}
		for k := range blocks { // a name that no number stands under, left of the others
			b := &blocks[k]
			if !b.digits && !b.leaf && b.at > from && b.at < top && !slices.Contains(names, k) &&
				bottommost(blocks, k, top) && leftmost(blocks, names, b.box) && behindLabel(blocks, b.box, top) {
				columns[i] = append(columns[i], b.box)
			}
		}
		slices.SortFunc(columns[i], func(a, b Box) int { return compare(a.Left, b.Left) })
		for _, k := range names {
			blocks[k].at = low
		}
	}
	return named, columns
}

// bottommost reports whether no other text stands under block k and above top.
func bottommost(blocks []piece, k int, top float64) bool {
	own := blocks[k].box
	for i := range blocks {
		b := &blocks[i]
		if i != k && !b.digits && !b.leaf && b.at < top && b.box.Top >= own.Top && b.box.Bottom > own.Bottom && b.box.Right > own.Left && b.box.Left < own.Right {
			return false
		}
	}
	return true
}

// besides reports whether a text stands in the lines of names and right of one.
func besides(blocks []piece, names []int, box Box) bool {
	right, line := false, false
	for _, k := range names {
		b := blocks[k].box
		right = right || b.Right <= box.Left
		line = line || b.Top < box.Bottom && b.Bottom > box.Top
	}
	return right && line
}

// leftmost reports whether a text stands in the lines of names and left of all.
func leftmost(blocks []piece, names []int, box Box) bool {
	line := false
	for _, k := range names {
		b := blocks[k].box
		if b.Left < box.Right {
			return false
		}
		line = line || b.Top < box.Bottom && b.Bottom > box.Top
	}
	return line
}

// behindLabel reports whether a text stands right of the label of the row top.
func behindLabel(blocks []piece, box Box, top float64) bool {
	for i := range blocks {
		if b := &blocks[i]; b.leaf && b.at == top && b.box.Right > box.Left {
			return false
		}
	}
	return true
}
