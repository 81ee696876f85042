package html

import (
	"strconv"
	"strings"
	"unicode"
)

// declare adds what one declaration says, as the standards of CSS have it
// (Display, Text, Positioned Layout, Flexible Box, Transforms, Masking). The name is
// in lower case.
func (l look) declare(name, value string) look {
	switch name {
	case "font", "font-family", "font-weight", "line-height", "text-align", "padding", "border", "margin-bottom", "margin-right",
		"min-width", "max-width", "min-height", "z-index", "cursor", "list-style", "border-radius", "letter-spacing", "text-autospace":
		return l // what most declarations are about tells nothing
	}
	value = lower(trim(value))
	if at := strings.LastIndexByte(value, '!'); at >= 0 && strings.TrimSpace(value[at+1:]) == "important" {
		value = strings.TrimSpace(value[:at])
	}
	switch name {
	case "display":
		return l.when(removed, value == "none").when(veiled, isVariable(value)).when(boxed, isBox(value))
	case "visibility":
		return l.when(unseen, value == "hidden" || value == "collapse").when(veiled, isVariable(value))
	case "content-visibility":
		return l.when(veiled, value == "hidden")
	case "font-size":
		n, unit, ok := number(value)
		return l.when(unseen, ok && n == 0).when(veiled, ok && n > 0 && inPoints(n, unit) < 2)
	case "opacity":
		n, unit, ok := number(value)
		return l.when(veiled, ok && (n < 0.1 || unit == "%" && n < 10))
	case "text-indent", "left", "right", "top", "bottom", "margin", "margin-left", "margin-top", "inset", "translate":
		return l.away(name, value)
	case "clip", "clip-path":
		return l.when(veiled, value != "auto" && value != "none")
	case "height", "max-height", "width":
		n, _, ok := number(value)
		return l.when(flat, ok && n == 0)
	case "overflow", "overflow-x", "overflow-y":
		return l.when(cut, strings.Contains(value, "hidden") || strings.Contains(value, "clip"))
	case "color", "-webkit-text-fill-color":
		return l.when(pale, isPaper(value)).when(inked, !isPaper(value))
	case "background", "background-color", "background-image":
		return l | groundOf(value)
	case "text-decoration", "text-decoration-line":
		return l.when(struck, strings.Contains(value, "line-through"))
	case "vertical-align":
		n, unit, ok := number(value)
		return l.when(raised, value == "super" || ok && inPoints(n, unit) >= 3).when(lowered, value == "sub" || ok && inPoints(n, unit) <= -3)
	case "position":
		return l.when(relative, value == "relative").when(placed, value == "absolute" || value == "fixed")
	case "float":
		return l.when(placed, value == "left" || value == "right")
	case "transform", "rotate", "scale", "grid-area", "grid-column", "grid-row":
		return l.when(placed, value != "none" && value != "auto")
	case "content":
		return l.when(inserted, prints(value))
	case "order":
		n, _, ok := number(value)
		return l.when(placed, ok && n != 0)
	case "flex-direction", "flex-flow", "flex-wrap":
		return l.when(shuffled, strings.Contains(value, "reverse"))
	case "direction":
		return l.when(turned, value == "rtl").when(onward, value == "ltr")
	case "unicode-bidi":
		return l.when(placed, strings.Contains(value, "override"))
	}
	return l
}

// when sets bits where said is true and takes them away where not: of two
// declarations the later one counts.
func (l look) when(bits look, said bool) look {
	if said {
		return l | bits
	}
	return l &^ bits
}

// away tells a text that is moved off the page from one that is set in or moved a
// little. The threshold is far beyond what a page is wide or a paragraph hangs.
func (l look) away(name, value string) look {
	for v := range strings.FieldsSeq(value) {
		n, unit, ok := number(v)
		if !ok {
			continue
		}
		n = inPoints(n, unit)
		if n <= -300 || n >= 3000 || unit == "%" && n <= -100 {
			l |= veiled
		}
		switch name {
		case "top":
			l = l.when(up, n <= -3).when(down, n >= 3)
		case "bottom":
			l = l.when(up, n >= 3).when(down, n <= -3)
		}
	}
	return l
}

// prints reports whether what a sheet puts beside an element is seen: not a blank,
// which clears floats, or nothing.
func prints(content string) bool {
	if content == "none" || content == "normal" {
		return false
	}
	return strings.ContainsFunc(content, func(c rune) bool {
		return c != '"' && c != '\'' && !unicode.IsSpace(c) && !unicode.Is(unicode.Cf, c)
	})
}

// isBox reports whether a way of display begins a line and ends it.
func isBox(display string) bool {
	switch display {
	case "block", "flex", "grid", "table", "list-item", "flow-root", "table-row", "table-cell", "table-caption":
		return true
	}
	return false
}

// isVariable reports whether a value stands elsewhere.
func isVariable(value string) bool { return strings.Contains(value, "var(") }

// number reads the number that a value begins with, and the unit behind it.
func number(value string) (n float64, unit string, ok bool) {
	end := 0
	for end < len(value) && (value[end] >= '0' && value[end] <= '9' || value[end] == '.' || end == 0 && (value[end] == '-' || value[end] == '+')) {
		end++
	}
	if n, ok = wholeNumber(value[:end]); ok {
		return n, value[end:], true
	}
	n, err := strconv.ParseFloat(value[:end], 64)
	return n, value[end:], err == nil
}

// wholeNumber reads a few digits: nearly all lengths are that.
func wholeNumber(s string) (float64, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return float64(n), true
}

// inPoints is a length in points, that of the text taken to be twelve of them.
func inPoints(n float64, unit string) float64 {
	switch unit {
	case "px":
		return n * 0.75
	case "em", "rem", "ex", "ch":
		return n * 12
	case "%":
		return n * 0.12
	case "cm":
		return n * 28.35
	case "mm":
		return n * 2.835
	case "in":
		return n * 72
	case "vw", "vh":
		return n * 6
	}
	return n
}

// lower is strings.ToLower, for texts that nearly always are.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}
