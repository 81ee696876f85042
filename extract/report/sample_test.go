package report

import (
	"strconv"
	"strings"

	"gongkai/extract/document"
)

// A sample is a report made up for a test, with its truth. It is built as rows
// of cells with spans, as an office program holds them, and rendered in the
// three shapes in which reports come.

type cellSpec struct {
	text             string
	rowSpan, colSpan int
}

type tableSpec [][]cellSpec

func cell(text string) cellSpec                   { return cellSpec{text, 1, 1} }
func wide(text string, n int) cellSpec            { return cellSpec{text, 1, n} }
func tall(text string, n int) cellSpec            { return cellSpec{text, n, 1} }
func big(text string, rows, n int) cellSpec       { return cellSpec{text, rows, n} }
func row(cells ...cellSpec) []cellSpec            { return cells }
func (t tableSpec) add(r ...[]cellSpec) tableSpec { return append(t, r...) }

// sample is the truth: the printed text of each cell by key.
type sample struct {
	form  string
	cells map[string]string
}

// columnLabels are the wordings of the columns of section 三 by key.
func columnLabel(key string) string {
	for _, c := range append(append([]colForm{}, applicationColumns...), organisationsColumn) {
		if c.key == key {
			return c.labels[0]
		}
	}
	return key
}

var printedRows = map[string]string{
	"new": "一、本年新收政府信息公开申请数量", "carried_in": "二、上年结转政府信息公开申请数量",
	"granted": "（一）予以公开", "partial": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
	"denied.state_secret": "1.属于国家秘密", "denied.prohibited_by_law": "2.其他法律行政法规禁止公开", "denied.security_stability": "3.危及“三安全一稳定”",
	"denied.third_party": "4.保护第三方合法权益", "denied.internal_affairs": "5.属于三类内部事务信息", "denied.process_information": "6.属于四类过程性信息",
	"denied.enforcement_file": "7.属于行政执法案卷", "denied.administrative_inquiry": "8.属于行政查询事项",
	"unavailable.not_held": "1.本机关不掌握相关政府信息", "unavailable.must_create": "2.没有现成信息需要另行制作", "unavailable.unclear": "3.补正后申请内容仍不明确",
	"not_processed.petition": "1.信访举报投诉类申请", "not_processed.repeated": "2.重复申请", "not_processed.publication": "3.要求提供公开出版物",
	"not_processed.excessive": "4.无正当理由大量反复申请", "not_processed.reconfirm": "5.要求行政机关确认或重新出具已获取信息",
	"otherwise": "（六）其他处理", "otherwise.overdue_correction": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
	"otherwise.unpaid_fee": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "otherwise.other": "3.其他",
	"total": "（七）总计", "carried_out": "四、结转下年度继续办理",
}

var printedGroups = map[string]string{"denied": "（三）不予公开", "unavailable": "（四）无法提供", "not_processed": "（五）不予处理", "otherwise": "（六）其他处理"}

// applicationsTable lays out section 三 with the given columns and rows.
func (s sample) applicationsTable(cols, rows []string) tableSpec {
	orgs := 0
	for _, c := range cols {
		if c != "natural_person" && c != "total" {
			orgs++
		}
	}
	t := tableSpec{row(big("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), wide("申请人情况", len(cols)))}
	var upper, lower []cellSpec
	headed := false
	for _, c := range cols {
		if c == "natural_person" || c == "total" {
			upper = append(upper, tall(columnLabel(c), 2))
			continue
		}
		if !headed {
			upper = append(upper, wide("法人或其他组织", orgs))
			headed = true
		}
		lower = append(lower, cell(columnLabel(c)))
	}
	t = t.add(upper, lower)
	results := 0
	for _, r := range rows {
		if r != "new" && r != "carried_in" && r != "carried_out" {
			results++
		}
	}
	first := true
	lastGroup := ""
	for i, r := range rows {
		var line []cellSpec
		switch {
		case r == "new" || r == "carried_in" || r == "carried_out":
			line = row(wide(printedRows[r], 3))
		default:
			if first {
				line = append(line, tall("三、本年度办理结果", results))
				first = false
			}
			group, _, inGroup := strings.Cut(r, ".")
			if !inGroup {
				line = append(line, wide(printedRows[r], 2))
				break
			}
			if group != lastGroup {
				n := 0
				for _, x := range rows[i:] {
					if !strings.HasPrefix(x, group+".") {
						break
					}
					n++
				}
				line = append(line, tall(printedGroups[group], n))
				lastGroup = group
			}
			line = append(line, cell(printedRows[r]))
		}
		for _, c := range cols {
			line = append(line, cell(s.cells["applications."+r+"."+c]))
		}
		t = append(t, line)
	}
	return t
}

// proactiveTable lays out section 二.
func (s sample) proactiveTable() tableSpec {
	var t tableSpec
	part := func(article string, rows []string) {
		cols := rowColumns(s.form, rows[0])
		if cols == nil {
			return
		}
		t = t.add(row(wide(article, 4)))
		span := func(i int) int {
			if i == len(cols)-1 {
				return 4 - len(cols)
			}
			return 1
		}
		head := row(cell("信息内容"))
		for i, c := range cols {
			head = append(head, wide(proactiveLabel(c, s.form), span(i)))
		}
		t = t.add(head)
		for _, r := range rows {
			line := row(cell(proactiveRowLabel(r, s.form)))
			for i, c := range cols {
				line = append(line, wide(s.cells["proactive."+r+"."+c], span(i)))
			}
			t = t.add(line)
		}
	}
	part("第二十条第（一）项", []string{"regulations", "normative_documents"})
	if s.form == form2019 {
		part("第二十条第（五）项", []string{"licensing", "other_services"})
	} else {
		part("第二十条第（五）项", []string{"licensing"})
	}
	part("第二十条第（六）项", []string{"penalties", "coercive_measures"})
	part("第二十条第（八）项", []string{"fees"})
	part("第二十条第（九）项", []string{"procurement"})
	return t
}

func proactiveLabel(key, form string) string {
	switch {
	case key == "decisions" && form == form2021:
		return "本年处理决定数量"
	case key == "amount_wan_yuan":
		return "本年收费金额（单位：万元）"
	}
	for _, c := range proactiveColumns {
		if c.key == key {
			return c.labels[0]
		}
	}
	return key
}

func proactiveRowLabel(key, form string) string {
	for _, r := range proactiveRows {
		if r.key == key {
			if key == "normative_documents" && form == form2019 {
				return "规范性文件"
			}
			return r.labels[0]
		}
	}
	return key
}

// reviewTable lays out section 四.
func (s sample) reviewTable() tableSpec {
	t := tableSpec{row(wide("行政复议", 5), wide("行政诉讼", 10))}
	var second, third, data []cellSpec
	for _, c := range reviewColumns {
		second = append(second, tall(c.labels[0], 2))
	}
	second = append(second, wide("未经复议直接起诉", 5), wide("复议后起诉", 5))
	for range 2 {
		for _, c := range reviewColumns {
			third = append(third, cell(c.labels[0]))
		}
	}
	for _, g := range reviewGroups {
		for _, c := range reviewColumns {
			data = append(data, cell(s.cells[g+"."+c.key]))
		}
	}
	return t.add(second, third, data)
}

// keys are all cells of the form in order.
func (s sample) keys() []string {
	var keys []string
	for _, r := range proactiveRows {
		for _, c := range rowColumns(s.form, r.key) {
			keys = append(keys, cellKey(secProactive, r.key, c))
		}
	}
	for _, r := range formRows(s.form) {
		for _, c := range applicationColumns {
			keys = append(keys, cellKey(secApplications, r, c.key))
		}
	}
	for _, g := range reviewGroups {
		for _, c := range reviewColumns {
			keys = append(keys, cellKey(g, "", c.key))
		}
	}
	return keys
}

// shape is a way in which a report comes.
type shape int

const (
	shapeGrid   shape = iota // a grid with spans (HTML)
	shapeRagged              // Word's text: continued cells empty, spanned ones missing
	shapeStream              // one cell a line, blank cells gone
)

// laidOut lays rows with spans out as a browser does.
func (t tableSpec) laidOut() *document.Table {
	doc := &document.Table{Rows: len(t)}
	taken := map[[2]int]bool{}
	for r, line := range t {
		c := 0
		for _, s := range line {
			for taken[[2]int{r, c}] {
				c++
			}
			for i := r; i < r+s.rowSpan; i++ {
				for j := c; j < c+s.colSpan; j++ {
					taken[[2]int{i, j}] = true
				}
			}
			doc.Cells = append(doc.Cells, document.Cell{Row: r, Col: c, RowSpan: s.rowSpan, ColSpan: s.colSpan, Text: s.text,
				Place: document.Place{Table: 1, Row: r + 1, Column: c + 1}})
			c += s.colSpan
			doc.Cols = max(doc.Cols, c)
		}
	}
	return doc
}

// blocks renders a table in a shape.
func (t tableSpec) blocks(sh shape) []document.Block {
	grid := t.laidOut()
	if sh == shapeGrid {
		return []document.Block{{Kind: document.TableKind, Table: grid}}
	}
	rows, _ := rowsOf(grid)
	if sh == shapeRagged {
		doc := &document.Table{Rows: len(rows)}
		for r, line := range rows {
			for i, c := range line {
				text := ""
				if c.own {
					text = c.cell.Text
				}
				doc.Cells = append(doc.Cells, document.Cell{Row: r, Col: i, RowSpan: 1, ColSpan: 1, Text: text, Place: document.Place{Line: r*20 + i + 1}})
				doc.Cols = max(doc.Cols, i+1)
			}
		}
		return []document.Block{{Kind: document.TableKind, Table: doc}}
	}
	var out []document.Block
	for r, line := range rows {
		for i, c := range line {
			if c.own && strings.TrimSpace(c.cell.Text) != "" {
				out = append(out, document.Block{Kind: document.Paragraph, Text: c.cell.Text, Place: document.Place{Line: r*20 + i + 1}})
			}
		}
	}
	return out
}

func paragraph(text string) document.Block {
	return document.Block{Kind: document.Paragraph, Text: text}
}

// render makes the document of a whole report.
func render(sh shape, year int, proactive, applications, review []tableSpec) *document.Document {
	doc := &document.Document{Format: "test"}
	say := func(text string) { doc.Blocks = append(doc.Blocks, paragraph(text)) }
	say("云湖市青石区林业局" + strconv.Itoa(year) + "年政府信息公开工作年度报告")
	say("一、总体情况")
	say(strconv.Itoa(year) + "年，本局认真做好政府信息公开工作，及时准确公开各类信息，切实保障群众的知情权、参与权和监督权。")
	tables := func(ts []tableSpec) {
		for _, t := range ts {
			doc.Blocks = append(doc.Blocks, t.blocks(sh)...)
		}
	}
	say("二、主动公开政府信息情况")
	tables(proactive)
	say("三、收到和处理政府信息公开申请情况")
	tables(applications)
	say("四、政府信息公开行政复议、行政诉讼情况")
	tables(review)
	say("五、存在的主要问题及改进情况")
	say("公开不够及时，下一步将加强。")
	say("六、其他需要报告的事项")
	say("无")
	return doc
}
