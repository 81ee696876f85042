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
