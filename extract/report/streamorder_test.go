package report

import (
	"strings"
	"testing"
)

// streamOf is a report whose section three is a stream: a line a cell.
func streamOf(cells ...string) Record {
	return Parse(lines("云湖市林业局2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n" + strings.Join(cells, "\n\n") + "\n"))[0]
}

// 自然人 and 总计 reach over two rows of the header; printed half a line lower than
// the heading over the organisations they come behind it, wherever they stand.
func TestAStreamHeaderThatCameLineByLineTellsNoOrder(t *testing.T) {
	row := []string{"一、本年新收政府信息公开申请数量", "1", "2", "3", "4", "5", "6", "21"}
	organs := []string{"商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"}
	for name, c := range map[string]struct {
		head   []string
		values bool
	}{
		"heading between":          {append([]string{"自然人", "法人或其他组织", "总计"}, organs...), true},
		"order of the columns":     {append(append([]string{"法人或其他组织", "自然人"}, organs...), "总计"), true},
		"heading before both":      {append([]string{"法人或其他组织", "自然人", "总计"}, organs...), false},
		"heading behind both":      {append([]string{"自然人", "总计", "法人或其他组织"}, organs...), false},
		"heading is not there":     {append([]string{"自然人", "总计"}, organs...), false},
		"no heading, in one order": {append(append([]string{"自然人"}, organs...), "总计"), true},
	} {
		t.Run(name, func(t *testing.T) {
			got := streamOf(append(append([]string{"申请人情况"}, c.head...), row...)...)
			cell, ok := got.Cells["applications.new.natural_person"]
			if ok != c.values || ok && cell.Value.String() != "1" {
				t.Errorf("cells %+v, findings %+v", got.Cells, got.Findings)
			}
		})
	}
}

// The name of a block stands beside its middle, so that a line 小计 comes before
// it: whose sums they are is not told, and the word is no header either.
func TestASubtotalInAStreamNeedsTheNameOfItsBlock(t *testing.T) {
	head := []string{"自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"}
	sums := []string{"小计", "1", "0", "0", "0", "0", "0", "1"}
	before := []string{"（四）无法提供", "3.补正后申请内容仍不明确", "2", "0", "0", "0", "0", "0", "2"}
	after := []string{"1.信访举报投诉类申请", "3"}
	all := func(parts ...[]string) (out []string) {
		for _, p := range parts {
			out = append(out, p...)
		}
		return out
	}
	got := streamOf(all(head, before, sums, after)...)
	for k := range got.Cells {
		if strings.Contains(k, "subtotal") || strings.Contains(k, "petition") {
			t.Errorf("%s is not proved", k)
		}
	}
	if c, ok := got.Cells["applications.unavailable.unclear.total"]; !ok || c.Value.String() != "2" {
		t.Errorf("the row before is lost: %+v", got.Findings)
	}
	got = streamOf(all(head, before, []string{"（五）不予处理"}, sums)...)
	if c, ok := got.Cells["applications.not_processed.subtotal.total"]; !ok || c.Value.String() != "1" {
		t.Errorf("the block is named: %+v", got.Findings)
	}
}
