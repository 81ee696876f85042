package report

import "testing"

// Words that do not count or are in doubt are part of no label.
func TestMarksInLabels(t *testing.T) {
	for text, want := range map[string]string{
		"（一）予以公开": "granted", "（一）予以公开\u0336": "granted", "不\u0336予以公开": "", "（一）予以公开旧\u0336": "",
		"（一）予以公开〓": "", "不〓予以公开": "", "（一）予\u0336以公开": "", "\ufffc（一）予以公开": "granted", "（一）予以公开^1": "",
		"1.属于国家秘密^1": "denied.state_secret",
	} {
		r, _, _ := findRow(readLabel(text))
		if r.key != want {
			t.Errorf("%q is %q, want %q", text, r.key, want)
		}
	}
}

// The number of a note behind a label is no value, and 小计 behind a label that is not
// known is not the sum of the group before.
func TestWhatStandsBesideALabel(t *testing.T) {
	head := row(cell(""), cell(""), cell("自然人"), cell("商业企业"), cell("科研机构"), cell("社会公益组织"), cell("法律服务机构"), cell("其他"), cell("总计"))
	six := []cellSpec{cell("1"), cell("0"), cell("0"), cell("0"), cell("0"), cell("0")}
	for name, tt := range map[string]struct {
		row  []cellSpec
		key  string
		want State
	}{
		"a note":                 {append(row(cell("（三）不予公开"), cell("1.属于国家秘密^4")), six...), "applications.denied.state_secret.natural_person", ""},
		"a digit that was glued": {append(row(cell("（三）不予公开"), cell("1.属于国家秘密4")), six...), "applications.denied.state_secret.natural_person", StateValue},
		"the sums of a group":    {append(append(row(cell("（三）不予公开"), cell("小计")), six...), cell("1")), "applications.denied.subtotal.natural_person", StateValue},
		"of one in doubt":        {append(append(row(cell("（四）无法提供〓"), cell("小计")), six...), cell("1")), "applications.denied.subtotal.natural_person", ""},
	} {
		t.Run(name, func(t *testing.T) {
			first := append(append(row(cell("（三）不予公开"), cell("2.其他法律行政法规禁止公开")), six...), cell("1"))
			r := Parse(render(shapeGrid, 2022, nil, []tableSpec{{head, first, tt.row}}, nil))[0]
			if got := r.Cells[tt.key].State; got != tt.want {
				t.Errorf("%s is %q, want %q: %+v", tt.key, got, tt.want, r.Cells)
			}
		})
	}
}
