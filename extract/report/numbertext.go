package report

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// leadingNumber reads the number that a tidied text begins with and returns what
// follows it, without blanks. Words for the sign count in a column of changes only.
func leadingNumber(s string, change bool) (n decimal.Decimal, rest string, ok bool) {
	negative := false
	s = strings.TrimPrefix(strings.TrimPrefix(s, "¥"), "人民币")
	if t := strings.TrimLeft(s, " "); change && t != "" && t[0] >= utf8.RuneSelf {
		t = closedWord(t)
		if m := reGrew.FindStringSubmatch(t); m != nil {
			s = m[1]
		} else if m := reShrank.FindStringSubmatch(t); m != nil {
			s, negative = m[1], true
		}
	}
	if len(s) > 1 && (s[0] == '+' || s[0] == '-') {
		s = s[:1] + strings.TrimLeft(s[1:], " ")
	}
	sign, digits, decimals, rest, ok := cutNumber(s)
	if !ok || len(s) > 200 {
		return n, "", false
	}
	digits = strings.ReplaceAll(digits, ",", "")
	if len(digits) > 1 && digits[0] == '0' {
		return n, "", false
	}
	rest = strings.ReplaceAll(rest, " ", "")
	if rest != "" && rest[0] >= '0' && rest[0] <= '9' || strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, ".") && len(rest) > 1 {
		return n, "", false // 2 0, 1,00, 1.2.3
	}
	n, err := decimal.NewFromString(sign + digits + decimals)
	if err != nil {
		return n, "", false
	}
	if negative {
		n = n.Neg()
	}
	return n, rest, true
}

// closedWord is a text without the blanks before its first digit, in the word for the
// sign: 减 少 69. Those behind stay, for 减少69 71 may be two numbers.
func closedWord(s string) string {
	if i := strings.IndexAny(s, "0123456789"); i > 0 {
		return strings.ReplaceAll(s[:i], " ", "") + s[i:]
	}
	return s
}

// cutNumber cuts the number that a text begins with: its sign, its digits with
// thousands separators where they stand in threes, its decimals, what follows.
func cutNumber(s string) (sign, digits, decimals, rest string, ok bool) {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		sign, s = s[:1], s[1:]
	}
	n := digitsIn(s)
	if n == 0 {
		return "", "", "", "", false
	}
	if n <= 3 {
		for len(s) > n && s[n] == ',' && digitsIn(s[n+1:]) >= 3 {
			n += len(",000")
		}
	}
	digits, s = s[:n], s[n:]
	if strings.HasPrefix(s, ".") {
		if n := digitsIn(s[1:]); n > 0 {
			decimals, s = s[:n+1], s[n+1:]
		}
	}
	return sign, digits, decimals, s, true
}

// digitsIn is how many digits a text begins with.
func digitsIn(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// numeric reports whether a tidied text has digits and nothing but digits,
// blanks, signs and points: a cell that holds something torn ("2 0", "00") or
// raised ("12^1").
func numeric(s string) bool {
	digit := false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digit = true
		case r == ' ' || r == '.' || r == ',' || r == '+' || r == '-' || r == '^' || r == '_':
		default:
			return false
		}
	}
	return digit
}

// plainNumber reports whether a text is nothing but the digits of a number: most
// cells are.
func plainNumber(s string) bool {
	if s == "" || len(s) > 12 || s[0] == '0' && len(s) > 1 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
