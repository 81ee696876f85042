package report

import (
	"slices"
	"strings"
	"testing"
)

func TestALabelWithAnotherRowsOrdinal(t *testing.T) {
	const head = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
	const first, second = "一、本年新收政府信息公开申请数量\t9\t0\t0\t0\t0\t0\t9\n", "二、上年结转政府信息公开申请数量\t8\t0\t0\t0\t0\t0\t8\n"
	for _, tt := range []struct {
		name, rows string
		want       map[string]string // "()": not there
		code       string
	}{
		{"is neither's where the other row is not there", first + "（一）不予公开\t5\t0\t0\t0\t0\t0\t5\n（四）无法提供\t1\t0\t0\t0\t0\t0\t1\n",
			map[string]string{"granted.total": "()", "denied.subtotal.total": "()", "new.total": "9"}, "ordinal_contradicts applications.denied.subtotal"},
		{"is neither's at the other row's place", first + second + "（一）不予公开\t5\t0\t0\t0\t0\t0\t5\n（二）部分公开\t1\t0\t0\t0\t0\t0\t1\n",
			map[string]string{"granted.total": "()", "denied.subtotal.total": "()", "partial.total": "1"}, "ordinal_contradicts applications.denied.subtotal"},
		{"is its label's where the other row stands elsewhere", first + second + "（三）予以公开\t5\t0\t0\t0\t0\t0\t5\n（二）部分公开\t1\t0\t0\t0\t0\t0\t1\n（三）不予公开\n1.属于国家秘密\t2\t0\t0\t0\t0\t0\t2\n",
			map[string]string{"granted.total": "5", "partial.total": "1", "denied.state_secret.total": "2"}, ""},
		{"is its label's where the order leaves only that", first + second + "三、予以公开\t5\t0\t0\t0\t0\t0\t5\n四、部分公开\t1\t0\t0\t0\t0\t0\t1\n",
			map[string]string{"granted.total": "5", "partial.total": "1"}, ""},
		{"stays where rows were left out and the rest numbered anew", first + "（一）部分公开\t5\t0\t0\t0\t0\t0\t5\n（二）不予公开\t\t\t\t\t\t\t\n1.属于行政查询事项\t4\t0\t0\t0\t0\t0\t4\n",
			map[string]string{"denied.administrative_inquiry.total": "4", "partial.total": "()"}, "ordinal_contradicts applications.partial"},
		{"two of one label: the one with another's number is not read twice", first + "二、本年新收政府信息公开申请数量\t8\t0\t0\t0\t0\t0\t8\n（一）予以公开\t5\t0\t0\t0\t0\t0\t5\n",
			map[string]string{"new.total": "()", "carried_in.total": "()", "granted.total": "5"}, "ordinal_contradicts applications.new"},
		{"both numbers exchanged", "二、本年新收政府信息公开申请数量\t8\t0\t0\t0\t0\t0\t8\n一、上年结转政府信息公开申请数量\t5\t0\t0\t0\t0\t0\t5\n",
			map[string]string{"new.total": "()", "carried_in.total": "()"}, "ordinal_contradicts applications.new"},
		{"a number that no other row's label is near to does not count", first + "（五）部分公开\t5\t0\t0\t0\t0\t0\t5\n9.属于国家秘密\t2\t0\t0\t0\t0\t0\t2\n（十）总计\t7\t0\t0\t0\t0\t0\t7\n",
			map[string]string{"partial.total": "5", "denied.state_secret.total": "2", "total.total": "7"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse(lines(frame + "三、收到和处理政府信息公开申请情况\n\n" + head + tt.rows + "\n五、存在的主要问题及改进情况\n无\n"))[0]
			expectCells(t, r, "applications.", tt.want)
			if tt.code != "" && !slices.Contains(codes(r), tt.code) || tt.code == "" && strings.Contains(strings.Join(codes(r), " "), "ordinal_contradicts") {
				t.Errorf("findings %v, want %q", codes(r), tt.code)
			}
		})
	}
}
