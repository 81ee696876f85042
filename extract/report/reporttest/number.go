package reporttest

import (
	"strconv"
	"strings"

	"pgregory.net/rapid"
)

// The states of a cell that a report can print (the contract's own words).
const (
	StateValue         = "value"
	StateBlank         = "blank"
	StateNotApplicable = "not_applicable"
	StateUnitUnknown   = "unit_unknown"
)

// Truth is what a cell is: its state and, for StateValue, the number in plain
// decimal digits without needless zeros.
type Truth struct{ State, Value string }

// printed is the text of a cell with its truth.
type printed struct {
	text string
	Truth
}

var (
	blanks = []string{"", "", "", "\u00a0", "　"}
	nones  = []string{"/", "—", "-", "无", "不适用", "——"}
)

// printCount prints a count as organs do: plain digits nearly always.
func printCount(t *rapid.T, n int, fancy bool) printed {
	s := strconv.Itoa(n)
	out := printed{s, Truth{StateValue, s}}
	if !fancy {
		return out
	}
	switch rapid.IntRange(0, 24).Draw(t, "print") {
	case 1:
		out.text = strings.Map(func(r rune) rune { return r - '0' + '０' }, s)
	case 2:
		out.text = s + "件"
	case 3:
		out.text = s + "　"
	case 4:
		if n >= 1000 {
			out.text = s[:len(s)-3] + "," + s[len(s)-3:]
			if n >= 1_000_000 {
				out.text = s
			}
		}
	case 5:
		out.text = s + "（其中涉企" + strconv.Itoa(n/2) + "件）"
	case 6:
		out.text = " " + s + " 条"
	case 7:
		out.text = s + "\u200b"
	}
	return out
}

// printChange prints a number with its sign (本年增/减).
func printChange(t *rapid.T, n int, fancy bool) printed {
	s := strconv.Itoa(n)
	out := printed{s, Truth{StateValue, s}}
	if !fancy || n == 0 {
		return out
	}
	switch rapid.IntRange(0, 5).Draw(t, "print") {
	case 1:
		out.text = strings.NewReplacer("-", "减少").Replace(s)
		if n > 0 {
			out.text = "增加" + s
		}
	case 2:
		if n > 0 {
			out.text = "+" + s
		}
	case 3:
		out.text = strings.Replace(s, "-", "－", 1)
	}
	return out
}

// printAmount prints an amount of money, given in hundredths of the unit of the
// column. unit is the column's unit ("万元" for fees; "元" for procurement, whose
// header names none).
func printAmount(t *rapid.T, cents int, unit string, fancy bool) printed {
	whole, rest := strconv.Itoa(cents/100), cents%100
	s := whole
	if rest > 0 {
		s += strings.TrimRight("."+strconv.Itoa(100 + rest)[1:], "0")
	}
	out := printed{s, Truth{StateValue, s}}
	if unit == "元" {
		out.text = s + "元"
	}
	if !fancy {
		return out
	}
	switch rapid.IntRange(0, 6).Draw(t, "print") {
	case 1: // as 万元, in a column of 元
		if unit == "元" {
			out.text = whole + "万元"
			out.Value = whole
			if whole != "0" {
				out.Value += "0000"
			}
		}
	case 2:
		out.text = s + unit
	case 3:
		if unit == "元" {
			out.text = s
			if cents != 0 {
				out.Truth = Truth{StateUnitUnknown, ""}
			}
		}
	case 4:
		if rest == 0 { // 12.00 is 12
			out.text = whole + ".00"
			if unit == "元" {
				out.text += "元"
			}
		}
	}
	return out
}
