package report

import (
	"strings"
	"unicode"

	"gongkai/extract/document"
)

const (
	// garbledShare: a text in which for so many Han characters there is one or more
	// that cannot be what is printed is garbled (as extract/layout counts glyphs).
	garbledShare = 50
	// garbledLeast are so few that they can be ornaments.
	garbledLeast = 5
)

// ornaments are characters of symbol fonts that office programs use for bullets.
const ornaments = "\uf06c\uf06e\uf075\uf076\uf09f\uf0a7\uf0a8\uf0b2\uf0b7\uf0d8\uf0e0\uf0fc"

// quality counts the characters of a text that cannot be what is printed, and the
// Han characters.
type quality struct{ bad, han int }

func (q *quality) text(s string) {
	last, asked := rune(0), 0
	for _, r := range s {
		before := last
		last = r
		switch {
		case han(r):
			if mojibake(r) {
				q.bad++
			} else {
				q.han++
			}
		case r == '?' && before == '?':
			if asked++; asked > 1 { // put in for what a character set has not
				q.bad++
			}
		case r < 0x80 || r == '\u00a0':
			asked = 0
		case r == unicode.ReplacementChar, r >= 0x80 && r < 0xa0:
			q.bad++
		case r >= 0x3400 && r < 0x4dc0: // Extension A: in a name, and nowhere else
			q.bad++
		case r >= 'À' && r <= 'ÿ' && before >= 0x80 && before <= 'ÿ': // one alone is romanised: ní
			q.bad++
		case unicode.Is(unicode.Co, r) && !strings.ContainsRune(ornaments, r):
			q.bad++
		}
	}
}

func (q *quality) table(t *document.Table) {
	for i := range t.Cells {
		q.text(t.Cells[i].Text)
		for _, n := range t.Cells[i].Nested {
			q.table(n)
		}
	}
}

// glance counts those of a text that was looked at: of nearly every one that is enough.
func (q *quality) glance(s string, g glance) {
	if g.any(signOdd) {
		q.text(s)
	} else {
		q.han += int(g.han)
	}
}

// isGarbled reports whether the text of a document, or what the reader said of its
// file, leaves no trust in any number of it: where words are wrong, digits can be.
func (p *parser) isGarbled() bool {
	if said(p.doc.Findings, document.CodeGarbled) {
		return true
	}
	var q quality
	for i := range p.lines {
		q.glance(p.lines[i].text, p.lines[i].glance)
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Furniture {
			q.glance(b.Text, glanceAt(b.Text))
		}
		if b.Table != nil {
			q.table(b.Table)
		}
	}
	return q.bad >= garbledLeast && q.bad*garbledShare > q.bad+q.han
}

// said reports whether a finding with this code is among some.
func said(found []document.Finding, code string) bool {
	for _, f := range found {
		if f.Code == code {
			return true
		}
	}
	return false
}
