package main

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"gongkai/archive/export"
	"gongkai/extract"
	"gongkai/extract/report"
)

// csvHeader names the columns of --format csv. Those that the archive's export
// has too have its names.
var csvHeader = []string{
	"file", "document", "format", "kind", "agency", "year", "published", "form_proactive", "form_applications",
	"key", "section", "row", "column", "value", "state", "raw",
	"page", "table", "table_row", "table_column", "line", "findings", "sha256",
}

// csvForm prints a line for each cell in the order of the forms, and a line
// without a key for a document that has none. What a file says may begin like a
// formula; export.Harmless makes text of it.
func (a *app) csvForm(want cellChoice, bom bool) parseForm {
	seen := terminal(a.out)
	head := strings.Join(csvHeader, ",") + "\n"
	if bom {
		head = "\uFEFF" + head
	}
	return parseForm{before: head, print: func(to *bytes.Buffer, name string, res *extract.Result) error {
		w := csv.NewWriter(to)
		for i := range res.Records {
			for _, line := range csvLines(&res.Records[i], name, res.States[i], want) {
				for j := range line {
					if seen {
						line[j] = printable(line[j])
					}
					if csvHeader[j] != "value" {
						line[j] = export.Harmless(line[j])
					}
				}
				if err := w.Write(line); err != nil {
					return err
				}
			}
		}
		w.Flush()
		return w.Error()
	}}
}

// csvLines are the lines of one document.
func csvLines(r *report.Record, name string, state extract.State, want cellChoice) [][]string {
	of := []string{fileOf(r, name), strconv.Itoa(r.Source.Document), r.Source.Format, string(r.Kind), r.Agency, number(r.Year), r.Published, "", ""}
	if r.Forms != nil {
		of[7], of[8] = r.Forms.Proactive, r.Forms.Applications
	}
	if len(r.Cells) == 0 {
		none := make([]string, len(csvHeader)-len(of))
		none[5], none[12], none[13] = string(state), codes(r, ""), r.Source.SHA256
		return [][]string{append(of, none...)}
	}
	var lines [][]string
	for _, x := range report.Explain(r) {
		c := x.Cell
		if c == nil || !want.has(x.Key) {
			continue
		}
		value := ""
		if c.Value != nil {
			value = c.Value.String()
		}
		lines = append(lines, append(slices.Clone(of), x.Key, c.Section, c.Row, c.Column, value, string(c.State), c.Raw,
			number(c.Place.Page), number(c.Place.Table), number(c.Place.Row), number(c.Place.Column), number(c.Place.Line),
			codes(r, x.Key), r.Source.SHA256))
	}
	return lines
}

// codes are the codes of the findings at one cell, of all where none is named.
func codes(r *report.Record, key string) string {
	var out []string
	for _, f := range r.Findings {
		if (key == "" || f.Where == key) && !slices.Contains(out, f.Code) {
			out = append(out, f.Code)
		}
	}
	return strings.Join(out, " ")
}

// number writes n, nothing for 0: places count from 1 and a guide has no year.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
