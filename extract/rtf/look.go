package rtf

import (
	"strings"

	"gongkai/extract/script"
)

// ground is what letters stand on, as far as something says it.
type ground struct {
	colour script.Colour
	said   bool
}

// lookWord handles the words of how letters look, and of what they stand on.
func (r *reader) lookWord(name string, value int, on bool) bool {
	switch name {
	case "v":
		r.hidden, r.face = on, true
	case "deleted":
		r.deleted = on
	case "strike":
		r.struck, r.face = on, true
	case "striked":
		r.twice, r.face = on, true
	case "rtlch":
		r.reversed = true
	case "ltrch":
		r.reversed = false
	case "cf":
		r.ink = r.colour(value)
	case "fs":
		r.tiny = script.Tiny(float64(value) / 2)
	case "cs":
		r.lettered = value
	case "highlight", "chcbpat":
		r.letters = r.groundOf(value)
	case "chshdng", "cb": // Word does not know the second one
		r.letters = ground{said: value > 0}
	case "cbpat":
		r.behind = r.groundOf(value)
	case "shading":
		r.behind = ground{said: value > 0}
	case "red", "green", "blue":
		r.mix(name, byte(value))
	default:
		return false
	}
	if r.dest == styleSheet {
		r.styleLook()
	}
	return true
}

// plainLook is what \plain sets letters back to.
func (s *state) plainLook() {
	s.hidden, s.deleted, s.struck, s.twice, s.reversed, s.face = false, false, false, false, false, false
	s.ink, s.tiny, s.letters, s.lettered = 0, false, ground{}, 0
	s.script, s.moved = script.Baseline, script.Baseline
}

// mix puts a part into the colour that the table of colours is at.
func (r *reader) mix(name string, value byte) {
	if r.dest != colourTable {
		return
	}
	c := r.mixed.Or(script.Black)
	shift := map[string]int{"red": 16, "green": 8, "blue": 0}[name]
	r.mixed = c&^(0xFF<<shift) | script.Colour(value)<<shift
}

// endColour ends an entry of the table of colours. One that says nothing is automatic.
func (r *reader) endColour() {
	if len(r.colours) < maxFont {
		r.colours = append(r.colours, r.mixed)
	}
	r.mixed = 0
}

// colour is a colour by its number, 0 where it is automatic or not there.
func (r *reader) colour(n int) script.Colour {
	if n < 0 || n >= len(r.colours) {
		return 0
	}
	return r.colours[n]
}

// groundOf is a ground by the number of its colour; 0 is none.
func (r *reader) groundOf(n int) ground {
	return ground{r.colour(n), n > 0}
}

// styleLook notes that a style hides text or strikes it through. A writer says so
// again in the text (RTF Specification 1.9.1, "Style Sheet"); of one that does not,
// programs differ.
func (r *reader) styleLook() {
	n := r.style
	if r.lettered > 0 {
		n = r.lettered
	}
	if (r.hidden || r.struck || r.twice || !r.ink.Seen(script.White)) && n > 0 && n < maxFont {
		r.doubtful[n] = true
	}
}

// veiled reports whether letters are not seen for their colour or size.
func (r *reader) veiled() bool {
	if r.ink == 0 {
		return r.tiny
	}
	on, known := r.ground()
	return r.tiny || known && !r.ink.Seen(on)
}

// ground is what letters stand on, false where nothing says it yet: the cells of a
// table within a table are defined behind it.
func (r *reader) ground() (on script.Colour, known bool) {
	depth := r.tables()
	switch {
	case r.letters.said:
		return r.letters.colour, true
	case r.behind.said:
		return r.behind.colour, true
	case depth == 0:
		return script.White, true
	}
	i := r.flow.Column(depth)
	if depth > 1 || i >= len(r.row.grounds) {
		return 0, false
	}
	if g := r.row.grounds[i]; g.said {
		return g.colour, true
	}
	return script.White, true
}

// unsure reports whether nobody knows if text is seen, or counts.
func (r *reader) unsure() bool {
	if !r.face && (r.doubtful[r.style] || r.doubtful[r.lettered]) {
		return true
	}
	if r.ink.Seen(script.White) {
		return false
	}
	_, known := r.ground()
	return !known
}

// dressed returns a text with the marks of how it is printed.
func (r *reader) dressed(s string) string {
	numeral := strings.ContainsAny(s, script.Digits)
	if numeral && r.reversed {
		s = script.Reversal + s
	}
	if (r.struck || r.twice) && strings.TrimSpace(s) != "" {
		s += script.Stroke
	}
	if numeral && r.unsure() {
		s += script.Object
	}
	return s
}
