package layout

import (
	"regexp"
	"strings"
)

// aboutSign follows a number that nobody sees on its page: that of a text recognition,
// which takes 1 for 7 and passes over what it cannot tell. Such numbers are no numbers
// of the document, and what is blank there may be a digit that was not recognised.
const aboutSign = "≈"

// inWords are the numbers that are written in words.
var inWords = regexp.MustCompile(`^[零〇一二三四五六七八九十百千万两]+[件条个项次宗批元]*$`)

// goesOn reports whether the digit i of a line is not the last of a number, or the
// number is one of a date: 2023年.
func (l line) goesOn(i int) bool {
	for _, g := range l.glyphs[i+1:] {
		if !blank(g.Text) {
			return digit(g.Text) || strings.Contains("年月日", g.Text)
		}
	}
	return false
}

// recognised reports whether a text has a letter that nobody sees.
func recognised(glyphs []Glyph) bool {
	for i := range glyphs {
		if glyphs[i].Hidden && !blank(glyphs[i].Text) {
			return true
		}
	}
	return false
}

// about is a recognised text that a cell for a number holds, marked.
func about(text string) string {
	if !strings.Contains(text, aboutSign) && (numeric(text) || inWords.MatchString(text)) {
		return text + aboutSign
	}
	return text
}

// about marks the cells of a table: no blank of it is sure, and no number.
func (g *grid) about() {
	for i := range g.cells {
		c := &g.cells[i]
		if c.text = about(c.text); c.text == "" {
			c.text = aboutSign
		}
		for _, n := range c.nested {
			n.about()
		}
	}
}
