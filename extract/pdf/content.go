package pdf

import (
	"bytes"

	"gongkai/extract/canvas"
	"gongkai/extract/layout"
)

// state is the part of the graphics state that tells where things are printed
// and whether they are seen (ISO 32000-1, 8.4 and 9.3).
type state struct {
	ctm         canvas.Matrix
	clip        layout.Box
	line        float64      // width
	fill, paint canvas.Paint // for shapes and letters, for strokes
	// tint, tintPaint tell that the colours are set in a space whose components
	// do not tell white: full ink of a spot colour is 1 too.
	tint, tintPaint bool
	// fade, fadePaint are how much of a colour is seen, 1 for all (11.6.4.4);
	// clear tells that something else is seen through it: it is blended with what
	// lies under it, or the clip is no rectangle.
	fade, fadePaint float64
	clear           bool

	font                                     *font
	size, char, word, stretch, leading, rise float64
	mode                                     int
}

// interpreter runs content streams for what they print on one page.
type interpreter struct {
	r      *reader
	canvas *canvas.Canvas

	gs     state
	saved  []state
	tm, lm canvas.Matrix // text and line matrix

	path    canvas.Path
	pending bool // the path becomes a clip

	marks []mark
	// of marks: in how many groups that are not shown, in how many watermarks
	unseen, watermark int

	noted        bool // annotations are drawn
	notedLetters int  // of annotations
}

// page runs the content of a page.
func (r *reader) page(p page) layout.Page {
	w, h := p.size()
	in := &interpreter{r: r, canvas: canvas.New(w, h, r.budget)}
	in.gs = r.state(p, in.canvas)
	in.run(r.f.content(p), r.resources(p.resources), 0)
	in.annotations(p)
	return *in.canvas.Page
}

// state is that of a page that nothing is drawn on.
func (r *reader) state(p page, c *canvas.Canvas) state {
	return state{ctm: p.base(), clip: c.Area, line: 1, stretch: 1, fade: 1, fadePaint: 1}
}

// run runs a content stream.
func (in *interpreter) run(content []byte, res *resources, depth int) {
	l := lexer{b: content}
	var args []token
	floor, marks := len(in.saved), len(in.marks)
	defer func() {
		in.saved = in.saved[:min(floor, len(in.saved))]
		for len(in.marks) > marks {
			in.end(marks)
		}
	}()
	for {
		t := l.next()
		switch t.kind {
		case tokenEnd:
			return
		case tokenOperator:
			if in.r.operators++; in.r.operators > maxOperators {
				in.r.budget.Reached("operators", maxOperators)
				return
			}
			switch string(t.text) {
			case "BI":
				in.inlineImage(&l)
			case "Q":
				if n := len(in.saved); n > floor {
					in.gs, in.saved = in.saved[n-1], in.saved[:n-1]
				}
			case "Do":
				if len(args) > 0 {
					in.draw(res.xobject(string(args[len(args)-1].text)), depth)
				}
			case "Tf":
				if len(args) >= 2 && args[0].kind == tokenName {
					in.gs.font, in.gs.size = res.font(string(args[0].text)), args[1].num
				}
			case "gs":
				if len(args) > 0 {
					res.look(string(args[len(args)-1].text)).set(&in.gs)
				}
			case "BMC", "BDC":
				in.begin(args, res)
			case "EMC":
				in.end(marks)
			case "cs", "CS":
				if n := len(args); n > 0 {
					in.space(t.text[0] == 'c', res.plain(string(args[n-1].text)))
				}
			default:
				in.operator(t.text, args)
			}
			args = args[:0]
		default:
			if len(args) >= maxOperands {
				in.r.budget.Reached("operands", maxOperands)
				args = args[:0]
			}
			args = append(args, t)
		}
	}
}

// draw draws a form or an image.
func (in *interpreter) draw(fm *form, depth int) {
	switch {
	case fm == nil, in.r.optional.off(in.r.f, fm.group, 0):
		return
	case fm.image:
		in.image(fm.clear)
		return
	case depth >= maxForms:
		in.r.budget.Reached("forms", maxForms)
		return
	}
	in.r.operators += formCost
	outer, tm, lm := in.gs, in.tm, in.lm
	in.gs.ctm = fm.matrix.Then(in.gs.ctm)
	if b := fm.box; b != nil {
		in.gs.clip = canvas.Cut(in.gs.clip, in.gs.ctm.Box(b[0], b[1], b[2], b[3]))
	}
	kept := in.path
	in.path = canvas.Path{}
	in.run(fm.content, fm.resources, depth+1)
	in.path = kept
	in.gs, in.tm, in.lm = outer, tm, lm
}

// image is the unit square; clear tells that not all of it is painted.
func (in *interpreter) image(clear bool) {
	if in.unseen == 0 && in.gs.fade > unseenFade {
		clear = clear || in.gs.clear || in.gs.fade < 1
		in.canvas.Image(canvas.Cut(in.gs.ctm.Box(0, 0, 1, 1), in.gs.clip), clear)
	}
}

// inlineImage passes over the data of an image in the content stream: from ID
// to an EI that stands by itself.
func (in *interpreter) inlineImage(l *lexer) {
	in.image(true)
	for {
		t := l.next()
		if t.kind == tokenEnd {
			return
		}
		if t.kind == tokenOperator && string(t.text) == "ID" {
			break
		}
		if t.kind == tokenOperator && string(t.text) == "EI" {
			return
		}
	}
	for {
		i := bytes.Index(l.b[min(l.p, len(l.b)):], []byte("EI"))
		if i < 0 {
			l.p = len(l.b)
			return
		}
		at := l.p + i
		l.p = at + 2
		if at > 0 && space(l.b[at-1]) && (l.p >= len(l.b) || space(l.b[l.p])) {
			return
		}
	}
}
