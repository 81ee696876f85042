package layout

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// spot is a place on the page, coarse, with what stands there.
type spot struct {
	text string
	x, y int32
}

// undouble drops the second of two glyphs that are printed over each other:
// bold type is often feigned so. The same text counts as doubled when its
// centre lies within 0.3 em, and nearer than half its own advance, so that the
// two l of "all" are two.
func undouble(glyphs []Glyph) []Glyph {
	const grain = 2.0 // points: no smaller than the reach of most glyphs
	seen := make(map[spot][]Box, len(glyphs))
	return slices.DeleteFunc(glyphs, func(g Glyph) bool {
		x, y := g.Box.centre()
		across := math.Min(0.3*g.Size, 0.5*g.Box.width())
		down := math.Min(0.3*g.Size, 0.5*g.Box.height())
		across, down = math.Min(across, 3*grain), math.Min(down, 3*grain)
		at := func(v float64) int32 { return int32(math.Floor(v / grain)) }
		for i := at(x - across); i <= at(x+across); i++ {
			for k := at(y - down); k <= at(y+down); k++ {
				for _, b := range seen[spot{g.Text, i, k}] {
					bx, by := b.centre()
					if math.Abs(bx-x) < across && math.Abs(by-y) < down {
						return true
					}
				}
			}
		}
		here := spot{g.Text, at(x), at(y)}
		if len(seen[here]) < 8 { // more in two points square is no text
			seen[here] = append(seen[here], g.Box)
		}
		return false
	})
}

// fold gives the unified ideographs for the radicals that some fonts are
// mapped to: ⾏政 is written with U+2F8F and looks like 行政, but no search
// finds it. Nothing else is touched.
func fold(s string) string {
	for _, r := range s {
		if r >= 0x2E80 && r <= 0x2FDF {
			return foldAll(s)
		}
	}
	return s
}

// radicals are those of the block CJK Radicals Supplement that have no
// compatibility mapping of their own and are printed for a whole character.
var radicals = map[rune]rune{
	'⺠': '民', '⻅': '见', '⻉': '贝', '⻋': '车', '⻓': '长', '⻔': '门', '⻘': '青', '⻚': '页', '⻛': '风',
	'⻜': '飞', '⻝': '食', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟', '⻨': '麦', '⻩': '黄',
	'⻬': '齐', '⻮': '齿', '⻰': '龙', '⻳': '龟', '⻄': '西', '⻁': '虎', '⺟': '母', '⻆': '角', '⻙': '韦',
}

func foldAll(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		switch {
		case r < 0x2E80 || r > 0x2FDF:
			out = append(out, r)
		case radicals[r] != 0:
			out = append(out, radicals[r])
		default:
			out = append(out, []rune(norm.NFKC.String(string(r)))...)
		}
	}
	return string(out)
}

// blank reports whether a glyph prints nothing.
func blank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && r != 0 {
			return false
		}
	}
	return true
}

// wide reports whether a character takes a full em: text of such characters is
// set without spaces.
func wide(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x2E80 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFE30 && r <= 0xFE4F ||
		r >= 0xFF00 && r <= 0xFFEF || r >= 0x20000 && r <= 0x3FFFF
}
