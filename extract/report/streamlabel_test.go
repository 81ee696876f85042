package report

import (
	"strings"
	"testing"
)

// The label of the block of results stands beside its first rows; where the
// columns touch, a piece of it comes before theirs.
func TestALabelBehindAPieceOfTheBlocks(t *testing.T) {
	for name, tt := range map[string]struct {
		label, key string // "": no row
	}{
		"the beginning":                      {"三、本（一）予以公开", "granted"},
		"the middle":                         {"年度办（一）予以公开", "granted"},
		"the end, and a label cut short":     {"理结果 （二）部分公开（区分处理的，只计这一情", "partial"},
		"all of it":                          {"三、本年度办理结果（七）总计", "total"},
		"brackets of half width":             {"结果(七)总计", "total"},
		"nothing before":                     {"（一）予以公开", "granted"},
		"a word that is none of the label's": {"网站（一）予以公开", ""},
		"a piece, and no row behind":         {"三、本（一）其他工作", ""},
	} {
		t.Run(name, func(t *testing.T) {
			text := "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n9\n0\n0\n0\n0\n0\n9\n" +
				tt.label + "\n" + strings.Repeat("1\n", 6) + "6\n"
			r := Parse(lines(frame + text))[0]
			for key := range r.Cells {
				row := strings.TrimSuffix(strings.TrimPrefix(key, "applications."), ".research")
				if strings.HasSuffix(key, ".research") && row != "new" && row != tt.key {
					t.Errorf("%s was read", key)
				}
			}
			if c := r.Cells["applications."+tt.key+".total"]; tt.key != "" && c.Value.String() != "6" {
				t.Errorf("the total is %q, %s", c.Value, c.State)
			}
		})
	}
}

// A number and its unit are one cell, and never the end of the label: a row that has a
// cell too many would come out one column off.
func TestANumberAndItsUnitAreNoLabel(t *testing.T) {
	for name, tt := range map[string]struct{ row, person, total string }{
		"apart, each a cell":              {"8.属于行政查询事项 0 件 12 件 3 4 0 0 19 件", "0", "19"},
		"as many as the form's, and more": {"8.属于行政查询事项 0 件 12548件 322 99512 0 0 11 112382", "()", "()"},
		"a unit that none knows":          {"8.属于行政查询事项 0 人 12548件 322 99512 0 0 11 112382", "()", "()"},
		"no unit":                         {"8.属于行政查询事项 0 12 3 4 0 0 19", "0", "19"},
		"an ordinal apart":                {"8 属于行政查询事项 0 12 3 4 0 0 19", "0", "19"},
	} {
		t.Run(name, func(t *testing.T) {
			r := Parse(lines(frame + three + "\n一、本年新收政府信息公开申请数量 9 0 0 0 0 0 9\n" + tt.row + "\n四、结转下年度继续办理 1 0 0 0 0 0 1\n"))[0]
			expectCells(t, r, "applications.", map[string]string{"new.total": "9", "carried_out.total": "1",
				"denied.administrative_inquiry.natural_person": tt.person, "denied.administrative_inquiry.total": tt.total})
		})
	}
}
