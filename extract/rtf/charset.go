package rtf

import (
	"bytes"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// The code pages that are told apart here.
const (
	windows = 1252
	gbk     = 936
)

// charsetPages has the code page of each \fcharsetN; 1, the default, has none.
var charsetPages = map[int]int{
	0: windows, 77: 10000, 128: 932, 129: 949, 134: gbk, 136: 950, 161: 1253, 162: 1254, 163: 1258,
	177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}

// encodings has the decoder of each code page. GB 18030 reads all of GBK.
var encodings = map[int]encoding.Encoding{
	gbk: simplifiedchinese.GB18030, 54936: simplifiedchinese.GB18030, 950: traditionalchinese.Big5, 932: japanese.ShiftJIS, 949: korean.EUCKR,
	437: charmap.CodePage437, 850: charmap.CodePage850, 874: charmap.Windows874, 10000: charmap.Macintosh,
	1250: charmap.Windows1250, 1251: charmap.Windows1251, windows: charmap.Windows1252, 1253: charmap.Windows1253, 1254: charmap.Windows1254,
	1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257, 1258: charmap.Windows1258, 65001: unicode.UTF8,
}

// charsetWord handles the words of code pages and fonts.
func (r *reader) charsetWord(name string, value int) {
	switch name {
	case "mac":
		r.page = 10000
	case "pc":
		r.page = 437
	case "pca":
		r.page = 850
	case "ansicpg":
		if encodings[value] != nil {
			r.page = value
		}
	case "deff":
		r.font0, r.font = value, value
	case "deflang", "deflangfe", "adeflang":
		r.chinese = r.chinese || value == 2052
	case "f":
		r.font = max(value, 0)
	case "fcharset":
		if page := charsetPages[value]; r.dest == fontTable && page != 0 && r.font < maxFont {
			r.fonts[r.font] = page
		}
	case "cpg":
		if r.dest == fontTable && encodings[value] != nil && r.font < maxFont {
			r.fonts[r.font] = value
		}
	case "dbch":
		r.double = true
	case "loch", "hich":
		r.double = false
	case "af":
		if r.double {
			r.dbFont = value
		}
	}
}

// flush decodes the bytes that came since the last word.
func (r *reader) flush() {
	if len(r.raw) == 0 {
		return
	}
	raw := r.raw
	r.raw = r.raw[:0]
	r.high = 0
	if ascii(raw) {
		r.put(string(raw))
		return
	}
	font := r.font
	if r.double && r.dbFont != 0 {
		font = r.dbFont
	}
	page := r.fonts[font]
	if page == 0 {
		page = r.page
	}
	// Chinese stands under a Western font in many files: their own code page or
	// language says what it is. Signs such as · stand alone then.
	if page == windows && (r.page == gbk || r.chinese) {
		for len(raw) > 0 && r.spend(wordWork) {
			n := run(raw)
			page := windows
			if paired(raw[:n]) {
				page = gbk
			}
			r.decode(raw[:n], page)
			raw = raw[n:]
		}
		return
	}
	r.decode(raw, page)
}

func (r *reader) decode(raw []byte, page int) {
	text, _ := encodings[page].NewDecoder().Bytes(raw)
	r.lost += bytes.Count(text, []byte("\uFFFD"))
	r.put(string(text))
}

// run returns how many of the next bytes are all ASCII, or all are not.
func run(b []byte) int {
	n := 1
	for n < len(b) && (b[n] < 0x80) == (b[0] < 0x80) {
		n++
	}
	return n
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// paired reports whether bytes above ASCII are pairs of GB 2312.
func paired(b []byte) bool {
	for i, c := range b {
		if c < 0xA1 || c == 0xFF || i%2 == 0 && c > 0xF7 {
			return false
		}
	}
	return len(b)%2 == 0
}
