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
}

func (r *reader) resources(o types.Object) *resources {
	return &resources{r: r, dict: r.f.dict(o), fonts: map[string]*font{}, spaces: map[string]bool{}}
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

// form is a Form XObject, decoded.
type form struct {
	content   []byte
	matrix    canvas.Matrix
	box       []float64 // nil where none is given
	resources *resources
	image     bool // it is an image, and nothing of the above is set
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
		return &form{image: true}
	case "Form":
	default:
		return nil
	}
	content, ok := f.stream(o)
	if !ok {
		return nil
	}
	fm := &form{content: content, matrix: canvas.Identity(), resources: s}
	if m, ok := f.numbers(d["Matrix"], 6); ok {
		copy(fm.matrix[:], m)
	}
	fm.box, _ = f.numbers(d["BBox"], 4)
	if own, ok := d["Resources"]; ok {
		fm.resources = s.r.resources(own)
	}
	return fm
}
