package report

import (
	"strings"
	"unicode/utf8"
)

// Nearly all texts of a report are made of a few kinds of characters whose NFKC
// form is one character, whatever stands beside them. For those the normaliser
// need not be asked: it costs more than all the rest of a comparison.

// plainForm is the NFKC form of such a character; false for every other one.
func plainForm(r rune) (rune, bool) {
	switch {
	case r < utf8.RuneSelf, han(r):
		return r, true
	case r >= '！' && r <= '～': // full-width ASCII
		return r - '！' + '!', true
	case r == '\u3000' || r == '\u00a0':
		return ' ', true
	case r >= '、' && r <= '〃', r >= '〈' && r <= '】', r >= '〔' && r <= '〛',
		r == '—', r == '–', r == '“', r == '”', r == '‘', r == '’', r == '·', r == '〇', r == '○':
		return r, true
	}
	return 0, false
}

// han reports whether r is one of the unified ideographs, without the rare ones
// of the extensions.
func han(r rune) bool { return r >= 0x4e00 && r < 0xa000 }

// hanAt is the unified ideograph that stands at s[i:], three bytes long; false for
// every other character. Nearly all are ideographs, and decoding any is dear.
func hanAt(s string, i int) (rune, bool) {
	if i+2 >= len(s) || s[i] < 0xe4 || s[i] > 0xe9 || s[i+1]&0xc0 != 0x80 || s[i+2]&0xc0 != 0x80 {
		return 0, false
	}
	r := rune(s[i]&0xf)<<12 | rune(s[i+1]&0x3f)<<6 | rune(s[i+2]&0x3f)
	return r, r >= 0x4e00
}

// latinWord reports whether a text is ASCII and begins with a letter with which nothing
// begins that stands for a number: N/A, TRUE, FALSE.
func latinWord(s string) bool {
	if s == "" || (s[0]|0x20 < 'a' || s[0]|0x20 > 'z') || strings.IndexByte("NnTF", s[0]) >= 0 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// onlyWords reports whether a text is nothing but unified ideographs, Latin letters
// and punctuation that stands in no number and for none.
func onlyWords(s string) bool {
	for i := 0; i < len(s); {
		if _, is := hanAt(s, i); is {
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			continue
		}
		switch r {
		case '、', '。', '，', '：', '；', '《', '》', '“', '”', '（', '）', '【', '】', '|', ':', ';', '(', ')', '>':
		default:
			return false
		}
	}
	return s != ""
}

// foldPlain is fold for a text of plain characters, false for any other text. A
// text that is as it should be is returned as it is.
func foldPlain(s string) (string, bool) {
	var b strings.Builder
	from := 0 // what of s is not yet in b
	bracket := false
	for i := 0; i < len(s); {
		if r, is := hanAt(s, i); is && toSimplified[r-0x4e00] == 0 {
			i += 3
			continue
		}
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		n, ok := plainForm(r)
		if !ok {
			return "", false
		}
		if r >= utf8.RuneSelf {
			n = simplified(n)
		}
		bracket = bracket || n == '('
		if drop := n <= ' ' || n == 0x7f; drop || n != r {
			if b.Cap() == 0 {
				b.Grow(len(s))
			}
			b.WriteString(s[from:i])
			if !drop {
				b.WriteRune(n)
			}
			from = i + size
		}
		i += size
	}
	if from > 0 {
		b.WriteString(s[from:])
		s = b.String()
	}
	if bracket {
		s = dropRomanised(s)
	}
	return s, true
}

// tidyPlain is tidy for a text of plain characters, false for any other text.
func tidyPlain(s string) (string, bool) {
	var b strings.Builder
	building, gap := false, false
	for i, r := range s {
		n, ok := plainForm(r)
		if !ok {
			return "", false
		}
		drop := n <= ' '
		if (drop || n != r) && !building {
			building = true
			b.Grow(len(s))
			b.WriteString(s[:i])
		}
		if drop {
			gap = b.Len() > 0
			continue
		}
		if building {
			if gap {
				b.WriteByte(' ')
				gap = false
			}
			b.WriteRune(n)
		}
	}
	if building {
		s = b.String()
	}
	return s, true
}

// dropRomanised drops the romanisations in brackets out of a folded text.
func dropRomanised(s string) string {
	for i := 0; i+1 < len(s); i++ {
		// a Latin letter behind the bracket: ASCII, or with a mark (à–ǹ)
		if c := s[i+1]; s[i] == '(' && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0xc3 && c <= 0xc7) {
			return reRomanised.ReplaceAllString(s, "")
		}
	}
	return s
}

// dropBracketed drops what stands in brackets.
func dropBracketed(s string) string {
	if strings.IndexByte(s, '(') < 0 {
		return s
	}
	return reBracketed.ReplaceAllString(s, "")
}

// cutOrdinal finds the ordinal that a text begins with — 三、 （一） 1. — and
// returns its number and the text behind it; false where there is none.
func cutOrdinal(s string) (number, rest string, ok bool) {
	t := s
	for _, open := range []string{"(", "（"} {
		if r, is := strings.CutPrefix(t, open); is {
			t = r
			break
		}
	}
	n := 0
	switch {
	case t == "":
		return "", s, false
	case t[0] >= '0' && t[0] <= '9':
		for n < len(t) && n < 2 && t[n] >= '0' && t[n] <= '9' {
			n++
		}
	default:
		for range 3 {
			r, size := utf8.DecodeRuneInString(t[n:])
			if !strings.ContainsRune("一二三四五六七八九十", r) {
				break
			}
			n += size
		}
	}
	if n == 0 {
		return "", s, false
	}
	rest = strings.TrimLeft(t[n:], ")）、.．,，:：")
	if len(rest) == len(t)-n {
		return "", s, false
	}
	return t[:n], rest, true
}
