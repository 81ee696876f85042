package layout

import (
	"math"
	"slices"
)

// A blank cell without rules leaves nothing behind, and a number that is no
// cell's — in a margin, of a watermark — looks like one. A row that has both has
// as many numbers as there are columns, each of them in the wrong place. So the
// numbers are held against the names, which tell the columns' places: the first
// must stand under the first, and so on.

// misplaced joins the numbers of each row that has as many as there are names,
// and one of them under another's name: none may be taken for its neighbour's.
// columns are the names right above each row, from left to right, none for most;
// before are those of the page before, for the rows of a table that goes on. It
// returns the last names, for the next page.
func misplaced(blocks []piece, tops []float64, columns [][]Box, before []Box) ([]piece, []Box) {
	names := before
	for i, top := range tops {
		if len(columns[i]) > 1 {
			names = columns[i]
		}
		var row []int
		for k := range blocks {
			if b := &blocks[k]; b.value && b.at == top {
				row = append(row, k)
			}
		}
		if len(row) < 2 || len(row) != len(names) {
			continue
		}
		slices.SortStableFunc(row, func(a, b int) int { return compare(blocks[a].box.Left, blocks[b].box.Left) })
		numbers := make([]Box, len(row))
		for n, k := range row {
			numbers[n] = blocks[k].box
		}
		if !inPlace(numbers, names) {
			spoilAll(blocks, row)
		}
	}
	return remaining(blocks), names
}

// spoilAll joins the numbers of a row, so that none can be read as one.
func spoilAll(blocks []piece, row []int) {
	for _, k := range row[min(1, len(row)):] {
		blocks[row[0]].spoil(&blocks[k])
	}
}

// inPlace reports whether each number stands under its name: under no other one,
// and where it stands beside its own, as numbers that are not centred do, on the
// side that all of them lie on.
func inPlace(numbers, names []Box) bool {
	aside := make([]float64, len(numbers)) // how far right of its name's middle
	for n, number := range numbers {
		x, _ := number.centre()
		at, _ := names[n].centre()
		aside[n] = x - at
	}
	for n, number := range numbers {
		if over(names[n], number) {
			continue
		}
		for i, name := range names {
			x, _ := number.centre()
			at, _ := name.centre()
			if over(name, number) || math.Abs(x-at) < math.Abs(aside[n]) || aside[i]/aside[n] < slightly {
				return false
			}
		}
	}
	return true
}

// slightly is the share of what one number lies beside its name's middle that
// the others do at least.
const slightly = 0.1

func over(name, number Box) bool { return number.Left < name.Right && number.Right > name.Left }
