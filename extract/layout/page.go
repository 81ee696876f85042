// Package layout turns what is printed on pages — glyphs and ruling lines, with
// their places — into blocks: tables with their merged cells, stitched where a
// page break cuts them, and paragraphs. It knows no file format; every format
// that only has printed pages (PDF, OFD) feeds it.
//
// All coordinates are points from the upper left corner of the page as it is
// shown, downwards.
package layout

import "math"

// Box is a rectangle with its sides in order: Left ≤ Right, Top ≤ Bottom.
type Box struct{ Left, Top, Right, Bottom float64 }

// Glyph is one character code as printed, or a ligature: what it stands for and
// where it is.
type Glyph struct {
	Text string
	// Box is the glyph's cell: the advance wide, about one em high.
	Box Box
	// Base is the place of the baseline: y for upright text.
	Base float64
	// Size is the size of the font on the page, in points.
	Size float64
	// Turn is the direction of reading in quarter turns clockwise: 0 to the
	// right, 1 downwards, 2 upside down, 3 upwards.
	Turn int
	// Hidden is set for text that is not seen: the layer that a text recognition
	// laid over a scan, white on white. Of a page with other text it is left out.
	Hidden bool
	// Faint is set for text in a colour so light that it is that of a watermark
	// where the other text of its page is dark.
	Faint bool
	// Covered is set for text that something is painted over: it is left out.
	Covered bool
}

// Blackened is the text of a digit that something coloured is painted over.
const Blackened = "█"

// Noted follows a digit of an annotation, such as a form's field: it is no number
// of the page, and its cell is not blank.
const Noted = "✎"

// Rule is a ruling line: a box that is thin in one direction.
type Rule Box

// Page is all that is printed on one page.
type Page struct {
	Width, Height float64
	Glyphs        []Glyph
	Rules         []Rule
	// Images is the area covered by images, in square points; overlaps count twice.
	Images float64
	// Marked is how many letters were left out that the file says to be those of a
	// watermark.
	Marked int
	// Slanted is how many letters across the page were left out.
	Slanted int
}

func (b Box) width() float64  { return b.Right - b.Left }
func (b Box) height() float64 { return b.Bottom - b.Top }

func (b Box) centre() (x, y float64) { return (b.Left + b.Right) / 2, (b.Top + b.Bottom) / 2 }

func (b Box) contains(x, y float64) bool {
	return x >= b.Left && x <= b.Right && y >= b.Top && y <= b.Bottom
}

func (b Box) union(c Box) Box {
	return Box{math.Min(b.Left, c.Left), math.Min(b.Top, c.Top), math.Max(b.Right, c.Right), math.Max(b.Bottom, c.Bottom)}
}

// place is the box as a document.Place has it, to a tenth of a point.
func (b Box) place() *[4]float64 {
	r := func(v float64) float64 { return math.Round(v*10) / 10 }
	return &[4]float64{r(b.Left), r(b.Top), r(b.Right), r(b.Bottom)}
}

// turned is the box after the page (width × height) is turned by quarter turns
// counter-clockwise: text of that Turn reads to the right then.
func (b Box) turned(turn int, width, height float64) Box {
	switch turn {
	case 1: // downwards → to the right: (x, y) → (y, width-x)
		return Box{b.Top, width - b.Right, b.Bottom, width - b.Left}
	case 2:
		return Box{width - b.Right, height - b.Bottom, width - b.Left, height - b.Top}
	case 3: // upwards → to the right: (x, y) → (height-y, x)
		return Box{height - b.Bottom, b.Left, height - b.Top, b.Right}
	}
	return b
}

// back is the inverse of turned; width and height are those of the page before.
func (b Box) back(turn int, width, height float64) Box {
	switch turn {
	case 1:
		return b.turned(3, height, width)
	case 2:
		return b.turned(2, width, height)
	case 3:
		return b.turned(1, height, width)
	}
	return b
}

// turnedGlyph is a glyph after the page is turned.
func (g Glyph) turned(turn int, width, height float64) Glyph {
	if turn == 0 {
		return g
	}
	g.Box = g.Box.turned(turn, width, height)
	g.Turn = (g.Turn - turn + 4) % 4
	g.Base = baseline(g.Box, g.Turn)
	return g
}

// descent is the share of a glyph's box below its baseline.
const descent = 0.15

// baseline is the place of the baseline in the box of a glyph that reads in
// the direction turn: y for 0 and 2, x for 1 and 3.
func baseline(b Box, turn int) float64 {
	switch turn {
	case 1:
		return b.Left + descent*b.width()
	case 2:
		return b.Top + descent*b.height()
	case 3:
		return b.Right - descent*b.width()
	}
	return b.Bottom - descent*b.height()
}

// upright turns a page so that most of its text reads to the right: a landscape
// table is often printed on a portrait page, with or without the page being
// marked as rotated. It returns the turn that was undone.
func (p *Page) upright() int {
	var votes [4]int
	for _, g := range p.Glyphs {
		votes[g.Turn&3]++
	}
	turn := 0
	for t, n := range votes {
		if n > votes[turn] {
			turn = t
		}
	}
	if turn == 0 {
		return 0
	}
	for i, g := range p.Glyphs {
		p.Glyphs[i] = g.turned(turn, p.Width, p.Height)
	}
	for i, r := range p.Rules {
		p.Rules[i] = Rule(Box(r).turned(turn, p.Width, p.Height))
	}
	if turn != 2 {
		p.Width, p.Height = p.Height, p.Width
	}
	return turn
}
