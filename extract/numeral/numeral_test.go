package numeral_test

import (
	"testing"

	"gongkai/extract/numeral"
)

func TestNumbersAreWrittenAsTheyArePrinted(t *testing.T) {
	common := numeral.Counting{Digits: "零一二三四五六七八九", Units: "十百千", TenAlone: true}
	legal := numeral.Counting{Digits: "零壹贰叁肆伍陆柒捌玖", Units: "拾佰仟"}
	nth := func(n int, row string) string {
		s, ok := numeral.Nth(n, row)
		if !ok {
			return "none"
		}
		return s
	}
	for _, tt := range []struct{ name, got, want string }{
		{"a digit", common.Text(7), "七"},
		{"zero", common.Text(0), "零"},
		{"ten alone", common.Text(10), "十"},
		{"ten and one", common.Text(11), "十一"},
		{"twenty", common.Text(20), "二十"},
		{"ninety-nine", common.Text(99), "九十九"},
		{"a hundred", common.Text(100), "一百"},
		{"a hundred and five", common.Text(105), "一百零五"},
		{"a hundred and ten", common.Text(110), "一百一十"},
		{"one zero for two places", common.Text(1005), "一千零五"},
		{"a zero in between", common.Text(1050), "一千零五十"},
		{"the last", common.Text(9999), "九千九百九十九"},
		{"past the last", common.Text(10000), "10000"},
		{"legal ten", legal.Text(10), "壹拾"},
		{"legal fifteen", legal.Text(15), "壹拾伍"},
		{"digits", numeral.Digits(2023, numeral.Ideograph), "二〇二三"},
		{"wide digits", numeral.Digits(10, numeral.FullWidth), "１０"},
		{"in a circle", nth(20, numeral.Circled), "⑳"},
		{"past the circles", nth(21, numeral.Circled), "none"},
		{"nothing for zero", nth(0, numeral.HeavenStems), "none"},
		{"heaven's stems", nth(10, numeral.HeavenStems), "癸"},
		{"earth's branches", nth(12, numeral.EarthBranch), "亥"},
		{"a roman four", numeral.Roman(4), "IV"},
		{"a roman year", numeral.Roman(1994), "MCMXCIV"},
		{"no roman zero", numeral.Roman(0), ""},
		{"Z", numeral.Letters(26), "Z"},
		{"after Z", numeral.Letters(27), "AA"},
		{"twice after Z", numeral.Letters(54), "BBB"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("%q, want %q", tt.got, tt.want)
			}
		})
	}
}
