package report

import (
	"slices"
	"strings"
	"testing"

	"gongkai/extract/document"
)

// plainTableOf makes a table without spans, a row a string, its cells parted by |.
func plainTableOf(rows ...string) *document.Table {
	t := &document.Table{Rows: len(rows)}
	for r, line := range rows {
		for c, text := range strings.Split(line, "|") {
			t.Cells = append(t.Cells, document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: text, Place: document.Place{Row: r + 1, Column: c + 1}})
			t.Cols = max(t.Cols, c+1)
		}
	}
	return t
}

// reportWith is a report with these texts and tables after its first section.
func reportWith(parts ...any) *document.Document {
	doc := &document.Document{Format: "test"}
	for _, p := range append([]any{"云湖市青石区林业局2023年政府信息公开工作年度报告", "一、总体情况",
		"2023年，本局认真做好政府信息公开工作，及时准确公开各类信息，切实保障群众的知情权、参与权和监督权。"}, parts...) {
		switch p := p.(type) {
		case string:
			doc.Blocks = append(doc.Blocks, paragraph(p))
		case *document.Table:
			doc.Blocks = append(doc.Blocks, document.Block{Kind: document.TableKind, Table: p})
		}
	}
	return doc
}

const (
	two         = "二、主动公开政府信息情况"
	three       = "三、收到和处理政府信息公开申请情况"
	headOfThree = "|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计"
)

// A table of the organ's own uses the words of the form's rows, or of its columns:
// its numbers are none of the form's.
func TestARowUnderAnotherHeaderIsNotTheForms(t *testing.T) {
	for name, parts := range map[string][]any{
		"decisions by channel":          {two, plainTableOf("公开内容|条数", "行政许可|45", "行政处罚|30")},
		"as many columns as the form":   {two, plainTableOf("信息类别|网站|微信|合计", "行政许可|45|1|46", "规章|3|3|6")},
		"behind the form's own header":  {two, plainTableOf("信息内容|本年处理决定数量"), plainTableOf("信息类别|数量", "行政许可|77")},
		"the sums of any table":         {plainTableOf("类别|一|二|三|四|五|六|七", "新闻|1|1|1|1|1|1|1", "总计|9|8|7|6|5|4|3")},
		"the sums of one without words": {plainTableOf("新闻|1|1|1|1|1|1|1", "总计|9|8|7|6|5|4|3")},
		"by month":                      {three, plainTableOf("类别|一月|二月|三月|四月|五月|六月|总计", "重复申请|9|8|7|6|5|4|3")},
		"one cell a line":               {two, "信息类别", "网站", "微信", "合计", "行政许可", "45", "1", "46", "行政处罚", "1", "1", "2"},
		"one cell a line, with sums":    {"类别", "一月", "二月", "三月", "新闻", "1", "1", "1", "1", "1", "1", "1", "总计", "9", "8", "7", "6", "5", "4", "3"},
	} {
		t.Run(name, func(t *testing.T) {
			r := Parse(reportWith(parts...))[0]
			if len(r.Cells) > 0 {
				t.Errorf("read %v", r.Cells)
			}
		})
	}
}

func TestTheFormsOwnTableStandsBesideOthers(t *testing.T) {
	others := []*document.Table{
		plainTableOf("信息类别|网站|微信|合计", "行政许可|45|1|46", "规章|3|3|6"),
		plainTableOf("信息类别|数量", "行政许可|77", "行政处罚|88"),
		plainTableOf("行政许可|99"),
	}
	own := plainTableOf("信息内容|本年处理决定数量", "行政许可|4", "行政处罚|5")
	for at := range len(others) + 1 {
		parts := []any{two}
		for i, o := range others {
			if i == at {
				parts = append(parts, own)
			}
			if i < at || i < len(others)-1 { // a table without a header behind the form's own goes on with it
				parts = append(parts, o)
			}
		}
		if at == len(others) {
			parts = append(parts, own)
		}
		r := Parse(reportWith(parts...))[0]
		for key, want := range map[string]string{"proactive.licensing.decisions": "4", "proactive.penalties.decisions": "5"} {
			if c := r.Cells[key]; c.Value == nil || c.Value.String() != want {
				t.Errorf("own table at %d: %s is %+v\n%+v", at, key, c, r.Findings)
			}
		}
		if len(r.Cells) != 2 {
			t.Errorf("own table at %d: %v", at, r.Cells)
		}
	}
}

// 3.其他处理 is a row of the group（六）其他处理: neither its sum nor the row of 2019.
func TestARowNamedAsItsGroupIsNotTheGroup(t *testing.T) {
	r := Parse(reportWith(three, plainTableOf(headOfThree,
		"一、本年新收政府信息公开申请数量|1|0|0|0|0|0|1", "（六）其他处理|||||||", "1.逾期不补正的|1|0|0|0|0|0|1", "3.其他处理|8|0|0|0|0|0|8", "（七）总计|9|0|0|0|0|0|9")))[0]
	if c, ok := r.Cells["applications.total.total"]; !ok || c.State != StateValue {
		t.Errorf("the total is %v", c)
	}
	for key, c := range r.Cells {
		if strings.HasPrefix(key, "applications.otherwise") && c.State == StateValue {
			t.Errorf("%s is %s", key, c.Value)
		}
	}
	if !strings.Contains(strings.Join(codes(r), " "), "row_unknown") {
		t.Errorf("findings %v", codes(r))
	}
}

// A table under a caption that says so is last year's: where the year's own is a
// picture, its numbers would be all there is.
func TestATableOfLastYearIsNotTheYears(t *testing.T) {
	head, row := headOfThree, "一、本年新收政府信息公开申请数量|1|0|0|0|0|0|1"
	for caption, read := range map[string]bool{
		"附：上年同期数据":          false,
		"（上年度政府信息公开申请情况）":   false,
		"表2 去年办理情况":         false,
		"上年结转3件，均已办结，情况如下：": true,
		"与上年同期相比，数据有所增加":    true,
		"收到和处理申请情况表":        true,
	} {
		t.Run(caption, func(t *testing.T) {
			r := Parse(reportWith(three, caption, plainTableOf(head, row), plainTableOf(head, "（七）总计|1|0|0|0|0|0|1")))[0]
			for _, key := range []string{"applications.new.total", "applications.total.total"} {
				if _, ok := r.Cells[key]; ok != read {
					t.Errorf("%s read: %t", key, ok)
				}
			}
			if said(r.Findings, "header_contradicts") == read {
				t.Errorf("findings %+v", r.Findings)
			}
		})
	}
}

// A row has as many cells as the header has columns, and one of these stands over the
// labels: the count proves nothing where the grid tells the place.
func TestAsManyCellsInOtherColumnsAreNotRead(t *testing.T) {
	table := plainTableOf("信息内容 3|上一年项目数量|本年增/减|", "行政事业性收费|0|+17|")
	r := Parse(reportWith(two, table))[0]
	if len(r.Cells) > 0 {
		t.Errorf("read %v", r.Cells)
	}
	if said := func(f document.Finding) bool { return f.Where == "proactive.fees" }; !slices.ContainsFunc(r.Findings, said) {
		t.Errorf("nothing is said of the row: %v", r.Findings)
	}
}
