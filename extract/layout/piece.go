package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

// piece is a text between gaps, and the lines under it that go on with it.
type piece struct {
	line
	text   string
	digits bool // the text is one that a cell for a number holds
	value  bool // it is a number of a row
	row    int  // index of its line
	leaf   bool // it is the label of a row of numbers
	last   int  // index of the last line that was joined to it
	at     float64
}

// say sets the text of a piece.
func (p *piece) say(text string) { p.text, p.digits = text, numeric(text) }

// columnEdges are the places where texts of three lines and more begin.
func columnEdges(rows [][]piece) []float64 {
	var lefts []float64
	for _, row := range rows {
		for i, p := range row {
			if i > 0 || len(row) > 1 {
				lefts = append(lefts, p.box.Left)
			}
		}
	}
	slices.Sort(lefts)
	var out []float64
	for i := 0; i < len(lefts); {
		k := i
		for k < len(lefts) && lefts[k]-lefts[i] < 0.5 {
			k++
		}
		if k-i >= 3 {
			out = append(out, lefts[i])
		}
		i = k
	}
	return out
}

// fine parts a line at every gap that no sentence has, and at a smaller one
// where a column begins.
func fine(l line, row int, edges []float64) []piece {
	var out []piece
	from, last := -1, -1
	add := func() {
		if from >= 0 {
			p := piece{line: newLine(slices.Clone(l.glyphs[from : last+1])), row: row}
			p.say(strings.TrimSpace(p.line.text()))
			if recognised(p.glyphs) {
				p.say(about(p.text))
			}
			p.value = p.digits && !strings.ContainsAny(p.text, faintSign+Noted)
			out = append(out, p)
		}
	}
	blanks := false
	for i, g := range l.glyphs {
		if blank(g.Text) {
			blanks = true
			continue
		}
		if last >= 0 {
			gap, limit := g.Box.Left-l.glyphs[last].Box.Right, cellGap
			if blanks {
				limit = blankGap
			}
			if n := nearest(edges, g.Box.Left); n < len(edges) && math.Abs(edges[n]-g.Box.Left) < 0.6 && !blanks {
				limit = columnEdge
			}
			if gap > limit*math.Max(l.size, 1) {
				add()
				from = i
			}
		}
		if from < 0 {
			from = i
		}
		last, blanks = i, false
	}
	add()
	return out
}

// seams parts the label of a row where it has one small gap and no other: two
// cells that touch. Text that is spread out has gaps everywhere.
func seams(row []piece) []piece {
	var out []piece
	for _, p := range row {
		at, n := 0, 0
		for i := 1; i < len(p.glyphs); i++ {
			a, b := p.glyphs[i-1], p.glyphs[i]
			if wide(a.Text) && wide(b.Text) && b.Box.Left-a.Box.Right > columnEdge*b.Size {
				at, n = i, n+1
			}
		}
		if n != 1 || p.value {
			out = append(out, p)
			continue
		}
		for _, glyphs := range [][]Glyph{p.glyphs[:at], p.glyphs[at:]} {
			q := piece{line: newLine(slices.Clone(glyphs)), row: p.row}
			q.say(strings.TrimSpace(q.line.text()))
			out = append(out, q)
		}
	}
	return out
}

// amount are the texts that a cell for a number holds: a number, perhaps with its
// sign, its unit and a remark, with a note mark; or a word that there is none.
var amount = regexp.MustCompile(`^(?:[+\-＋－−–]|增加|减少)?\s*[0-9０-９.,，．%％█✎][0-9０-９.,，．%％^_\x{336}↻█░✎≈-]*\s*[件条个项次宗批元万亿]*\s*(?:[（(].*)?$|^(?:[/／—–-]{1,2}|无|不适用)≈?$`)

func numeric(s string) bool { return amount.MatchString(s) }

// open reports whether a text has a bracket that is not closed: a remark that
// goes on in the next line.
func open(s string) bool {
	return strings.Count(s, "（")+strings.Count(s, "(") > strings.Count(s, "）")+strings.Count(s, ")")
}

func values(row []piece) []piece {
	var out []piece
	for _, p := range row {
		if p.value {
			out = append(out, p)
		}
	}
	return out
}
