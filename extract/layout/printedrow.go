package layout

import (
	"math"
	"slices"
)

// printedRow is a row of numbers as printed.
type printedRow struct {
	top, size float64
	label     *piece // the text left of the numbers that is nearest to them, nil for none
	labelled  bool   // it is their label
	numbers   []int
	box       Box // of the numbers
}

// besideReach is how far above and below a row, in ems, a table beside it is looked for.
const besideReach = 4

// beyond reports whether numbers of another row stand between the label of a row and
// its own numbers, and a text behind those: that is another table, beside the first.
func (r *printedRow) beyond(blocks []piece) bool {
	if len(r.numbers) == 0 {
		return false
	}
	nearby := func(b *piece) bool { return math.Abs(b.at-r.top) <= besideReach*r.size }
	first := math.Inf(1)
	for i := range blocks {
		if b := &blocks[i]; b.value && b.at != r.top && nearby(b) && b.box.Left >= r.label.box.Right {
			first = math.Min(first, b.box.Right)
		}
	}
	return slices.ContainsFunc(blocks, func(b piece) bool {
		return !b.digits && nearby(&b) && b.box.Left >= first && b.box.Right <= r.box.Left
	})
}

// torn reports whether another row is so near to row i that both may have lines of the
// same numbers. Between them may be rows of what is printed beside the table.
func torn(rows []printedRow, i int) bool {
	r := &rows[i]
	if len(r.numbers) == 0 {
		return false
	}
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(rows) && math.Abs(r.top-rows[k].top) <= linePitch*r.size; k += step {
			if o := &rows[k]; len(o.numbers) > 0 && !(len(r.numbers) == len(o.numbers) && r.below(o)) {
				return true
			}
		}
	}
	return false
}

// below reports whether two rows have labels in one column, of one line each: one is
// no second line of the other, nor the name of the block that both are of.
func (r *printedRow) below(o *printedRow) bool {
	a, b := r.label, o.label
	return r.labelled && o.labelled && a.row == a.last && b.row == b.last && over(a.box, b.box)
}
