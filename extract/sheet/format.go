package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"gongkai/extract/script"
)

// builtin are the number formats that files name by number only (ECMA-376
// Part 1, 18.8.30), in their forms for Chinese where these differ.
var builtin = map[int]string{
	0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0;¥-#,##0", 6: "¥#,##0;¥-#,##0", 7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;¥-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`, 32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`,
	36: `yyyy"年"m"月"`, 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
	41: "#,##0;-#,##0;-", 42: "¥#,##0;-¥#,##0;¥-", 43: "#,##0.00;-#,##0.00;-", 44: "¥#,##0.00;-¥#,##0.00;¥-", 45: "mm:ss", 46: "[h]:mm:ss", 48: "##0.0E+0", 49: "@",
	50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `m"月"d"日"`, 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`,
}

// render prints a number in a number format (18.8.31), and returns the section that
// it is printed in; nil if the format is not understood, and the number plain.
func render(v float64, code string, from1904 bool) (string, *numberFormat) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.FormatFloat(v, 'g', -1, 64), nil
	}
	sections := split(code)
	section, negative := sections[0], v < 0
	switch {
	case v < 0 && len(sections) > 1:
		section, negative = sections[1], false
	case v == 0 && len(sections) > 2:
		section = sections[2]
	}
	f, ok := parseFormat(section)
	if !ok || code == "" || conditional(sections) {
		return general(v), nil
	}
	var s string
	switch {
	case f.general:
		s = f.wrap(general(math.Abs(v)))
	case f.date:
		if v < 0 || v > 2958465.99999999 { // 9999-12-31
			return general(v), nil
		}
		return f.printDate(v, from1904), f
	case f.digits == 0: // a text for any number
		s, negative = f.wrap(""), false
	default:
		s = f.wrap(f.number(math.Abs(v)))
		if strings.Trim(s, "-0.,% ") == "" {
			negative = false // -0.4 as 0 has no sign
		}
	}
	if negative {
		s = "-" + s
	}
	return s, f
}

// general prints a number as the format General does: eleven signs at most,
// but never an integer otherwise than whole.
func general(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	if a := math.Abs(v); a >= 1e15 || a < 1e-9 {
		return strconv.FormatFloat(v, 'G', 6, 64)
	}
	whole := len(strconv.FormatFloat(math.Trunc(math.Abs(v)), 'f', 0, 64))
	s := strconv.FormatFloat(v, 'f', max(10-whole, 2), 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// split cuts a format code at its semicolons.
func split(code string) []string {
	var sections []string
	start, quoted := 0, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\':
			i++
		case c == ';':
			sections = append(sections, code[start:i])
			start = i + 1
		}
	}
	return append(sections, code[start:])
}

// numberFormat is one section of a format code.
type numberFormat struct {
	general bool
	date    bool
	ampm    bool

	before, after string // literal text around the digits
	digits        int    // placeholders, all of them
	whole         int    // zeros before the point
	least, most   int    // decimals
	thousands     bool
	scale         float64
	exponent      int // zeros of the exponent, 0 if there is none
	parts         []datePart
	ink           script.Colour // the colour that the section names, if it is white
}

// datePart is a run of one letter of a date, or a literal text.
type datePart struct {
	letter  byte
	n       int
	elapsed bool // [h]
	text    string
}

// misleads reports whether a number that is shown so is read as another one: in
// thousands, without its sign, with digits beside its own.
func (f *numberFormat) misleads(v float64, shown string) bool {
	if f.date || f.exponent > 0 || f.digits == 0 && !f.general {
		return false
	}
	const signs = "-−－"
	switch {
	case f.scale < 1, strings.ContainsAny(f.before+f.after, "0123456789"):
		return true
	case v < 0:
		return strings.ContainsAny(shown, "123456789") && !strings.ContainsAny(shown, signs+"(（")
	}
	return strings.ContainsAny(f.before, signs)
}

func (f *numberFormat) wrap(s string) string { return f.before + s + f.after }

// number prints the digits of a number that is not negative.
func (f *numberFormat) number(v float64) string {
	v *= f.scale
	if f.exponent > 0 {
		s := strconv.FormatFloat(v, 'E', f.most, 64)
		return s
	}
	s := strconv.FormatFloat(round(v, f.most), 'f', f.most, 64)
	whole, decimals, _ := strings.Cut(s, ".")
	for len(decimals) > f.least && decimals[len(decimals)-1] == '0' {
		decimals = decimals[:len(decimals)-1]
	}
	whole = strings.TrimLeft(whole, "0")
	if n := f.whole - len(whole); n > 0 {
		whole = strings.Repeat("0", n) + whole
	}
	if f.thousands {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if decimals != "" || f.most > 0 && f.least > 0 {
		return whole + "." + decimals
	}
	return whole
}

// round rounds half away from zero, on the decimal number that is meant:
// 1.005 is 1.01 with two decimals though its binary form is below.
func round(v float64, decimals int) float64 {
	s := strconv.FormatFloat(v, 'g', 15, 64)
	meant, err := strconv.ParseFloat(s, 64)
	if err != nil || decimals > 15 {
		return v
	}
	p := math.Pow10(decimals)
	if math.Abs(meant*p) > 1e15 {
		return meant
	}
	return math.Round(math.Nextafter(meant*p, math.Inf(1))) / p
}

// printDate prints a serial number as a date: days since 1899-12-30, which is
// right from 1900-03-01 on, or since 1904-01-01.
func (f *numberFormat) printDate(v float64, from1904 bool) string {
	day := math.Floor(v)
	seconds := int(math.Round((v - day) * 86400))
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day < 60:
		base = base.AddDate(0, 0, 1) // 1900 is no leap year, but for Lotus 1-2-3
	}
	t := base.AddDate(0, 0, int(day)).Add(time.Duration(seconds) * time.Second)
	var b strings.Builder
	for i, p := range f.parts {
		if p.letter == 0 {
			b.WriteString(p.text)
			continue
		}
		b.WriteString(f.datePart(t, p, f.minutes(i), day*24))
	}
	return strings.TrimSpace(b.String())
}

// minutes reports whether the letter m at part i means minutes: after hours or
// before seconds.
func (f *numberFormat) minutes(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if l := f.parts[k].letter; l != 0 {
			if l == 'h' {
				return true
			}
			break
		}
	}
	for k := i + 1; k < len(f.parts); k++ {
		if l := f.parts[k].letter; l != 0 {
			return l == 's'
		}
	}
	return false
}

func (f *numberFormat) datePart(t time.Time, p datePart, minutes bool, hours float64) string {
	pad := func(n int) string {
		s := strconv.Itoa(n)
		if p.n > 1 && len(s) < 2 {
			s = "0" + s
		}
		return s
	}
	switch p.letter {
	case 'y', 'e':
		if p.n <= 2 && p.letter == 'y' {
			return t.Format("06")
		}
		return t.Format("2006")
	case 'm':
		switch {
		case minutes:
			return pad(t.Minute())
		case p.n == 3:
			return t.Format("Jan")
		case p.n >= 4:
			return t.Format("January")
		}
		return pad(int(t.Month()))
	case 'd':
		switch {
		case p.n == 3:
			return t.Format("Mon")
		case p.n >= 4:
			return t.Format("Monday")
		}
		return pad(t.Day())
	case 'a': // aaa, aaaa: the day of the week in Chinese
		day := string([]rune("日一二三四五六")[t.Weekday()])
		if p.n == 3 {
			return day
		}
		return "星期" + day
	case 'h':
		if p.elapsed {
			return strconv.Itoa(int(hours) + t.Hour())
		}
		if f.ampm {
			return pad((t.Hour()+11)%12 + 1)
		}
		return pad(t.Hour())
	case 's':
		return pad(t.Second())
	case 'A':
		return t.Format("PM")
	}
	return ""
}
