package layout

import (
	"cmp"
	"math"
	"slices"
)

// arrange joins the lines of each text and puts the texts in the order of rows.
// names are the names of columns on the page before; it returns those of this one.
func arrange(rows [][]piece, first int, isRow []bool, names []Box) ([]item, []Box) {
	var blocks []piece
	var tops []float64 // middle of each row of numbers
	topOf := map[int]float64{}
	for i, row := range rows {
		if i < first {
			continue
		}
		for _, p := range row {
			_, p.at = p.box.centre()
			p.last = p.row
			p.value = p.value && isRow[i]
			if !p.digits { // a number goes on with nothing
				if k := above(blocks, p, rows, isRow); k >= 0 {
					b := &blocks[k]
					space := ""
					if between(b.text, p.text) {
						space = " "
					}
					b.say(b.text + space + p.text)
					b.box, b.base, b.last = b.box.union(p.box), p.base, p.row
					_, b.at = b.box.centre()
					continue
				}
			}
			blocks = append(blocks, p)
		}
		if isRow[i] {
			in := values(row)
			_, topOf[i] = in[0].box.centre()
			tops = append(tops, topOf[i])
		}
	}
	// the label of a row is the text in its line, or on its height where it has more
	// lines
	for i := range blocks {
		b := &blocks[i]
		number := b.digits
		if y, in := topOf[b.row]; in && !number && b.last == b.row {
			b.at, b.leaf = y, true
			continue
		}
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
	unsure := passed(blocks, topOf)
	blocks = strays(blocks, tops)
	named, columns := headers(blocks, tops)
	blocks = unlabelled(blocks, tops, named, unsure)
	blocks, names = misplaced(blocks, tops, columns, names)
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
	return out, names
}

// above is the text that a piece goes on with: the one right above it that
// begins, ends or is centred where it does. -1 where there is none.
func above(blocks []piece, p piece, rows [][]piece, isRow []bool) int {
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
		if pitch <= 0 || pitch > linePitch*p.size || ownRow(b, p, rows, isRow) {
			continue
		}
		if math.Abs(b.box.Left-p.box.Left) <= sameColumn || math.Abs(b.box.Left+b.box.Right-p.box.Left-p.box.Right) <= 2*sameColumn {
			return k
		}
	}
	return -1
}

// ownRow reports whether a piece stands in the line of a row of numbers, and text
// b in that of another one well above: they are the labels of two rows.
func ownRow(b, p piece, rows [][]piece, isRow []bool) bool {
	for k := p.row - 1; isRow[p.row] && k >= b.row; k-- {
		if isRow[k] {
			return values(rows[p.row])[0].base-values(rows[k])[0].base > tightPitch*p.size
		}
	}
	return false
}
