package portalsim

import (
	"fmt"
	"html"
	"strings"
)

// box is a cell of a table to be printed. Key is the cell's key in the
// contract, "" for labels.
type box struct {
	text       string
	rows, cols int
	key        string
}

// grid is a table as its rows of boxes; what spans stands once.
type grid [][]box

func words(texts ...string) []box {
	row := make([]box, len(texts))
	for i, text := range texts {
		row[i] = box{text: text, rows: 1, cols: 1}
	}
	return row
}

func wide(text string, rows, cols int) box { return box{text: text, rows: rows, cols: cols} }

// number is the box of the cell with this key.
func number(cells map[string]Cell, key string, cols int) box {
	return box{text: cells[key].Raw, rows: 1, cols: cols, key: key}
}

// proactiveTables returns section two as its five parts, each of four columns.
func proactiveTables(cells map[string]Cell, form string) []grid {
	if form == form2019 {
		return proactive2019(cells)
	}
	three := func(item, key, text string) []box {
		row := words(text)
		for _, column := range []string{"issued", "repealed", "in_force"} {
			row = append(row, number(cells, item+key+"."+column, 1))
		}
		return row
	}
	one := func(text, key string) []box {
		return append(words(text), number(cells, "proactive."+key, 3))
	}
	head := func(text string) []box { return append(words("信息内容"), wide(text, 1, 3)) }
	return []grid{
		{{wide("第二十条第（一）项", 1, 4)}, words("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
			three("proactive.", "regulations", "规章"), three("proactive.", "normative_documents", "行政规范性文件")},
		{{wide("第二十条第（五）项", 1, 4)}, head("本年处理决定数量"), one("行政许可", "licensing.decisions")},
		{{wide("第二十条第（六）项", 1, 4)}, head("本年处理决定数量"), one("行政处罚", "penalties.decisions"),
			one("行政强制", "coercive_measures.decisions")},
		{{wide("第二十条第（八）项", 1, 4)}, head("本年收费金额（单位：万元）"), one("行政事业性收费", "fees.amount_wan_yuan")},
	}
}

func proactive2019(cells map[string]Cell) []grid {
	row := func(text, key string, columns ...string) []box {
		boxes := words(text)
		for i, column := range columns {
			span := 1
			if len(columns) == 2 && i == 1 {
				span = 2
			}
			boxes = append(boxes, number(cells, "proactive."+key+"."+column, span))
		}
		return boxes
	}
	made := []string{"made", "published", "total_public"}
	items := []string{"previous_items", "change", "decisions"}
	itemsHead := words("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")
	return []grid{
		{{wide("第二十条第（一）项", 1, 4)}, words("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
			row("规章", "regulations", made...), row("规范性文件", "normative_documents", made...)},
		{{wide("第二十条第（五）项", 1, 4)}, itemsHead, row("行政许可", "licensing", items...),
			row("其他对外管理服务事项", "other_services", items...)},
		{{wide("第二十条第（六）项", 1, 4)}, itemsHead, row("行政处罚", "penalties", items...),
			row("行政强制", "coercive_measures", items...)},
		{{wide("第二十条第（八）项", 1, 4)}, append(words("信息内容", "上一年项目数量"), wide("本年增/减", 1, 2)),
			row("行政事业性收费", "fees", items[:2]...)},
		{{wide("第二十条第（九）项", 1, 4)}, append(words("信息内容", "采购项目数量"), wide("采购总金额", 1, 2)),
			row("政府集中采购", "procurement", "items", "amount_yuan")},
	}
}

// applicationsTable returns section three: ten columns, a header of three rows.
func applicationsTable(cells map[string]Cell, form string) grid {
	line := func(head []box, row string) []box {
		for _, column := range applicantColumns {
			head = append(head, number(cells, "applications."+row+"."+column.key, 1))
		}
		return head
	}
	second := []box{wide("自然人", 2, 1), wide("法人或其他组织", 1, 5), wide("总计", 2, 1)}
	var third []box
	for _, column := range applicantColumns[1:6] {
		third = append(third, wide(column.text, 1, 1))
	}
	g := grid{
		{wide("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), wide("申请人情况", 1, 7)},
		second, third,
		line([]box{wide("一、本年新收政府信息公开申请数量", 1, 3)}, "new"),
		line([]box{wide("二、上年结转政府信息公开申请数量", 1, 3)}, "carried_in"),
	}
	groups, height := results(form), 0
	for _, group := range groups {
		height += len(group.rows)
	}
	for i, group := range groups {
		for k, row := range group.rows {
			var head []box
			if i == 0 {
				head = append(head, wide("三、本年度办理结果", height, 1))
			}
			switch {
			case row.text == "":
				head = append(head, wide(group.text, 1, 2))
			case k == 0:
				head = append(head, wide(group.text, len(group.rows), 1), wide(row.text, 1, 1))
			default:
				head = append(head, wide(row.text, 1, 1))
			}
			g = append(g, line(head, row.key))
		}
	}
	return append(g, line([]box{wide("四、结转下年度继续办理", 1, 3)}, "carried_out"))
}

// disputesTable returns section four: fifteen columns, one row of numbers.
func disputesTable(cells map[string]Cell) grid {
	second, third, last := []box(nil), []box(nil), []box(nil)
	for i, table := range disputes {
		if i > 0 {
			second = append(second, wide([]string{"", "未经复议直接起诉", "复议后起诉"}[i], 1, 5))
		}
		for _, column := range outcomeColumns {
			if i == 0 {
				second = append(second, wide(column.text, 2, 1))
			} else {
				third = append(third, wide(column.text, 1, 1))
			}
			last = append(last, number(cells, table+"."+column.key, 1))
		}
	}
	return grid{{wide("行政复议", 1, 5), wide("行政诉讼", 1, 10)}, second, third, last}
}

// joined puts the parts of section two under each other as one table.
func joined(parts []grid) grid {
	var all grid
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

// tableStyle is how a portal's editor writes a cell.
type tableStyle struct {
	open, cell, before, after string
}

var tableStyles = []tableStyle{
	{`<table border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse;width:100%">`,
		`style="padding:0 4px" valign="center"`, `<p style="text-indent: 0em;">`, `</p>`},
	{`<table class="MsoNormalTable" border="1">`,
		`style="border:solid windowtext 1.0pt" width="72"`, `<p class="MsoNormal" align="center"><span lang="EN-US" style="font-size:10.5pt">`, `</span></p>`},
	{`<TABLE borderColor=#000000 cellPadding=0 border=1>`, `align=middle`, ``, ``},
}

// write writes the table in this style.
func (s tableStyle) write(b *strings.Builder, g grid) {
	b.WriteString(s.open)
	b.WriteString("<tbody>\n")
	for _, row := range g {
		b.WriteString("<tr>")
		for _, c := range row {
			b.WriteString("<td ")
			b.WriteString(s.cell)
			if c.cols > 1 {
				fmt.Fprintf(b, ` colspan="%d"`, c.cols)
			}
			if c.rows > 1 {
				fmt.Fprintf(b, ` rowspan="%d"`, c.rows)
			}
			b.WriteString(">")
			b.WriteString(s.before)
			if c.text == "" {
				b.WriteString("&nbsp;")
			} else {
				b.WriteString(html.EscapeString(c.text))
			}
			b.WriteString(s.after)
			b.WriteString("</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody></table>\n")
}

// merged returns the rows as an office program writes them out: a cell that
// spans columns stands once, one that reaches down stands blank in each row below.
func (g grid) merged() [][]string {
	type hold struct{ rows, cols int }
	out := make([][]string, len(g))
	reach := make(map[int]hold) // by first column
	for r, row := range g {
		for c, next := 0, 0; ; {
			if h := reach[c]; h.rows > 0 {
				out[r] = append(out[r], "")
				reach[c] = hold{h.rows - 1, h.cols}
				c += h.cols
				continue
			}
			if next == len(row) {
				break
			}
			b := row[next]
			next++
			out[r] = append(out[r], b.text)
			if b.rows > 1 {
				reach[c] = hold{b.rows - 1, b.cols}
			}
			c += b.cols
		}
	}
	return out
}
