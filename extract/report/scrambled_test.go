package report

import (
	"strings"
	"testing"
)

// Programs that turn a PDF into text write what they find: lines of a wrapped
// label with the digits beside them, the texts of a page out of order. What is
// not proved is left out, and said.
func TestNumbersInScrambledLinesAreLeftOut(t *testing.T) {
	const (
		names = "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
		first = "一、本年新收政府信息公开申请数量\n9\n0\n0\n0\n0\n0\n9\n"
	)
	one := func(vs ...string) string { return strings.Join(vs, "\n") + "\n" }
	for name, tt := range map[string]struct {
		rows  string
		want  map[string]string
		codes string
	}{
		"names of columns out of order": {
			"申请人情况\n法人或其他组织\n商业企业\n科研机构\n自然人\n社会公益组织\n法律服务机构\n其他\n总计\n" + first,
			map[string]string{"new.natural_person": "()", "new.business": "()"}, "header_contradicts applications.new"},
		"wide numbers that begin before the label": {
			names + "3 1 1 6 6 1 1\n一、本年新收政府信息公开申请数量\n4 5 5 1 4 9 8\n",
			map[string]string{"new.natural_person": "()", "new.total": "()"}, "header_contradicts applications.new"},
		"wide numbers that begin behind another row's": {
			names + first + "2.重复申请\n" + one("1", "0", "0", "0", "0", "0", "1") + "3 1 1 6 6 1 1\n（七）总计\n4 5 5 1 4 9 8\n四、结转下年度继续办理\n1 0 0 0 0 0 1\n",
			map[string]string{"new.total": "9", "total.natural_person": "()", "total.total": "()", "carried_out.total": "1"}, "stream_unproved applications.not_processed.repeated stream_unproved applications.total"},
		"names that were lost, and as many numbers": {
			"商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n一、本年新收政府信息公开申请数量\t0\t7\t/\t/\t0\n",
			map[string]string{"new.business": "()", "new.research": "()", "new.other": "()"}, "row_unproved applications.new"},
		"the names of the form, level by level": {names + first,
			map[string]string{"new.natural_person": "9", "new.business": "0", "new.total": "9"}, ""},
		"numbers behind the heading of a block": {names + first + "（三）不予公开\n25  0  0  12  0  0  37\n",
			map[string]string{"new.total": "9", "denied.subtotal.total": "()", "denied.state_secret.total": "()"}, "stream_unproved applications.denied"},
		"sums that a word names": {names + first + "（三）不予公开\n小计\n25\n0\n0\n12\n0\n0\n37\n",
			map[string]string{"denied.subtotal.total": "37"}, ""},
		"numbers behind 其他处理, and its rows": {names + first + "（六）其他处理\n" + one("1", "0", "0", "0", "0", "0", "1") + "3.其他\n" + one("2", "0", "0", "0", "0", "0", "2"),
			map[string]string{"otherwise.subtotal.total": "()", "otherwise.total": "()", "otherwise.other.total": "2"}, "stream_unproved applications.otherwise"},
		"其他处理 as a row of its own": {names + first + "（六）其他处理\n" + one("1", "0", "0", "0", "0", "0", "1"),
			map[string]string{"otherwise.total": "1"}, ""},
		"digits beside the second line of a label": {names + "一、本年新收政府信息公 5176 6420 372 1109 3168 1079 1233\n开申请数量 7 9 6 7 37\n",
			map[string]string{"new.natural_person": "()", "new.business": "()"}, "stream_unproved applications.new stream_unproved applications.new"},
		"digits beside the rest of a label that was whole": {names + "（二）部分公开 5176 6420 372 1109 3168 1079 1233\n（区分处理的，只计这一情形，不计其他情形） 7 9\n",
			map[string]string{"partial.natural_person": "()"}, "stream_unproved applications.partial stream_unproved applications.partial"},
		"digits beside the block's label": {names + first + "（一）予以公开 0 0 0 17 0 22400 22400\n年度办理 837 854\n",
			map[string]string{"new.total": "9", "granted.other": "()"}, "stream_unproved applications.granted row_unknown applications"},
		"the rest of a label without digits": {names + "一、本年新收政府信息公 1 0 0 0 0 0 1\n开申请数量\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n",
			map[string]string{"new.total": "1", "carried_in.total": "0"}, ""},
		"digits in lines of one and of more": {names + first + "2.重复申请\n0 0 0\n765\n0\n0 76\n772\n6\n61 0\n",
			map[string]string{"not_processed.repeated.business": "()"}, "stream_unproved applications.not_processed.repeated"},
		"a row behind one that follows it": {names + first + "2.重复申请\n1.信访举报投诉类申请\n" + one("506", "1", "2", "3", "4", "5", "521"),
			map[string]string{"not_processed.petition.total": "()", "not_processed.repeated.total": "()"}, "stream_unproved applications.not_processed.petition"},
		"a row behind one that is blank": {names + first + "1.属于国家秘密\n2.其他法律行政法规禁止公开\n" + one("1", "0", "0", "0", "0", "0", "1"),
			map[string]string{"denied.prohibited_by_law.total": "1", "denied.state_secret.total": "()"}, ""},
		"a column's name behind the block": {names + first + "（六）其他处理\n（七）总计\n申请人情况\n自然人\n0\n37\n其他\n" + one("83", "84", "4", "5", "7", "8", "191"),
			map[string]string{"otherwise.other.total": "()", "total.total": "()"}, "row_unknown applications row_unknown applications"},
	} {
		t.Run(name, func(t *testing.T) {
			r := Parse(lines(frame + "三、收到和处理政府信息公开申请情况\n" + tt.rows + "五、存在的主要问题及改进情况\n无\n"))[0]
			expectCells(t, r, "applications.", tt.want)
			if c := strings.Join(codes(r), " "); c != tt.codes {
				t.Errorf("findings %q, want %q", c, tt.codes)
			}
		})
	}
}
