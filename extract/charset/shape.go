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

// shapeUTF16 recognises UTF-16 without a byte order mark by its zero bytes:
// the high bytes of ASCII, all on one side of the pairs. It returns "" for
// anything else. Text with a stray zero byte is not UTF-16: without the zero
// it is plain UTF-8, which UTF-16 never is.
func shapeUTF16(p []byte) string {
	first := bytes.IndexByte(p, 0)
	if first < 0 {
		return ""
	}
	var zeros [2]int
	for i := first; i < len(p); i++ {
		if p[i] == 0 {
			zeros[i&1]++
		}
	}
	total := zeros[0] + zeros[1]
	if total*5 < len(p) && (total*100 < len(p) || utf8.Valid(p)) {
		return ""
	}
	name, side := UTF16LE, zeros[1]
	if zeros[0] > zeros[1] {
		name, side = UTF16BE, zeros[0]
	}
	if side*100 < total*98 || !plausibleUTF16(p, name) {
		return ""
	}
	return name
}

// plausibleUTF16 reports whether the pairs are, all but a few, characters that
// Chinese pages have: ASCII, punctuation, Han, full-width forms.
func plausibleUTF16(p []byte, name string) bool {
	high := 0
	if name == UTF16LE {
		high = 1
	}
	odd, pairs := 0, len(p)/2
	for i := 0; i+1 < len(p); i += 2 {
		h, l := p[i+high], p[i+1-high]
		switch {
		case h == 0 && (l >= 0x20 || l == '\n' || l == '\r' || l == '\t' || l == '\f'):
		case h == 0x20, h == 0x30, h == 0x25, h == 0x26, h == 0x24, h == 0xFF, h >= 0x4E && h <= 0x9F:
		default:
			odd++
		}
	}
	return pairs > 1 && odd*20 <= pairs
}
