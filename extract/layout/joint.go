package layout

import (
	"math"
	"slices"
)

// joint is what stands between two neighbours of a line though it is not
// printed: a space, or the sign that one is raised or lowered beside the other.
// spread is the gap that their line has between all letters.
func joint(a, b Glyph, spread func() float64) string {
	gap := b.Box.Left - a.Box.Right
	switch {
	case letter(a.Text) && letter(b.Text):
		if gap > 0.25*math.Max(b.Size, 1) {
			return " "
		}
	case ofNumber(a.Text) && ofNumber(b.Text) && (digit(a.Text) || digit(b.Text)):
		if s := shifted(a, b); s != "" {
			return s
		}
		if uneven(a, b) || overprinted(a, b) {
			return " "
		}
		if limit := cellGap * math.Max(math.Min(a.Size, b.Size), 1); gap > limit && gap > limit+spread() {
			return " "
		}
	}
	return ""
}

const (
	markSize  = 0.9  // of the size of a number: what is as small and shifted is a mark
	markShift = 0.15 // ems of the number
	farShift  = 0.25 // ems that no two digits of one number are shifted, whatever their size
)

// shifted tells a note mark or a power beside a number: 12 with a raised 1 is
// not 121. A mark before its number is parted by a blank.
func shifted(a, b Glyph) string {
	size := math.Max(a.Size, b.Size)
	up := a.Base - b.Base
	if by := math.Abs(up); by < markShift*size || by < farShift*size && math.Min(a.Size, b.Size) > markSize*size {
		return ""
	}
	switch {
	case a.Size < markSize*b.Size:
		return " "
	case up > 0:
		return "^"
	}
	return "_"
}

const (
	evenSize = 0.7 // of the larger: the digits before a point are of one size, or nearly
	overlap  = 0.8 // of the narrower: so much no neighbours in a line share, however wrong their widths
)

// uneven reports whether two digits are of sizes that no number has both of: one
// is of something else that is printed there, such as a watermark.
func uneven(a, b Glyph) bool {
	return digit(a.Text) && digit(b.Text) && math.Min(a.Size, b.Size) < evenSize*math.Max(a.Size, b.Size)
}

// overprinted reports whether a character is printed over another one.
func overprinted(a, b Glyph) bool {
	return a.Box.Right-b.Box.Left > overlap*math.Min(a.Box.width(), b.Box.width())
}

// spread is the gap between the letters of a line that is set in spread type,
// whose numbers are spread too: 2 0 2 3 年 度 报 告. It is told by characters
// that are set without spaces, where there are enough of them.
func (l line) spread() float64 {
	var gaps []float64
	for i := 1; i < len(l.glyphs); i++ {
		if a, b := l.glyphs[i-1], l.glyphs[i]; ideograph(a.Text) && ideograph(b.Text) {
			gaps = append(gaps, b.Box.Left-a.Box.Right)
		}
	}
	if len(gaps) < 3 {
		return 0
	}
	slices.Sort(gaps)
	return math.Max(0, gaps[len(gaps)/2])
}
