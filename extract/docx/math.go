package docx

import (
	"slices"

	"gongkai/extract/ooxml"
)

// math reads the text of a formula in its order (ECMA-376 Part 1, 22.1). What
// a formula sets above, below or beside is no number with the rest: 10² is
// 10^2, a half is 1/2.
func (r *reader) math(p *paragraph, l look) {
	r.xml.Children(func(e *ooxml.Element) {
		switch {
		case e.Is(ooxml.Math, "t"):
			p.add(r.xml.Text(), r.here(l))
		case e.Is(ooxml.Math, "r"), e.Is(ooxml.Word, "r"):
			r.run(p, l)
		case e.Space == ooxml.Math:
			r.argument(p, l, operators[e.Local])
		case e.Is(ooxml.Word, "ins"):
			r.math(p, l)
		}
	})
}

// operators are the signs before the parts of a formula that need one.
var operators = map[string]string{"sup": "^", "sub": "_", "den": "/", "deg": "^", "rad": "√", "nary": "∑"}

// argument reads a part of a formula, its digits apart from those around it.
func (r *reader) argument(p *paragraph, l look, operator string) {
	p.text = p.line.Break(p.text)
	at := len(p.text)
	r.math(p, l)
	if len(p.text) > at {
		p.text = slices.Insert(p.text, at, []byte(operator)...)
	}
	p.text = p.line.Break(p.text)
}
