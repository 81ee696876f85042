package report

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// factValue reads a number that stands in one piece in the clause, false where
// its digits are torn apart, marked, or grouped as no number is.
func factValue(printed, clause string, money bool) (Number, bool) {
	if strings.ContainsFunc(clause, isMark) || strings.ContainsFunc(clause, isDoubt) || digitRuns(tidy(clause)) != digitRuns(fold(clause)) {
		return Number{}, false
	}
	plain := strings.ReplaceAll(printed, ",", "")
	if plain != printed && !reGrouped.MatchString(printed) || len(plain) > 12 || len(plain) > 1 && plain[0] == '0' && plain[1] != '.' {
		return Number{}, false
	}
	d, err := decimal.NewFromString(plain)
	if err != nil || !money && !d.IsInteger() || strings.HasSuffix(plain, ".") {
		return Number{}, false
	}
	return Number{d}, true
}

// isMark reports whether r is a digit in a ring, raised or lowered, of which NFKC
// would make a digit of the number beside it.
func isMark(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.No, r) }

// digitRuns counts the runs of digits: fewer without blanks than with them are
// digits torn apart.
func digitRuns(s string) int {
	n, in := 0, false
	for _, r := range s {
		digit := r >= '0' && r <= '9'
		if digit && !in {
			n++
		}
		in = digit
	}
	return n
}

var reGrouped = regexp.MustCompile(`^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$`)

// clauses cuts a sentence at its commas, not at those inside a number.
func clauses(sentence string) []string {
	digit := func(i int) bool {
		return i >= 0 && i < len(sentence) && sentence[i] >= '0' && sentence[i] <= '9'
	}
	var out []string
	from := 0
	for i, r := range sentence {
		if r != '，' && (r != ',' || digit(i-1) && digit(i+1)) {
			continue
		}
		out = append(out, sentence[from:i])
		from = i + utf8.RuneLen(r)
	}
	return append(out, sentence[from:])
}
