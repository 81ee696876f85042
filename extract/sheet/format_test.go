package sheet

import "testing"

func TestNumbersAsPrinted(t *testing.T) {
	for _, tt := range []struct {
		v    float64
		code string
		want string
	}{
		{12, "General", "12"}, {-12, "General", "-12"}, {0.5, "General", "0.5"}, {1234.56, "General", "1234.56"}, {0.1 + 0.2, "General", "0.3"}, {1.0 / 3, "General", "0.333333333"}, {15234567890123, "General", "15234567890123"}, {1e20, "General", "1E+20"},
		{12, "", "12"}, {12, "@", "12"}, {12, `General"件"`, "12件"}, {-3, `"共"General`, "-共3"},
		{12, "G/通用格式", "12"}, {-12.5, "G/通用格式", "-12.5"}, {12, `G/通用格式"件"`, "12件"}, {12, "G/通用格式;-G/通用格式;无", "12"}, {0, `0;-0;"无"`, "无"},
		{12.5, "0", "13"}, {12.4, "0", "12"}, {-0.4, "0", "0"}, {1.005, "0.00", "1.01"}, {2.5, "0.00", "2.50"}, {0, "0.00", "0.00"}, {3, "000", "003"}, {0, "#", ""}, {0.5, "#.##", ".5"}, {0.5, "0.##", "0.5"}, {5, "0.0#", "5.0"},
		{1234567.891, "#,##0", "1,234,568"}, {1234567.891, "#,##0.00", "1,234,567.89"}, {123, "#,##0", "123"}, {-1234, "#,##0;(#,##0)", "(1,234)"}, {0, `#,##0;-#,##0;"-"`, "-"}, {12345678, "0.0,", "12345.7"},
		{0.125, "0%", "13%"}, {0.125, "0.0%", "12.5%"}, {1234.5, "0.00E+00", "1.23E+03"},
		{5, `0"件"`, "5件"}, {5, "0件", "5件"}, {5, `[Red]0.0`, "5.0"}, {5, `"¥"#,##0.00_);("¥"#,##0.00)`, "¥5.00"}, {5, `[$¥-804]#,##0`, "¥5"}, {7, `_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `, "7"}, {5, `\+0`, "+5"},
		{44197, "yyyy/m/d", "2021/1/1"}, {44197, `yyyy"年"m"月"d"日"`, "2021年1月1日"}, {44197, `[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`, "Friday, January 01, 2021"}, {44197, "yyyy-mm-dd", "2021-01-01"}, {44197.5, "yyyy/m/d h:mm", "2021/1/1 12:00"}, {44197.75, "h:mm AM/PM", "6:00 PM"}, {1.5, "[h]:mm", "36:00"}, {44197, "aaaa", "星期五"}, {59, "yyyy-mm-dd", "1900-02-28"}, {61, "yyyy-mm-dd", "1900-03-01"}, {0.0423611111, "mm:ss", "01:00"},
	} {
		got, in := render(tt.v, code(tt.code), false)
		if got != tt.want || in == nil {
			t.Errorf("%v in %q = %q, %v; want %q", tt.v, tt.code, got, in, tt.want)
		}
	}
}

func code(s string) string {
	if s == "" {
		return "General"
	}
	return s
}

func TestFormatsNotUnderstoodArePlain(t *testing.T) {
	for _, code := range []string{"# ?/?", "[>100]0;0.0", "[DBNum1]General", `0"`, "000-0000", "mm:ss.0", "."} {
		if got, in := render(12.5, code, false); in != nil || got != "12.5" {
			t.Errorf("%q: %q, %v", code, got, in)
		}
	}
	for _, code := range []string{"G/Standard", "G/標準", "Standard", "无", `"甲"无`, `[=0]"无";0`, `0;[<-5]0;0`, `0;0;[=0]0`} {
		for _, v := range []float64{-3, 0, 3} {
			if got, in := render(v, code, false); in != nil || got != general(v) {
				t.Errorf("%v in %q: %q, %v", v, code, got, in)
			}
		}
	}
	if got, in := render(12, `"[=0]"0\[=`, false); in == nil || got != "[=0]12[=" {
		t.Errorf("a condition that is a text: %q, %v", got, in)
	}
	if got, in := render(-1, "yyyy", false); in != nil || got != "-1" {
		t.Errorf("a date before all: %q, %v", got, in)
	}
	if got, _ := render(0, "yyyy-mm-dd", true); got != "1904-01-01" {
		t.Errorf("days since 1904: %q", got)
	}
}

func FuzzRender(f *testing.F) {
	for _, code := range builtin {
		f.Add(12.5, code)
	}
	f.Add(-1e300, `0.0000000000000000000%%%%`)
	f.Add(44197.5, `[$¥-804]yyyy"年"m"月"d"日";@`)
	f.Fuzz(func(t *testing.T, v float64, code string) {
		s, _ := render(v, code, false)
		if len(s) > 2000+10*len(code) {
			t.Errorf("%d bytes for %v in %q", len(s), v, code)
		}
	})
}
