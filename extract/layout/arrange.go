package layout

import (
	"cmp"
	"math"
	"slices"
)

// arrange joins the lines of each text and puts the texts in the order of rows.
func arrange(rows [][]piece, first int, isRow []bool) []item {
	var blocks []piece
	var tops []float64 // middle of each row of numbers
	for i, row := range rows {
		if i < first {
			continue
		}
		for _, p := range row {
			_, p.at = p.box.centre()
			p.value = p.value && isRow[i]
			if !p.digits { // a number goes on with nothing
				if k := above(blocks, p, isRow); k >= 0 {
					b := &blocks[k]
					space := ""
					if between(b.text, p.text) {
						space = " "
					}
					b.say(b.text + space + p.text)
					b.box, b.base = b.box.union(p.box), p.base
					_, b.at = b.box.centre()
					continue
				}
			}
			blocks = append(blocks, p)
		}
		if isRow[i] {
			in := values(row)
			_, y := in[0].box.centre()
			tops = append(tops, y)
		}
	}
	// the label of a row is the text on its height that stands nearest to its numbers
	for i := range blocks {
		b := &blocks[i]
		number := b.digits
		for _, y := range tops {
			if !number && math.Abs(b.at-y) < 0.6*b.size {
				b.at, b.leaf = y, true
			}
		}
		for _, y := range tops {
			if number && math.Abs(b.at-y) < 0.45*b.size {
				b.at, b.value = y, true
			}
		}
	}
	blocks = strays(blocks, tops)
	named := headers(blocks, tops)
	blocks = unlabelled(blocks, tops, named)
	slices.SortStableFunc(blocks, func(a, b piece) int {
		if math.Abs(a.at-b.at) < 0.2 {
			return cmp.Compare(a.box.Left, b.box.Left)
		}
		return cmp.Compare(a.at, b.at)
	})
	out := make([]item, 0, len(blocks))
	for _, b := range blocks {
		out = append(out, item{box: b.box, text: b.text, base: b.base, size: b.size, alone: true, cell: true, at: b.at})
	}
	return out
}

// spoil joins another number to a number by a sign that no number has: neither
// can be read as one.
func (p *piece) spoil(other *piece) {
	p.say(p.text + " · " + other.text)
	p.box = p.box.union(other.box)
	other.text = ""
}

// remaining drops the pieces that went into others.
func remaining(blocks []piece) []piece {
	return slices.DeleteFunc(blocks, func(b piece) bool { return b.text == "" })
}

// strays joins each number that stands beside the lines of the rows to the first
// number of the row that it is nearest to: it may be that row's, torn over two
// lines, or another's, and neither may take it for one of its own.
func strays(blocks []piece, tops []float64) []piece {
	for i := range blocks {
		b := &blocks[i]
		if b.value || !b.digits {
			continue
		}
		top, near := 0.0, 2*b.size
		for _, y := range tops {
			if d := math.Abs(b.at - y); d < near {
				top, near = y, d
			}
		}
		for k := range blocks {
			if f := &blocks[k]; near < 2*b.size && k != i && f.value && f.at == top {
				f.spoil(b)
				break
			}
		}
	}
	return remaining(blocks)
}

// unlabelled joins the numbers of a row that has neither a label nor names
// above it, by a sign that no row of numbers has: nothing may be taken for
// theirs, and they for nothing's.
func unlabelled(blocks []piece, tops []float64, named []bool) []piece {
	for i, top := range tops {
		first := -1
		labelled := named[i]
		for k := range blocks {
			labelled = labelled || blocks[k].leaf && blocks[k].at == top
		}
		if labelled {
			continue
		}
		for k := range blocks {
			b := &blocks[k]
			switch {
			case !b.value || b.at != top:
			case first < 0:
				first = k
			default:
				blocks[first].spoil(b)
			}
		}
	}
	return remaining(blocks)
}

// above is the text that a piece goes on with: the one right above it that
// begins, ends or is centred where it does. -1 where there is none.
func above(blocks []piece, p piece, isRow []bool) int {
	for k := len(blocks) - 1; k >= max(0, len(blocks)-64); k-- {
		b := blocks[k]
		if b.value || b.digits && !open(b.text) || b.row == p.row || math.Abs(b.size-p.size) > 0.1*p.size {
			continue
		}
		pitch := p.base - b.base
		if pitch > linePitch*p.size && pitch <= namePitch*p.size && p.box.width() <= 4.5*p.size && !slices.Contains(isRow[b.row:p.row+1], true) &&
			math.Abs(b.box.Left-p.box.Left) <= sameColumn && math.Abs(b.box.Right-p.box.Right) <= sameColumn {
			return k // the name of a narrow column
		}
		if pitch <= 0 || pitch > linePitch*p.size {
			continue
		}
		if math.Abs(b.box.Left-p.box.Left) <= sameColumn || math.Abs(b.box.Left+b.box.Right-p.box.Left-p.box.Right) <= 2*sameColumn {
			return k
		}
	}
	return -1
}
