package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"gongkai/extract"
	"gongkai/extract/report"
)

// textForm prints documents for a person: what each is, what is doubted, and its
// statutory tables as tables.
type textForm struct {
	*app
	columns int // of the terminal, 0: no terminal
}

func (f textForm) print(to *bytes.Buffer, name string, res *extract.Result) error {
	for i := range res.Records {
		r := &res.Records[i]
		if i > 0 {
			to.WriteByte('\n')
		}
		docHead(to, r, name, f.columns)
		if r.Guide != nil {
			own := *f.app
			own.out = to
			if err := own.grid([]string{"", "", ""}, guideRows(r.Guide)); err != nil {
				return err
			}
		}
		used, section := map[string]bool{}, ""
		tables := cellTables(report.Explain(r))
		for _, t := range tables {
			if t.section != section {
				section = t.section
				fmt.Fprintf(to, "\n%s\n", tableWords[section])
			}
			t.print(to, keyWidth(tables, section), f.columns, used)
		}
		for _, m := range cellMarks {
			if used[m.mark] {
				fmt.Fprintf(to, "\n%s %s", m.mark, m.words)
			}
		}
		if len(used) > 0 {
			to.WriteByte('\n')
		}
	}
	return nil
}

// cellMarks are what stands in a table in place of a number.
var cellMarks = []struct {
	state report.State
	mark  string
	words string
}{
	{report.StateBlank, "空", "原文空白 · blank"},
	{report.StateNotApplicable, "/", "不适用 · not applicable"},
	{report.StateUnreadable, "?", "读不出 · unreadable"},
	{report.StateUnitUnknown, "?元", "单位不明 · unit unknown"},
	{report.StateConflict, "≠", "两处不同 · read twice, differs"},
	{"", "×", "没有，用 --explain 看为什么 · not there: --explain says why"},
}

// cellMark is what a table shows of a cell.
func cellMark(c *report.Cell, used map[string]bool) string {
	state := report.State("")
	if c != nil {
		if c.Value != nil {
			return c.Value.String()
		}
		state = c.State
	}
	for _, m := range cellMarks {
		if m.state == state {
			used[m.mark] = true
			return m.mark
		}
	}
	return string(state)
}

// narrow is a terminal on which the headers of columns are broken after two
// characters, and rows have no room for their words.
const narrow = 100

// print writes a table: keys of rows in a column of width first, cells, and the
// form's words for the row where there is room.
func (t cellTable) print(to *bytes.Buffer, first, columns int, used map[string]bool) {
	heads := make([][]string, len(t.columns))
	tall := 1
	for i, c := range t.columns {
		heads[i] = []string{c}
		if columns > 0 && columns < narrow && len(t.columns) > 4 {
			heads[i] = pairs(c)
		}
		tall = max(tall, len(heads[i]))
	}
	widths := make([]int, len(t.columns))
	marks := make([][]string, len(t.rows))
	for i, r := range t.rows {
		for j, c := range r.cells {
			marks[i] = append(marks[i], cellMark(c, used))
			widths[j] = max(widths[j], lipgloss.Width(marks[i][j]))
		}
	}
	whole := first + 2
	for j := range widths {
		for _, h := range heads[j] {
			widths[j] = max(widths[j], lipgloss.Width(h))
		}
		whole += widths[j] + 2
	}
	for line := range tall {
		row := strings.Repeat(" ", first)
		for j, h := range heads {
			word := ""
			if k := line - tall + len(h); k >= 0 {
				word = h[k]
			}
			row += "  " + padded(word, widths[j], true)
		}
		fmt.Fprintln(to, strings.TrimRight(row, " "))
	}
	for i, r := range t.rows {
		row := padded(r.key, first, false)
		for j, m := range marks[i] {
			row += "  " + padded(m, widths[j], true)
		}
		if columns == 0 {
			row += "  " + r.words
		} else if room := columns - whole; room >= 12 {
			row += "  " + shortened(r.words, room)
		}
		fmt.Fprintln(to, strings.TrimRight(row, " "))
	}
}

// pairs breaks a word after every second character.
func pairs(s string) (out []string) {
	for part := range slices.Chunk([]rune(s), 2) {
		out = append(out, string(part))
	}
	return out
}
