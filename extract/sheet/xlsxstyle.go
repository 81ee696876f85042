package sheet

import (
	"strconv"

	"gongkai/extract/ooxml"
	"gongkai/extract/script"
)

// maxFormats is the number of cell formats; Excel has 65490.
const maxFormats = 70_000

// styles reads the styles of a workbook (18.8): lists of number formats, fonts and
// fills, and cell formats that name one of each.
func (x *xlsx) styles(r *ooxml.Reader) {
	codes := map[int]string{}
	var fonts []font
	var fills []script.Colour
	r.Children(func(*ooxml.Element) {
		r.Children(func(e *ooxml.Element) {
			switch {
			case e.Is(ooxml.Sheet, "numFmts"):
				r.Children(func(e *ooxml.Element) {
					if id, err := strconv.Atoi(e.Attr("numFmtId")); err == nil && len(codes) < maxFormats {
						codes[id] = e.Attr("formatCode")
					}
				})
			case e.Is(ooxml.Sheet, "fonts"):
				r.Children(func(e *ooxml.Element) {
					if e.Is(ooxml.Sheet, "font") && len(fonts) < maxFormats {
						fonts = append(fonts, readFont(r))
					}
				})
			case e.Is(ooxml.Sheet, "fills"):
				r.Children(func(e *ooxml.Element) {
					if e.Is(ooxml.Sheet, "fill") && len(fills) < maxFormats {
						fills = append(fills, readFill(r, "fgColor"))
					}
				})
			case e.Is(ooxml.Sheet, "cellXfs"):
				r.Children(func(e *ooxml.Element) {
					if e.Is(ooxml.Sheet, "xf") && len(x.looks) < maxFormats {
						x.looks = append(x.looks, readFormat(r, e, codes, fonts, fills))
					}
				})
			case e.Is(ooxml.Sheet, "dxfs"):
				r.Children(func(e *ooxml.Element) {
					if e.Is(ooxml.Sheet, "dxf") && len(x.dressings) < maxFormats {
						x.dressings = append(x.dressings, veils(r))
					}
				})
			}
		})
	})
}

// readFormat reads an xf (18.8.45). The lists that it names stand before it.
func readFormat(r *ooxml.Reader, e *ooxml.Element, codes map[int]string, fonts []font, fills []script.Colour) look {
	number := func(name string) int {
		n, err := strconv.Atoi(e.Attr(name))
		if err != nil {
			return 0
		}
		return n
	}
	l := look{code: formatCode(number("numFmtId"), codes), ground: script.White}
	if i := number("fillId"); i > 0 && i < len(fills) {
		l.ground = fills[i]
	}
	if i := number("fontId"); i >= 0 && i < len(fonts) {
		l = l.in(fonts[i])
	}
	r.Children(func(e *ooxml.Element) {
		if e.Is(ooxml.Sheet, "alignment") {
			l.repeated = e.Attr("horizontal") == "fill"
		}
	})
	return l
}

// readFont reads a font or the rPr of a run (18.8.22, 18.4.7).
func readFont(r *ooxml.Reader) font {
	f := font{ink: script.Black}
	r.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Sheet {
			return
		}
		switch v := e.Attr("val"); e.Local {
		case "strike":
			f.struck = v == "" || truth(v)
		case "sz":
			size, _ := strconv.ParseFloat(v, 64)
			f.tiny = script.Tiny(size)
		case "color":
			f.ink = readColour(e)
		case "vertAlign":
			switch v {
			case "superscript":
				f.level = script.Raised
			case "subscript":
				f.level = script.Lowered
			}
		}
	})
	return f
}

// readFill reads a fill (18.8.20): what letters stand on. In a dxf the colour of
// a solid fill is its background.
func readFill(r *ooxml.Reader, of string) script.Colour {
	ground := script.White
	r.Children(func(e *ooxml.Element) {
		if !e.Is(ooxml.Sheet, "patternFill") {
			ground = 0 // from one colour to another
			return
		}
		kind := e.Attr("patternType")
		if kind == "none" || kind == "" && of == "fgColor" {
			return
		}
		ground = 0
		r.Children(func(e *ooxml.Element) {
			if e.Is(ooxml.Sheet, of) && (kind == "solid" || kind == "") {
				ground = readColour(e)
			}
		})
	})
	return ground
}

// readColour reads a colour (18.8.19): its parts, or one of a theme or a palette,
// of which those are known that stand for paper and ink.
func readColour(e *ooxml.Element) script.Colour {
	if rgb := e.Attr("rgb"); rgb != "" {
		return script.Hex(rgb)
	}
	tint, _ := strconv.ParseFloat(e.Attr("tint"), 64)
	grey := func(share float64) script.Colour {
		n := byte(255 * min(max(share, 0), 1))
		return script.RGB(n, n, n)
	}
	switch e.Attr("theme") {
	case "0": // darker by the tint, which is negative
		return grey(1 + min(tint, 0))
	case "1":
		return grey(max(tint, 0))
	}
	return paletteColour(e.Attr("indexed"))
}

// paletteColour is a colour of the standard palette (18.8.27).
func paletteColour(index string) script.Colour {
	switch index {
	case "1", "9", "65": // 65 is the window
		return script.White
	case "0", "8", "64":
		return script.Black
	}
	return 0
}

// veils reports whether a dxf (18.8.14) shows a cell in a way that is not read as its own.
func veils(r *ooxml.Reader) bool {
	f, ground, otherwise := font{}, script.White, false
	r.Children(func(e *ooxml.Element) {
		switch {
		case e.Is(ooxml.Sheet, "font"):
			f = readFont(r)
		case e.Is(ooxml.Sheet, "fill"):
			ground = readFill(r, "bgColor")
		case e.Is(ooxml.Sheet, "numFmt"):
			otherwise = true
		}
	})
	return otherwise || f.struck || f.tiny || !f.ink.Seen(ground)
}

// formatCode is the code of a number format by its number; "" if there is none.
func formatCode(id int, codes map[int]string) string {
	if code, ok := codes[id]; ok {
		return code
	}
	return builtin[id]
}
