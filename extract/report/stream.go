package report

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/extract/document"
)

// A table whose structure is lost comes as lines, one cell a line; blank cells
// have vanished. A row is the text that names it and the values behind it, up to
// the next text.

// token is one cell of a stream.
type token struct {
	text  string
	place document.Place
	// fields are the values of a line that has several; one value else.
	fields []string
}

// streamRun is a run of texts and the values behind it.
type streamRun struct {
	texts  []token
	values []token
	next   string // the text behind the values
	doubt  bool   // one of the values is a label's ordinal
}

// reset begins the next run in the space of the last.
func (run *streamRun) reset() {
	*run = streamRun{texts: run.texts[:0], values: run.values[:0]}
}

const (
	maxCellLine = 80  // characters; a longer line is prose, unless it is a whole table
	maxRunTexts = 120 // texts before the values of a row: the header of section 四 has 40
)

var rePageNumber = regexp.MustCompile(`^[-—–]\s*\d{1,3}\s*[-—–]$|^第?\s*\d{1,3}\s*页(?:[,，/共\s]*\d*\s*页?)?$`)

// pageNumber reports whether a line is nothing but the number of a page.
func pageNumber(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return (strings.ContainsRune("-—–", first) || strings.Contains(line, "页")) && rePageNumber.MatchString(line)
}

// paragraph takes the lines of a paragraph into the run.
func (w *walker) paragraph(b *document.Block, run *streamRun) {
	for line := range strings.Lines(b.Text) {
		line = strings.TrimSpace(line)
		if line == "" || pageNumber(line) {
			continue
		}
		if n, heading := sectionNumber(line); heading {
			w.flush(run)
			w.endStreamTable()
			run.reset()
			w.enterSection(n)
			if utf8.RuneCountInString(line) <= maxCellLine {
				continue
			}
		}
		if w.done {
			continue
		}
		if utf8.RuneCountInString(line) > maxCellLine {
			fields := strings.Fields(line)
			if !denseTable(fields) {
				w.flush(run)
				run.reset()
				continue
			}
			for _, f := range fields {
				w.take(f, b.Place, run)
			}
			continue
		}
		w.take(line, b.Place, run)
	}
}

// enterSection notes that a section begins.
func (w *walker) enterSection(n int) {
	w.section, w.foreign = n, false
	w.behind = rowForm{}
	w.done = n >= 5
	if n == 2 || n == 3 {
		w.headers[secProactive] = nil
	}
	w.group = ""
}

// denseTable reports whether the fields of a long line are cells of a table: many
// values among them.
func denseTable(fields []string) bool {
	const least = 8
	if len(fields) < least {
		return false // prose
	}
	values := 0
	for _, f := range fields {
		if valueLike(f) {
			values++
		}
	}
	return values >= least && values*4 >= len(fields)
}

// take adds one line to the run. A text behind values ends a row.
func (w *walker) take(line string, place document.Place, run *streamRun) {
	if valueLike(line) {
		t := token{text: line, place: place}
		if f := strings.Fields(line); len(f) > 1 && allValues(f) {
			t.fields = f
		}
		run.values = append(run.values, t)
		return
	}
	if n := len(run.values); n > 0 {
		switch ordinal := w.ordinalOf(line); {
		case ordinal == "":
		case ordinal == run.values[n-1].text:
			// the number before it is this label's ordinal, torn off
			line = ordinal + line
			run.values = run.values[:n-1]
		case strings.TrimLeft(line, ".．、") != line:
			run.doubt = true // the ordinal stands somewhere among the numbers
		}
		run.next = line
		w.flush(run)
		run.reset()
	}
	fields := strings.Fields(line)
	end := len(fields)
	for end > 1 && valueLike(fields[end-1]) {
		end--
	}
	if end < len(fields) {
		if label := strings.Join(fields[:end], ""); len(fields)-end > 1 || w.namesRow(label) {
			run.texts = append(run.texts, token{text: strings.Join(fields[:end], " "), place: place})
			t := token{text: strings.Join(fields[end:], " "), place: place}
			if len(fields)-end > 1 {
				t.fields = fields[end:]
			}
			run.values = append(run.values, t)
			return
		}
	}
	if len(run.texts) >= maxRunTexts {
		run.texts = append(run.texts[:0], run.texts[maxRunTexts/2:]...)
	}
	run.texts = append(run.texts, token{text: line, place: place})
}

// ordinalOf is the ordinal that the form prints before a label which stands
// there without one, "" if the line is no such label.
func (w *walker) ordinalOf(line string) string {
	l := readLabel(strings.TrimLeft(line, ".．、"))
	if l.ordinal != "" {
		return ""
	}
	r, _, ok := findRow(l)
	if !ok {
		if r, ok = fragmentOf(l.text); !ok {
			return ""
		}
	}
	n := 0
	for _, x := range applicationRows {
		if x.group == r.group && x.key != x.group && r.group != "" {
			if n++; x.key == r.key {
				return strconv.Itoa(n)
			}
		}
	}
	return ""
}

func (w *walker) namesRow(label string) bool {
	_, ok := w.rowNamed(readLabel(label), false)
	return ok
}

func allValues(fields []string) bool {
	for _, f := range fields {
		if !valueLike(f) {
			return false
		}
	}
	return true
}

// cells are the values of a run as cells: one a line, or all in one line.
func (run *streamRun) cells() []value {
	var vs []value
	if len(run.values) == 1 && run.values[0].fields != nil {
		t := run.values[0]
		for _, f := range t.fields {
			vs = append(vs, value{text: f, place: t.place})
		}
		return vs
	}
	vs = make([]value, 0, len(run.values))
	for _, t := range run.values {
		vs = append(vs, value{text: t.text, place: t.place})
	}
	return vs
}

// flush reads the row that a run holds.
func (w *walker) flush(run *streamRun) {
	if len(run.texts) == 0 || w.done {
		return
	}
	values := run.cells()
	if len(values) == 0 {
		return
	}
	if h := reviewStream(run.texts); h != nil {
		w.headers[secReview] = h
		w.reviewStreamRow(h, values, run.values[0].place)
		return
	}
	last := len(run.texts) - 1
	place := run.texts[last].place
	r, text, from, ok := w.streamLabel(run.texts)
	w.streamHeader(run.texts[:from], r, ok)
	if !ok && headerBefore(run.texts) {
		w.foreign = true // numbers before any label: the label may stand behind its numbers
	}
	if ok && r.key == r.group && values[0].text == "1" && w.ordinalOf(run.next) == "1" {
		ok = false // a heading, and the ordinal of the next label: no subtotals
	}
	orphans := w.orphans
	w.orphans = 0
	behind, n := w.behind, w.behindN
	w.behind = rowForm{}
	l := readLabel(run.texts[last].text)
	if behind.section == secApplications && len(values) != n && (ok && r.key == behind.key || !ok && goesOn(run.texts[last].text)) && !allBlankValues(values) {
		// a number that is wider than its cell goes on in the next line, beside
		// the next line of whatever label stands there
		w.sheet.doubt(behind, place)
	}
	if ok {
		w.endStreamTable()
		w.dropPart()
		w.trace.label(textOf(run.texts[from:]))
		w.known(r, text)
		// as many numbers without a label before this one as behind it: the row may
		// have begun there, and its wide numbers go on here
		contested := orphans == len(values) && orphans > 1 && (w.unowned || !w.any(r.section))
		w.orphans, w.unowned = max(0, run.numbers()-len(applicationColumns)), true
		if contested || run.doubt || run.mixed() || headsBlock(r) || w.disorderly(run.texts[:from], r) {
			w.unproved(r, w.headers[r.section], values, true, place)
			return
		}
		w.row(r, values, false, true, place)
		w.behind, w.behindN = r, len(values)
		w.headed = w.headed || r.key == "otherwise"
		return
	}
	if w.torn(l, values, true, place) {
		return
	}
	if last > 0 {
		if two := readLabel(run.texts[last-1].text + run.texts[last].text); w.torn(two, values, true, place) || w.begin(two, values, true) {
			return
		}
	}
	if w.begin(l, values, true) {
		return
	}
	w.orphans, w.unowned = run.numbers(), false
	if valueLike(run.texts[last].text) {
		w.orphans, w.unowned = w.orphans+1, true // a line of numbers: its first was taken for the label
	}
	w.strangeStreamRow(run.texts[last], values)
}

// numbers is how many numbers a run holds, in however many lines.
func (run *streamRun) numbers() (n int) {
	for _, t := range run.values {
		n += max(1, len(t.fields))
	}
	return n
}

// mixed reports whether the values come neither one a line nor all in one line:
// then their number proves nothing.
func (run *streamRun) mixed() bool {
	if len(run.values) < 2 {
		return false
	}
	for _, t := range run.values {
		if len(t.fields) > 1 {
			return true
		}
	}
	return false
}

// headsBlock reports whether a row is the heading of a block of rows. Beside its
// rows, its cell reaches over all of them and its text comes anywhere among
// theirs: numbers behind it are its sums only where a word says so.
func headsBlock(r rowForm) bool {
	return r.key == r.group && r.key != "" && r.key != "otherwise"
}

// disorderly reports whether the label right before a row's, without values of
// its own, is that of a row which the form has behind it: the texts do not come
// in the order of the rows, and the values are either's.
func (w *walker) disorderly(texts []token, r rowForm) bool {
	if len(texts) == 0 || r.section != secApplications {
		return false
	}
	l := readLabel(texts[len(texts)-1].text)
	before, exact, ok := findRow(l)
	return ok && exact && l.ordinal != "" && before.section == r.section && formOrder(before) > formOrder(r)
}

// formOrder is the place of a row of section 三 in the form, -1 for headings.
func formOrder(r rowForm) int {
	for i, x := range applicationRows {
		if x.key == r.key {
			return i
		}
	}
	return -1
}

// goesOn reports whether a text is a piece of a label and names no row: what
// stands beside the second line of a row.
func goesOn(text string) bool {
	for _, s := range []string{readLabel(text).text, letters(fold(text))} {
		if s != "" && (strings.Contains(resultsLabel, s) || inWording(s)) {
			return true
		}
	}
	return false
}

// endsInRow reports whether the texts end in a row's own label: then the text
// behind it is another row's and must not be joined to it.
func (w *walker) endsInRow(texts []token) bool {
	if len(texts) == 0 {
		return false
	}
	_, exact, ok := findRow(readLabel(texts[len(texts)-1].text))
	return ok && exact
}

// strangeStreamRow keeps a row that is none of the form's, with its values.
func (w *walker) strangeStreamRow(t token, values []value) {
	family := ""
	switch {
	case w.section == 3 || w.headers[secApplications] != nil && w.section == 0:
		family = secApplications
	case w.headers[secProactive] != nil:
		family = secProactive
	}
	if family == "" || w.headers[family] == nil && family == secProactive {
		return
	}
	cells := []string{t.text}
	for _, v := range values {
		cells = append(cells, strings.TrimSpace(v.text))
	}
	w.notARow(family, cells, t.place)
	w.stream = append(w.stream, strangeRow{family, cells, t.place})
}

// endStreamTable keeps the strange rows met so far as a table.
func (w *walker) endStreamTable() {
	if len(w.stream) == 0 {
		return
	}
	f := FreeTable{Section: w.section, Place: w.stream[0].place}
	for _, s := range w.stream {
		f.Rows = append(f.Rows, s.cells)
	}
	w.free = append(w.free, f)
	w.stream = nil
}
