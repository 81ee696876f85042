package report

import "testing"

// 小计 between the rows of two groups, where the second one's heading was lost, may be
// the first line of that one.
func TestSumsBetweenTwoGroups(t *testing.T) {
	head := row(cell(""), cell(""), cell("自然人"), cell("商业企业"), cell("科研机构"), cell("社会公益组织"), cell("法律服务机构"), cell("其他"), cell("总计"))
	for heading, want := range map[string]string{"（五）不予处理": "7", "": "()"} {
		table := tableSpec{head,
			append(row(cell("（四）无法提供"), cell("3.补正后申请内容仍不明确")), vals("7", "0", "0", "0", "0", "0", "7")...),
			append(row(cell(""), cell("小计")), vals("7", "0", "0", "0", "0", "0", "7")...),
			append(row(cell(heading), cell("1.信访举报投诉类申请")), vals("5", "0", "0", "0", "0", "0", "5")...),
		}
		t.Run("heading "+heading, func(t *testing.T) {
			r := Parse(reportWith(three, table.laidOut()))[0]
			expectCells(t, r, "applications.", map[string]string{"unavailable.subtotal.total": want, "unavailable.unclear.total": "7", "not_processed.petition.total": "5"})
		})
	}
}
