package pdf

import (
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"gongkai/extract/canvas"
	"gongkai/extract/layout"
)

// page is a leaf of the page tree with what it inherits (ISO 32000-1, 7.7.3).
type page struct {
	contents  types.Object
	resources types.Object
	box       layout.Box // what is shown, in user space: Top is the lower y
	rotate    int        // quarter turns clockwise

	annotations types.Object
}

// maxPages bounds the pages of one document, maxTree its page tree's depth.
const (
	maxPages = 5000
	maxTree  = 64
)

// pages lists the pages in order.
func (f *file) pages() []page {
	root, err := f.ctx.Catalog()
	if err != nil || root == nil {
		return nil
	}
	t := tree{f: f, seen: map[int]bool{}}
	t.walk(root["Pages"], page{box: layout.Box{Right: 595, Bottom: 842}}, 0)
	return t.pages
}

type tree struct {
	f     *file
	seen  map[int]bool
	pages []page
}

func (t *tree) walk(o types.Object, inherited page, depth int) {
	if n := reference(o); n != 0 {
		if t.seen[n] {
			return
		}
		t.seen[n] = true
	}
	d := t.f.dict(o)
	if d == nil {
		return
	}
	if depth > maxTree || len(t.pages) >= maxPages {
		t.f.budget.Reached("pages", maxPages)
		return
	}
	if r, ok := d["Resources"]; ok {
		inherited.resources = r
	}
	for _, key := range []string{"MediaBox", "CropBox"} {
		b, ok := t.f.numbers(d[key], 4)
		if !ok {
			continue
		}
		box := layout.Box{Left: math.Min(b[0], b[2]), Top: math.Min(b[1], b[3]), Right: math.Max(b[0], b[2]), Bottom: math.Max(b[1], b[3])}
		if key == "CropBox" {
			box = canvas.Cut(box, inherited.box) // what is outside of the medium is not shown
		}
		if canvas.Sound(box) && box.Right-box.Left >= 1 && box.Bottom-box.Top >= 1 && box.Right-box.Left < 1e5 && box.Bottom-box.Top < 1e5 {
			inherited.box = box
		}
	}
	if v, ok := t.f.number(d["Rotate"]); ok && math.Abs(v) < 1e6 {
		inherited.rotate = ((int(v)/90)%4 + 4) % 4
	}
	if kids := t.f.array(d["Kids"]); kids != nil && t.f.name(d["Type"]) != "Page" {
		for _, k := range kids {
			t.walk(k, inherited, depth+1)
		}
		return
	}
	inherited.contents, inherited.annotations = d["Contents"], d["Annots"]
	t.pages = append(t.pages, inherited)
}

// base maps the page's user space to the page as shown, y down.
func (p page) base() canvas.Matrix {
	l, b, r, t := p.box.Left, p.box.Top, p.box.Right, p.box.Bottom
	switch p.rotate {
	case 1:
		return canvas.Matrix{0, 1, 1, 0, -b, -l}
	case 2:
		return canvas.Matrix{-1, 0, 0, 1, r, -b}
	case 3:
		return canvas.Matrix{0, -1, -1, 0, t, r}
	}
	return canvas.Matrix{1, 0, 0, -1, -l, t}
}

func (p page) size() (width, height float64) {
	width, height = p.box.Right-p.box.Left, p.box.Bottom-p.box.Top
	if p.rotate&1 == 1 {
		width, height = height, width
	}
	return width, height
}

// content is the page's content, its streams joined; they may break anywhere
// between two tokens.
func (f *file) content(p page) []byte {
	if _, ok := f.get(p.contents).(types.StreamDict); ok {
		b, _ := f.stream(p.contents)
		return b
	}
	parts := f.array(p.contents)
	if len(parts) == 1 {
		b, _ := f.stream(parts[0])
		return b
	}
	var out []byte
	for _, s := range parts {
		b, ok := f.stream(s)
		if !ok {
			continue
		}
		out = append(append(out, b...), '\n')
	}
	return out
}
