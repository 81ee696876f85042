// Package canvas takes what is drawn on one page and keeps what extract/layout
// asks for: the ruling lines, and whether letters in white are seen where they
// stand. It knows no file format; the readers of PDF and OFD draw on it.
package canvas

import (
	"math"
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/layout"
)

const (
	thinnest     = 3.0     // points: the thickness up to which a shape is a rule
	maxPageRules = 200_000 // pieces of ruling lines of one page
	maxGrounds   = 200     // coloured grounds that are remembered
)

// Paint is a colour: whether it is white, how light it is, from 0 for black to 1,
// and whether what lies under it may be seen through it, is all that matters.
type Paint struct {
	White, Clear bool
	Light        float64
}

// faintest is the lightness of the letters of watermarks: that of the silver that
// word processors print them in.
const faintest = 0.745

// Faint reports whether letters in that colour, of which so much is seen (1: all
// of it), are as light on white paper as those of a watermark.
func (p Paint) Faint(fade float64) bool { return 1-(1-p.Light)*fade > faintest }

// Canvas is one page. All boxes are in points on the page as shown.
type Canvas struct {
	Page *layout.Page
	Area layout.Box // the page

	budget  *document.Budget
	grounds []layout.Box // shapes filled with a colour, the last ones
	layers  layers       // what white letters stand on
	covers  covers       // letters that something may be painted over
}

// New begins a page of that size.
func New(width, height float64, budget *document.Budget) *Canvas {
	return &Canvas{
		Page:   &layout.Page{Width: width, Height: height},
		Area:   layout.Box{Right: width, Bottom: height},
		budget: budget,
	}
}

// Draw paints a path within clip: fill and stroke are its colours, nil where it
// is not filled or not stroked, line is the width of its strokes.
func (c *Canvas) Draw(p *Path, clip layout.Box, fill, stroke *Paint, line float64) {
	for i := range p.subs {
		s := &p.subs[i]
		if fill != nil {
			c.filled(s, clip, *fill)
			if g := Cut(s.box, clip); !fill.Clear && p.Rectangle() && Sound(g) && !thin(g) {
				by := overColour
				if fill.White {
					by = overWhite
				}
				c.cover(g, by)
			}
		}
		if stroke != nil {
			c.stroked(s, clip, *stroke, line)
		}
	}
}

// Image paints an image, clear where something may be seen through it. One so
// thin that it can show nothing is a rule.
func (c *Canvas) Image(b layout.Box, clear bool) {
	if !Sound(b) {
		return
	}
	if thin(b) {
		c.rule(b)
		return
	}
	c.layers.add(b, false)
	if !clear {
		c.cover(b, overImage)
	}
	c.Page.Images += (b.Right - b.Left) * (b.Bottom - b.Top)
}

// Cover paints a ground of many colours.
func (c *Canvas) Cover(b layout.Box) { c.layers.add(Cut(b, c.Area), false) }

// Slanted leaves a letter out that runs across the page; blanks are not counted.
func (c *Canvas) Slanted(text string) {
	if strings.TrimSpace(text) != "" {
		c.Page.Slanted++
	}
}

// Marked leaves a letter of a watermark out; blanks are not counted.
func (c *Canvas) Marked(text string) {
	if strings.TrimSpace(text) != "" {
		c.Page.Marked++
	}
}

// ShowsWhite reports whether white is seen at a point.
func (c *Canvas) ShowsWhite(x, y float64) bool { return c.layers.under(x, y) }

// filled takes a filled shape: a thin one is a rule, another one is a ground
// that white rules may be seen on.
func (c *Canvas) filled(s *sub, clip layout.Box, p Paint) {
	b := s.box
	if g := Cut(b, clip); Sound(g) && !thin(g) && (!p.White || s.square()) {
		c.layers.add(g, p.White)
	}
	if s.curved && !(b.Right-b.Left <= thinnest && b.Bottom-b.Top <= thinnest) || len(s.lines) == 0 && !s.curved {
		return
	}
	c.shape(b, clip, p)
}

// stroked takes the lines of a stroked shape that run along the page's sides.
func (c *Canvas) stroked(s *sub, clip layout.Box, p Paint, line float64) {
	half := line / 2
	for _, l := range s.lines {
		dx, dy := math.Abs(l[0]-l[2]), math.Abs(l[1]-l[3])
		if math.Min(dx, dy) > 0.7 || math.Max(dx, dy) < 0.1 {
			continue
		}
		b := Extend(Extend(Empty(), l[0], l[1]), l[2], l[3])
		if dx >= dy {
			b.Top, b.Bottom = b.Top-half, b.Bottom+half
		} else {
			b.Left, b.Right = b.Left-half, b.Right+half
		}
		if g := Cut(b, clip); Sound(g) && !thin(g) {
			c.layers.add(g, p.White)
		}
		c.shape(b, clip, p)
	}
}

func (c *Canvas) shape(b, clip layout.Box, p Paint) {
	b = Cut(b, clip)
	if !Sound(b) {
		return
	}
	switch {
	case !thin(b):
		if !p.White {
			if len(c.grounds) >= maxGrounds {
				c.grounds = c.grounds[1:]
			}
			c.grounds = append(c.grounds, b)
		}
	case !p.White || c.onGround(b):
		c.rule(b)
	}
}

func thin(b layout.Box) bool {
	return b.Right-b.Left <= thinnest || b.Bottom-b.Top <= thinnest
}

// onGround reports whether a rule lies on a coloured ground, where white is seen.
func (c *Canvas) onGround(b layout.Box) bool {
	x, y := (b.Left+b.Right)/2, (b.Top+b.Bottom)/2
	for _, g := range c.grounds {
		if x > g.Left && x < g.Right && y > g.Top && y < g.Bottom {
			return true
		}
	}
	return false
}

func (c *Canvas) rule(b layout.Box) {
	b = Cut(b, c.Area)
	if !Sound(b) {
		return
	}
	if len(c.Page.Rules) >= maxPageRules {
		c.budget.Reached("rules", maxPageRules)
		return
	}
	c.Page.Rules = append(c.Page.Rules, layout.Rule(b))
}
