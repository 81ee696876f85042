package docx

import (
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
)

// look is how a run looks: whether it is left out, and where it stands.
type look struct {
	out    bool // not printed: hidden, deleted, the code of a field
	hidden bool // out, and its text is a finding
	level  int  // raised or lowered
	struck bool
}

// here is the look of what stands at this place: the code of a field is not printed.
func (r *reader) here(l look) look {
	if r.inCode() {
		l.out, l.hidden = true, false
	}
	return l
}

// plain is the look of a run within l that says nothing of itself.
func (r *reader) plain(p *paragraph, l look) look {
	if !l.out && r.styles.hides(p.props.style) {
		l.out, l.hidden = true, true
	}
	return l
}

// runProperties reads a w:rPr of a run within l.
func (r *reader) runProperties(p *paragraph, l look) look {
	style, vanish, hidden, deleted := "", false, false, false
	level, raised, moved := script.Baseline, false, script.Baseline
	struck, struckTwice := false, false
	r.xml.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Word {
			return
		}
		switch e.Local {
		case "vanish":
			vanish, hidden = true, on(e)
		case "rStyle":
			style = e.Attr("val")
		case "del", "moveFrom":
			deleted = true
		case "strike":
			struck = on(e)
		case "dstrike":
			struckTwice = on(e)
		case "vertAlign":
			level, raised = vertical(e), true
		case "position":
			moved = script.Moved(number(e.Attr("val"), 0)) // 17.3.2.24
		}
	})
	if !vanish {
		// A toggle that styles of two kinds set is off again (17.7.3).
		hidden = r.styles.hidden(style) != r.styles.hides(p.props.style)
	}
	if !raised {
		level = r.styles.script(style)
	}
	if level == script.Baseline {
		level = moved
	}
	if !l.out {
		l.out, l.hidden = hidden || deleted, hidden && !deleted
	}
	l.level = level
	l.struck = struck || struckTwice
	return l
}

// doubtHidden reports hidden text, once.
func (r *reader) doubtHidden() {
	r.doubt(document.CodeHidden, "", "隐藏的文字未读：hidden text is left out", document.Publisher, nil)
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

// vertical reads a w:vertAlign (17.3.2.42).
func vertical(e *ooxml.Element) int {
	switch e.Attr("val") {
	case "superscript":
		return script.Raised
	case "subscript":
		return script.Lowered
	}
	return script.Baseline
}
