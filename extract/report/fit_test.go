package report

import (
	"testing"

	"gongkai/extract/document"
)

// A header may be printed beside its columns, so that one of them has no name. Counted
// in order, a number then stands under nothing and a blank under 总计.
func TestABlankBesideANumberUnderNoNameIsNoCell(t *testing.T) {
	cell := func(row, col, rows, cols int, text string) document.Cell {
		return document.Cell{Row: row, Col: col, RowSpan: rows, ColSpan: cols, Text: text, Place: document.Place{Row: row + 1, Column: col + 1}}
	}
	table := func(last string) *document.Table {
		out := &document.Table{Rows: 5, Cols: 10, Cells: []document.Cell{
			cell(0, 0, 3, 1, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"), cell(0, 1, 1, 9, "申请人情况"),
			cell(1, 1, 1, 1, "自然人"), cell(1, 2, 1, 6, "法人或其他组织"), cell(1, 8, 1, 2, "总计"),
			cell(2, 1, 1, 1, ""), cell(2, 2, 1, 1, "商业企业"), cell(2, 3, 1, 1, "科研机构"), cell(2, 4, 1, 1, "社会公益组织"),
			cell(2, 5, 1, 1, "法律服务机构"), cell(2, 6, 1, 1, "其他"), cell(2, 7, 1, 3, ""),
		}}
		for r, label := range []string{"二、上年结转政府信息公开申请数量", "（二）部分公开（区分处"} {
			out.Cells = append(out.Cells, cell(3+r, 0, 1, 1, label))
			for c := range 6 {
				out.Cells = append(out.Cells, cell(3+r, 1+c, 1, 1, "1"))
			}
			out.Cells = append(out.Cells, cell(3+r, 7, 1, 2, "6"))
			if r == 0 {
				out.Cells = append(out.Cells, cell(3, 9, 2, 1, last))
			}
		}
		return out
	}
	r := Parse(reportWith(three, table(""), plainTableOf("理的，只计这一情形，不计其他情形）||||||||", "（七）总计|1|1|1|1|1|1|6")))[0]
	if c, ok := r.Cells["applications.partial.total"]; ok && c.State == StateBlank {
		t.Errorf("the blank beside 6 is read as 总计: %+v", c)
	}
}
