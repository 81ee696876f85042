package ofdtest

import (
	"fmt"
	"slices"
	"strings"
)

// width is the width of a character in ems: of those that are as wide as high
// one, of others half of it.
func width(r rune) float64 {
	if r < 0x2000 {
		return 0.5
	}
	return 1
}

// wrap parts a text in letters of a size into lines of a width, at any character,
// and at "\n".
func wrap(text string, limit, size float64) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		var b strings.Builder
		w := 0.0
		for _, r := range line {
			if w += width(r) * size; w > limit && b.Len() > 0 {
				out = append(out, b.String())
				b.Reset()
				w = width(r) * size
			}
			b.WriteRune(r)
		}
		out = append(out, b.String())
	}
	return out
}

// line sets a line of text with its upper left corner at x, y.
func (f *File) line(x, y float64, text string, size float64) {
	if strings.TrimSpace(text) == "" {
		return
	}
	letters := []rune(text)
	if f.style.OneGlyph {
		for _, r := range letters {
			f.object(x, y, []rune{r}, size)
			x += width(r) * size
		}
		return
	}
	f.object(x, y, letters, size)
}

// object is a text object.
func (f *File) object(x, y float64, letters []rune, size float64) {
	if len(letters) == 1 && letters[0] == '　' {
		return
	}
	unit, matrix := 1.0, ""
	if f.style.Points {
		unit, matrix = 72/25.4, fmt.Sprintf(` CTM="%.6f 0 0 %.6f 0 0"`, 25.4/72, 25.4/72)
	}
	var steps []string
	w := 0.0
	for i, r := range letters {
		w += width(r) * size
		if i+1 < len(letters) {
			steps = append(steps, fmt.Sprintf("%.4f", width(r)*size*unit))
		}
	}
	if f.style.Runs {
		steps = runs(steps)
	}
	delta := ""
	if len(steps) > 0 {
		delta = fmt.Sprintf(` DeltaX="%s"`, strings.Join(steps, " "))
	}
	f.id++
	fmt.Fprintf(&f.page().text, `<o:TextObject ID="%d" Boundary="%.4f %.4f %.4f %.4f"%s Font="1" Size="%.4f"><o:TextCode X="0" Y="%.4f"%s>%s</o:TextCode></o:TextObject>`,
		f.id, x, y, w, size*1.2, matrix, size*unit, size*unit, delta, escape(string(letters)))
}

// runs writes steps that repeat as "g n d".
func runs(steps []string) []string {
	var out []string
	for len(steps) > 0 {
		n := 1
		for n < len(steps) && steps[n] == steps[0] {
			n++
		}
		if n > 1 {
			out = append(out, fmt.Sprintf("g %d %s", n, steps[0]))
		} else {
			out = append(out, steps[0])
		}
		steps = steps[n:]
	}
	return out
}

// box rules the four sides of a box.
func (f *File) box(left, top, right, bottom float64) {
	f.rule(left, top, right, top)
	f.rule(left, bottom, right, bottom)
	f.rule(left, top, left, bottom)
	f.rule(right, top, right, bottom)
}

const thick = 0.2

func (f *File) rule(x0, y0, x1, y1 float64) {
	w, h := x1-x0, y1-y0
	f.id++
	unit, matrix := 1.0, ""
	if f.style.Points {
		unit, matrix = 72/25.4, fmt.Sprintf(` CTM="%.6f 0 0 %.6f 0 0"`, 25.4/72, 25.4/72)
	}
	place := fmt.Sprintf(`ID="%d" Boundary="%.4f %.4f %.4f %.4f"%s`, f.id, x0-thick/2, y0-thick/2, w+thick, h+thick, matrix)
	if f.style.Filled {
		fmt.Fprintf(&f.page().rules, `<o:PathObject %s Fill="true" Stroke="false"><o:FillColor Value="0 0 0"/><o:AbbreviatedData>M 0 0 L %.4f 0 L %.4f %.4f L 0 %.4f C</o:AbbreviatedData></o:PathObject>`,
			place, (w+thick)*unit, (w+thick)*unit, (h+thick)*unit, (h+thick)*unit)
		return
	}
	at := thick / 2 * unit
	fmt.Fprintf(&f.page().rules, `<o:PathObject %s LineWidth="%.4f"><o:AbbreviatedData>M %.4f %.4f L %.4f %.4f</o:AbbreviatedData></o:PathObject>`,
		place, thick*unit, at, at, at+w*unit, at+h*unit)
}

// Cell is a cell of a table: its place in the grid, from 0, what it covers, and
// its text.
type Cell struct {
	Row, Col, Rows, Cols int
	Text                 string
}

// Table sets a table whose cells fill its grid. A text that is too long for its
// cell is wrapped, and read with "\n" there. Between two rows the table goes on
// to the next page where the page ends: where no cell spans the break, if the
// page has such a place. What spans it all the same is printed as two boxes, its
// text in the first, and only those that span more rows can be told from two.
func (f *File) Table(cells []Cell) {
	rows, cols := 0, 0
	for _, c := range cells {
		rows, cols = max(rows, c.Row+c.Rows), max(cols, c.Col+c.Cols)
	}
	if rows == 0 {
		return
	}
	w, size := column/float64(cols), size
	if w < narrow {
		size = small
	}
	lines := func(c Cell) []string { return wrap(c.Text, w*float64(c.Cols)-2*padding, size) }
	heights := make([]float64, rows)
	for i := range heights {
		heights[i] = pitch + 2*padding
	}
	for _, c := range cells { // the first row of a cell is as high as all its text
		n := len(lines(c))
		heights[c.Row] = max(heights[c.Row], float64(n)*pitch+2*padding)
	}
	for from := 0; from < rows; {
		to, y := from, f.y
		tops := []float64{y}
		for to < rows && (y+heights[to] <= f.bottom() || to == from && f.y == margin) {
			y += heights[to]
			tops = append(tops, y)
			to++
		}
		for k := to; k >= from && to < rows; k-- {
			if !spanned(cells, k) && (k > from || f.y > margin) {
				to, y = k, tops[k-from]
				break
			}
		}
		if to > from {
			for _, c := range cells {
				first, last := max(c.Row, from), min(c.Row+c.Rows, to)
				if first >= last {
					continue
				}
				x, top := margin+w*float64(c.Col), tops[first-from]
				f.box(x, top, x+w*float64(c.Cols), tops[last-from])
				if c.Row == first {
					for i, l := range lines(c) {
						f.line(x+padding, top+padding+float64(i)*pitch, l, size)
					}
				}
			}
			f.y = y + paragraphs
		}
		if from = to; from < rows {
			f.turn()
		}
	}
}

// spanned reports whether a cell spans the rows before and after a break.
func spanned(cells []Cell, row int) bool {
	return slices.ContainsFunc(cells, func(c Cell) bool { return c.Row < row && c.Row+c.Rows > row })
}

// Sorted puts cells in the order in which a table is read.
func Sorted(cells []Cell) []Cell {
	cells = slices.Clone(cells)
	slices.SortFunc(cells, func(a, b Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	return cells
}
