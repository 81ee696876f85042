package msdoc

import (
	"bytes"

	"gongkai/extract/script"
)

// look is how letters look, by a style or by the changes of their own
// ([MS-DOC] 2.6.1).
type look struct {
	hidden   bool
	struck   bool
	twice    bool
	reversed bool          // from right to left
	ink      script.Colour // 0 is automatic
	inked    bool
	ground   ground
	size     int // in half points, 0 if not said
}

// ground is what letters stand on, as far as something says it.
type ground struct {
	colour script.Colour
	said   bool
}

// apply takes one change of letters whose styles give them a look.
func (l *look) apply(op uint16, arg []byte, style look) {
	switch op {
	case sprmCHidden:
		l.hidden = toggled(arg[0], style.hidden)
	case sprmCStruck:
		l.struck = toggled(arg[0], style.struck)
	case sprmCStruckTwice:
		l.twice = toggled(arg[0], style.twice)
	case sprmCReversed:
		l.reversed = arg[0] != 0
	case sprmCColour:
		l.ink, l.inked = colourRef(arg), true
	case sprmCIco:
		l.ink, l.inked = named(arg[0]), true
	case sprmCSize:
		l.size = int(u16(arg, 0))
	case sprmCHighlight:
		l.ground = ground{named(arg[0]), arg[0] != 0}
	case sprmCShade:
		l.ground = shade(arg)
	case sprmCShadeOld:
		l.ground = shadeOld(u16(arg, 0))
	}
}

// over returns the look of a style within another one. What either of them hides
// or strikes through is none of the text's.
func (l look) over(below look) look {
	l.hidden, l.struck = l.hidden || below.hidden, l.struck || below.struck
	l.twice, l.reversed = l.twice || below.twice, l.reversed || below.reversed
	if !l.inked {
		l.ink, l.inked = below.ink, below.inked
	}
	if !l.ground.said {
		l.ground = below.ground
	}
	if l.size == 0 {
		l.size = below.size
	}
	return l
}

// letters takes what a style says of letters.
func (s *style) letters(list []byte) {
	for op, arg := range sprms(list) {
		if op == sprmCScript {
			s.script, s.placed = vertical(arg[0]), true
		}
		s.own.apply(op, arg, look{})
	}
}

// lookOf returns the look of a style with those that it stands on.
func (r *reader) lookOf(n int) look {
	var l look
	for range maxBases {
		if n >= len(r.styles) {
			break
		}
		l, n = l.over(r.styles[n].own), r.styles[n].base
	}
	return l
}

// seen says whether letters at an offset are seen for their colour and size, as
// far as that can be told: the ground of a cell is defined at the end of its row.
func (r *reader) seen(c *character, fc int, prm uint16) {
	if script.Tiny(float64(c.size) / 2) {
		c.hidden = true
	}
	if c.ink.Seen(script.White) && !c.ground.said {
		return
	}
	on := c.ground
	if !on.said {
		p := r.paragraphAt(fc, prm)
		if on = p.ground; !on.said && p.depth <= 0 {
			on = ground{script.White, true}
		}
	}
	switch {
	case !on.said:
		c.unsure = true
	case !c.ink.Seen(on.colour):
		c.hidden = true
	}
}

// colourRef reads a COLORREF (2.9.43).
func colourRef(b []byte) script.Colour {
	if byteAt(b, 3) != 0 {
		return 0 // automatic
	}
	return script.RGB(byteAt(b, 0), byteAt(b, 1), byteAt(b, 2))
}

// named is a colour by its number (2.9.119): those of paper and ink are known.
func named(ico byte) script.Colour {
	switch ico {
	case 1:
		return script.Black
	case 8:
		return script.White
	}
	return 0
}

// The patterns of a shading (2.9.121).
const (
	patternClear = 0
	patternSolid = 1
)

// shade reads a Shd (2.9.248): two colours and a pattern.
func shade(arg []byte) ground {
	if len(arg) < 10 {
		return ground{}
	}
	switch u16(arg, 8) {
	case patternClear:
		c := colourRef(arg[4:8])
		return ground{c, c != 0}
	case patternSolid:
		return ground{colourRef(arg[:4]).Or(script.Black), true}
	}
	return ground{said: true}
}

// shadeOld reads a Shd80 (2.9.249): the same with numbers for colours.
func shadeOld(v uint16) ground {
	if v == 0xFFFF {
		return ground{}
	}
	back := byte(v >> 5 & 0x1F)
	if v>>10 == patternClear {
		return ground{named(back), back != 0}
	}
	return ground{said: true}
}

// marks returns what stands behind a text in such letters to say how it is printed.
func (c *character) marks(text []byte) string {
	switch {
	case (c.struck || c.twice) && len(bytes.TrimSpace(text)) > 0:
		return script.Stroke
	case (c.unsure || c.reversed) && bytes.ContainsAny(text, script.Digits):
		return script.Object
	}
	return ""
}
