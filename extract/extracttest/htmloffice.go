package extracttest

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"

	"gongkai/extract/report/reporttest"
)

// htmlLayout puts everything into tables that only lay out the page, up to four
// deep, and some tables into one of their own.
func htmlLayout(parts []reporttest.Part, noise *rand.Rand) []byte {
	p := newPage(noise)
	depth := 1 + noise.IntN(4)
	for range depth {
		p.b.WriteString(oneOf(noise,
			"<table width=\"1000\"><tr><td>\n",
			"<table><tr><td width=\"180\">首页<br>政务公开</td><td>\n",
			"<table><tr><td height=\"5\"></td></tr><tr><td valign=\"top\">\n"))
	}
	for _, part := range parts {
		inner := part.Table != nil && once(3, noise)
		if inner {
			p.b.WriteString(`<table align="center"><tbody><tr><td>`)
		}
		p.parts([]reporttest.Part{part})
		if inner {
			p.b.WriteString("</td></tr></tbody></table>\n")
		}
	}
	p.b.WriteString(strings.Repeat("</td></tr></table>\n", depth))
	return p.bytes()
}

// htmlWord marks up as Word does for the web and for pasting: a paragraph in
// each cell, o:p in blank ones, a last row without height that holds the widths.
func htmlWord(parts []reporttest.Part, noise *rand.Rand) []byte {
	p := newPage(noise)
	p.words = func(s string, noise *rand.Rand) string {
		if strings.Trim(s, " ") == "" {
			return "<span lang=EN-US><o:p>&nbsp;</o:p></span>"
		}
		var b strings.Builder
		for s != "" {
			n := 0
			digits := isASCII(s[0])
			for n < len(s) && isASCII(s[n]) == digits {
				n++
			}
			lang := "style='font-family:宋体;mso-hansi-font-family:\"Times New Roman\"'"
			if digits {
				lang = "lang=EN-US"
			}
			b.WriteString("<span " + lang + ">" + html.EscapeString(s[:n]) + "</span>")
			s = s[n:]
		}
		return b.String() + "<span lang=EN-US><o:p></o:p></span>"
	}
	p.para = func(words string) string {
		return "\n  <p class=MsoNormal align=center style='text-align:center;line-height:\n  12.0pt;mso-element:frame'>" + words + "</p>\n  "
	}
	p.spans = func(c piece, _, _ int, _ bool, _ *rand.Rand) string {
		s := fmt.Sprintf(" width=%d", 60*c.ColSpan)
		if c.ColSpan > 1 {
			s += fmt.Sprintf(" colspan=%d", c.ColSpan)
		}
		if c.RowSpan > 1 {
			s += fmt.Sprintf(" rowspan=%d", c.RowSpan)
		}
		return s + " style='width:60.0pt;border:solid windowtext 1.0pt;\n  padding:0cm 5.4pt'"
	}
	if once(2, noise) {
		p.tail = func(cols int) string {
			return "<![if !supportMisalignedColumns]><tr height=0>" + strings.Repeat("<td width=57 style='border:none'></td>", cols) + "</tr><![endif]>"
		}
	}
	p.parts(parts)
	return p.bytes()
}

func isASCII(b byte) bool { return b < 0x80 }

// htmlWrongSpans writes spans that no browser needs: reaching out of the table
// below and at the right, or no number.
func htmlWrongSpans(parts []reporttest.Part, noise *rand.Rand) []byte {
	p := newPage(noise)
	p.spans = func(c piece, row, rows int, last bool, noise *rand.Rand) string {
		down, right := c.RowSpan, c.ColSpan
		if row+down == rows && once(3, noise) {
			down += 1 + noise.IntN(9)
		}
		if last && once(6, noise) {
			right += 1 + noise.IntN(3)
		}
		s := spans(down, right)
		if s == "" && once(6, noise) {
			s = oneOf(noise, ` colspan="0"`, ` rowspan=""`, ` colspan="x"`, ` rowspan="1"`, ` colspan=" 1 "`)
		}
		return s
	}
	p.parts(parts)
	return p.bytes()
}
