package sheet

import (
	"regexp"
	"strings"
)

// part is a run of rows that is a table, or one row that is a paragraph.
type part struct {
	from, to  int
	paragraph bool
}

// What a row is.
const (
	blankRow = iota // nothing in it
	lineRow         // one text, over the whole width: a heading, a paragraph, or the label of a group in a table
	labelRow        // one text, other cells blank: a text that runs over its cell, or a label without values
	tableRow        // more
)

type rowKind struct {
	kind  int
	text  string
	edges string // the edges of its cells, as bytes
	ruled bool   // of a labelRow: the blank cells behind it are there, with a look of their own
}

// parts cuts a sheet into paragraphs and tables. Sheets have no such thing, so
// the rows tell: a blank row ends a table; a text over the whole width is a
// paragraph, unless it is the label of a group of rows: between rows whose
// columns agree, and no heading by its words.
func (g *layout) parts() []part {
	kinds := make([]rowKind, len(g.rows))
	for r := range kinds {
		kinds[r] = g.kind(r)
	}
	var parts []part
	for r := 0; r < len(kinds); {
		if kinds[r].kind == blankRow {
			r++
			continue
		}
		if kinds[r].kind != tableRow {
			if end := g.tableFrom(kinds, r); end < 0 || !group(kinds, r, end) {
				parts = append(parts, part{r, r, true})
				r++
				continue
			}
		}
		end := g.tableFrom(kinds, r)
		parts = append(parts, part{r, end, false})
		r = end + 1
	}
	return parts
}

// group reports whether the text in row r above a table is the label of its
// first rows: the table has such rows inside, with texts that begin alike.
func group(kinds []rowKind, r, end int) bool {
	k := kinds[r]
	if k.kind != lineRow || heading.MatchString(k.text) {
		return false
	}
	if r+1 >= len(kinds) || kinds[r+1].kind != tableRow {
		return false
	}
	if strings.HasPrefix(k.text, "第二十条") {
		return true
	}
	head := []rune(k.text)
	if len(head) < 3 {
		return false
	}
	for _, other := range kinds[r+1 : end+1] {
		if other.kind == lineRow && strings.HasPrefix(other.text, string(head[:3])) {
			return true
		}
	}
	return false
}

// heading are texts that begin a section of a report, wherever they stand.
var heading = regexp.MustCompile(`^[一二三四五六七八九十]+\s*[、.．]`)

// section are the headings of the statutory sections: they end a table even
// where they fill one cell only.
var section = regexp.MustCompile(`^[一二三四五六]\s*[、.．].*(总体情况|主动公开政府信息|收到和处理|行政复议|主要问题|需要报告)`)

// tableFrom returns the last row of the table that begins at row r or right
// after it, -1 if none does.
func (g *layout) tableFrom(kinds []rowKind, r int) int {
	if kinds[r].kind != tableRow {
		r++
	}
	if r >= len(kinds) || kinds[r].kind != tableRow {
		return -1
	}
	end, edges := r, edgesOf(kinds[r])
	for i := r + 1; i < len(kinds); i++ {
		k := kinds[i]
		if g.joined(i) {
			edges.add(k)
			end = i
			continue
		}
		switch k.kind {
		case blankRow:
			return end
		case tableRow:
			edges.add(k)
			end = i
		case labelRow:
			switch {
			case section.MatchString(k.text):
				return end
			case k.ruled: // a label whose values are blank, perhaps the last of the table
				edges.add(k)
				end = i
			case !g.goesOn(kinds, i, nil):
				return end
			}
		case lineRow:
			if heading.MatchString(k.text) || !g.goesOn(kinds, i, edges) {
				return end
			}
		}
	}
	return end
}

// joined reports whether an area reaches over the upper edge of a row.
func (g *layout) joined(r int) bool {
	n := len(g.cols)
	for k := range n {
		if i := g.grid[r*n+k]; i > 0 && g.cells[i-1].top < r {
			return true
		}
	}
	return false
}

// goesOn reports whether after the texts that begin at row r, four at most,
// rows of the table follow: rows whose columns agree with its own.
func (g *layout) goesOn(kinds []rowKind, r int, own edgeSet) bool {
	for i := r + 1; i < min(len(kinds), r+5); i++ {
		switch kinds[i].kind {
		case blankRow:
			return false
		case tableRow:
			if own == nil {
				return true
			}
			below := edgesOf(kinds[i])
			for j := i + 1; j < len(kinds) && kinds[j].kind == tableRow; j++ {
				below.add(kinds[j])
			}
			return own.contains(below) || below.contains(own)
		}
	}
	return false
}

// edgeSet is a set of columns at which cells begin.
type edgeSet map[int]bool

func edgesOf(k rowKind) edgeSet {
	s := edgeSet{}
	s.add(k)
	return s
}

func (s edgeSet) add(k rowKind) {
	for i, c := range []byte(k.edges) {
		if c == 1 {
			s[i] = true
		}
	}
}

func (s edgeSet) contains(o edgeSet) bool {
	for k := range o {
		if !s[k] {
			return false
		}
	}
	return true
}

func (g *layout) kind(r int) rowKind {
	k := rowKind{kind: blankRow}
	cells := g.row(r)
	edges := make([]byte, len(g.cols))
	texts := 0
	for _, c := range cells {
		edges[c.left] = 1
		if c.text != "" {
			texts++
			k.text, k.ruled = c.text, c.ruled
		}
		if c.bottom > c.top {
			texts += 2 // a part of a table, whatever it holds
		}
	}
	k.edges = string(edges)
	switch {
	case texts > 1:
		k.kind = tableRow
	case texts == 1 && len(cells) == 1:
		k.kind = lineRow
	case texts == 1:
		k.kind = labelRow
	}
	return k
}
