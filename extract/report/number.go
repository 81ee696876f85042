package report

import (
	"strconv"

	"github.com/shopspring/decimal"
)

// Number is an exact decimal number: sums and unit conversions never pass
// through binary floating point. In JSON it is a plain number.
type Number struct{ d decimal.Decimal }

// NewNumber returns the whole number n.
func NewNumber(n int64) Number {
	if n >= 0 && n < int64(len(smallNumbers)) {
		return smallNumbers[n]
	}
	return Number{decimal.NewFromInt(n)}
}

// smallNumbers are those of nearly all cells, made once. A decimal is never changed.
var smallNumbers = func() (all [100]Number) {
	for n := range all {
		all[n] = Number{decimal.NewFromInt(int64(n))}
	}
	return all
}()

// Add returns a + b.
func (a Number) Add(b Number) Number { return Number{a.d.Add(b.d)} }

// small returns a as a machine number where it is whole and so far from the end
// of its range that a sum of some hundred cannot reach it.
func (a Number) small() (int64, bool) {
	if a.d.Exponent() != 0 || a.d.NumDigits() > 15 {
		return 0, false
	}
	return a.d.CoefficientInt64(), true
}

// Equal reports whether a and b are the same number (1 and 1.0 are).
func (a Number) Equal(b Number) bool { return a.d.Equal(b.d) }

// String returns the number in plain decimal notation.
func (a Number) String() string {
	if a.d.Exponent() == 0 && a.d.NumDigits() <= 18 { // almost every cell
		return strconv.FormatInt(a.d.IntPart(), 10)
	}
	return a.d.String()
}

// MarshalJSON writes the number without quotes.
func (a Number) MarshalJSON() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalJSON reads a JSON number exactly.
func (a *Number) UnmarshalJSON(b []byte) error { return a.d.UnmarshalJSON(b) }
