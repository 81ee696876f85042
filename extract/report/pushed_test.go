package report

import (
	"strings"
	"testing"
)

// Rows that lost their merged cells and were filled up with blanks to one width, as a
// sheet does that was saved as comma-separated values: the grid is whole, and no column
// of it is one.
func TestRowsFilledUpAtTheirEnds(t *testing.T) {
	const (
		head = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况\t\t\t\t\t\t\t\t\n" +
			"\t自然人\t法人或其他组织\t总计\t\t\t\t\t\t\n"
		low  = "\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\t\t\n"
		deep = "\t（三）不予公开\t1.属于国家秘密\t\t\t\t4\t\t\t4\n"
	)
	for _, tt := range []struct {
		name, rows string
		want       map[string]string
	}{
		{"a blank at both ends of a row: which is one too many?", head + low +
			"一、本年新收政府信息公开申请数量\t\t\t\t3\t\t\t3\t\t\n三、本年度办理结果\t（一）予以公开\t\t\t\t2\t\t\t2\t\n" + deep,
			map[string]string{"new.business": "()", "new.public_interest": "()", "new.total": "()", "granted.research": "()",
				"denied.state_secret.public_interest": "4", "denied.state_secret.total": "4"}},
		{"rows without blanks are as many as the form's columns", head + low +
			"一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21\t\t\n二、上年结转政府信息公开申请数量\t\t2\t3\t4\t5\t6\t20\t\t\n" + deep,
			map[string]string{"new.natural_person": "1", "new.business": "2", "new.total": "21"}},
		{"half a header, over rows of another depth", low + "三、本年度办理结果\t（一）予以公开\t9\t8\t\t5\t\t\t\t\n",
			map[string]string{"granted.business": "()", "granted.research": "()"}},
		{"a column's name lost, and 总计 of the upper row in its place", head[:strings.Index(head, "\n")+1] +
			"\t自然人\t法人或其他组织\t总计\t\t\t\t\t\t\n\t\t商业企业\t\t社会公益组织\t法律服务机构\t其他\t\t\t\n" +
			"一、本年新收政府信息公开申请数量\t11\t36\t61\t86\t111\t136\t\t\t\n",
			map[string]string{"new.total": "()"}},
		{"a name over the labels that nobody knows", "（本\t申请人情况\t备注\t\t\t\t\t\t\t\n自然人\t法人或其他组织\t总计\t\t\t\t\t\t\t\n" +
			"商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\t\t\t\t\n一、本年新收政府信息公开申请数量\t108\t205\t295\t382\t484\t595\t676\t\t\n",
			map[string]string{"new.natural_person": "()", "new.business": "()"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Parse(lines(frame + "三、收到和处理政府信息公开申请情况\n\n" + tt.rows + "\n五、存在的主要问题及改进情况\n无\n"))
			expectCells(t, got[0], "applications.", tt.want)
		})
	}
}

// A table that goes on without its header has the columns that its own rows show.
func TestARestOfATableWithoutItsHeader(t *testing.T) {
	for name, tt := range map[string]struct {
		remarks, above []string // beside the header; in the row above
		labels         []string // of the last row: where merged cells stood there are blanks
		cells          []string
		want           string
	}{
		"a blank under the labels, a column of remarks gone": {[]string{"说明", "备注"}, []string{""},
			[]string{"（七）总计", ""}, []string{"172", "271", "382", "476", "585", "680", "2566", ""}, "()"},
		"two blanks under the labels, the column of remarks gone": {[]string{"说明"}, nil,
			[]string{"（七）总计", "", ""}, []string{"10", "26", "7", "0", "29", "14", "86"}, "()"},
		"no blank at all": {[]string{"说明", "备注"}, []string{""},
			[]string{"（七）总计"}, []string{"172", "271", "382", "476", "585", "680", "2566", "含上年", "3件为转办"}, "172"},
	} {
		t.Run(name, func(t *testing.T) {
			names := append([]string{"自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"}, tt.remarks...)
			first := tableSpec{
				append(row(big("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 1, 3)), vals(names...)...),
				append(row(wide("一、本年新收政府信息公开申请数量", 3)), vals("1", "2", "3", "4", "5", "6", "21", "")...),
			}
			above := vals("三、本年度办理结果", "（四）无法提供", "2.没有现成信息需要另行制作", "1", "0", "0", "0", "0", "0", "1")
			rest := tableSpec{append(above, vals(tt.above...)...), append(vals(tt.labels...), vals(tt.cells...)...)}
			r := Parse(reportWith(three, first.laidOut(), rest.laidOut()))[0]
			expectCells(t, r, "applications.", map[string]string{"total.natural_person": tt.want})
		})
	}
}

// A row of the organ's own in the table of section 四, filled up to its width, is not
// the row of reviews; a word that says what is counted may stand before that one.
func TestALabelBeforeTheRowOfReviews(t *testing.T) {
	head := "\t行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n" +
		"\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n" +
		"\t\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
	for label, want := range map[string]string{"9.其他不予公开的理由": "()", "数量": "7"} {
		t.Run(label, func(t *testing.T) {
			r := Parse(lines(frame + "四、政府信息公开行政复议、行政诉讼情况\n\n" + head + label + "\t7" + strings.Repeat("\t", 14) + "\n\n五、存在的主要问题及改进情况\n无\n"))[0]
			expectCells(t, r, "", map[string]string{"review.upheld": want})
		})
	}
}

// 说明 reached down beside the names of section 四; pushed to the left it stands over one
// of them, and its numbers stand behind the form's.
func TestAHeadingPushedOverAColumn(t *testing.T) {
	rows := "行政复议\t行政诉讼\t说明" + strings.Repeat("\t", 13) + "\n" +
		"结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉" + strings.Repeat("\t", 9) + "\n" +
		"\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t\n" +
		"\t0\t0\t/\t0\t0\t\t\t0\t0\t\t\t0\t/\t0\t73737\n"
	r := Parse(lines(frame + "四、政府信息公开行政复议、行政诉讼情况\n\n" + rows + "\n五、存在的主要问题及改进情况\n无\n"))[0]
	expectCells(t, r, "", map[string]string{"review.upheld": "()", "litigation_after_review.total": "()"})
}

// 法人或其他组织 without the names of its columns is a heading, whatever cells are blank
// under it.
func TestAHeadingWithoutItsColumnsIsNoColumn(t *testing.T) {
	for name, head := range map[string]tableSpec{
		"that reaches over them": {
			row(big("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 2, 3), wide("申请人情况", 7)),
			row(cell("自然人"), wide("法人或其他组织", 5), cell("总计")),
		},
		"that lost its span": {
			vals("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "", "申请人情况", "", "", "", "", "", ""),
			vals("", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"),
		},
	} {
		t.Run(name, func(t *testing.T) {
			head = append(head, vals("", "（五）不予处理", "4.无正当理由大量反复申请", "-", "203", "", "", "", "", "203"))
			r := Parse(reportWith(three, head.laidOut()))[0]
			for key, c := range r.Cells {
				if c.State == StateValue && !strings.HasSuffix(key, ".total") {
					t.Errorf("%s is %s", key, c.Value)
				}
			}
		})
	}
}
