// Package numeral writes numbers as the automatic numbering of office programs
// prints them. It knows no file format: those name their formats each in its own
// way (ECMA-376 Part 1, 17.18.59; [MS-OSHARED] 2.2.1.3) and mean the same signs.
package numeral

import (
	"strconv"
	"strings"
)

// The signs of digits, zero first.
const (
	FullWidth = "０１２３４５６７８９"
	Ideograph = "〇一二三四五六七八九"
)

// The rows of signs that stand for 1, 2, 3, … by themselves.
const (
	Circled     = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
	CircledHan  = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
	InParens    = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
	WithStop    = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
	HeavenStems = "甲乙丙丁戊己庚辛壬癸"
	EarthBranch = "子丑寅卯辰巳午未申酉戌亥"
)

// Digits writes n with signs of its own for the ten digits.
func Digits(n int, signs string) string {
	row := []rune(signs)
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return row[c-'0']
		}
		return c
	}, strconv.Itoa(n))
}

// Nth returns the n-th sign of a row, from 1; false: the row has no such.
func Nth(n int, row string) (string, bool) {
	signs := []rune(row)
	if n < 1 || n > len(signs) {
		return "", false
	}
	return string(signs[n-1]), true
}

// Counting is a way to count in Chinese: the signs of digits, zero first, and
// those of ten, a hundred and a thousand.
type Counting struct {
	Digits, Units string
	// TenAlone: ten to nineteen begin with the unit, without the digit one.
	TenAlone bool
}

// Text counts from 0 to 9999: 十一, 二十, 一百零五. Other numbers are written with
// the digits 0 to 9.
func (c Counting) Text(n int) string {
	if n < 0 || n > 9999 {
		return strconv.Itoa(n)
	}
	digit, unit := []rune(c.Digits), []rune(c.Units)
	if n < 10 {
		return string(digit[n])
	}
	var b strings.Builder
	zero := false
	for place, power := 3, 1000; place >= 0; place, power = place-1, power/10 {
		d := n / power % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune(digit[0])
			zero = false
		}
		if place != 1 || d != 1 || n >= 20 || !c.TenAlone {
			b.WriteRune(digit[d])
		}
		if place > 0 {
			b.WriteRune(unit[place-1])
		}
	}
	return b.String()
}

// Roman writes 1 to 3999 in capital letters; it is "" below, and goes on with
// further Ms above.
func Roman(n int) string {
	var b strings.Builder
	for _, s := range []struct {
		value int
		sign  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
		{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= s.value; n -= s.value {
			b.WriteString(s.sign)
		}
	}
	return b.String()
}

// Letters counts A to Z, then AA, BB, … (not as the columns of a sheet do); n is
// from 1.
func Letters(n int) string {
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}
