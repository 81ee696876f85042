package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/canvas"
	"gongkai/extract/layout"
)

func (in *interpreter) newLine(x, y float64) {
	in.lm = canvas.Matrix{1, 0, 0, 1, x, y}.Then(in.lm)
	in.tm = in.lm
}

// showAll shows strings; numbers between them move on, in thousandths of an em.
func (in *interpreter) showAll(args []token) {
	for _, a := range args {
		switch a.kind {
		case tokenString:
			in.show(a.text)
		case tokenNumber:
			by := -a.num / 1000 * in.gs.size
			if in.gs.font != nil && in.gs.font.vertical {
				in.move(0, by)
			} else {
				in.move(by*in.gs.stretch, 0)
			}
		}
	}
}

func (in *interpreter) move(x, y float64) {
	in.tm = canvas.Matrix{1, 0, 0, 1, x, y}.Then(in.tm)
}

// unpainted reports whether letters are not painted at all (9.3.6): mode 7 only
// clips.
func (gs *state) unpainted() bool {
	switch gs.mode {
	case 0, 4:
		return gs.fade <= unseenFade
	case 1, 5:
		return gs.fadePaint <= unseenFade
	case 2, 6:
		return gs.fade <= unseenFade && gs.fadePaint <= unseenFade
	}
	return gs.mode == 3 || gs.mode == 7
}

// unseenFade is how much of a colour may be left where nothing is seen of it.
const unseenFade = 0.02

// Letters lower than smallest, in points, are not seen on a page that is not
// small itself.
const (
	smallest  = 1.0
	smallPage = 200.0
)

// white reports whether letters are painted in white only: modes 0 and 4 fill
// them, 1 and 5 draw their outlines, 2 and 6 do both.
func (gs *state) white() bool {
	switch gs.mode {
	case 0, 4:
		return gs.fill.White
	case 1, 5:
		return gs.paint.White
	}
	return gs.fill.White && gs.paint.White
}

// Every font's letters are taken to reach so far above and below the baseline,
// in ems: what fonts say of themselves is often wrong.
const (
	ascent  = 0.85
	descent = 0.15
)

// show prints a string.
func (in *interpreter) show(s []byte) {
	gs := &in.gs
	fn := gs.font
	if fn == nil {
		return
	}
	base := canvas.Matrix{gs.size * gs.stretch, 0, 0, gs.size, 0, gs.rise}
	for len(s) > 0 {
		n := fn.length(s)
		c := s[:n]
		s = s[n:]
		if in.r.operators++; in.r.operators > maxOperators {
			in.r.budget.Reached("operators", maxOperators)
			return
		}
		w := fn.width(c)
		trm := base.Then(in.tm).Then(gs.ctm)
		var box layout.Box
		if fn.vertical {
			box = trm.Box(-w/2, -1, w/2, 0)
		} else {
			box = trm.Box(0, -descent*fn.em, w, ascent*fn.em)
		}
		in.glyph(fn, c, trm, box)
		step := 0.0
		if n == 1 && c[0] == ' ' {
			step = gs.word
		}
		if fn.vertical {
			in.move(0, -gs.size+gs.char+step)
		} else {
			in.move((w*gs.size+gs.char+step)*gs.stretch, 0)
		}
	}
}

// glyph keeps a glyph whose middle is on the page and inside of the clip.
func (in *interpreter) glyph(fn *font, c []byte, trm canvas.Matrix, box layout.Box) {
	x, y := (box.Left+box.Right)/2, (box.Top+box.Bottom)/2
	clip := canvas.Cut(in.gs.clip, in.canvas.Area)
	const slack = 1
	if !canvas.Sound(box) || !(x >= clip.Left-slack && x <= clip.Right+slack && y >= clip.Top-slack && y <= clip.Bottom+slack) {
		return
	}
	text, known := fn.text(c)
	if text == "" {
		return
	}
	if in.watermark > 0 {
		in.canvas.Marked(text)
		return
	}
	if trm.Slanted() {
		in.canvas.Slanted(text)
		return
	}
	if in.r.glyphs >= maxGlyphs {
		in.r.budget.Reached("glyphs", maxGlyphs)
		return
	}
	if len(in.canvas.Page.Glyphs) >= maxPageGlyphs {
		in.r.budget.Reached("page glyphs", maxPageGlyphs)
		return
	}
	in.r.glyphs++
	size := math.Hypot(trm[2], trm[3]) * fn.em
	tiny := size < smallest && in.canvas.Area.Right > smallPage
	faint := in.gs.mode&3 == 0 && in.gs.fill.Faint(in.gs.fade) && !in.canvas.ShowsWhite(x, y)
	hidden := tiny || in.unseen > 0 || in.gs.unpainted() || in.gs.white() && !in.canvas.ShowsWhite(x, y)
	if !known && !hidden && (len(in.r.unknown) < 64 || in.r.unknown[fn.name] > 0) {
		in.r.unknown[fn.name]++
	}
	g := layout.Glyph{Text: text, Box: box, Size: size, Turn: trm.Turn(), Hidden: hidden, Faint: faint}
	bx, by := trm.Point(0, 0)
	if g.Base = by; g.Turn&1 == 1 {
		g.Base = bx
	}
	if fn.vertical {
		g.Base = box.Bottom - descent*(box.Bottom-box.Top)
	}
	if in.noted && !hidden && strings.TrimSpace(text) != "" {
		in.notedLetters++
		if first, _ := utf8.DecodeRuneInString(text); !unicode.IsDigit(first) {
			return
		}
		g.Text, g.Faint = text+layout.Noted, false
	}
	in.canvas.Page.Glyphs = append(in.canvas.Page.Glyphs, g)
}
