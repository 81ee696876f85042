package pdf

import (
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"gongkai/extract/canvas"
	"gongkai/extract/layout"
)

// maxAnnotations bounds the annotations of one page.
const maxAnnotations = 2000

// The flags of annotations that are not shown (ISO 32000-1, 12.5.3).
const (
	flagHidden = 1 << 1
	flagNoView = 1 << 5
)

// annotations draws the annotations of a page over its content. Their text — the
// values of a form's fields, notes — is no text of the page and is left out; its
// digits are marked, so that a cell that they stand in is not said to be blank.
func (in *interpreter) annotations(p page) {
	f := in.r.f
	all := f.array(p.annotations)
	if len(all) > maxAnnotations {
		in.r.budget.Reached("annotations", maxAnnotations)
		all = all[:maxAnnotations]
	}
	in.noted = true
	for _, o := range all {
		in.annotation(f.dict(o), p)
	}
}

func (in *interpreter) annotation(d types.Dict, p page) {
	f := in.r.f
	flags, _ := f.number(d["F"])
	kind := f.name(d["Subtype"])
	area, ok := f.numbers(d["Rect"], 4)
	if d == nil || int(flags)&(flagHidden|flagNoView) != 0 || kind == "Popup" || kind == "Link" || !ok || in.r.optional.off(f, d["OC"], 0) {
		return
	}
	before, rules := in.notedLetters, len(in.canvas.Page.Rules)
	in.gs = in.r.state(p, in.canvas)
	in.gs.clear = kind == "Highlight"
	fm := in.r.appearance(d)
	if fm == nil {
		in.written(d, kind, area)
	} else if to, ok := fm.onto(area); ok {
		in.gs.ctm = to.Then(in.gs.ctm)
		in.draw(fm, 0)
	}
	if kind != "StrikeOut" && kind != "Line" { // a frame is no rule of a table
		in.canvas.Page.Rules = in.canvas.Page.Rules[:rules]
	}
	if in.notedLetters > before {
		in.r.notes++
	}
}

// appearance is how an annotation is drawn (12.5.5), nil where it does not tell.
func (r *reader) appearance(d types.Dict) *form {
	o := r.f.dict(d["AP"])["N"]
	if _, ok := r.f.get(o).(types.Dict); ok { // by its state
		o = r.f.dict(o)[r.f.name(d["AS"])]
	}
	if fm := r.resources(nil).load(o); fm != nil && !fm.image {
		return fm
	}
	return nil
}

// onto is the matrix by which an appearance fills the area of its annotation.
func (fm *form) onto(area []float64) (canvas.Matrix, bool) {
	if fm.box == nil {
		return canvas.Matrix{}, false
	}
	b := fm.matrix.Box(fm.box[0], fm.box[1], fm.box[2], fm.box[3])
	left, right := math.Min(area[0], area[2]), math.Max(area[0], area[2])
	bottom, top := math.Min(area[1], area[3]), math.Max(area[1], area[3])
	w, h := b.Right-b.Left, b.Bottom-b.Top
	if !canvas.Sound(b) || w <= 0 || h <= 0 {
		return canvas.Matrix{}, false
	}
	x, y := (right-left)/w, (top-bottom)/h
	return canvas.Matrix{x, 0, 0, y, left - b.Left*x, bottom - b.Top*y}, true
}

// written marks the place of a text that a reader has to draw by itself.
func (in *interpreter) written(d types.Dict, kind string, area []float64) {
	f := in.r.f
	text := ""
	switch kind {
	case "Widget":
		text = f.text(d["V"])
	case "FreeText":
		text = f.text(d["Contents"])
	}
	b := in.gs.ctm.Box(area[0], area[1], area[2], area[3])
	if text == "" || !canvas.Sound(b) {
		return
	}
	in.notedLetters++
	size := math.Min(b.Bottom-b.Top, 10)
	in.canvas.Page.Glyphs = append(in.canvas.Page.Glyphs, layout.Glyph{Text: layout.Noted, Box: b, Base: (b.Top+b.Bottom)/2 + size/3, Size: size})
}
