package main

import (
	"bytes"
	"fmt"
	"strings"

	"gongkai/extract"
	"gongkai/extract/report"
)

// explainForm prints, cell by cell, why a report was read as it was.
type explainForm struct {
	choice  cellChoice
	columns int // of the terminal, 0: no terminal
}

func (f explainForm) print(to *bytes.Buffer, name string, res *extract.Result) error {
	for i := range res.Records {
		r := &res.Records[i]
		if i > 0 {
			to.WriteByte('\n')
		}
		all := report.Explain(r)
		if len(all) == 0 {
			docHead(to, r, name, f.columns)
			fmt.Fprintln(to, "没有法定表格的单元格 · no cells of the statutory tables")
			continue
		}
		short := *r
		short.Checks, short.Findings = nil, nil // each stands at its cells
		docHead(to, &short, name, f.columns)
		some := false
		for _, x := range all {
			if f.choice.has(x.Key) {
				some = true
				f.cell(to, x)
			}
		}
		if !some {
			fmt.Fprintln(to, "没有所问的格：这份表格里没有 · none of the cells asked for is in these forms")
		}
	}
	return nil
}

// cell prints one cell.
func (f explainForm) cell(to *bytes.Buffer, x report.Explanation) {
	row, column := report.Wordings(keyParts(x))
	words := column
	if row != "" {
		words = row + " · " + column
	}
	fmt.Fprintf(to, "\n%s\n", wrapped(x.Key+" = "+cellWords(x.Cell)+"   "+words, f.columns, 2))
	for i, r := range x.Readings {
		if len(x.Readings) > 1 {
			f.line(to, "第几次 reading", fmt.Sprintf("%d / %d", i+1, len(x.Readings)))
		}
		f.line(to, "原文 printed", quoted(r.Raw))
		f.line(to, "位置 place", placeWords(r.Place))
		if r.Label.Printed != "" {
			f.line(to, "行 row", wordingWords(r.Label)+" · "+placeWords(r.LabelPlace))
		}
		if len(r.Header) > 0 {
			f.line(to, "表头 header", strings.Join(each(r.Header, quoted), " › "))
			f.line(to, "列 column", wordingWords(r.Column))
		}
		f.line(to, "规则 rule", ruleWords(r))
	}
	if x.Cell != nil && x.Cell.Value != nil {
		f.line(to, "数 number", stepWords(x))
	}
	if x.Cell != nil && len(x.Readings) == 0 {
		f.line(to, "为什么 why", fmt.Sprintf("行太多，只记前 %d 行 · of so many rows only the first %d are explained", report.MaxReasons, report.MaxReasons))
	}
	if x.Cell == nil {
		f.line(to, "为什么 why", absentWords(x))
		if len(x.Left) > 0 {
			f.line(to, "未读的 left out", strings.Join(each(x.Left, quoted), " "))
		}
	}
	for _, c := range x.Checks {
		f.line(to, "核对 check", sumWords(c.ID+": "+string(c.Verdict), c.Verdict, c.Left, c.Right))
	}
	for _, d := range x.Findings {
		line := fmt.Sprintf("%s (%s) %s: %s", d.Code, d.Responsibility, d.Where, d.Message)
		if d.Place != nil {
			line += " · " + placeWords(*d.Place)
		}
		f.line(to, "疑点 finding", line)
	}
}

// line prints one line of an explanation.
func (f explainForm) line(to *bytes.Buffer, what, text string) {
	const indent = 18
	fmt.Fprintf(to, "  %s%s\n", padded(what, indent-2, false), wrapped(printable(text), f.columns, indent))
}
