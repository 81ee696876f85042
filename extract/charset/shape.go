package charset

import (
	"bytes"
	"unicode/utf8"
)

// shape is what a payload looks like when it is taken for some charset.
type shape struct {
	wide int // characters beyond ASCII
	rare int // of these, the ones that everyday text hardly has
	bad  int // bytes that belong to no character
}

// odd reports whether the text would have more rare characters than any real
// text: of real Chinese pages one character in a hundred is outside the first
// level of its charset, of wrongly decoded ones more than every second.
func (s shape) odd() bool { return s.rare*5 > s.wide }

func isASCII(p []byte) bool {
	for _, c := range p {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func shapeUTF8(p []byte) (s shape) {
	for i := 0; i < len(p); {
		if p[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(p[i:])
		if r == utf8.RuneError && n == 1 {
			s.bad++
		} else {
			s.wide++
		}
		i += n
	}
	return s
}

func shapeOf(name string, p []byte) shape {
	if name == Big5 {
		return shapeBig5(p)
	}
	return shapeGB18030(p)
}

// shapeGB18030 counts by the byte ranges of GB 18030. Everyday characters are
// the symbols (rows A1–A3) and the first level of GB 2312 (rows B0–D7), which
// holds the 3,755 most frequent ones.
func shapeGB18030(p []byte) (s shape) {
	for i := 0; i < len(p); {
		lead := p[i]
		switch {
		case lead < 0x80:
			i++
		case lead == 0x80 || lead == 0xFF || i+1 >= len(p):
			s.bad++
			i++
		case p[i+1] >= 0x30 && p[i+1] <= 0x39:
			if i+3 >= len(p) || p[i+2] < 0x81 || p[i+2] > 0xFE || p[i+3] < 0x30 || p[i+3] > 0x39 {
				s.bad++
				i++
				continue
			}
			s.wide++
			s.rare++
			i += 4
		case p[i+1] < 0x40 || p[i+1] == 0x7F || p[i+1] == 0xFF:
			s.bad++
			i++
		default:
			s.wide++
			if trail := p[i+1]; trail < 0xA1 || (lead > 0xA3 && lead < 0xB0) || lead < 0xA1 || lead > 0xD7 {
				s.rare++
			}
			i += 2
		}
	}
	return s
}

// shapeBig5 counts by the byte ranges of Big5. Everyday characters are the
// symbols (rows A1–A3) and the 5,401 of the first level (rows A4–C6).
func shapeBig5(p []byte) (s shape) {
	for i := 0; i < len(p); {
		lead := p[i]
		if lead < 0x80 {
			i++
			continue
		}
		if lead < 0x81 || lead > 0xFE || i+1 >= len(p) || p[i+1] < 0x40 || (p[i+1] > 0x7E && p[i+1] < 0xA1) || p[i+1] == 0xFF {
			s.bad++
			i++
			continue
		}
		s.wide++
		if lead < 0xA1 || lead > 0xC6 {
			s.rare++
		}
		i += 2
	}
	return s
}

// shapeUTF16 recognises UTF-16 without a byte order mark: it has zero bytes,
// the high halves of ASCII (and the low halves of 一, 开 and the full-width
// blank), and its pairs are characters of a Chinese page in one byte order only.
// It returns "" for anything else. Text with stray zero bytes is not UTF-16: it
// is valid UTF-8, which UTF-16 never is unless half of it is zero.
func shapeUTF16(p []byte) string {
	zeros := bytes.Count(p, []byte{0})
	if zeros*100 < len(p) || zeros == 0 || zeros*5 < len(p)*2 && utf8.Valid(p) {
		return ""
	}
	little, big := oddUTF16(p, 1), oddUTF16(p, 0)
	name, odd := UTF16LE, little
	if big < little {
		name, odd = UTF16BE, big
	}
	if pairs := len(p) / 2; pairs < 2 || odd*20 > pairs {
		return ""
	}
	return name
}

// oddUTF16 counts the pairs that are no character of a Chinese page: ASCII,
// punctuation, Han, full-width forms. high is the place of the high byte.
func oddUTF16(p []byte, high int) (odd int) {
	for i := 0; i+1 < len(p); i += 2 {
		h, l := p[i+high], p[i+1-high]
		switch {
		case h == 0 && (l >= 0x20 || l == '\n' || l == '\r' || l == '\t' || l == '\f'):
		case h == 0x20, h == 0x30, h == 0x25, h == 0x26, h == 0x24, h == 0xFF, h >= 0x4E && h <= 0x9F:
		default:
			odd++
		}
	}
	return odd
}
