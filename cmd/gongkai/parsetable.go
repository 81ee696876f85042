package main

import (
	"slices"
	"strings"

	"gongkai/extract/report"
)

// cellTable is some rows of a report that have the same columns.
type cellTable struct {
	section string
	columns []string // the form's words
	rows    []cellRow
}

// cellRow is a row; a cell that is not there is nil.
type cellRow struct {
	key, words string
	columns    []string // the form's words
	cells      []*report.Cell
}

// cellTables lays the cells of a report out as its form does: one table after
// the other, rows together that have the same columns. Section 四 is one table of
// three rows.
func cellTables(cells []report.Explanation) (tables []cellTable) {
	var rows []cellRow
	var sections []string
	for _, x := range cells {
		parts := keyParts(x)
		section, row := parts.Section, parts.Row
		words, column := report.Wordings(parts)
		if row == "" { // 四
			section, row, words = "review", section, reviewWords[section]
		}
		if n := len(rows); n == 0 || rows[n-1].key != row || sections[n-1] != section {
			rows, sections = append(rows, cellRow{key: row, words: words}), append(sections, section)
		}
		if column == "" {
			column = parts.Column
		}
		r := &rows[len(rows)-1]
		r.columns, r.cells = append(r.columns, column), append(r.cells, x.Cell)
	}
	for i, r := range rows {
		n := len(tables)
		if n == 0 || tables[n-1].section != sections[i] || !slices.Equal(tables[n-1].columns, r.columns) {
			tables = append(tables, cellTable{section: sections[i], columns: r.columns})
			n++
		}
		tables[n-1].rows = append(tables[n-1].rows, r)
	}
	return tables
}

var tableWords = map[string]string{
	"proactive":    "二、主动公开 proactive",
	"applications": "三、依申请公开 applications",
	"review":       "四、行政复议、行政诉讼 review and litigation",
}

var reviewWords = map[string]string{
	"review": "行政复议", "litigation_direct": "未经复议直接起诉", "litigation_after_review": "复议后起诉",
}

// keyParts are the parts of a cell's key, whether the cell is there or not.
func keyParts(x report.Explanation) report.Cell {
	if x.Cell != nil {
		return *x.Cell
	}
	section, rest, _ := strings.Cut(x.Key, ".")
	i := strings.LastIndexByte(rest, '.')
	if i < 0 {
		return report.Cell{Section: section, Column: rest}
	}
	return report.Cell{Section: section, Row: rest[:i], Column: rest[i+1:]}
}

// keyWidth is the width of the longest key of a row in a section's tables.
func keyWidth(tables []cellTable, section string) (width int) {
	for _, t := range tables {
		for _, r := range t.rows {
			if t.section == section {
				width = max(width, len(r.key))
			}
		}
	}
	return width
}
