package pdf

import (
	"math"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// loadFont reads a font dictionary (ISO 32000-1, 9.6 and 9.7); nil where it is none.
func (f *file) loadFont(o types.Object) *font {
	d := f.dict(o)
	if d == nil {
		return nil
	}
	fn := &font{name: f.name(d["BaseFont"]), em: 1, cache: map[string]string{}}
	if fn.name == "" {
		fn.name = f.name(d["Name"])
	}
	fn.name = strings.ToValidUTF8(fn.name, "")
	if b, ok := f.stream(d["ToUnicode"]); ok {
		fn.toUnicode = parseCMap(b)
	}
	if f.name(d["Subtype"]) == "Type0" {
		f.loadComposite(fn, d)
	} else {
		f.loadSimple(fn, d)
	}
	return fn
}

func (f *file) loadSimple(fn *font, d types.Dict) {
	descriptor := f.dict(d["FontDescriptor"])
	scale, missing := 0.001, 500.0
	if v, ok := f.number(descriptor["MissingWidth"]); ok && v > 0 {
		missing = v
	}
	if f.name(d["Subtype"]) == "Type3" {
		scale, fn.em = f.type3(d)
		missing = 0
	}
	for i := range fn.widths {
		fn.widths[i] = missing * scale
	}
	first, _ := f.number(d["FirstChar"])
	for i, w := range f.array(d["Widths"]) {
		c := int(math.Max(-1, math.Min(first, 256))) + i
		if v, ok := f.number(w); ok && c >= 0 && c < 256 {
			fn.widths[c] = v * scale
		}
	}
	fn.texts = f.encoding(d, descriptor)
}

// type3 is the width of a unit of glyph space and the height of an em, both in
// text space. Most Type 3 fonts have an em of about one unit of text space;
// others are bitmaps, whose em only their box tells.
func (f *file) type3(d types.Dict) (unit, em float64) {
	m, ok := f.numbers(d["FontMatrix"], 6)
	if !ok {
		return 0.001, 1
	}
	unit = math.Abs(m[0])
	if up := math.Abs(m[3]); up < 0.0002 || up > 0.005 {
		if b, ok := f.numbers(d["FontBBox"], 4); ok {
			if h := math.Abs(b[3]-b[1]) * up; h > 0 && h < 1e4 {
				return unit, h
			}
		}
	}
	return unit, 1
}

func (f *file) loadComposite(fn *font, d types.Dict) {
	fn.composite = true
	fn.cids = map[uint32]float64{}
	fn.wide = 1
	name := f.name(d["Encoding"])
	if b, ok := f.stream(d["Encoding"]); ok {
		fn.codes = parseCMap(b)
		if name = fn.codes.use; name == "" {
			name = f.name(f.dict(d["Encoding"])["UseCMap"])
		}
		if v, ok := f.number(f.dict(d["Encoding"])["WMode"]); ok && v == 1 {
			fn.vertical = true
		}
	}
	fn.predefined(name)
	kids := f.array(d["DescendantFonts"])
	if len(kids) == 0 {
		return
	}
	kid := f.dict(kids[0])
	info := f.dict(kid["CIDSystemInfo"])
	fn.gb1 = f.text(info["Ordering"]) == "GB1"
	if v, ok := f.number(kid["DW"]); ok {
		fn.wide = v / 1000
	}
	f.cidWidths(fn, f.array(kid["W"]))
}

// maxRanges bounds the ranges of widths that are too long to be spelled out.
const maxRanges = 256

// cidWidths reads c [w1 w2 …] and first last w (9.7.4.3).
func (f *file) cidWidths(fn *font, a types.Array) {
	for i := 0; i+1 < len(a); {
		first, ok := f.number(a[i])
		if !ok || first < 0 || first > 1<<17 {
			i++
			continue
		}
		c := uint32(first)
		if each := f.array(a[i+1]); each != nil {
			for k, w := range each {
				if v, ok := f.number(w); ok && len(fn.cids) < maxMappings {
					fn.cids[c+uint32(k)] = v / 1000
				}
			}
			i += 2
			continue
		}
		if i+2 >= len(a) {
			return
		}
		last, _ := f.number(a[i+1])
		w, ok := f.number(a[i+2])
		i += 3
		switch n := last - first; {
		case !ok || n < 0 || last > 1<<17:
		case n < 256 && len(fn.cids) < maxMappings:
			for k := range uint32(n) + 1 {
				fn.cids[c+k] = w / 1000
			}
		case len(fn.ranges) < maxRanges:
			fn.ranges = append(fn.ranges, widthRange{c, uint32(last), w / 1000})
		}
	}
}
