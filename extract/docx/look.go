package docx

import (
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
)

// look is how a run looks: whether it is left out, and where it stands.
type look struct {
	out      bool // not printed: hidden, deleted, the code of a field
	hidden   bool // out, and its text is a finding
	level    int  // raised or lowered
	struck   bool
	reversed bool // printed from right to left
	unsure   bool // perhaps not what is shown
}

// here is the look of what stands at this place: the code of a field is not printed.
func (r *reader) here(l look) look {
	if r.inCode() {
		l.out, l.hidden = true, false
	}
	l.unsure = l.unsure || r.holder && r.within != nil || r.setting.unsure
	return l
}

// plain is the look of a run within l that says nothing of itself.
func (r *reader) plain(p *paragraph, l look) look {
	return r.seen(r.base(p), p, l)
}

// base is the face that the styles give to a paragraph.
func (r *reader) base(p *paragraph) face {
	if !p.based {
		p.based = true
		if st := r.styles.of(p.props.style); st != nil {
			p.face = st.face
			p.props.ground = p.props.ground.over(st.ground)
		}
		p.face = p.face.within(r.setting.face)
		d := r.styles.defaults
		hidden, struck := p.face.hidden, p.face.struck
		p.face = p.face.over(d)
		p.face.hidden, p.face.struck = max(hidden, d.hidden), max(struck, d.struck)
	}
	return p.face
}

// seen is the look that a face has within l.
func (r *reader) seen(f face, p *paragraph, l look) look {
	veiled := script.Tiny(float64(f.size) / 2)
	if f.ink != 0 {
		on := f.ground.over(p.props.ground).over(ground{r.setting.colour, true})
		veiled = veiled || !f.ink.Seen(on.colour)
	}
	if hidden := f.hidden > 0 || veiled; !l.out && hidden {
		l.out, l.hidden = true, true
	}
	if l.level = f.script; l.level == script.Baseline {
		l.level = f.moved
	}
	l.struck = f.struck > 0 || f.struckTwice > 0
	l.reversed = l.reversed || f.reversed > 0
	return l
}

// runProperties reads a w:rPr of a run within l.
func (r *reader) runProperties(p *paragraph, l look) look {
	var own face
	style, deleted := "", false
	r.xml.Children(func(e *ooxml.Element) {
		switch {
		case e.Is(ooxml.Word, "rStyle"):
			style = e.Attr("val")
		case e.Is(ooxml.Word, "del"), e.Is(ooxml.Word, "moveFrom"):
			deleted = true
		default:
			own.read(r.xml, e)
		}
	})
	f := r.base(p)
	if st := r.styles.byID[style]; st != nil && style != "" {
		f = st.face.within(f)
	}
	if deleted && !l.out {
		l.out = true
	}
	return r.seen(own.over(f), p, l)
}

// doubtHidden reports hidden text, once.
func (r *reader) doubtHidden() {
	r.doubt(document.CodeHidden, "", "隐藏的文字未读：hidden text is left out", document.Publisher, r.within)
}

// hiddenText reports the text of the element that is open, if it has any.
func (r *reader) hiddenText() {
	r.xml.Children(func(e *ooxml.Element) {
		if !e.Is(ooxml.Word, "t") {
			r.hiddenText()
		} else if strings.TrimSpace(r.xml.Text()) != "" {
			r.doubtHidden()
		}
	})
}
