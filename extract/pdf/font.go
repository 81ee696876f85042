package pdf

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// unknown is the text of a glyph that nothing tells the meaning of.
const unknown = string(utf8.RuneError)

// font turns character codes into text and widths.
type font struct {
	name      string
	em        float64 // height of an em in text space: 1 but for odd Type 3 fonts
	vertical  bool
	composite bool

	toUnicode *cmap

	// simple fonts: one byte a code
	texts  *[256]string
	widths [256]float64 // in ems

	// composite fonts
	codes  *cmap             // an embedded CMap, nil else
	legacy encoding.Encoding // codes are those of this charset
	split  splitter          // how long its codes are
	utf16  bool              // codes are UTF-16
	gb1    bool              // CIDs are those of Adobe-GB1
	half   uint32            // the CID of the code 0x21 in the predefined CMap
	cids   map[uint32]float64
	ranges []widthRange
	wide   float64 // width of all other CIDs

	cache map[string]string
}

type widthRange struct {
	low, top uint32
	width    float64
}

// splitter is the number of bytes of the code that s begins with.
type splitter func(s []byte) int

// length is the number of bytes of the code that s, not empty, begins with.
func (f *font) length(s []byte) int {
	switch {
	case !f.composite:
		return 1
	case f.split != nil:
		return min(max(f.split(s), 1), len(s))
	case f.codes != nil && len(f.codes.spaces) > 0:
		return max(f.codes.length(s), 1)
	case f.utf16 && len(s) >= 4 && s[0] >= 0xd8 && s[0] < 0xdc:
		return 4
	}
	return min(2, len(s))
}

// cid is the CID of a code, as far as it can be known.
func (f *font) cid(c []byte) (uint32, bool) {
	if f.codes != nil && len(f.codes.cids) > 0 {
		return f.codes.cidOf(code(c))
	}
	if f.legacy != nil || f.utf16 {
		if v := code(c); f.half > 0 && v > 0x20 && v < 0x7f {
			return f.half + v - 0x21, true
		}
		return 0, false
	}
	return code(c), true
}

// width is the advance of a code in ems.
func (f *font) width(c []byte) float64 {
	if !f.composite {
		return f.widths[c[0]]
	}
	cid, ok := f.cid(c)
	if ok {
		if w, ok := f.cids[cid]; ok {
			return w
		}
		for _, r := range f.ranges {
			if cid >= r.low && cid <= r.top {
				return r.width
			}
		}
	}
	if (f.legacy != nil || f.utf16) && code(c) < 0x80 {
		return 0.5
	}
	return f.wide
}

// text is what a code stands for, "" for nothing; false where it is not known.
func (f *font) text(c []byte) (string, bool) {
	if s, ok := f.cache[string(c)]; ok {
		return s, s != unknown
	}
	s := clean(f.decode(c))
	if len(f.cache) < maxMappings {
		f.cache[string(c)] = s
	}
	return s, s != unknown
}

// clean drops what is no text; a code that is said to stand for nothing else is
// not known.
func clean(s string) string {
	if s == "" {
		return ""
	}
	ok := true
	for _, r := range s {
		ok = ok && r >= ' ' && r != utf8.RuneError
	}
	if ok {
		return s
	}
	if s == "\t" || s == "\n" || s == "\r" {
		return " "
	}
	return unknown
}

func (f *font) decode(c []byte) string {
	v := code(c)
	if f.toUnicode != nil {
		if s, ok := f.toUnicode.text[v]; ok && s != "" && s[0] != 0 && s != unknown {
			return s
		}
	}
	switch {
	case !f.composite:
		return f.texts[c[0]]
	case f.legacy != nil:
		b, err := f.legacy.NewDecoder().Bytes(c)
		if err == nil && !bytes.ContainsRune(b, utf8.RuneError) {
			return string(b)
		}
		return unknown
	case f.utf16:
		return utf16BE(append(make([]byte, len(c)&1), c...))
	case f.gb1:
		if cid, ok := f.cid(c); ok {
			return gb1(cid)
		}
	}
	return unknown
}
