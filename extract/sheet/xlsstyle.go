package sheet

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"gongkai/extract/script"
)

// xlsFont is a font and the number of its colour ([MS-XLS] 2.4.122).
type xlsFont struct {
	font
	colour int
}

// xlsFormat is a cell format ([MS-XLS] 2.4.353).
type xlsFormat struct {
	font, number int
	ground       int // the colour behind the letters, noGround where there is none
	repeated     bool
}

const (
	noGround   = -1
	noMatter   = -2   // a pattern of two colours
	solid      = 1    // the pattern of one colour
	alignFill  = 4    // the alignment that repeats
	paletteAt  = 8    // the first colour of the palette
	paperIndex = 0x41 // the colour of the window
)

func readXLSFont(body []byte) xlsFont {
	if len(body) < 10 {
		return xlsFont{}
	}
	word := func(at int) int { return int(binary.LittleEndian.Uint16(body[at:])) }
	f := xlsFont{colour: word(4)}
	f.tiny, f.struck = script.Tiny(float64(word(0))/20), word(2)&8 != 0
	switch word(8) {
	case 1:
		f.level = script.Raised
	case 2:
		f.level = script.Lowered
	}
	return f
}

func (x *xls) readFormat(body []byte) xlsFormat {
	f := xlsFormat{ground: noGround}
	if len(body) < 4 {
		return f
	}
	word := func(at int) int { return int(binary.LittleEndian.Uint16(body[at:])) }
	f.font, f.number = word(0), word(2)
	pattern, fore := 0, 0
	switch {
	case x.version == 8 && len(body) >= 20:
		pattern, fore = word(16)>>10, word(18)&0x7F
	case x.version == 5 && len(body) >= 12:
		pattern, fore = word(10)&0x3F, word(8)&0x7F
	default:
		return f
	}
	f.repeated = word(6)&7 == alignFill
	switch pattern {
	case 0:
	case solid:
		f.ground = fore
	default:
		f.ground = noMatter
	}
	return f
}

// readPalette reads the colours of a workbook ([MS-XLS] 2.4.188).
func (x *xls) readPalette(body []byte) {
	for at := 2; at+4 <= len(body) && len(x.palette) < 56; at += 4 {
		x.palette = append(x.palette, script.RGB(body[at], body[at+1], body[at+2]))
	}
}

// colour is a colour by its number: fixed, of the palette, or of the window.
func (x *xls) colour(n int) script.Colour {
	if i := n - paletteAt; i >= 0 && i < len(x.palette) {
		return x.palette[i]
	}
	switch n {
	case 1, 9, paperIndex:
		return script.White
	case 0, 8, 0x40, 0x7FFF: // the last is the automatic one of letters
		return script.Black
	}
	return 0
}

// look is how a cell format shows a cell.
func (x *xls) look(format int) look {
	l := plain()
	if format >= len(x.formats) {
		return l
	}
	f := x.formats[format]
	l.code, l.repeated = formatCode(f.number, x.codes), f.repeated
	switch f.ground {
	case noGround:
	case noMatter:
		l.ground = 0
	default:
		l.ground = x.colour(f.ground)
	}
	letters := x.font(f.font)
	l = l.in(letters.font)
	l.veiled = l.veiled || f.ground >= 0 && f.ground == letters.colour
	return l
}

// font is a font by its number: there is none with the number 4.
func (x *xls) font(n int) xlsFont {
	if n > 4 {
		n--
	}
	if n >= len(x.fonts) {
		return xlsFont{font: font{ink: script.Black}}
	}
	f := x.fonts[n]
	f.ink = x.colour(f.colour)
	return f
}

// textRun is a font of a text from one of its characters on ([MS-XLS] 2.5.129).
type textRun struct{ from, font int }

// shortRuns reads the runs behind a text of version 5.
func shortRuns(c *cursor) []textRun {
	var runs []textRun
	for range c.u8() {
		if runs = append(runs, textRun{c.u8(), c.u8()}); c.err != nil {
			break
		}
	}
	return runs
}

// inRuns returns a text with what is raised, lowered or struck through marked.
func (x *xls) inRuns(s string, runs []textRun) string {
	marked := false
	for _, r := range runs {
		f := x.font(r.font)
		marked = marked || f.struck || f.level != script.Baseline
	}
	if !marked {
		return s
	}
	units := utf16.Encode([]rune(s))
	var text []byte
	var line script.Line
	var f font
	at := 0
	for i := 0; i <= len(runs); i++ {
		end := len(units)
		if i < len(runs) {
			end = min(max(runs[i].from, at), len(units))
		}
		part := string(utf16.Decode(units[at:end]))
		if text = append(line.At(text, f.level), part...); f.struck && strings.TrimSpace(part) != "" {
			text = append(text, script.Stroke...)
		}
		if at = end; i < len(runs) {
			f = x.font(runs[i].font).font
		}
	}
	return string(line.End(text))
}
