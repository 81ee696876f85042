package docx

import (
	"strconv"
	"strings"
)

// numeral prints a number in a number format (ECMA-376 Part 1, 17.18.59), and
// reports whether the format is known: a decimal number stands in for others.
func numeral(n int, format string) (string, bool) {
	decimal := strconv.Itoa(n)
	switch format {
	case "decimal", "decimalHalfWidth", "numberInDash", "hex", "":
		if format == "numberInDash" {
			return "- " + decimal + " -", true
		}
		return decimal, format != "hex"
	case "none":
		return "", true
	case "decimalZero":
		if n >= 0 && n < 10 {
			decimal = "0" + decimal
		}
		return decimal, true
	case "custom 001, 002, 003, ...", "custom 0001, 0002, 0003, ...":
		width := 3 + strings.Count(format, "0001, ")
		return strings.Repeat("0", max(0, width-len(decimal))) + decimal, true
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(decimal, "０１２３４５６７８９"), true
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
		return digits(decimal, "〇一二三四五六七八九"), true
	case "upperRoman":
		return roman(n), true
	case "lowerRoman":
		return strings.ToLower(roman(n)), true
	case "upperLetter":
		return letters(n), true
	case "lowerLetter":
		return strings.ToLower(letters(n)), true
	case "chineseCounting", "taiwaneseCounting":
		if n >= 100 {
			return digits(decimal, "〇一二三四五六七八九"), true
		}
		return chinese(n, "零一二三四五六七八九", "十百千"), true
	case "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand":
		return chinese(n, "零一二三四五六七八九", "十百千"), true
	case "chineseLegalSimplified":
		return chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"), true
	case "ideographLegalTraditional", "japaneseLegal":
		return chinese(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟"), true
	}
	if s := oneOf(n, format); s != "" {
		return s, true
	}
	return decimal, false
}

// oneOf prints the formats that are a row of signs; a number past their end is
// printed as a decimal by Word as well.
func oneOf(n int, format string) string {
	row := ""
	switch format {
	case "ideographTraditional":
		row = "甲乙丙丁戊己庚辛壬癸"
	case "ideographZodiac":
		row = "子丑寅卯辰巳午未申酉戌亥"
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle":
		row = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
		if format == "ideographEnclosedCircle" {
			row = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
		}
	case "decimalEnclosedParen":
		row = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
	case "decimalEnclosedFullstop":
		row = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
	default:
		return ""
	}
	signs := []rune(row)
	if n < 1 || n > len(signs) {
		return strconv.Itoa(n)
	}
	return string(signs[n-1])
}

// digits replaces each decimal digit by the sign of its value.
func digits(decimal, signs string) string {
	row := []rune(signs)
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return row[c-'0']
		}
		return c
	}, decimal)
}

// chinese counts in Chinese up to 9999: 十一, 二十, 一百零五. Ten to nineteen
// begin with the unit alone, in the legal signs with the digit one.
func chinese(n int, signs, units string) string {
	if n < 0 || n > 9999 {
		return strconv.Itoa(n)
	}
	digit, unit := []rune(signs), []rune(units)
	if n < 10 {
		return string(digit[n])
	}
	var b strings.Builder
	zero := false
	for place, power := 3, 1000; place >= 0; place, power = place-1, power/10 {
		d := n / power % 10
		switch {
		case d == 0:
			zero = b.Len() > 0
			continue
		case zero:
			b.WriteRune(digit[0])
			zero = false
		}
		if place > 0 && d == 1 && n < 20 && unit[0] == '十' {
			b.WriteRune(unit[0])
			continue
		}
		b.WriteRune(digit[d])
		if place > 0 {
			b.WriteRune(unit[place-1])
		}
	}
	return b.String()
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
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

// letters counts A–Z, then AA, BB, … (not as columns of a sheet do).
func letters(n int) string {
	if n < 1 || n > 780 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}
