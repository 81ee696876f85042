package layout

import (
	"math"
	"slices"

	"gongkai/extract/document"
)

// grid is a table as it is ruled on one page: lines between columns and rows,
// and the cells that they leave.
type grid struct {
	box   Box
	xs    []float64 // rules between the columns, ascending, the outer ones included
	ys    []float64
	cells []cell
	// owner is, for each position row*cols+col, the index of its cell.
	owner []int
	page  int // from 1
	// openTop and openBottom tell that no rule is printed there: the page cuts a row.
	openTop, openBottom bool
	// ends are the cells that end at the bottom, once they were looked for.
	ends []int
	// looked counts the cells that stitching looks at: tests bound it.
	looked int
}

// cell is a cell of a grid with what is printed in it.
type cell struct {
	row, col, rows, cols int
	box                  Box
	glyphs               []Glyph
	text                 string
	page                 int
	nested               []*grid
	wrapped              bool // its lines are one number that had no room in one
}

func (g *grid) rows() int { return len(g.ys) - 1 }
func (g *grid) cols() int { return len(g.xs) - 1 }

// grids finds the tables of a page, from the largest to the smallest: a table
// inside another one's cell comes after it.
func (p *Page) grids(number int, budget *document.Budget) []*grid {
	horizontal, vertical, ok := p.rules()
	if !ok {
		budget.Reached("rules", maxRules)
		return nil
	}
	text := newIndex(p.Glyphs)
	var out []*grid
	for _, f := range frames(horizontal, vertical) {
		if g := f.grid(text, budget); g != nil {
			g.page = number
			out = append(out, g)
		}
	}
	slices.SortStableFunc(out, func(a, b *grid) int {
		x, y := a.box.width()*a.box.height(), b.box.width()*b.box.height()
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	return out
}

// grid makes the table of a frame, nil where the rules leave no two cells: an
// underlined word, a box around a text, an axis.
func (f frame) grid(text *index, budget *document.Budget) *grid {
	if len(f.horizontal) == 0 || len(f.vertical) == 0 || len(f.horizontal)+len(f.vertical) < 4 {
		return nil
	}
	var xs, ys []float64
	outer := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, v := range f.vertical {
		xs = append(xs, v.at)
		outer.Top, outer.Bottom = math.Min(outer.Top, v.from), math.Max(outer.Bottom, v.to)
	}
	for _, h := range f.horizontal {
		ys = append(ys, h.at)
		outer.Left, outer.Right = math.Min(outer.Left, h.from), math.Max(outer.Right, h.to)
	}
	xs, ys = cluster(xs, slit), cluster(ys, slit)
	g := &grid{}
	// Where rules run on past the last one across them and text stands there,
	// the outer rule is not printed: the page cuts the table, or the table is
	// open at its sides.
	left, right := xs[0], xs[len(xs)-1]
	if outer.Left < left-openReach && text.any(Box{outer.Left, ys[0], left, ys[len(ys)-1]}) {
		xs = slices.Insert(xs, 0, outer.Left)
		f.vertical = append(f.vertical, span{outer.Left, outer.Top, outer.Bottom})
	}
	if outer.Right > right+openReach && text.any(Box{right, ys[0], outer.Right, ys[len(ys)-1]}) {
		xs = append(xs, outer.Right)
		f.vertical = append(f.vertical, span{outer.Right, outer.Top, outer.Bottom})
	}
	left, right = xs[0], xs[len(xs)-1]
	if top := ys[0]; outer.Top < top-openReach && text.any(Box{left, outer.Top, right, top}) {
		ys = slices.Insert(ys, 0, outer.Top)
		f.horizontal = append(f.horizontal, span{outer.Top, left, right})
		g.openTop = true
	}
	if bottom := ys[len(ys)-1]; outer.Bottom > bottom+openReach && text.any(Box{left, bottom, right, outer.Bottom}) {
		ys = append(ys, outer.Bottom)
		f.horizontal = append(f.horizontal, span{outer.Bottom, left, right})
		g.openBottom = true
	}
	rows, cols := len(ys)-1, len(xs)-1
	if rows < 1 || cols < 1 || rows*cols < 2 {
		return nil
	}
	if cols > document.MaxColumns {
		budget.Reached("columns", document.MaxColumns)
		return nil
	}
	if !budget.Grid(rows * cols) {
		return nil
	}
	g.xs, g.ys = xs, ys
	g.box = Box{xs[0], ys[0], xs[cols], ys[rows]}
	g.part(f)
	if g.slim(text) {
		g.part(f)
	}
	if len(g.cells) < 2 {
		return nil
	}
	return g
}

// part makes the cells: positions with no rule between them are one cell.
func (g *grid) part(f frame) {
	rows, cols := g.rows(), g.cols()
	u := newUnion(rows * cols)
	// covered[i] is how much of an elementary border is printed
	covered := make([]float64, rows*cols)
	for _, v := range f.vertical {
		if c := nearest(g.xs, v.at); c > 0 && c < cols {
			cover(covered, g.ys, v, func(r int) int { return r*cols + c })
		}
	}
	for r := range rows {
		for c := 1; c < cols; c++ {
			if covered[r*cols+c] <= 0.5*(g.ys[r+1]-g.ys[r]) {
				u.join(r*cols+c-1, r*cols+c)
			}
		}
	}
	clear(covered)
	for _, h := range f.horizontal {
		if r := nearest(g.ys, h.at); r > 0 && r < rows {
			cover(covered, g.xs, h, func(c int) int { return r*cols + c })
		}
	}
	for r := 1; r < rows; r++ {
		for c := range cols {
			if covered[r*cols+c] <= 0.5*(g.xs[c+1]-g.xs[c]) {
				u.join((r-1)*cols+c, r*cols+c)
			}
		}
	}
	g.own(u)
}

// cover adds the length of a rule to the elementary borders that it lies on.
func cover(covered []float64, lines []float64, s span, at func(int) int) {
	i, _ := slices.BinarySearch(lines, s.from)
	for i = max(0, i-1); i+1 < len(lines) && lines[i] < s.to; i++ {
		if n := math.Min(s.to, lines[i+1]) - math.Max(s.from, lines[i]); n > 0 {
			covered[at(i)] += n
		}
	}
}

// own gives each position its cell. A set of positions that is no rectangle —
// a piece of rule is missing — is cut into rectangles, from the top left on, so
// that no position is covered twice.
func (g *grid) own(u union) {
	rows, cols := g.rows(), g.cols()
	g.owner = make([]int, rows*cols)
	for i := range g.owner {
		g.owner[i] = -1
	}
	for at := range g.owner {
		if g.owner[at] >= 0 {
			continue
		}
		r, c, root := at/cols, at%cols, u.find(at)
		free := func(i int) bool { return g.owner[i] < 0 && u.find(i) == root }
		w := 1
		for c+w < cols && free(at+w) {
			w++
		}
		h := 1
	down:
		for r+h < rows {
			for i := range w {
				if !free(at + h*cols + i) {
					break down
				}
			}
			h++
		}
		for i := range h {
			for k := range w {
				g.owner[at+i*cols+k] = len(g.cells)
			}
		}
		g.cells = append(g.cells, cell{
			row: r, col: c, rows: h, cols: w,
			box: Box{g.xs[c], g.ys[r], g.xs[c+w], g.ys[r+h]},
		})
	}
}

// at is the cell that a point lies in, nil outside of the table.
func (g *grid) at(x, y float64) *cell {
	if !g.box.contains(x, y) {
		return nil
	}
	c, _ := slices.BinarySearch(g.xs, x)
	r, _ := slices.BinarySearch(g.ys, y)
	c, r = min(max(c-1, 0), g.cols()-1), min(max(r-1, 0), g.rows()-1)
	return &g.cells[g.owner[r*g.cols()+c]]
}
