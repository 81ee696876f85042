package sheet

import (
	"strings"
	"unicode"

	"gongkai/extract/document"
	"gongkai/extract/script"
)

// look is how a cell format shows what is in a cell.
type look struct {
	code     string        // the number format, "" if it is not known
	ground   script.Colour // what the letters stand on
	struck   bool          // through
	veiled   bool          // in the colour of the ground, or of no size
	repeated bool          // over the width of the cell
}

// plain is the look of a cell that says nothing of it.
func plain() look { return look{code: "General", ground: script.White} }

// font is what of a font tells whether its letters are seen.
type font struct {
	ink    script.Colour
	struck bool
	tiny   bool
	level  int // raised or lowered
}

// in returns the look with letters of this font. Letters of no colour are black,
// whatever they stand on.
func (l look) in(f font) look {
	l.struck = f.struck
	l.veiled = f.tiny || !f.ink.Seen(l.ground)
	return l
}

// number is a cell with this number. What is shown is read; where that is another
// number than the one in the file, or nobody knows what it is, it is none.
func (b *builder) number(v value, n float64, l look, from1904 bool) value {
	v.number, v.numeric = n, true
	s, f := render(n, l.code, from1904)
	switch {
	case f == nil:
		b.doubtAt(v, CodeNumberFormat, l.code, "数字格式未知，未读："+l.code+" (a number format that is not understood, the number is not read)")
		s += script.Object
	case f.misleads(n, s):
		b.doubtAt(v, CodeShown, "format", "显示的数字与存储的不同，未读："+l.code+" (the number format shows another number than the cell holds)")
		s += script.Object
	case n != 0 && strings.TrimSpace(s) == "": // that a zero is blank is usual
		b.unseenAt(v, "format", messageFormat)
	}
	l.veiled = l.veiled || f != nil && !f.ink.Seen(l.ground)
	v.text = b.dressed(v, s, l)
	return v
}

const messageFormat = "数字格式使内容不显示，未读：cells whose number format shows nothing are left out"

// word is a cell with this text as its number format shows it: not at all where
// the fourth section has no place for it (;;;).
func (b *builder) word(v value, s string, l look) value {
	if strings.Count(l.code, ";") >= 3 && s != "" {
		if sections := split(l.code); len(sections) > 3 && !strings.Contains(sections[3], "@") {
			b.unseenAt(v, "format", messageFormat)
			return v
		}
	}
	v.text = b.dressed(v, s, l)
	return v
}

// dressed returns a text as letters of this look show it.
func (b *builder) dressed(v value, s string, l look) string {
	switch {
	case strings.TrimSpace(s) == "":
	case l.veiled:
		b.unseenAt(v, "letters", "文字与底色相同或字号极小，未读：letters in the colour of their ground, or of no size, are left out")
		return ""
	case l.struck:
		return s + script.Stroke
	case l.repeated && !strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Han, c) }):
		b.doubtAt(v, CodeShown, "fill", "单元格重复显示内容，未读：what the cell holds is shown several times over its width")
		return s + script.Object
	}
	return s
}

// doubtAt is doubt of a cell.
func (b *builder) doubtAt(v value, code, where, message string) {
	b.find(code, where, message, document.Reader, v.place())
}

// unseenAt is unseen of a cell.
func (b *builder) unseenAt(v value, where, message string) {
	b.find(document.CodeHidden, where, message, document.Publisher, v.place())
}

func (v value) place() *document.Place {
	return &document.Place{Row: v.row + 1, Column: v.col + 1}
}
