package sheet_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document/documenttest"
	"gongkai/extract/sheet"
)

func TestReadCSV(t *testing.T) {
	for name, tt := range map[string]struct {
		text  string
		want  []string
		codes string
	}{
		"headings, and a table":                        {"标题,,\n一、总体情况\n甲,乙,丙\n丁,1,2\n", []string{"标题", "一、总体情况", "[2x3: 0,0 甲|0,1 乙|0,2 丙|1,0 丁|1,1 1|1,2 2]"}, ""},
		"a number with a comma, in quotes":             {"甲,\"1,234\"\r\n乙,\"a \"\"b\"\"\nc\"\r\n", []string{"[2x2: 0,0 甲|0,1 1,234|1,0 乙|1,1 a \"b\"\nc]"}, ""},
		"a number with a comma, in none":               {"甲,乙,丙\n丁,1,234,0\n戊,5,6\n", []string{"[1x3: 0,0 甲|0,1 乙|0,2 丙]", "[1x3: 0,0 戊|0,1 5|0,2 6]"}, "part_unreadable csv"},
		"the same before blanks":                       {"甲,乙,丙,丁\n戊,1,234,,\n己,5,6,\n", []string{"[1x4: 0,0 甲|0,1 乙|0,2 丙|0,3 丁]", "[1x3: 0,0 己|0,1 5|0,2 6]"}, "part_unreadable csv"},
		"three digits that are a value":                {"甲,乙,丙\n丁,1,234\n", []string{"[2x3: 0,0 甲|0,1 乙|0,2 丙|1,0 丁|1,1 1|1,2 234]"}, ""},
		"a number that ends the row, under one column": {"第二十条\n信息内容,数量,,\n行政许可,1,234,\n", []string{"第二十条", "[1x2: 0,0 信息内容|0,1 数量]"}, "part_unreadable csv"},
		"tabs":              {"\uFEFF甲\t1,234\n乙\t2\n", []string{"[2x2: 0,0 甲|0,1 1,234|1,0 乙|1,1 2]"}, ""},
		"semicolons":        {"甲;1,5\n乙;2\n", []string{"[2x2: 0,0 甲|0,1 1,5|1,0 乙|1,1 2]"}, ""},
		"a blank line ends": {"甲,1\n\n乙,2\n", []string{"[1x2: 0,0 甲|0,1 1]", "[1x2: 0,0 乙|0,1 2]"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := sheet.ReadCSV(tt.text, sheet.Separator(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, show(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if got := codes(doc); got != tt.codes {
				t.Errorf("findings %q, want %q", got, tt.codes)
			}
			if err := documenttest.Check(doc); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestSeparator(t *testing.T) {
	for text, want := range map[string]rune{
		"": 0, "甲": 0, "甲,乙": 0, "甲,乙\n丙,丁": ',', "甲，乙\n丙，丁": 0, "a\t1,2\nb\t3,4\nc\t5": '\t', "a;1\nb;2": ';',
		strings.Repeat("\n", 300) + "a,b\na,b": 0,
	} {
		if got := sheet.Separator(text); got != want {
			t.Errorf("Separator(%.20q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add("甲,1\n\n乙,\"2\n\"\n")
	f.Add("a\t\"\n;;\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, sep := range ",\t;" {
			doc, err := sheet.ReadCSV(text, sep)
			if (doc == nil) == (err == nil) {
				t.Fatalf("document %v, error %v", doc, err)
			}
			if err == nil {
				if err := documenttest.Check(doc); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
