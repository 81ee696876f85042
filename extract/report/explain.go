package report

import (
	"slices"
	"strings"

	"gongkai/extract/document"
)

// Explanation says why one cell of the form is as it is, or why it is not there.
type Explanation struct {
	Key string `json:"key"`
	// Cell is nil for one that was left out or is not in the document.
	Cell *Cell `json:"cell,omitempty"`
	// Readings are how it was read, more than one where the row is printed twice.
	Readings []CellReading `json:"readings,omitempty"`
	// Steps lead from what is printed to the value; none where the two are the same.
	Steps []Step `json:"steps,omitempty"`
	// Absent says why there is no cell: a code of a finding, or AbsentColumn.
	Absent string `json:"absent,omitempty"`
	// Left are the values of the row that was left out, as printed.
	Left []string `json:"left,omitempty"`
	// Checks are those that the cell stands in, Findings those about it or its row.
	Checks   []Check            `json:"checks,omitempty"`
	Findings []document.Finding `json:"findings,omitempty"`
}

// CellReading is one reading of a cell.
type CellReading struct {
	Label      Wording        `json:"label,omitzero"` // of the row; none in section 四
	LabelPlace document.Place `json:"label_place,omitzero"`
	Header     []string       `json:"header,omitempty"` // as printed over the cell, from the highest heading down
	Column     Wording        `json:"column,omitzero"`
	Unit       string         `json:"unit,omitempty"` // that the header names
	Rule       Rule           `json:"rule"`
	Position   [2]int         `json:"position"` // the cell's number in its row, and how many there are
	Lines      bool           `json:"lines,omitempty"`
	Torn       bool           `json:"torn,omitempty"`
	Aside      int            `json:"aside,omitempty"`
	Raw        string         `json:"raw"`
	Place      document.Place `json:"place"`
}

// Why a cell is absent beside the findings of its row.
const (
	AbsentColumn = "column_missing" // the row was read, and nothing over it names this column
	AbsentRow    = "row_missing"    // nothing in the document names this row
	AbsentTable  = "table_missing"  // no row of the table was met
)

// Explain says of each cell of an annual report, and of each that its forms have
// and the record has not, how it came to be so, in the order of the forms. It
// needs the record as Options.Explain has it made; without Reasons it knows only
// what the record itself says.
func Explain(r *Record) []Explanation {
	if r.Kind != AnnualReport {
		return nil
	}
	e := explainer{record: r, cells: map[string][]CellReading{}, left: map[string][]string{}, rows: map[string]bool{}}
	e.index()
	var out []Explanation
	for _, key := range e.keys() {
		out = append(out, e.explain(key))
	}
	return out
}

// explainer finds what belongs to one cell.
type explainer struct {
	record *Record
	cells  map[string][]CellReading
	left   map[string][]string // by row
	rows   map[string]bool     // that were read
}

func (e *explainer) index() {
	for _, r := range e.record.Reasons {
		row := strings.TrimSuffix(r.Section+"."+r.Row, ".")
		if r.Rule == "" {
			e.left[row] = append(e.left[row], r.Left...)
			continue
		}
		e.rows[row] = true
		for i, c := range r.Cells {
			if c.Column == "" {
				continue
			}
			key := cellKey(r.Section, r.Row, c.Column)
			e.cells[key] = append(e.cells[key], CellReading{
				Label: r.Label, LabelPlace: r.Place, Header: c.Header, Column: c.Word, Unit: c.Unit, Rule: r.Rule,
				Position: [2]int{i + 1, len(r.Cells)}, Lines: r.Lines, Torn: r.Torn, Aside: r.Aside, Raw: c.Raw, Place: c.Place,
			})
		}
	}
}

// keys are the cells of the record and those of its forms, in the forms' order.
func (e *explainer) keys() []string {
	want := map[string]bool{}
	for key := range e.record.Cells {
		want[key] = true
	}
	for key := range e.cells {
		want[key] = true
	}
	if f := e.record.Forms; f != nil {
		for _, key := range formCells(f.Proactive, f.Applications) {
			want[key] = true
		}
	}
	var out []string
	for _, key := range Keys() {
		if want[key] {
			out = append(out, key)
			delete(want, key)
		}
	}
	return append(out, sortedKeys(want)...)
}

func (e *explainer) explain(key string) Explanation {
	x := Explanation{Key: key, Readings: e.cells[key]}
	row := key[:strings.LastIndexByte(key, '.')] // of section 四: the group's name
	if c, ok := e.record.Cells[key]; ok {
		x.Cell = &c
		unit := ""
		if len(x.Readings) > 0 {
			unit = x.Readings[0].Unit
		}
		x.Steps = stepsOf(c, unit)
	}
	for _, c := range e.record.Checks {
		if slices.Contains(c.Cells, key) {
			x.Checks = append(x.Checks, c)
		}
	}
	for _, f := range e.record.Findings {
		if f.Where == key || f.Where == row || x.Cell == nil && f.Where == section(key) {
			x.Findings = append(x.Findings, f)
		}
	}
	if x.Cell == nil {
		x.Absent, x.Left = e.absent(key, row, x.Findings), e.left[row]
	}
	return x
}

// absent says why there is no cell.
func (e *explainer) absent(key, row string, findings []document.Finding) string {
	for _, f := range findings {
		if f.Where == row || f.Where == key {
			return f.Code
		}
	}
	if e.rows[row] {
		return AbsentColumn
	}
	if len(findings) > 0 {
		return findings[0].Code
	}
	for r := range e.rows {
		if section(r) == section(key) {
			return AbsentRow
		}
	}
	return AbsentTable
}

// section is the first part of a key.
func section(key string) string {
	s, _, _ := strings.Cut(key, ".")
	return s
}
