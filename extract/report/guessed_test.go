package report

import (
	"strings"
	"testing"
)

// Lines whose header is not whole: as many numbers as the form has columns are its
// columns only where no other row says that there are more, or blanks were lost.
func TestLinesUnderHalfAHeader(t *testing.T) {
	const (
		half  = "申请人情况\n自然人\n法人或其他组织\n总计\n"
		whole = "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
	)
	row := func(label string, numbers string) string {
		return label + "\n" + strings.ReplaceAll(numbers, " ", "\n") + "\n"
	}
	for name, tt := range map[string]struct {
		rows string
		want map[string]string
	}{
		"all rows alike": {half + row("一、本年新收政府信息公开申请数量", "0 0 0 0 0 0 0") + row("四、结转下年度继续办理", "0 0 0 0 0 0 0"),
			map[string]string{"new.business": "0", "carried_out.total": "0"}},
		"a row with a number more": {half + row("一、本年新收政府信息公开申请数量", "0 0 0 0 0 0 0") + row("四、结转下年度继续办理", "0 0 0 0 0 0 0 0"),
			map[string]string{"new.business": "()", "new.total": "()"}},
		"a row with one less": {half + row("一、本年新收政府信息公开申请数量", "12 38 64 90 3 5 73") + row("四、结转下年度继续办理", "1 2 3 4 5 6"),
			map[string]string{"new.business": "()", "new.total": "()"}},
		"a row that its sum proves": {half + row("一、本年新收政府信息公开申请数量", "1 2 3 4 5 6 21") + row("四、结转下年度继续办理", "1 2 3 4 5 6"),
			map[string]string{"new.business": "2", "new.total": "21"}},
		"no row agrees with its total": {half + row("一、本年新收政府信息公开申请数量", "12 38 64 90 168 372 734") + row("二、上年结转政府信息公开申请数量", "1 2 3 4 5 14 15"),
			map[string]string{"new.other": "()", "carried_in.total": "()"}},
		"no row agrees with its total, under all names": {whole + row("一、本年新收政府信息公开申请数量", "12 38 64 90 168 372 734") + row("二、上年结转政府信息公开申请数量", "1 2 3 4 5 14 15"),
			map[string]string{"new.other": "372", "carried_in.total": "15"}},
		"the ordinal that is left of the next label": {whole + row("（三）不予公开\n小计", "无 / 1 — 无 不适用 ——") + row("2.其他法律行政法规禁止公开", "16 42 /"),
			map[string]string{"denied.subtotal.research": "()"}},
		"the same number, the next label there": {whole + row("（三）不予公开\n小计", "无 / 1 — 无 不适用 ——") + row("1.属于国家秘密", "无 / 1 — 无 不适用 ——"),
			map[string]string{"denied.subtotal.research": "1", "denied.state_secret.research": "1"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := Parse(lines(frame + "三、收到和处理政府信息公开申请情况\n" + tt.rows + "五、存在的主要问题及改进情况\n无\n"))[0]
			expectCells(t, r, "applications.", tt.want)
		})
	}
}

// Of the names behind 信息内容 none is dropped: what is not known is a column too.
func TestANameBehindTheContentIsAColumn(t *testing.T) {
	rows := "第二十条第（五）项 信息内容 上一年项目数量 本年增/减 处理决定数量 行政许可 0 0 0 其他对外管理服务事项 0 0 0 " +
		"第二十条第（六）项 信息内容 上一项目数量 本年增/减 处理决定数量 行政处未 0 0 0 行政强制 1 0 0"
	r := Parse(lines(frame + strings.ReplaceAll(rows, " ", "\n") + "\n五、存在的主要问题及改进情况\n无\n"))[0]
	expectCells(t, r, "proactive.", map[string]string{"licensing.change": "0", "other_services.change": "0", "coercive_measures.change": "()"})
}
