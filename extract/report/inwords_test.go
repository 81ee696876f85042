package report

import (
	"strconv"
	"testing"

	"gongkai/extract/document"
)

func TestNumbersInWords(t *testing.T) {
	for s, want := range map[string]int64{"十二": 12, "二十": 20, "十九": 19, "一百": 100, "一百零五": 105, "一百一十": 110, "三百二十一": 321,
		"一千零一": 1001, "一千零一十": 1010, "二千": 2000, "九千九百九十九": 9999} {
		if n, ok := countInWords(s); !ok || n != want {
			t.Errorf("%s is %d %v", s, n, ok)
		}
		if rd := readCell(s, "total", unitNone, document.Place{}); rd.state != StateValue || rd.value.String() != strconv.FormatInt(want, 10) {
			t.Errorf("a cell %s is %s %s", s, rd.state, rd.value)
		}
	}
	for _, s := range []string{"", "零", "〇", "○", "一", "二", "十", "两", "廿", "百", "一二", "二〇", "一十二", "二十零", "零五", "一百五", "百零五", "两百", "二百二", "廿二", "卅", "壹拾贰",
		"一千一十", "一百零十", "十十", "二十三十", "一万", "十二件", "十 二", "二〇二一", "第十二", "一百一百"} {
		if n, ok := countInWords(s); ok {
			t.Errorf("%s is read as %d", s, n)
		}
		if rd := readCell(s, "total", unitNone, document.Place{}); rd.state == StateValue {
			t.Errorf("a cell %s is read as %s", s, rd.value)
		}
	}
	for n := int64(11); n < 10000; n++ {
		if got, ok := countInWords(hanText(n)); !ok || got != n {
			t.Fatalf("%d is written %s and read %d", n, hanText(n), got)
		}
	}
	if rd := readCell("十二", "amount_yuan", unitWan, document.Place{}); rd.state != StateUnreadable {
		t.Errorf("an amount in words is %s", rd.state)
	}
}

// A number in words is a cell of its row, whether it can be read or not.
func TestARowWithNumbersInWords(t *testing.T) {
	const head = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
	for _, tt := range []struct {
		name, row string
		want      map[string]string
	}{
		{"some", "（一）予以公开\t十二\t0\t两\t0\t0\t0\t十四\n", map[string]string{"natural_person": "12", "business": "0", "research": "(unreadable)", "total": "14"}},
		{"all", "（一）予以公开\t十二\t一\t〇\t零\t廿\t五\t一百零五\n", map[string]string{"natural_person": "12", "business": "(unreadable)", "research": "(unreadable)", "legal_service": "(unreadable)", "total": "105"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse(lines(frame + "三、收到和处理政府信息公开申请情况\n\n" + head + tt.row + "（二）部分公开\t1\t2\t3\t4\t5\t6\t21\n\n五、存在的主要问题及改进情况\n无\n"))[0]
			expectCells(t, r, "applications.granted.", tt.want)
			expectCells(t, r, "applications.partial.", map[string]string{"natural_person": "1", "total": "21"})
		})
	}
}
