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
			if math.Abs(b.at-y) >= 2*b.size {
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
	rows, label := make([][]int, len(tops)), make([]bool, len(tops))
	for i, top := range tops {
		for k := range blocks {
			b := &blocks[k]
			label[i] = label[i] || b.leaf && b.at == top
			if b.value && b.at == top {
				rows[i] = append(rows[i], k)
			}
		}
	}
	torn := func(i, k int) bool {
		return k >= 0 && k < len(tops) && !(label[i] && label[k] && len(rows[i]) == len(rows[k])) && len(rows[i]) > 0 &&
			math.Abs(tops[i]-tops[k]) <= linePitch*blocks[rows[i][0]].size
	}
	for i := range tops {
		if unsure[tops[i]] || !label[i] && !named[i] || torn(i, i-1) || torn(i, i+1) {
			spoilAll(blocks, rows[i])
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
			if in && b.at != y && !slices.ContainsFunc(blocks, func(o piece) bool { return o.leaf && o.at == y && o.box.Left > b.box.Left }) {
				out[y] = true
			}
		}
	}
	return out
}
