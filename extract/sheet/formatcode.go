package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/script"
)

// parseFormat reads one section of a format code. false means that something
// in it is not understood: fractions, conditions, Chinese digits.
func parseFormat(code string) (*numberFormat, bool) {
	f := &numberFormat{scale: 1}
	point, ended, words := false, false, false
	commas := 0
	literal := func(s string) {
		if n := len(f.parts); n > 0 && f.parts[n-1].letter == 0 {
			f.parts[n-1].text += s
		} else {
			f.parts = append(f.parts, datePart{text: s})
		}
		if f.digits == 0 && !f.general {
			f.before += s
		} else {
			f.after += s
			ended = f.digits > 0
		}
	}
	for i := 0; i < len(code); {
		c := code[i]
		switch {
		case c == '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return nil, false
			}
			literal(code[i+1 : i+1+end])
			i += end + 2
			continue
		case c == '\\', c == '!':
			_, n := utf8.DecodeRuneInString(code[i+1:])
			literal(code[i+1 : i+1+n])
			i += 1 + n
			continue
		case c == '_', c == '*': // a gap as wide as a sign; a sign that fills the cell
			r, n := utf8.DecodeRuneInString(code[i+1:])
			if c == '*' && unicode.IsDigit(r) {
				return nil, false // 5 is shown as 5111111
			}
			i += 1 + n
			continue
		case c == '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 || !f.bracket(code[i+1:i+end], literal) {
				return nil, false
			}
			i += end + 1
			continue
		case generalName(code[i:]) > 0:
			f.general = true
			i += generalName(code[i:])
			continue
		case len(code)-i >= 5 && strings.EqualFold(code[i:i+5], "am/pm"):
			f.parts = append(f.parts, datePart{letter: 'A'})
			f.ampm, f.date = true, true
			i += 5
			continue
		case c == '0', c == '#', c == '?':
			if ended {
				return nil, false // digits with a text between: telephone numbers and such
			}
			f.digit(c, point)
			if commas > 0 && !point {
				f.thousands, commas = true, 0
			}
		case c == '.':
			if f.date {
				literal(".")
			}
			point = true
		case c == ',':
			if f.date {
				literal(",")
			} else {
				commas++
			}
		case c == '%':
			f.scale *= 100
			literal("%")
		case (c == 'E' || c == 'e') && i+1 < len(code) && (code[i+1] == '+' || code[i+1] == '-'):
			i += 2
			for ; i < len(code) && code[i] == '0'; i++ {
				f.exponent++
			}
			continue
		case c == '/' && f.digits > 0:
			return nil, false
		case c == '@': // a number in a format for texts
			f.general = true
		default:
			if n := letters(code[i:]); n > 0 {
				f.parts = append(f.parts, datePart{letter: c | 0x20, n: n})
				f.date = true
				i += n
				continue
			}
			r, n := utf8.DecodeRuneInString(code[i:])
			if c < utf8.RuneSelf && unicode.IsLetter(r) {
				return nil, false // of no format that is known
			}
			words = words || unicode.IsLetter(r)
			literal(code[i : i+n])
			i += n
			continue
		}
		i++
	}
	for range commas {
		f.scale /= 1000
	}
	if f.date && f.digits > 0 || point && f.digits == 0 && !f.date {
		return nil, false // seconds with decimals, nonsense
	}
	if words && f.digits == 0 && !f.date && !f.general {
		return nil, false // a name in another language: it would swallow the number
	}
	return f, true
}

// generalName returns the length of the name of the format General that begins
// a code, 0 if none does. Excel and WPS in Chinese write their own.
func generalName(code string) int {
	for _, name := range []string{"General", "G/通用格式"} {
		if len(code) >= len(name) && strings.EqualFold(code[:len(name)], name) {
			return len(name)
		}
	}
	return 0
}

// conditional reports whether a section is for numbers that meet a condition
// ([=0]): which section a number takes is then not told by its sign.
func conditional(sections []string) bool {
	for _, s := range sections {
		for quoted := false; s != ""; s = s[1:] {
			switch {
			case s[0] == '"':
				quoted = !quoted
			case quoted:
			case (s[0] == '\\' || s[0] == '!') && len(s) > 1:
				s = s[1:]
			case s[0] == '[' && len(s) > 1 && strings.IndexByte("<>=", s[1]) >= 0:
				return true
			}
		}
	}
	return false
}

func (f *numberFormat) digit(c byte, point bool) {
	f.digits++
	switch {
	case point && c == '0':
		f.most++
		f.least = f.most
	case point:
		f.most++
	case c == '0':
		f.whole++
	}
}

// bracket reads what stands in brackets: a colour, a currency, elapsed time.
func (f *numberFormat) bracket(s string, literal func(string)) bool {
	lower := strings.ToLower(s)
	switch {
	case strings.HasPrefix(s, "$"):
		sign, _, _ := strings.Cut(s[1:], "-")
		literal(sign)
		return true
	case lower == "h", lower == "hh":
		f.parts = append(f.parts, datePart{letter: 'h', n: len(s), elapsed: true})
		f.date = true
		return true
	}
	switch lower {
	case "white", "白色", "color2", "color 2", "颜色2":
		f.ink = script.White
		return true
	case "black", "blue", "cyan", "green", "magenta", "red", "yellow", "黑色", "蓝色", "青色", "绿色", "洋红", "红色", "黄色":
		return true
	}
	return strings.HasPrefix(lower, "color")
}

// letters returns how many of the same letter of a date begin s.
func letters(s string) int {
	c := s[0] | 0x20
	if !strings.ContainsRune("ymdhsae", rune(c)) {
		return 0
	}
	n := 1
	for n < len(s) && s[n]|0x20 == c {
		n++
	}
	if c == 'a' && n < 3 {
		return 0
	}
	return n
}
