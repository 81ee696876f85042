package docx

import (
	"cmp"
	"slices"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
)

// tableStyle is what a style says of tables, and of parts of them (17.7.6).
type tableStyle struct {
	shaded   bool // cells have a ground, all or some of them
	head     bool // those of the first row do
	side     bool // those of the first column do
	unsure   bool // some rows or columns may hide their text, or strike it through
	mirrored bool
}

// read takes what one child of a w:style says.
func (s *tableStyle) read(x *ooxml.Reader, e *ooxml.Element) {
	switch e.Local {
	case "tblPr", "tcPr":
		x.Children(func(e *ooxml.Element) {
			switch {
			case e.Is(ooxml.Word, "shd"):
				s.shaded = s.shaded || shading(e).said
			case e.Is(ooxml.Word, "bidiVisual"):
				s.mirrored = on(e)
			}
		})
	case "tblStylePr":
		var f face
		where := e.Attr("type")
		part := tableStyle{}
		on := ground{script.White, true}
		x.Children(func(e *ooxml.Element) {
			if e.Is(ooxml.Word, "rPr") {
				f = readFace(x)
			} else {
				part.read(x, e)
			}
		})
		if part.shaded {
			on.colour = 0
		}
		switch {
		case !part.shaded:
		case where == "firstRow":
			s.head = true
		case where == "firstCol":
			s.side = true
		default:
			s.shaded = true
		}
		s.unsure = s.unsure || f.hidden > 0 || f.struck > 0 || f.struckTwice > 0 ||
			script.Tiny(float64(f.size)/2) || !f.ink.Seen(f.ground.over(on).colour)
	}
}

// over returns the style that stands on another one.
func (s tableStyle) over(below tableStyle) tableStyle {
	return tableStyle{s.shaded || below.shaded, s.head || below.head, s.side || below.side, s.unsure || below.unsure, s.mirrored || below.mirrored}
}

// setting is what text stands in: the ground of its cell, the style of its table.
type setting struct {
	colour script.Colour
	face   face
	unsure bool
}

// tableProperties reads a w:tblPr.
func (r *reader) tableProperties(t *table) {
	own := ground{}
	r.xml.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Word {
			return
		}
		switch e.Local {
		case "tblStyle":
			t.style = e.Attr("val")
		case "shd":
			own = shading(e)
		case "bidiVisual":
			t.mirrored = on(e)
		}
	})
	if st := r.styles.byID[t.style]; st != nil && t.style != "" {
		r.setting.face, r.setting.unsure = st.face, st.table.unsure
		t.head, t.side = st.table.head, st.table.side
		t.mirrored = t.mirrored || st.table.mirrored
		if st.table.shaded {
			r.setting.colour = 0
		}
	}
	r.setting.colour = own.over(ground{r.setting.colour, true}).colour
}

// mirror puts the columns as they are seen where the first one stands on the right
// (17.4.1).
func (t *table) mirror() {
	if !t.mirrored {
		return
	}
	for i := range t.cells {
		c := &t.cells[i]
		c.Col = t.cols - c.Col - c.ColSpan
		c.Place.Column = c.Col + 1
	}
	slices.SortStableFunc(t.cells, func(a, b document.Cell) int {
		return cmp.Or(a.Row-b.Row, a.Col-b.Col)
	})
}
