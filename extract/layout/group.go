package layout

import (
	"math"
	"slices"
	"strings"
)

// In a table without rules a cell without text leaves nothing behind. Where
// every number of a row stands exactly under one of the names above it, and all
// rows under these names do so by the same side, the place of each is proved,
// and so is which names have nothing under them: such a group is a table like a
// ruled one. It is made only where a row lacks a number; whole rows need it not.

// group is a line of names with the rows of numbers under it.
type group struct {
	from, to int // lines, to not included
	names    []piece
	rows     [][]piece // label first, then one piece a name; no text where there is none
}

// sides are the ways in which a number can stand under its name.
var sides = [...]func(Box) float64{
	func(b Box) float64 { return b.Left },
	func(b Box) float64 { return b.Right },
	func(b Box) float64 { x, _ := b.centre(); return x },
}

// groups finds the tables of that kind among the lines of a page.
func groups(rows [][]piece, isRow []bool) []group {
	var out []group
	for i := 0; i < len(rows); i++ {
		if a := groupAt(rows, isRow, i); a != nil {
			out = append(out, *a)
			i = a.to - 1
		}
	}
	return out
}

// groupAt is the group whose names are line i, nil where there is none.
func groupAt(rows [][]piece, isRow []bool, i int) *group {
	names := rows[i]
	if isRow[i] || len(names) < 3 || recognised(names[0].glyphs) || slices.ContainsFunc(names, func(p piece) bool { return p.value || p.text == "" }) {
		return nil
	}
	to := i + 1
	for to < len(rows) && isRow[to] && len(rows[to]) >= 2 {
		to++
	}
	if to == i+1 || oneText(rows, i-1, i) || oneText(rows, to-1, to) {
		return nil // a name, or the label of the last row, has more lines than one
	}
	for _, side := range sides {
		a := &group{from: i, to: to, names: names}
		short := false
		for _, row := range rows[i+1 : to] {
			placed := under(names, row, side)
			if placed == nil {
				a = nil
				break
			}
			a.rows = append(a.rows, placed)
			short = short || len(row) < len(names)
		}
		if a != nil && short {
			return a
		}
	}
	return nil
}

// oneText reports whether two lines follow each other as the lines of one text do.
func oneText(rows [][]piece, above, below int) bool {
	if above < 0 || below >= len(rows) || len(rows[above]) == 0 || len(rows[below]) == 0 {
		return false
	}
	a, b := rows[above][0], rows[below][0]
	return b.base-a.base <= linePitch*math.Max(a.size, b.size)
}

// under puts each number of a row under its name, nil where one stands under
// none or under two.
func under(names, row []piece, side func(Box) float64) []piece {
	out := make([]piece, len(names))
	if row[0].value || math.Abs(row[0].box.Left-names[0].box.Left) > sameColumn {
		return nil
	}
	out[0] = row[0]
	for _, p := range row[1:] {
		at := -1
		for k, n := range names {
			if p.box.Right <= n.box.Left || p.box.Left >= n.box.Right {
				continue
			}
			if at >= 0 {
				return nil
			}
			at = k
		}
		if at < 1 || !p.value || out[at].text != "" || math.Abs(side(p.box)-side(names[at].box)) > sameColumn {
			return nil
		}
		out[at] = p
	}
	return out
}

// item is the group as a table of its page: its rules are the middles of the
// gaps between names and between rows.
func (a *group) item(page int) item {
	lines := append([][]piece{a.names}, a.rows...)
	box := a.names[0].box
	for _, line := range lines {
		for _, p := range line {
			if p.text != "" {
				box = box.union(p.box)
			}
		}
	}
	g := &grid{box: box, page: page, xs: []float64{box.Left}, ys: []float64{box.Top}}
	for k := range a.names[1:] {
		g.xs = append(g.xs, (a.names[k].box.Right+a.names[k+1].box.Left)/2)
	}
	for r := range a.rows {
		g.ys = append(g.ys, (lines[r][0].box.Bottom+lines[r+1][0].box.Top)/2)
	}
	g.xs, g.ys = append(g.xs, box.Right), append(g.ys, box.Bottom)
	for r, line := range lines {
		for k, p := range line {
			g.owner = append(g.owner, len(g.cells))
			g.cells = append(g.cells, cell{
				row: r, col: k, rows: 1, cols: 1, page: page, text: strings.TrimSpace(p.text),
				box: Box{g.xs[k], g.ys[r], g.xs[k+1], g.ys[r+1]},
			})
		}
	}
	return item{box: box, table: g, at: box.Top}
}
