package report

import "strings"

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
	r, named, from, ok := w.streamLabel(run.texts)
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
		w.known(r, named.text)
		w.number(r, named.ordinal)
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
	w.stream = append(w.stream, strangeRow{family: family, cells: cells, place: t.place})
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
