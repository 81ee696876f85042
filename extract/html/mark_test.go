package html

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var tableMarks = []string{
	"第二十条第", "本年制发", "现行有效", "对外公开总数", "上一年项目数", "处理决定数量",
	"勾稽关系", "予以公开", "结转下年度", "尚未审结", "商业企业", "社会公益组织",
}

func TestEveryMarkOfTheTablesIsLookedFor(t *testing.T) {
	for _, mark := range tableMarks {
		if !isMark("本年"+mark, true) || !isMark(mark+"数", true) {
			t.Errorf("%s is overlooked in a cell", mark)
		}
	}
	for _, mark := range headingMarks {
		if !isMark("一、"+mark, false) {
			t.Errorf("%s is overlooked as a heading", mark)
		}
	}
}

func TestMarksAreWhatASearchFinds(t *testing.T) {
	pieces := append(strings.Split(strings.Join(tableMarks, ""), ""), tableMarks...)
	pieces = append(pieces, " ", "\u3000", "1", "\xe4", "\n")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(t, "text"), "")
		want := false
		for _, m := range tableMarks {
			want = want || strings.Contains(text, m)
		}
		if got := hasTableMark(text); got != want {
			t.Fatalf("%q has a mark: %t, want %t", text, got, want)
		}
		if got, want := trim(text), strings.TrimSpace(text); got != want {
			t.Fatalf("trim(%q) = %q, want %q", text, got, want)
		}
	})
}
