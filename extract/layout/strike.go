package layout

import (
	"math"
	"slices"
)

// stroke follows a character that a rule strikes through: what is struck through
// is printed and does not count (U+0336, which no number has).
const stroke = "\u0336"

// turnedSign follows a digit that reads in another direction than its page.
const turnedSign = "↻"

// Where a line strikes letters through, in ems above their baseline: below it
// underlines them, above it is the rule of a table.
const (
	strikeLow  = 0.12
	strikeHigh = 0.6
	strikeSize = 100.0 // points: no letter of a table is larger
)

// strikes are the rules across a page by height, each half a point once.
type strikes map[int][]span

const strikeGrain = 0.5

// newStrikes takes the rules across; those at one height are joined.
func newStrikes(rules []Rule) strikes {
	s := strikes{}
	for _, r := range rules {
		if b := Box(r); b.width() > b.height() {
			_, y := b.centre()
			k := int(math.Floor(y / strikeGrain))
			s[k] = append(s[k], span{y, b.Left, b.Right})
		}
	}
	for k, in := range s {
		slices.SortFunc(in, func(a, b span) int { return compare(a.from, b.from) })
		out := in[:1]
		for _, r := range in[1:] {
			if last := &out[len(out)-1]; r.from <= last.to {
				last.to = math.Max(last.to, r.to)
				continue
			}
			out = append(out, r)
		}
		s[k] = out
	}
	return s
}

// through reports whether a rule goes through a glyph from side to side.
func (s strikes) through(g Glyph) bool {
	slack := 0.2 * g.Box.width()
	low, high := g.Base-strikeLow*g.Size, g.Base-strikeHigh*g.Size
	for k := int(math.Floor(high / strikeGrain)); k <= int(math.Floor(low/strikeGrain)); k++ {
		in := s[k]
		i, _ := slices.BinarySearchFunc(in, g.Box.Left+slack, func(r span, x float64) int { return compare(r.from, x) })
		for _, r := range in[max(0, i-1):min(i+1, len(in))] {
			if r.from <= g.Box.Left+slack && r.to >= g.Box.Right-slack && r.at > high && r.at < low {
				return true
			}
		}
	}
	return false
}

// mark marks the digits of a page, as it is shown upright, of which no number may
// be read: those that a rule goes through, and those that read in another
// direction than the page, as of a watermark.
func (p *Page) mark() {
	var s strikes
	if len(p.Rules) > 0 {
		s = newStrikes(p.Rules)
	}
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		switch {
		case !digit(g.Text):
		case g.Turn != 0:
			g.Text += turnedSign
		case g.Size < strikeSize && s.through(*g):
			g.Text += stroke
		}
	}
}
