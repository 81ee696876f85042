package text

import "strings"

// pipeRun returns how many lines at the beginning of a chunk are rows of pipes.
// A single line with pipes is a menu or a line of particulars ("简体 | 繁体"),
// not a table.
func pipeRun(chunk []line) int {
	n := 0
	for n < len(chunk) && isPiped(chunk[n].text) {
		n++
	}
	if n < 2 {
		return 0
	}
	// The last cell of the worn form may have lost its pipe.
	if n < len(chunk) && rowMarks(chunk[:n]) && chunk[n].kind == prose && len(chunk[n].text) <= proseRunes*3 {
		n++
	}
	return n
}

// isPiped reports whether a line begins or ends with a pipe.
func isPiped(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasPrefix(s, "|") || strings.HasSuffix(s, "|")
}

// rowMarks reports whether rows are begun by lines of a lone pipe.
func rowMarks(run []line) bool {
	for _, l := range run {
		if strings.TrimSpace(l.text) == "|" {
			return true
		}
	}
	return false
}

// pipes reads rows of pipes. Lines of one cell each, without marks between the
// rows, have lost their structure and are given as paragraphs.
func (r *reader) pipes(run []line) {
	marks := rowMarks(run)
	t := &table{shape: pipeRows}
	single := 0
	for _, l := range run {
		if marks && strings.TrimSpace(l.text) == "|" {
			t.endRow()
			continue
		}
		fields := pipeFields(l.text)
		if isRule(fields) {
			continue
		}
		if len(fields) == 1 {
			single++
		}
		for _, f := range fields {
			t.cell(f, l)
		}
		if !marks {
			t.endRow()
		}
	}
	t.endRow()
	if !marks && single*2 > len(run) {
		for _, entries := range t.rows {
			for _, e := range entries {
				r.paragraph(line{text: e.text, number: e.line.number, page: e.line.page})
			}
		}
		return
	}
	r.table = t
	r.closeTable()
}

// pipeFields returns the cells of a line; the pipes at its edges are a frame.
func pipeFields(s string) []string {
	s = strings.TrimSpace(s)
	s = strings.TrimPrefix(s, "|")
	s = strings.TrimSuffix(s, "|")
	fields := strings.Split(s, "|")
	for i, f := range fields {
		fields[i] = strings.Trim(f, " ")
	}
	return fields
}

// isRule reports whether a row only draws the line under a header: |---|:---:|
// A cell of one or two dashes says 不适用 and is no rule.
func isRule(fields []string) bool {
	for _, f := range fields {
		f = strings.Trim(f, ":")
		if len(f) < 3 || strings.Trim(f, "-") != "" {
			return false
		}
	}
	return true
}
