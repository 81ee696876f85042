package ofd

import (
	"gongkai/extract/canvas"
	"gongkai/extract/layout"
	"gongkai/extract/zipxml"
)

// point is a millimetre in points.
const point = 72 / 25.4

// sheet is what a page says of itself beside its content.
type sheet struct {
	area      area
	resources *resources
	templates []template
}

// page reads a page and gives it to the flow: blank where it cannot be read
// whole, so that the numbers of the others stay.
func (d *paper) page(part string) {
	r := d.r
	before := r.count
	out, ok := d.paint(part)
	if !ok {
		r.count = before
		r.lost = append(r.lost, r.pages)
		out = layout.Page{Width: out.Width, Height: out.Height}
	}
	r.printed = r.printed || len(out.Glyphs)+len(out.Rules) > 0 || out.Images > 0
	r.flow.Page(r.pages, out)
}

// paint paints a page with its templates. It reports false for a page that must
// not be believed.
func (d *paper) paint(name string) (layout.Page, bool) {
	r := d.r
	out := layout.Page{Width: d.area.w * point, Height: d.area.h * point}
	data, err := r.file.Text(name)
	if err != nil {
		return out, false
	}
	before := r.count
	for _, whole := range []bool{false, true} {
		r.count = before
		s, ok := d.sheet(name, data, whole)
		if !ok {
			return out, false
		}
		in := d.run(name, data, s)
		if whole || in.bad || !in.late {
			return *in.canvas.Page, !in.bad
		}
	}
	return out, false
}

// run paints a page of which it is known what stands around its content.
func (d *paper) run(name string, data string, s sheet) *painter {
	in := &painter{r: d.r, canvas: canvas.New(s.area.w*point, s.area.h*point, d.r.budget), resources: s.resources}
	in.base = move(-s.area.x, -s.area.y).Then(canvas.Matrix{point, 0, 0, point, 0, 0})
	for _, t := range s.templates {
		if !t.front {
			in.template(d, t.part)
		}
	}
	in.late = false
	in.content(name, data)
	late := in.late
	for _, t := range s.templates {
		if t.front {
			in.template(d, t.part)
		}
	}
	in.late = late
	return in
}

// sheet reads what stands around the content of a page: before it, where the
// standard has it, or the whole. It reports false where the part cannot be read.
func (d *paper) sheet(name string, data string, whole bool) (sheet, bool) {
	r := d.r
	s := sheet{area: d.area, resources: d.resources}
	p := &part{r: r, name: name, tokens: zipxml.NewTokens(data)}
	stopped := false
	p.root(func(e *zipxml.Token) {
		switch e.Name.Local {
		case "Content":
			if !whole {
				stopped = true
				p.leave()
			}
		case "Template":
			t, ok := d.templates[attr(e, "TemplateID")]
			if !ok {
				r.broken++
				return
			}
			if z := attr(e, "ZOrder"); z != "" {
				t.front = z == "Foreground"
			}
			s.templates = append(s.templates, t)
		case "PageRes":
			s.resources = newResources(s.resources)
			r.load(s.resources, r.locate(name, p.node(e).text))
		case "Area":
			s.area = physical(p.node(e), s.area)
		}
	})
	return s, stopped || p.err == nil
}

// template paints a template page under or over the page. Templates do not have
// templates of their own. One that cannot be read takes the page with it: its
// rules may be those of the page's tables.
func (in *painter) template(d *paper, name string) {
	data, ok := d.kept[name]
	if !ok {
		var err error
		if data, err = in.r.file.Text(name); err != nil {
			in.bad = true
			return
		}
		d.kept[name] = data
	}
	in.content(name, data)
}

// content paints the content of a page, and sees whether more stands after it
// that the page cannot be painted without.
func (in *painter) content(name string, data string) {
	p := &part{r: in.r, name: name, tokens: zipxml.NewTokens(data)}
	painted := false
	p.root(func(e *zipxml.Token) {
		switch e.Name.Local {
		case "Content":
			painted = true
			in.stream(p, style{line: defaultLine})
		case "Template", "PageRes", "Area":
			in.late = in.late || painted
		}
	})
	in.bad = in.bad || p.err != nil
}
