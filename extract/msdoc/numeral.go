package msdoc

import (
	"fmt"
	"strconv"
	"strings"
)

// The formats of numbers that are named here ([MS-OSHARED] 2.2.1.3, MSONFC).
const (
	arabic = 0x00
	bullet = 0x17
)

// numeral writes a number in a format; ok is false for a format or a number
// that is not known how to write.
func numeral(n int, format byte) (text string, ok bool) {
	if n < 0 || n > 99999 {
		return "", false
	}
	switch format {
	case arabic, 0x0F: // digits, half width
		return strconv.Itoa(n), true
	case 0x01:
		return strings.ToUpper(roman(n)), n < 4000
	case 0x02:
		return roman(n), n < 4000
	case 0x03, 0x04: // A … Z, AA, BB …
		if n == 0 || n > 26*10 {
			return "", false
		}
		return strings.Repeat(string(rune("Aa"[format-3])+rune((n-1)%26)), (n-1)/26+1), true
	case 0x0E, 0x13: // digits, full width
		return mapped(n, "０１２３４５６７８９"), true
	case 0x12, 0x1C: // in circles
		return enclosed(n, '①', 20)
	case 0x16: // 01, 02 …
		return fmt.Sprintf("%02d", n), true
	case 0x1A:
		return enclosed(n, '⒈', 20)
	case 0x1B:
		return enclosed(n, '⑴', 20)
	case 0x1D:
		return enclosed(n, '㊀', 10)
	case 0x1E:
		return enclosed(n, 0, 0, []rune("甲乙丙丁戊己庚辛壬癸")...)
	case 0x0A:
		return mapped(n, "〇一二三四五六七八九"), true
	case 0x0B, 0x21, 0x23, 0x25, 0x27:
		return chineseNumber(n), n > 0 && n < 100
	case 0xFF: // none
		return "", true
	}
	return "", false
}

func mapped(n int, digits string) string {
	set := []rune(digits)
	var out []rune
	for _, d := range strconv.Itoa(n) {
		out = append(out, set[d-'0'])
	}
	return string(out)
}

// enclosed returns the n-th of a row of signs.
func enclosed(n int, first rune, most int, signs ...rune) (string, bool) {
	switch {
	case n >= 1 && n <= most:
		return string(first + rune(n-1)), true
	case n >= 1 && n <= len(signs):
		return string(signs[n-1]), true
	}
	return "", false
}

// chineseNumber writes 1–99: above, the formats differ in how they write a zero.
func chineseNumber(n int) string {
	digits := []rune("〇一二三四五六七八九")
	out := ""
	if n >= 20 {
		out = string(digits[n/10%10])
	}
	if n >= 10 {
		out += "十"
	}
	if n%10 > 0 || n == 0 {
		out += string(digits[n%10])
	}
	return out
}

func roman(n int) string {
	var b strings.Builder
	for _, r := range []struct {
		value int
		sign  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.sign)
		}
	}
	return b.String()
}
