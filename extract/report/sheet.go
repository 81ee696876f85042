package report

import (
	"slices"
	"strings"

	"gongkai/extract/document"
)

// sheet collects the cells and findings of one report while it is read.
type sheet struct {
	cells    map[string]Cell
	findings []document.Finding
	// seen are the rows that were read, by section.row.
	seen map[string]bool
	// printed are the rows whose label stands in the document, read or not.
	printed map[string]bool
	said    map[string]bool
	// order are the rows of section 三 as they were read first.
	order []string
	// doubted are the rows whose values were taken back: none comes after.
	doubted map[string]bool
	// whole are the cells whose lines the page shows to be one number.
	whole map[document.Place]wholeNumber
}

func newSheet() *sheet {
	return &sheet{cells: map[string]Cell{}, seen: map[string]bool{}, printed: map[string]bool{}, said: map[string]bool{}, doubted: map[string]bool{}}
}

// fullReport is a little more than the cells of a whole report.
const fullReport = 208

// rowCell is a reading with its column.
type rowCell struct {
	column string
	reading
}

// find notes a finding once for each code and place in the form.
func (s *sheet) find(code string, who document.Responsibility, where, message string, place document.Place) {
	key := code + "\x00" + where + "\x00" + message
	if s.said[key] {
		return
	}
	s.said[key] = true
	f := document.Finding{Code: code, Responsibility: who, Where: where, Message: message}
	if place != (document.Place{}) {
		f.Place = &place
	}
	s.findings = append(s.findings, f)
}

// put enters a row that was read. torn says that the label came in two parts:
// then a row that holds nothing but blanks is the empty half of a torn row.
func (s *sheet) put(section, row string, cells []rowCell, torn bool) {
	if len(cells) == 0 {
		return
	}
	where := strings.TrimSuffix(section+"."+row, ".")
	if s.doubted[where] {
		s.goesOn(where, cells[0].place)
		return
	}
	again := s.seen[where]
	if !again && section == secApplications {
		s.order = append(s.order, row)
	}
	s.seen[where], s.printed[where] = true, true
	if (again || torn) && allBlank(cells) && s.anyCell(section, row, cells) {
		s.find("row_torn", document.Publisher, where, "同一行被拆开或重复印出，另一半没有内容 / the row is printed twice, once without content", cells[0].place)
		return
	}
	if len(s.cells) == 0 {
		s.cells = make(map[string]Cell, fullReport)
	}
	overBlank := (again || torn) && s.blankRow(section, row, cells)
	conflict := false
	var halves []rowCell // equal to what was read on another page
	values := make([]Number, 0, len(cells))
	for _, c := range cells {
		key := cellKey(section, row, c.column)
		old, ok := s.cells[key]
		if ok && !overBlank {
			if old.State == StateConflict || !c.same(readingOf(old)) {
				conflict = true
				s.differ(key, old, c.reading)
			} else if old.State == StateValue && old.Place.Page != c.place.Page {
				halves = append(halves, c)
			}
			continue
		}
		cell := Cell{Section: section, Row: row, Column: c.column, Raw: c.raw, State: c.state, Place: c.place}
		switch c.state {
		case StateValue:
			values = append(values, c.value)
			cell.Value = &values[len(values)-1]
		case StateUnitUnknown:
			s.find("unit_unknown", document.Publisher, key, "金额没有单位："+c.raw+" / an amount without a unit", c.place)
		case StateUnreadable:
			s.find("cell_unreadable", document.Reader, key, "不是可以确定的数："+c.raw+" / no number that can be read in one way", c.place)
		}
		s.cells[key] = cell
	}
	if conflict {
		for _, c := range halves { // 1 on both sides of a page break that cuts 11 and 23
			key := cellKey(section, row, c.column)
			s.differ(key, s.cells[key], c.reading)
		}
	}
	if (again || torn) && !conflict {
		s.find("row_torn", document.Publisher, where, "同一行被拆开或重复印出，内容一致 / the row is printed twice or in two parts, with equal content", cells[0].place)
	}
}

// differ notes that a cell was read with another content before.
func (s *sheet) differ(key string, old Cell, c reading) {
	old.State, old.Value = StateConflict, nil
	old.Raw += " | " + c.raw
	s.cells[key] = old
	s.find("conflict", document.Publisher, key, "同一单元格读到两个不同的内容："+old.Raw+" / the cell is printed twice and differs", c.place)
}

// doubt takes the values of a row back: what stands behind it says that they were
// not whole.
func (s *sheet) doubt(r rowForm, place document.Place) {
	where := r.section + "." + r.key
	read := s.seen[where]
	s.drop(r.section, r.key)
	if s.doubted[where] = true; read {
		s.goesOn(where, place)
	}
}

// goesOn says that a row was left out for numbers behind it that may be its own.
func (s *sheet) goesOn(where string, place document.Place) {
	s.find("stream_unproved", document.Reader, where, "本行的数在别处有续文或另有所属，未读 / the row's numbers may go on behind it or be other rows': left out", place)
}

// anyCell reports whether one of the row's cells was read before.
func (s *sheet) anyCell(section, row string, cells []rowCell) bool {
	for _, c := range cells {
		if _, ok := s.cells[cellKey(section, row, c.column)]; ok {
			return true
		}
	}
	return false
}

// blankRow reports whether the row was read before and held nothing.
func (s *sheet) blankRow(section, row string, cells []rowCell) bool {
	any := false
	for _, c := range cells {
		old, ok := s.cells[cellKey(section, row, c.column)]
		if ok && old.State != StateBlank {
			return false
		}
		any = any || ok
	}
	return any
}

func allBlank(cells []rowCell) bool {
	for _, c := range cells {
		if c.state != StateBlank {
			return false
		}
	}
	return true
}

func readingOf(c Cell) reading {
	r := reading{state: c.State, raw: c.Raw, place: c.Place}
	if c.Value != nil {
		r.value = *c.Value
	}
	return r
}

// drop takes the cells of a row out again and reports whether there were any.
func (s *sheet) drop(section, row string) bool {
	before := len(s.cells)
	for key, c := range s.cells {
		if c.Section == section && c.Row == row {
			delete(s.cells, key)
		}
	}
	delete(s.seen, section+"."+row)
	return len(s.cells) < before
}

// rename moves the cells of a row to another row key.
func (s *sheet) rename(section, from, to string) {
	for key, c := range s.cells {
		if c.Section == section && c.Row == from {
			delete(s.cells, key)
			c.Row = to
			s.cells[cellKey(section, to, c.Column)] = c
		}
	}
	for i, f := range s.findings {
		old := section + "." + from
		column, ok := strings.CutPrefix(f.Where, old+".")
		if f.Where == old || ok && slices.Contains(keysOf(applicationColumns), column) {
			s.findings[i].Where = section + "." + to + f.Where[len(old):]
		}
	}
	if s.seen[section+"."+from] {
		s.seen[section+"."+to] = true
		delete(s.seen, section+"."+from)
	}
}
