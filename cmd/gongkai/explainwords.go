package main

import (
	"fmt"
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/report"
)

// quoted is a text as it is printed, on one line.
func quoted(s string) string { return "“" + strings.Join(strings.Fields(s), " ") + "”" }

func each(list []string, f func(string) string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = f(s)
	}
	return out
}

// wordingWords says how near a printed text is to the form's.
func wordingWords(w report.Wording) string {
	var how string
	switch {
	case w.Form == "":
		return quoted(w.Printed) + " 不是法定的 · is none of the form's"
	case w.Cut:
		how = fmt.Sprintf("只有开头，缺 %d 字 · its beginning, %d characters short", w.Edits, w.Edits)
	case w.Edits > 0:
		how = fmt.Sprintf("差 %d 字 · %d characters off", w.Edits, w.Edits)
	default:
		how = "逐字相同 · letter for letter"
	}
	if w.Dropped {
		how += "，括号不计 · without what is in brackets"
	}
	return fmt.Sprintf("%s → %s（%s）", quoted(w.Printed), quoted(w.Form), how)
}

// ruleWords says by what proof a cell has its column.
func ruleWords(r report.CellReading) string {
	at := fmt.Sprintf("本行第 %d 格，共 %d 格 · cell %d of %d", r.Position[0], r.Position[1], r.Position[0], r.Position[1])
	words := map[report.Rule]string{
		report.RuleUnderHeader: "正在列头之下 · stands under its header",
		report.RuleMergedNone:  "一个合并单元格，各列都没有 · one merged cell says none for every column",
		report.RuleHeaderOrder: "格数与表头列数相同，依次对应 · as many cells as the header has columns, in order",
		report.RuleFormOrder:   "没有完整的表头；法定行名后正好是法定的格数 · no whole header; a statutory label and exactly the form's cells",
		report.RuleOtherRows:   "没有表头；其他行说明是哪一种格式 · no header; other rows tell which form it is",
	}
	line := words[r.Rule] + "；" + at
	if r.Aside > 0 {
		line += fmt.Sprintf("；两端 %d 个空格未计 · %d blank cells at the ends put aside", r.Aside, r.Aside)
	}
	if r.Lines {
		line += "；表格成了文字行 · the table came as lines"
	}
	if r.Torn {
		line += "；行名分成两段 · the label came in two parts"
	}
	return line
}

// stepWords says how the number comes from what is printed.
func stepWords(x report.Explanation) string {
	if len(x.Steps) == 0 {
		return "照印 · as printed"
	}
	var out []string
	for _, s := range x.Steps {
		line := quoted(s.From) + " → " + quoted(s.To)
		switch s.Did {
		case "folded":
			line += "（全角、空白 · full width, blanks）"
		case "joined":
			line += "（几截是一个数，由勾稽关系证明 · one number in pieces, proved by its sums）"
		case "unit":
			line += "（单位换算 · unit: " + s.Beside + "）"
		default:
			if s.Beside != "" {
				line += "（去掉 without " + quoted(s.Beside) + "）"
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "，")
}

// absentWords says why a cell is not there.
func absentWords(x report.Explanation) string {
	switch x.Absent {
	case report.AbsentColumn:
		return "读到了这一行，表头里没有这一列 · the row was read, and nothing over it names this column"
	case report.AbsentRow:
		return "文中没有这一行 · nothing in the document names this row"
	case report.AbsentTable:
		return "文中没有这张表 · nothing of this table is in the document"
	}
	return "见疑点 · see the finding " + x.Absent
}

// placeWords says where something stands in the original.
func placeWords(p document.Place) string {
	var zh, en []string
	for _, k := range []struct {
		n      int
		zh, en string
	}{
		{p.Page, "第 %d 页", "page %d"}, {p.Table, "表 %d", "table %d"}, {p.Row, "行 %d", "row %d"},
		{p.Column, "列 %d", "column %d"}, {p.Line, "第 %d 行文字", "line %d"},
	} {
		if k.n > 0 {
			zh, en = append(zh, fmt.Sprintf(k.zh, k.n)), append(en, fmt.Sprintf(k.en, k.n))
		}
	}
	if p.Box != nil {
		en = append(en, fmt.Sprintf("box %g %g %g %g pt", p.Box[0], p.Box[1], p.Box[2], p.Box[3]))
	}
	if len(en) == 0 {
		return "—"
	}
	return strings.Join(zh, " ") + " · " + strings.Join(en, ", ")
}
