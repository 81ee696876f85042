package docx

import (
	"strconv"
	"strings"

	"gongkai/extract/numeral"
)

// printed prints a number in a number format (ECMA-376 Part 1, 17.18.59), and
// reports whether the format is known: a decimal number stands in for others.
func printed(n int, format string) (string, bool) {
	decimal := strconv.Itoa(n)
	common := numeral.Counting{Digits: "零一二三四五六七八九", Units: "十百千", TenAlone: true}
	switch format {
	case "decimal", "decimalHalfWidth", "":
		return decimal, true
	case "numberInDash":
		return "- " + decimal + " -", true
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
		return numeral.Digits(n, numeral.FullWidth), true
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
		return numeral.Digits(n, numeral.Ideograph), true
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
			return numeral.Digits(n, numeral.Ideograph), true
		}
		return common.Text(n), true
	case "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand":
		return common.Text(n), true
	case "chineseLegalSimplified":
		return numeral.Counting{Digits: "零壹贰叁肆伍陆柒捌玖", Units: "拾佰仟"}.Text(n), true
	case "ideographLegalTraditional", "japaneseLegal":
		return numeral.Counting{Digits: "零壹貳參肆伍陸柒捌玖", Units: "拾佰仟"}.Text(n), true
	}
	row := signs(format)
	if row == "" {
		return decimal, false
	}
	if s, ok := numeral.Nth(n, row); ok {
		return s, true
	}
	return decimal, true // past the end of the row Word prints a decimal as well
}

// signs returns the row of the formats that are one, "" for others.
func signs(format string) string {
	switch format {
	case "ideographTraditional":
		return numeral.HeavenStems
	case "ideographZodiac":
		return numeral.EarthBranch
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return numeral.Circled
	case "ideographEnclosedCircle":
		return numeral.CircledHan
	case "decimalEnclosedParen":
		return numeral.InParens
	case "decimalEnclosedFullstop":
		return numeral.WithStop
	}
	return ""
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	return numeral.Roman(n)
}

func letters(n int) string {
	if n < 1 || n > 780 { // 26 × 30, as far as Word goes
		return strconv.Itoa(n)
	}
	return numeral.Letters(n)
}
