package docx

import (
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
)

// face is what properties of a run say of how its text looks (ECMA-376 Part 1,
// 17.3.2). What they do not say follows from the styles.
type face struct {
	hidden      toggle
	struck      toggle
	struckTwice toggle
	reversed    toggle // its letters go from right to left
	script      int    // raised or lowered
	placed      bool   // script is said
	moved       int    // the same, by hand
	ink         script.Colour
	inked       bool // ink is said
	ground      ground
	size        int // in half points, 0 if not said
}

// toggle is a property that is on, off or not said.
type toggle int8

func toggled(e *ooxml.Element) toggle {
	if on(e) {
		return 1
	}
	return -1
}

// or returns the toggle, below where it is not said.
func (t toggle) or(below toggle) toggle {
	if t == 0 {
		return below
	}
	return t
}

// ground is what letters stand on, as far as something says it.
type ground struct {
	colour script.Colour
	said   bool
}

// over returns the ground that lies upon another one.
func (g ground) over(below ground) ground {
	if g.said {
		return g
	}
	return below
}

// read takes what one child of a w:rPr says.
func (f *face) read(x *ooxml.Reader, e *ooxml.Element) {
	if e.Space != ooxml.Word {
		if e.Local == "textFill" && unfilled(x) {
			f.hidden = 1
		}
		return
	}
	switch e.Local {
	case "vanish":
		f.hidden = toggled(e)
	case "strike":
		f.struck = toggled(e)
	case "dstrike":
		f.struckTwice = toggled(e)
	case "rtl":
		f.reversed = toggled(e)
	case "vertAlign":
		f.script, f.placed = vertical(e), true
	case "position":
		f.moved = script.Moved(number(e.Attr("val"), 0)) // 17.3.2.24
	case "color":
		f.ink, f.inked = script.Hex(e.Attr("val")), true
		if theme := e.Attr("themeColor"); f.ink == 0 && (theme == "background1" || theme == "light1") && e.Attr("themeShade") == "" {
			f.ink = script.White
		}
	case "sz":
		f.size = number(e.Attr("val"), 0)
	case "shd":
		f.ground = shading(e).over(f.ground)
	case "highlight":
		switch e.Attr("val") {
		case "none":
		case "white":
			f.ground = ground{script.White, true}
		default:
			f.ground = ground{0, true}
		}
	}
}

// unfilled reads a w14:textFill ([MS-DOCX] 2.6.1.11) and reports whether letters
// are painted with nothing, or with what lets all light through.
func unfilled(x *ooxml.Reader) bool {
	const clear = 95_000 // of 100,000
	gone := false
	x.Children(func(e *ooxml.Element) {
		switch e.Local {
		case "noFill":
			gone = true
		case "alpha":
			gone = gone || number(e.Attr("val"), 0) >= clear
		default:
			gone = unfilled(x) || gone
		}
	})
	return gone
}

// readFace reads the w:rPr that is open.
func readFace(x *ooxml.Reader) face {
	var f face
	x.Children(func(e *ooxml.Element) { f.read(x, e) })
	return f
}

// over returns the face that stands on another one, as styles stand on styles.
func (f face) over(below face) face {
	f.hidden, f.struck = f.hidden.or(below.hidden), f.struck.or(below.struck)
	f.struckTwice, f.reversed = f.struckTwice.or(below.struckTwice), f.reversed.or(below.reversed)
	if !f.placed {
		f.script, f.placed = below.script, below.placed
	}
	if f.moved == script.Baseline {
		f.moved = below.moved
	}
	if !f.inked {
		f.ink, f.inked = below.ink, below.inked
	}
	if f.size == 0 {
		f.size = below.size
	}
	f.ground = f.ground.over(below.ground)
	return f
}

// within returns the face of what is of one kind of style within another kind. A
// toggle that styles of two kinds set is off again (17.7.3).
func (f face) within(outer face) face {
	hidden, struck := exclusive(f.hidden, outer.hidden), exclusive(f.struck, outer.struck)
	f = f.over(outer)
	f.hidden, f.struck = hidden, struck
	return f
}

func exclusive(a, b toggle) toggle {
	if (a > 0) != (b > 0) {
		return 1
	}
	return 0
}

// shading reads a w:shd (17.3.5): one colour, a pattern of two, or nothing.
func shading(e *ooxml.Element) ground {
	switch e.Attr("val") {
	case "nil":
		return ground{}
	case "clear":
		if c := script.Hex(e.Attr("fill")); c != 0 {
			return ground{c, true}
		}
		return ground{}
	case "solid":
		return ground{script.Hex(e.Attr("color")), true}
	}
	return ground{0, true}
}

// vertical reads a w:vertAlign (17.3.2.42).
func vertical(e *ooxml.Element) int {
	switch e.Attr("val") {
	case "superscript":
		return script.Raised
	case "subscript":
		return script.Lowered
	}
	return script.Baseline
}
