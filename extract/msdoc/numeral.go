package msdoc

import (
	"fmt"
	"strconv"
	"strings"

	"gongkai/extract/numeral"
)

// The formats of numbers that are named here ([MS-OSHARED] 2.2.1.3, MSONFC).
const (
	arabic = 0x00
	bullet = 0x17
)

// printed writes a number in a format; ok is false for a format or a number
// that is not known how to write.
func printed(n int, format byte) (text string, ok bool) {
	if n < 0 || n > 99999 {
		return "", false
	}
	switch format {
	case arabic, 0x0F: // digits, half width
		return strconv.Itoa(n), true
	case 0x01:
		return numeral.Roman(n), n < 4000
	case 0x02:
		return strings.ToLower(numeral.Roman(n)), n < 4000
	case 0x03, 0x04: // A … Z, AA, BB …
		if n == 0 || n > 26*10 {
			return "", false
		}
		if format == 0x04 {
			return strings.ToLower(numeral.Letters(n)), true
		}
		return numeral.Letters(n), true
	case 0x0E, 0x13: // digits, full width
		return numeral.Digits(n, numeral.FullWidth), true
	case 0x12, 0x1C: // in circles
		return numeral.Nth(n, numeral.Circled)
	case 0x16: // 01, 02 …
		return fmt.Sprintf("%02d", n), true
	case 0x1A:
		return numeral.Nth(n, numeral.WithStop)
	case 0x1B:
		return numeral.Nth(n, numeral.InParens)
	case 0x1D:
		return numeral.Nth(n, numeral.CircledHan)
	case 0x1E:
		return numeral.Nth(n, numeral.HeavenStems)
	case 0x0A:
		return numeral.Digits(n, numeral.Ideograph), true
	case 0x0B, 0x21, 0x23, 0x25, 0x27:
		// From 100 on the formats differ in how they write a zero.
		return numeral.Counting{Digits: numeral.Ideograph, Units: "十百千", TenAlone: true}.Text(n), n > 0 && n < 100
	case 0xFF: // none
		return "", true
	}
	return "", false
}
