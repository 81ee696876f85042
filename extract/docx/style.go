package docx

import "gongkai/extract/ooxml"

// style is what of a w:style matters (ECMA-376 Part 1, 17.7).
type style struct {
	based   string
	outline int // outlineNone if not said
	face    face
	ground  ground // of a paragraph
	num     string // of a list
	level   int
	hasNum  bool
	table   tableStyle
}

// styles are the styles of a document by their ids.
type styles struct {
	byID     map[string]*style
	standard string // the paragraph style of paragraphs that name none
	defaults face
}

// maxStyles is the number of styles that are kept; Word itself stops at 4079.
const maxStyles = 20_000

// maxBased is how far styles may be based on styles.
const maxBased = 30

func (s *styles) read(x *ooxml.Reader) {
	s.byID = map[string]*style{}
	x.Children(func(*ooxml.Element) {
		x.Children(func(e *ooxml.Element) {
			if e.Is(ooxml.Word, "docDefaults") {
				s.readDefaults(x)
			}
			if !e.Is(ooxml.Word, "style") || len(s.byID) == maxStyles {
				return
			}
			id := e.Attr("styleId")
			if e.Attr("type") == "paragraph" && (e.Attr("default") == "1" || e.Attr("default") == "true") {
				s.standard = id
			}
			st := &style{outline: outlineNone, level: -1}
			s.byID[id] = st
			readStyle(x, st)
		})
	})
}

func readStyle(x *ooxml.Reader, st *style) {
	sub := reader{xml: x}
	x.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Word {
			return
		}
		switch e.Local {
		case "basedOn":
			st.based = e.Attr("val")
		case "pPr":
			props := properties{outline: outlineNone, level: -1}
			sub.paragraphProperties(&props)
			st.outline, st.num, st.level, st.hasNum = props.outline, props.num, props.level, props.hasNum
			st.ground = props.ground
		case "rPr":
			st.face = readFace(x)
		default:
			st.table.read(x, e)
		}
	})
}

// readDefaults reads a w:docDefaults (17.7.5.1): what holds where no style says otherwise.
func (s *styles) readDefaults(x *ooxml.Reader) {
	x.Children(func(e *ooxml.Element) {
		if e.Is(ooxml.Word, "rPrDefault") {
			x.Children(func(e *ooxml.Element) {
				if e.Is(ooxml.Word, "rPr") {
					s.defaults = readFace(x)
				}
			})
		}
	})
}

// settle takes over from the styles below what a style does not say itself.
func (s *styles) settle() {
	for _, st := range s.byID {
		below := s.byID[st.based]
		for n := 0; below != nil && n < maxBased; n++ {
			if st.outline == outlineNone {
				st.outline = below.outline
			}
			st.face, st.ground = st.face.over(below.face), st.ground.over(below.ground)
			st.table = st.table.over(below.table)
			if !st.hasNum {
				st.num, st.hasNum = below.num, below.hasNum
			}
			if st.level < 0 {
				st.level = below.level
			}
			below = s.byID[below.based]
		}
	}
}

func (s *styles) of(id string) *style {
	if id == "" {
		id = s.standard
	}
	return s.byID[id]
}

// heading returns the level of a paragraph as a heading, 0 if it is none:
// outline levels 0–8 are headings, 9 is body text (17.3.1.20).
func (s *styles) heading(p properties) int {
	outline := p.outline
	if st := s.of(p.style); outline == outlineNone && st != nil {
		outline = st.outline
	}
	if outline < 0 || outline > 8 {
		return 0
	}
	return min(outline+1, 6)
}

// hides reports whether the style of a paragraph hides its text.
func (s *styles) hides(id string) bool {
	st := s.of(id)
	return st != nil && st.face.hidden > 0
}
