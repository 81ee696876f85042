package report

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
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
	doubt  bool   // one of the values is a label's ordinal, or the label has one of them
}

// reset begins the next run in the space of the last.
func (run *streamRun) reset() {
	*run = streamRun{texts: run.texts[:0], values: run.values[:0]}
}

const (
	maxUnit     = 3   // characters of a word that says what a number counts
	maxCellLine = 80  // characters; a longer line is prose, unless it is a whole table
	maxRunTexts = 120 // texts before the values of a row: the header of section 四 has 40
)

var rePageNumber = regexp.MustCompile(`^(?:[-—–]\s*\d{1,3}\s*[-—–]|第?\s*\d{1,3}\s*页(?:[,，/共\s]{0,8}\d*\s*页?)?)$`)

var pageSign = sign("页")

// maxPageWords are the ideographs in the number of a page: 第1页共3页, with what may stand
// between the two.
const maxPageWords = 3 + 8

// isPageNumber reports whether a line is nothing but the number of a page.
func (l *line) isPageNumber() bool {
	first, _ := utf8.DecodeRuneInString(l.text)
	return l.any(signDigit) && l.han <= maxPageWords && (l.has(pageSign) || strings.ContainsRune("-—–", first)) && rePageNumber.MatchString(l.text)
}

// takeLine takes a line of a paragraph into the run.
func (w *walker) takeLine(l *line, run *streamRun) {
	if l.isPageNumber() {
		return
	}
	long := l.chars > maxCellLine
	if n, heading := l.heading(); heading {
		w.flush(run)
		w.endStreamTable()
		run.reset()
		w.enterSection(n)
		if !long {
			return
		}
	}
	switch {
	case w.done:
	case !long:
		w.take(l.text, *l.place, run)
	case l.gaps >= denseFields-1 && denseTable(l.text):
		for f := range strings.FieldsSeq(l.text) {
			w.take(f, *l.place, run)
		}
	default:
		w.flush(run)
		run.reset()
	}
}

// enterSection notes that a section begins.
func (w *walker) enterSection(n int) {
	w.section, w.foreign = n, false
	w.behind, w.above = rowForm{}, halfRow{}
	w.done = n >= 5
	if n == 2 || n == 3 {
		w.headers[secProactive] = nil
	}
	w.group = ""
}

// denseFields are the values at least that make a line a table.
const denseFields = 8

// denseTable reports whether the fields of a long line are cells of a table: many
// values among them.
func denseTable(line string) bool {
	fields, values := 0, 0
	for from := 0; from < len(line); {
		end, size := nextSpace(line, from)
		if end > from {
			fields++
			if valueLike(line[from:end]) {
				values++
			}
		}
		from = end + size
	}
	return values >= denseFields && values*4 >= fields
}

// nextSpace is where the next white space stands in a text, and its length in bytes;
// the end of the text where there is none.
func nextSpace(s string, from int) (at, size int) {
	for i := from; i < len(s); i += size {
		if s[i] < utf8.RuneSelf {
			if size = 1; asciiSays[s[i]]&saysGap != 0 {
				return i, size
			}
			continue
		}
		if _, is := hanAt(s, i); is {
			size = len("一")
			continue
		}
		var r rune
		if r, size = utf8.DecodeRuneInString(s[i:]); unicode.IsSpace(r) {
			return i, size
		}
	}
	return len(s), 0
}

// take adds one line to the run. A text behind values ends a row.
func (w *walker) take(line string, place document.Place, run *streamRun) {
	if valueLike(line) {
		t := token{text: line, place: place}
		if f := fieldsOf(line); len(f) > 1 && allValues(f) {
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
	fields := fieldsOf(line)
	end := len(fields)
	for end > 1 && valueLike(fields[end-1]) {
		end--
	}
	if end > 2 && end < len(fields) && valueLike(fields[end-2]) && utf8.RuneCountInString(fields[end-1]) <= maxUnit && !w.namesRow(fields[end-1]) {
		run.doubt = true // a number and what it counts: not the end of the label
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

// fieldsOf are the fields of a line, a number and the unit behind it one: 0 件.
func fieldsOf(line string) []string {
	fields := strings.Fields(line)
	n := 0
	for i, f := range fields {
		if i > 0 && strings.ContainsFunc(fields[n-1], unicode.IsNumber) && !strings.ContainsAny(f, "0123456789") && !valueLike(f) && valueLike(fields[n-1]) && !isNone(fields[n-1]) && valueLike(fields[n-1]+f) {
			fields[n-1] += f
			continue
		}
		fields[n] = f
		n++
	}
	return fields[:n]
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
