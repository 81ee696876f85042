package msdoc

import (
	"unicode/utf16"
	"unicode/utf8"

	"gongkai/extract/edges"
	"gongkai/extract/script"
)

// The characters that are marks ([MS-DOC] 2.4.1 and 2.9 "special characters").
const (
	markCell       = 0x07
	markTab        = 0x09
	markLine       = 0x0B
	markPage       = 0x0C // ends a section too
	markParagraph  = 0x0D
	markColumn     = 0x0E
	markFieldBegin = 0x13
	markFieldText  = 0x14
	markFieldEnd   = 0x15
	markHyphen     = 0x1E // one that does not break
	markSoftHyphen = 0x1F
	markPicture    = 0x01 // or an object
	markNote       = 0x02
	markDrawing    = 0x08
	markSymbol     = 0x28
	noBreak        = 0xA0 // a space, no mark
)

// maxParagraph is the length of a paragraph that is kept, in bytes; step is how
// much of WordDocument is read before the limits are looked at again.
const (
	maxParagraph = 4 << 20
	step         = 1 << 16
)

// story reads the characters of one range, in the order of the text.
func (r *reader) story(s story) {
	for i := range r.pieces {
		p := &r.pieces[i]
		from, to := max(p.from, s.from), min(p.to, s.to)
		if from >= to {
			continue
		}
		at, end := p.at+(from-p.from)*p.width, p.at+(to-p.from)*p.width
		for at < end {
			c, next := r.charactersAt(at, p.prm)
			next = min(next, end)
			if next <= at {
				next = at + p.width
			}
			next += (next - at) % p.width
			next = min(next, at+step)
			if !r.spend(next - at) {
				r.endStory()
				return
			}
			at = max(next, r.run(p, at, min(next, end), end, c))
		}
	}
	r.endStory()
}

// run reads characters that are of one kind, and returns where it ended: the
// second half of a Chinese character may lie past end, before the last byte.
func (r *reader) run(p *piece, at, end, last int, c character) int {
	shown := !c.deleted && !c.hidden
	if len(r.text) > maxParagraph {
		r.budget.Reached("paragraph", maxParagraph)
		shown = false
	}
	from := len(r.text)
	dress := func() {
		if shown {
			r.text = append(r.text, c.marks(r.text[min(from, len(r.text)):])...)
		}
	}
	for ; at+p.width <= end; at += p.width {
		ch := uint16(r.word[at])
		if p.width == 2 {
			ch = u16(r.word, at)
		}
		switch {
		case ch == markCell, ch == markParagraph && !c.deleted, ch == markPage && r.endsParagraph(at+p.width):
			dress()
			r.endParagraph(byte(ch), r.paragraphAt(at, p.prm))
			from = len(r.text)
		case ch >= markFieldBegin && ch <= markFieldEnd:
			r.field(ch, shown, at, p.prm)
		case !shown || r.veiled > 0:
			if c.hidden && !c.deleted && r.veiled == 0 && ch > ' ' && ch != noBreak {
				r.flow.Hidden()
			}
			if r.veiled > 0 {
				r.instruct(ch)
			}
		case c.special && ch == markNote: // digits do not close over it
			r.text = r.line.Break(r.text)
		case c.special && (ch == markPicture || ch == markDrawing):
			r.things++
		case ch < ' ':
			r.character(ch)
		case c.special && ch == markSymbol && c.symbol != 0:
			r.text = utf8.AppendRune(r.line.At(r.text, c.level()), c.symbol)
		case p.chinese && ch >= 0x80 && at+1 < last && r.word[at+1] >= 0x80: // a mark or a digit is no half
			r.text = append(r.line.At(r.text, c.level()), gbk(r.word[at:at+2])...)
			at++
		case p.width == 1 && ch >= 0x80 && ch < 0xA0:
			r.text = utf8.AppendRune(r.line.At(r.text, c.level()), ansi[ch-0x80])
		default:
			r.text = r.line.At(r.text, c.level())
			r.character(ch)
		}
	}
	dress()
	return at
}

// character adds a character, or what a mark within a paragraph stands for.
func (r *reader) character(ch uint16) {
	if r.high != 0 {
		r.text = utf8.AppendRune(r.text, utf16.DecodeRune(rune(r.high), rune(ch)))
		paired := ch >= 0xDC00 && ch < 0xE000
		if r.high = 0; paired {
			return
		}
	}
	switch {
	case ch >= 0xD800 && ch < 0xDC00:
		r.high = ch
	case ch == markTab:
		r.text = append(r.text, '\t')
	case ch == markLine, ch == markPage, ch == markColumn:
		r.text = append(r.text, '\n')
	case ch == markHyphen:
		r.text = append(r.text, '-')
	case ch < ' ':
	default:
		r.text = utf8.AppendRune(r.text, rune(ch))
	}
}

// endsParagraph reports whether a run of paragraph formatting ends at an
// offset: the mark before it ends a section then, else it only breaks a page.
func (r *reader) endsParagraph(fc int) bool {
	_, to := r.paragraphs.find(fc - 1)
	return to == fc
}

// endParagraph ends the paragraph that is open at a mark.
func (r *reader) endParagraph(mark byte, p paragraph) {
	if r.veiled > 0 && mark == markCell {
		r.openField()
		r.text = append(r.text, script.Object...)
	}
	if r.veiled > 0 {
		r.text = append(r.text, ' ') // the instruction of a field goes on
		return
	}
	r.spend(paragraphWork) // the story looks at what is left
	r.ended++
	if r.things > 0 && (p.depth > 0 || mark == markCell) && !p.rowEnd {
		r.flow.Thing(max(p.depth, 1))
	}
	r.things = 0
	r.text = r.line.End(r.text)
	text := script.Numbered(r.numbered(&p), string(r.text))
	r.text, r.high = r.text[:0], 0
	switch {
	case mark == markCell && p.rowEnd:
		r.endRow(&p.row, 1)
	case mark == markCell:
		r.flow.EndCell(text, 1)
	case p.rowEnd && p.depth > 1:
		r.endRow(&p.row, p.depth)
	case p.cellEnd && p.depth > 1:
		r.flow.EndCell(text, p.depth)
	default:
		r.flow.Paragraph(text, p.depth, p.heading)
	}
}

func (r *reader) endRow(w *row, depth int) {
	switch {
	case edges.Unseen(w.height):
		r.flow.EndUnseenRow(depth)
	case w.mirrored:
		r.flow.EndMirroredRow(w.defined(), depth)
	default:
		r.flow.EndRow(w.defined(), depth)
	}
}

// endStory ends what is open: a range has no marks that the next one continues.
func (r *reader) endStory() {
	if r.veiled > 0 {
		r.openField()
	}
	r.fields = r.fields[:0]
	if len(r.text) > 0 {
		r.endParagraph(markParagraph, paragraph{})
	}
	r.flow.Close()
}
