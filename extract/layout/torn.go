package layout

import (
	"math"
	"slices"
)

// spoil joins another number to a number by a sign that no number has: neither
// can be read as one.
func (p *piece) spoil(other *piece) {
	p.mar(other.text)
	p.box = p.box.union(other.box)
	other.text = ""
}

// mar adds the text of another number to a number.
func (p *piece) mar(text string) { p.say(p.text + " · " + text) }

// remaining drops the pieces that went into others.
func remaining(blocks []piece) []piece {
	return slices.DeleteFunc(blocks, func(b piece) bool { return b.text == "" })
}

// strays joins each number that stands beside the lines of the rows to the
// numbers over and under it of the rows that it is near to, or to the first of
// these rows: it may be a part of any of them, torn over two lines, and none may
// be read without it.
func strays(blocks []piece, tops []float64) []piece {
	var taken []int
	for i := range blocks {
		b := &blocks[i]
		if b.value || !b.digits {
			continue
		}
		for _, y := range tops {
			if math.Abs(b.at-y) >= strayReach*b.size {
				continue
			}
			first, over := -1, false
			for k := range blocks {
				f := &blocks[k]
				if k == i || !f.value || f.at != y {
					continue
				}
				if first < 0 {
					first = k
				}
				if f.box.Left < b.box.Right && f.box.Right > b.box.Left {
					f.mar(b.text)
					over = true
				}
			}
			if !over && first >= 0 {
				blocks[first].mar(b.text)
			}
			if first >= 0 && !slices.Contains(taken, i) {
				taken = append(taken, i)
			}
		}
	}
	for _, i := range taken {
		blocks[i].text = ""
	}
	return remaining(blocks)
}

// unlabelled joins the numbers of a row that has neither a label nor names
// above it, by a sign that no row of numbers has: nothing may be taken for
// theirs, and they for nothing's. So it does those of rows so near to each other
// that they may be lines of the same numbers, unless each has a label and as
// many numbers as the other, and those of the rows that unsure tells.
func unlabelled(blocks []piece, tops []float64, named []bool, unsure map[float64]bool) []piece {
	rows := make([]printedRow, len(tops))
	for i, top := range tops {
		r := &rows[i]
		r.top = top
		left := leftOf(blocks, top)
		for k := range blocks {
			b := &blocks[k]
			if b.at != top {
				continue
			}
			if b.leaf && b.box.Left < left && (r.label == nil || b.box.Left > r.label.box.Left) {
				r.label = b
			}
			if b.value {
				if len(r.numbers) == 0 {
					r.box, r.size = b.box, b.size
				}
				r.numbers, r.box = append(r.numbers, k), r.box.union(b.box)
			}
		}
		r.labelled = r.label != nil && !r.beyond(blocks)
	}
	for i := range rows {
		if r := &rows[i]; unsure[r.top] || !r.labelled && !named[i] || torn(rows, i) {
			spoilAll(blocks, r.numbers)
		}
	}
	return remaining(blocks)
}

// passed tells of the rows in whose lines a text of more lines stands that is
// another's label or none's, and is the one nearest to the numbers: the label of
// a group that stands left of it is not theirs.
func passed(blocks []piece, tops map[int]float64) map[float64]bool {
	out := map[float64]bool{}
	for i := range blocks {
		b := &blocks[i]
		for k := b.row; k <= b.last && !b.digits; k++ {
			y, in := tops[k]
			if !in || b.at == y {
				continue
			}
			left := leftOf(blocks, y)
			if !slices.ContainsFunc(blocks, func(o piece) bool {
				return o.leaf && o.at == y && o.box.Left > b.box.Left && o.box.Left < left
			}) {
				out[y] = true
			}
		}
	}
	return out
}

// leftOf is where the numbers of a row begin: what stands right of that is no label
// of theirs but of what is printed beside them, another table or a column of text.
func leftOf(blocks []piece, top float64) float64 {
	left := math.Inf(1)
	for i := range blocks {
		if b := &blocks[i]; b.value && b.at == top {
			left = math.Min(left, b.box.Left)
		}
	}
	return left
}
