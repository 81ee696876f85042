package layout

import (
	"iter"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// line is a line of text as printed.
type line struct {
	glyphs []Glyph
	box    Box
	base   float64
	size   float64 // of its largest letter
}

// lines puts glyphs that read to the right into lines, from the top down, each
// from left to right. Baselines within 0.45 em, of the larger letters where a
// small mark is raised, are one line.
func lines(glyphs []Glyph) []line {
	glyphs = slices.Clone(glyphs)
	slices.SortStableFunc(glyphs, func(a, b Glyph) int { return compare(a.Base, b.Base) })
	var out []line
	for i := 0; i < len(glyphs); {
		k := i
		for k < len(glyphs) && glyphs[k].Base-glyphs[i].Base < 0.45*math.Max(math.Max(glyphs[i].Size, glyphs[k].Size), 1) {
			k++
		}
		if k == i {
			k++
		}
		out = append(out, newLine(glyphs[i:k:k]))
		i = k
	}
	return out
}

func newLine(glyphs []Glyph) line {
	slices.SortStableFunc(glyphs, func(a, b Glyph) int { return compare(a.Box.Left, b.Box.Left) })
	l := line{glyphs: glyphs, box: glyphs[0].Box}
	printed := false
	for _, g := range glyphs {
		if blank(g.Text) { // tells nothing of where the line stands
			l.box.Left, l.box.Right = math.Min(l.box.Left, g.Box.Left), math.Max(l.box.Right, g.Box.Right)
			continue
		}
		if !printed {
			printed = true
			l.box.Top, l.box.Bottom = g.Box.Top, g.Box.Bottom
		}
		l.box = l.box.union(g.Box)
		l.base = math.Max(l.base, g.Base)
		l.size = math.Max(l.size, g.Size)
	}
	if !printed {
		l.base, l.size = glyphs[0].Base, glyphs[0].Size
	}
	return l
}

// columnGap is the gap, in ems, that parts a line into pieces that have nothing
// to do with each other: cells of a table without rules, columns.
const columnGap = 2.0

// pieces parts a line where the gap between two printed letters, with blanks in
// it or not, is too wide for a sentence. A line of blanks has no pieces.
func (l line) pieces() []line {
	var out []line
	from, last := -1, -1
	for i, g := range l.glyphs {
		if blank(g.Text) {
			continue
		}
		if last >= 0 && g.Box.Left-l.glyphs[last].Box.Right > columnGap*math.Max(l.size, 1) {
			out = append(out, newLine(l.glyphs[from:last+1:last+1]))
			from = i
		}
		if from < 0 {
			from = i
		}
		last = i
	}
	if from < 0 {
		return nil
	}
	return append(out, newLine(l.glyphs[from:last+1:last+1]))
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// text is what a line says. A gap that is as wide as a space, between letters of
// words that are set with spaces, is one though none is printed; so is a gap
// between digits that no number has: 3 and 0 far apart in one cell are not 30.
func (l line) text() string {
	var b strings.Builder
	last, spaced := -1, false
	spread := sync.OnceValue(l.spread) // few lines have such a gap at all
	for i, g := range l.glyphs {
		if blank(g.Text) {
			spaced = spaced || strings.ContainsFunc(g.Text, unicode.IsSpace)
		} else {
			if last >= 0 && !spaced {
				b.WriteString(joint(l.glyphs[last], g, spread))
			}
			last, spaced = i, false
		}
		b.WriteString(fold(g.Text))
		if g.Hidden && digit(g.Text) && !l.goesOn(i) {
			b.WriteString(aboutSign)
		}
	}
	return b.String()
}

func ideograph(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Han, r)
}

func digit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= '0' && r <= '9' || r >= '０' && r <= '９'
}

// ofNumber reports whether a character can be part of a number.
func ofNumber(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return digit(s) || strings.ContainsRune(".,-．，－−", r)
}

func letter(s string) bool {
	return s != "" && (s[0] >= 'a' && s[0] <= 'z' || s[0] >= 'A' && s[0] <= 'Z')
}

// byTurn yields the glyphs of each direction of reading that there is, turned
// upright.
func byTurn(glyphs []Glyph) iter.Seq2[int, []Glyph] {
	return func(yield func(int, []Glyph) bool) {
		for turn := range 4 {
			var in []Glyph
			for _, g := range glyphs {
				if g.Turn&3 == turn {
					in = append(in, g.turned(turn, 0, 0))
				}
			}
			if len(in) > 0 && !yield(turn, in) {
				return
			}
		}
	}
}

// cellText is the text of a cell: its lines, trimmed. Text that reads in
// another direction than the page stands apart, in its own order.
func cellText(glyphs []Glyph) string {
	var parts []string
	for _, in := range byTurn(glyphs) {
		for _, l := range lines(in) {
			if t := strings.Trim(l.text(), " \t\u00a0\x00"); t != "" {
				parts = append(parts, t)
			}
		}
	}
	return strings.Join(parts, "\n")
}
