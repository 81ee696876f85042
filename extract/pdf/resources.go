package pdf

import (
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"gongkai/extract/canvas"
)

// resources resolves the names that a content stream uses.
type resources struct {
	r    *reader
	dict types.Dict
	// fonts by name, for fonts that are no objects of their own
	fonts map[string]*font
	// spaces tells of colour spaces by name whether they are plain
	spaces map[string]bool
	looks  map[string]*look
}

func (r *reader) resources(o types.Object) *resources {
	return &resources{r: r, dict: r.f.dict(o), fonts: map[string]*font{}, spaces: map[string]bool{}, looks: map[string]*look{}}
}

// plain reports whether the components of a colour space tell white: gray, RGB
// and CMYK, with a profile or without. They do not where they count ink or
// number the colours of a palette.
func (s *resources) plain(name string) bool {
	if plain, ok := s.spaces[name]; ok {
		return plain
	}
	f := s.r.f
	o := f.dict(s.dict["ColorSpace"])[name]
	family := f.name(o)
	if a := f.array(o); len(a) > 0 {
		family = f.name(a[0])
	}
	if family == "" {
		family = name
	}
	plain := false
	switch family {
	case "DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased":
		plain = true
	}
	if len(s.spaces) < 1024 {
		s.spaces[name] = plain
	}
	return plain
}

func (s *resources) font(name string) *font {
	if fn, ok := s.fonts[name]; ok {
		return fn
	}
	o := s.r.f.dict(s.dict["Font"])[name]
	n := reference(o)
	fn, ok := s.r.fonts[n]
	if !ok || n == 0 {
		fn = s.r.f.loadFont(o)
		if n != 0 {
			s.r.fonts[n] = fn
		}
	}
	s.fonts[name] = fn
	return fn
}

// look is what a dictionary of the graphics state sets of how colours are seen
// (ISO 32000-1, 8.4.5); nil where it is not set.
type look struct {
	fade, fadePaint *float64
	clear           bool
}

func (l *look) set(gs *state) {
	if l.fade != nil {
		gs.fade = *l.fade
	}
	if l.fadePaint != nil {
		gs.fadePaint = *l.fadePaint
	}
	gs.clear = gs.clear || l.clear
}

// look finds a dictionary of the graphics state by its name.
func (s *resources) look(name string) *look {
	if l, ok := s.looks[name]; ok {
		return l
	}
	f, l := s.r.f, &look{}
	d := f.dict(f.dict(s.dict["ExtGState"])[name])
	if v, ok := f.number(d["ca"]); ok {
		l.fade = &v
	}
	if v, ok := f.number(d["CA"]); ok {
		l.fadePaint = &v
	}
	if mode, mask := f.name(d["BM"]), f.dict(d["SMask"]); d["BM"] != nil && mode != "Normal" && mode != "Compatible" || mask != nil {
		l.clear = true
	}
	if len(s.looks) < 1024 {
		s.looks[name] = l
	}
	return l
}

// form is a Form XObject, decoded.
type form struct {
	content   []byte
	matrix    canvas.Matrix
	box       []float64 // nil where none is given
	resources *resources
	image     bool         // it is an image, and nothing of the above is set
	clear     bool         // the image does not cover what is under it
	group     types.Object // the optional content that it belongs to, nil for none
}

// xobject finds a form or image; nil where there is neither.
func (s *resources) xobject(name string) *form {
	o := s.r.f.dict(s.dict["XObject"])[name]
	n := reference(o)
	if fm, ok := s.r.forms[n]; ok && n != 0 {
		return fm
	}
	fm := s.load(o)
	if n != 0 {
		s.r.forms[n] = fm
	}
	return fm
}

func (s *resources) load(o types.Object) *form {
	f := s.r.f
	d := f.dict(o)
	switch f.name(d["Subtype"]) {
	case "Image":
		masked := d["SMask"] != nil || d["Mask"] != nil || d["ImageMask"] != nil
		return &form{image: true, clear: masked, group: d["OC"]}
	case "Form":
	default:
		return nil
	}
	content, ok := f.stream(o)
	if !ok {
		return nil
	}
	fm := &form{content: content, matrix: canvas.Identity(), resources: s, group: d["OC"]}
	if m, ok := f.numbers(d["Matrix"], 6); ok {
		copy(fm.matrix[:], m)
	}
	fm.box, _ = f.numbers(d["BBox"], 4)
	if own, ok := d["Resources"]; ok {
		fm.resources = s.r.resources(own)
	}
	return fm
}
