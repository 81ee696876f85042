package layout

import (
	"math"
	"slices"
)

// Beside a label of two lines its numbers stand in a line of their own, between
// those of the label. Four of them are a row, whatever stands around; fewer would
// be read behind the numbers of the row above.

const (
	strayReach = 2.0 // ems: so near to a row a number may be a part of one of its own
	bareReach  = 8.0 // ems: from a row to the next, with labels of some lines
)

// bareRows are the lines of nothing but numbers that stand under or over numbers of
// a row, so far from all rows that they are no part of their numbers.
func bareRows(rows [][]piece, isRow []bool) []int {
	var out []int
	for i, row := range rows {
		if !isRow[i] && len(values(row)) > 0 && !slices.ContainsFunc(row, func(p piece) bool { return !p.digits }) && bare(rows, isRow, i) {
			out = append(out, i)
		}
	}
	return out
}

func bare(rows [][]piece, isRow []bool, i int) bool {
	own := values(rows[i])
	found := false
	for k := max(0, i-24); k < min(len(rows), i+25); k++ {
		if !isRow[k] {
			continue
		}
		other := values(rows[k])
		switch far := math.Abs(other[0].base-own[0].base) / own[0].size; {
		case far < strayReach:
			return false
		case far <= bareReach:
			found = found || slices.ContainsFunc(other, func(o piece) bool {
				return slices.ContainsFunc(own, func(p piece) bool { return aligned(o.box, p.box) })
			})
		}
	}
	return found
}
