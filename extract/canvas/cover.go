package canvas

import (
	"math"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/layout"
)

// maxCovered bounds the comparisons of what is painted with the letters under it.
const maxCovered = 10_000_000

// coverBand is the height of the bands that letters are found by, in points.
const coverBand = 16.0

// covers knows the letters that are printed so far by their height on the page.
type covers struct {
	bands map[int][]int
	seen  int // letters in bands
	done  int // comparisons
}

// over is what is painted over letters.
type over uint8

const (
	overWhite  over = iota // a number is taken away so, or corrected
	overColour             // it is blackened: there is something, and nobody can read it
	overImage              // a scan lies over the text of a recognition
)

// cover takes the letters away that something is painted over which nothing is
// seen through.
func (c *Canvas) cover(b layout.Box, by over) {
	in, glyphs := &c.covers, c.Page.Glyphs
	if len(glyphs) == 0 {
		return
	}
	if in.bands == nil {
		in.bands = map[int][]int{}
	}
	band := func(y float64) int {
		return int(math.Floor(math.Min(math.Max(y, c.Area.Top), c.Area.Bottom) / coverBand))
	}
	for ; in.seen < len(glyphs); in.seen++ {
		g := &glyphs[in.seen]
		k := band((g.Box.Top + g.Box.Bottom) / 2)
		in.bands[k] = append(in.bands[k], in.seen)
	}
	for k := band(b.Top); k <= band(b.Bottom); k++ {
		if in.done += len(in.bands[k]) + 1; in.done > maxCovered {
			c.budget.Reached("covers", maxCovered)
			return
		}
		for _, i := range in.bands[k] {
			g := &glyphs[i]
			if !hides(b, g.Box) {
				continue
			}
			first, _ := utf8.DecodeRuneInString(g.Text)
			switch {
			case by == overImage:
				g.Hidden = true
			case by == overColour && unicode.IsDigit(first):
				g.Text = layout.Blackened
			default:
				g.Covered = true
			}
		}
	}
}

// hides reports whether of a letter nothing is seen but its rim.
func hides(b, letter layout.Box) bool {
	w, h := (letter.Right-letter.Left)/4, (letter.Bottom-letter.Top)/4
	return b.Left <= letter.Left+w && b.Right >= letter.Right-w && b.Top <= letter.Top+h && b.Bottom >= letter.Bottom-h
}
