package report

import (
	"strings"
	"testing"
)

// A cell cut in two, two in one, a column lost or one of remarks: as many cells as the
// form has columns are not its columns where something else says so.
func TestAsManyCellsInOtherColumns(t *testing.T) {
	const two, article = "二、主动公开政府信息情况", "第二十条第（六）项"
	three := []string{"信息内容", "上一年项目数量", "本年增/减", "处理决定数量"}
	for name, tt := range map[string]struct {
		table tableSpec
		want  map[string]string
	}{
		"a remark where a column's name is lost": {tableSpec{
			vals(article), vals("信息内容", "本年增/减", "处理决定数量"), vals("行政强制", "0", "5", "3件为转办"),
		}, map[string]string{"previous_items": "()", "change": "()", "decisions": "()"}},
		"a number where a column's name is lost": {tableSpec{
			vals(article), vals("信息内容", "本年增/减", "处理决定数量"), vals("行政强制", "1", "0", "5"),
		}, map[string]string{"previous_items": "1", "change": "0", "decisions": "5"}},
		"two under the name of one": {tableSpec{
			row(cell("信息内容"), wide("本年增/减", 2), cell("处理决定数量")), vals("行政强制", "1", "0", "5"),
		}, map[string]string{"previous_items": "()", "change": "()"}},
		"two in one, beside a blank": {tableSpec{
			vals(article, "", "", ""), vals(three...), vals("行政强制", "1 3", "2", ""),
		}, map[string]string{"change": "()", "decisions": "()"}},
		"two in one over two columns, one in two": {tableSpec{
			row(wide(article, 5)), row(cell("信息内容"), cell("上一年项目数量"), cell("本年增/减"), wide("处理决定数量", 2)),
			row(cell("行政强制"), wide("10 11", 2), cell("1"), cell("2")),
		}, map[string]string{"change": "()", "decisions": "()"}},
		"the one row with a cell more": {tableSpec{
			vals(article), vals(three...), vals("行政处罚", "—", "", ""), vals("行政强制", "", "—", "8", "2"),
		}, map[string]string{"change": "()", "decisions": "()"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := Parse(reportWith(two, tt.table.laidOut()))[0]
			expectCells(t, r, "proactive.coercive_measures.", tt.want)
		})
	}
}

// A row is read without a header only where its label stands nowhere else.
func TestARowPrintedAgainWhereNoHeaderIs(t *testing.T) {
	rows := "第二十条第（六）项 政府集中采购 75757 75757 信息内容 上一年项目数量 本年增/减 处理决定数量 行政处罚 0 0 0 " +
		"第二十条第（九）项 信息内容 采购项目数量 采购总金额 采购总金额 政府集中采购 3 5元"
	r := Parse(lines(frame + strings.ReplaceAll(rows, " ", "\n") + "\n五、存在的主要问题及改进情况\n无\n"))[0]
	expectCells(t, r, "proactive.", map[string]string{"penalties.change": "0", "procurement.items": "()"})
}

// Section four has no label that would say where its row begins: a blank before it is put
// aside only where the header has its column.
func TestABlankBeforeTheRowOfReviews(t *testing.T) {
	groups := append(vals("行政复议", "", "", "", ""), vals("行政诉讼", "", "", "", "", "", "", "", "", "")...)
	names := []string{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"}
	upper := append(vals(names...), vals("未经复议直接起诉", "", "", "", "", "复议后起诉", "", "", "", "")...)
	lower := append(append(vals("", "", "", "", ""), vals(names...)...), vals(names...)...)
	numbers := vals("829", "831", "832", "839", "8", "57", "1", "2", "3", "4", "5", "6", "7", "8", "9")
	for name, tt := range map[string]struct {
		before []cellSpec
		want   string
	}{
		"the header has it":     {vals(""), "829"},
		"the header has it not": {nil, "()"},
	} {
		t.Run(name, func(t *testing.T) {
			put := func(row []cellSpec) []cellSpec { return append(append([]cellSpec{}, tt.before...), row...) }
			table := tableSpec{put(groups), put(upper), put(lower), append(vals(""), numbers...)}
			r := Parse(reportWith("四、政府信息公开行政复议、行政诉讼情况", table.laidOut()))[0]
			expectCells(t, r, "review.", map[string]string{"upheld": tt.want})
		})
	}
}
