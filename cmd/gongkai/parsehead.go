package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/report"
)

// docHead prints which document it is, the checks that fail and the findings.
func docHead(to *bytes.Buffer, r *report.Record, name string, columns int) {
	line := []string{fileOf(r, name)}
	if r.Source.Document > 0 {
		line = append(line, fmt.Sprintf("第 %d 份 document %d", r.Source.Document+1, r.Source.Document))
	}
	line = append(line, r.Source.Format)
	line = append(line, recordWords(r)...)
	line = slices.DeleteFunc(line, func(s string) bool { return s == "" })
	fmt.Fprintln(to, wrapped(printable(strings.Join(line, " · ")), columns, 2))
	if r.Title != "" {
		fmt.Fprintln(to, wrapped(printable(r.Title), columns, 2))
	}
	for _, c := range r.Checks {
		if c.Verdict == report.Fails {
			fmt.Fprintln(to, wrapped("! 对不上 fails: "+sumWords(c.ID, c.Verdict, c.Left, c.Right), columns, 2))
		}
	}
	for _, line := range findingLines(r.Findings) {
		fmt.Fprintln(to, wrapped(printable(line), columns, 2))
	}
}

// fileOf is the file that a document is of, name where that has none: standard
// input.
func fileOf(r *report.Record, name string) string { return cmp.Or(r.Source.File, name) }

// findingLines are the findings, those together that say the same of several
// places: a table that is not there lacks twenty rows.
func findingLines(findings []document.Finding) (lines []string) {
	type words struct{ code, message string }
	at := map[words]int{}
	var where [][]string
	var all []words
	for _, f := range findings {
		w := words{f.Code, f.Message}
		i, ok := at[w]
		if !ok {
			i = len(all)
			at[w], all, where = i, append(all, w), append(where, nil)
		}
		if f.Where != "" {
			where[i] = append(where[i], f.Where)
		}
	}
	for i, w := range all {
		lines = append(lines, strings.TrimSuffix("? "+w.code+" "+strings.Join(where[i], ", "), " ")+": "+w.message)
	}
	return lines
}
