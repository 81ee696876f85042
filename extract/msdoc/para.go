package msdoc

import "gongkai/extract/script"

// paragraph is what is known of a paragraph.
type paragraph struct {
	style   int
	depth   int // tables around it
	deeper  int
	inTable bool
	cellEnd bool // ends a cell of a table within a table
	rowEnd  bool
	heading int // 1–6, 0 for text
	list    int // the list that numbers it, from 1; 0 for none
	level   int // the level there, from 0
	ground  ground
	row     row
}

// paragraphAt returns what is known of the paragraph at an offset of
// WordDocument, in a piece with this prm.
func (r *reader) paragraphAt(fc int, prm uint16) paragraph {
	props, _ := r.paragraphs.find(fc)
	p := r.styled(int(u16(props, 0)))
	if len(props) > 2 {
		r.applyParagraph(&p, props[2:], true)
	}
	r.applyParagraph(&p, r.ofPiece(prm), true)
	p.depth += p.deeper
	if p.depth <= 0 && p.inTable {
		p.depth = 1
	}
	return p
}

// applyParagraph applies a list of changes; one of them may name another list,
// in the stream Data ([MS-DOC] 2.6.2, sprmPHugePapx), which must not do so again.
func (r *reader) applyParagraph(p *paragraph, list []byte, follow bool) {
	if !r.spend(len(list)) {
		return
	}
	for op, arg := range sprms(list) {
		switch op {
		case sprmPInTable:
			p.inTable = arg[0] != 0
		case sprmPRowEnd, sprmPInnerRowEnd:
			p.rowEnd = arg[0] != 0
		case sprmPInnerCell:
			p.cellEnd = arg[0] != 0
		case sprmPDepth:
			p.depth = int(min(u32(arg, 0), maxDepth))
		case sprmPDeeper:
			p.deeper = int(max(min(int32(u32(arg, 0)), maxDepth), -maxDepth))
		case sprmPOutline:
			p.heading = 0
			if level := int(arg[0]); level < 6 {
				p.heading = level + 1
			}
		case sprmPShade:
			p.ground = shade(arg)
		case sprmPShadeOld:
			p.ground = shadeOld(u16(arg, 0))
		case sprmPList:
			p.list = int(int16(u16(arg, 0)))
		case sprmPListLevel:
			p.level = int(arg[0])
		case sprmPHuge, sprmPHugeOld:
			if at := int(u32(arg, 0)); follow && at+2 <= len(r.data) {
				r.applyParagraph(p, r.data[at+2:min(at+2+int(u16(r.data, at)), len(r.data))], false)
			}
		default:
			if op>>10&7 != ofTables {
				continue
			}
			if !r.spend(rowWork) {
				return
			}
			p.row.apply(op, arg)
		}
	}
}

// maxDepth keeps depths small; the limit of tables within tables is that of the document.
const maxDepth = 1000

// character is what is known of a run of characters.
type character struct {
	look
	deleted bool
	special bool
	unsure  bool // nobody knows whether it is seen
	symbol  rune
	script  int // raised or lowered
	moved   int // the same, by hand
}

// level returns where the characters stand: raised, lowered, on the line.
func (c *character) level() int {
	if c.script == script.Baseline {
		return c.moved
	}
	return c.script
}

// vertical reads what sprmCIss says: 1 raises, 2 lowers.
func vertical(value byte) int {
	switch value {
	case 1:
		return script.Raised
	case 2:
		return script.Lowered
	}
	return script.Baseline
}

// charactersAt returns what is known of the characters at an offset, and where
// the run ends.
func (r *reader) charactersAt(fc int, prm uint16) (character, int) {
	props, to := r.characters.find(fc)
	paragraph, end := r.paragraphs.find(fc)
	var c character
	var styled look
	if style := int(u16(paragraph, 0)); style < len(r.styles) {
		styled = r.styles[style].look
		c.script, _ = r.scriptOf(style)
	}
	c.look = styled
	if !r.spend(runWork + len(props)) {
		return c, to
	}
	for _, list := range [][]byte{props, r.ofPiece(prm)} {
		for op, arg := range sprms(list) {
			switch op {
			case sprmCStyle:
				style := int(u16(arg, 0))
				if style < len(r.styles) {
					styled = r.styles[style].look.over(styled)
					c.look = r.styles[style].look.over(c.look)
				}
				if level, said := r.scriptOf(style); said {
					c.script = level
				}
			case sprmCDeleted:
				c.deleted = arg[0] != 0
			case sprmCSpecial:
				c.special = arg[0] != 0
			case sprmCSymbol:
				c.symbol = rune(u16(arg, 2))
			case sprmCScript:
				c.script = vertical(arg[0])
			case sprmCMoved:
				c.moved = script.Moved(int(int16(u16(arg, 0))))
			default:
				c.look.apply(op, arg, styled)
			}
		}
	}
	r.seen(&c, fc, prm)
	return c, min(to, end)
}

// toggled is the value of a property that may say "as the style" and "not as
// the style" ([MS-DOC] 2.9.327).
func toggled(value byte, style bool) bool {
	switch value {
	case 0x80:
		return style
	case 0x81:
		return !style
	}
	return value != 0
}
