package report

import (
	"testing"

	"gongkai/extract/document"
)

// A sheet that is printed over pages side by side has the columns of a row in several
// tables. 无 beside its label is that of the first column, and no word on the others.
func TestNoneInATableCutBetweenColumnsIsOfNoOtherColumn(t *testing.T) {
	merged := plainTableOf("（一）予以公开|无|||||||")
	merged.Cells = merged.Cells[:2]
	merged.Cells[1].ColSpan = 7
	for name, tt := range map[string]struct {
		parts []any
		want  document.Place // of the last column's cell; zero where it is left out
	}{
		"cut off":               {[]any{plainTableOf(headOfThree, "（二）部分公开|1|1|1|1|1|1|6"), plainTableOf("（一）予以公开|无", "（七）总计|1")}, document.Place{}},
		"merged over all":       {[]any{plainTableOf(headOfThree, "（二）部分公开|1|1|1|1|1|1|6"), merged}, document.Place{Row: 1, Column: 2}},
		"alone under its names": {[]any{plainTableOf(headOfThree, "（二）部分公开|1|1|1|1|1|1|6", "（一）予以公开|无")}, document.Place{Row: 3, Column: 2}},
	} {
		t.Run(name, func(t *testing.T) {
			r := Parse(reportWith(append([]any{three}, tt.parts...)...))[0]
			c, ok := r.Cells["applications.granted.total"]
			if ok != (tt.want != document.Place{}) || ok && (c.State != StateNotApplicable || c.Place != tt.want) {
				t.Errorf("%+v, want at %+v; findings %v", c, tt.want, r.Findings)
			}
		})
	}
}

// Numbers that nobody can read stand among the names of a header where texts of two
// tables come line by line: a name may have gone with them.
func TestNumbersAmongTheNamesOfAStreamHeader(t *testing.T) {
	row := []string{"98", "行政强制", "1570", "8", "12"}
	for name, tt := range map[string]struct {
		head []string
		want string
	}{
		"the names alone":              {[]string{"信息内容", "上一年项目数量", "本年增/减", "处理决定数量", "行政处罚", "1", "2"}, "8"},
		"numbers in place of a name":   {[]string{"上一年项目数量", "信息内容", "本年增/减", "处理决定数量", "1 · - · +18 · 0"}, ""},
		"a word that is no name there": {[]string{"信息内容", "上一年项目数量", "本年增/减", "处理决定数量", "详见附件", "行政处罚", "1", "2", "3"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			parts := []any{two, "第二十条第（六）项"}
			for _, text := range append(tt.head, row...) {
				parts = append(parts, text)
			}
			r := Parse(reportWith(parts...))[0]
			if got := r.Cells["proactive.coercive_measures.change"].Raw; got != tt.want {
				t.Errorf("the change is %q, want %q; findings %v", got, tt.want, r.Findings)
			}
		})
	}
}
