package report

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/extract/document"
)

// walker goes through the blocks of one report in order, tables cell by cell
// and paragraphs line by line, and enters what it can prove in the sheet.
type walker struct {
	sheet *sheet
	// headers are the headers in force, by family.
	headers map[string]*header
	// group is the heading of the block of rows that was met last.
	group string
	// last is the row that was read last, with its label as it stood.
	last     rowForm
	lastText string
	// part is a row whose label was cut off after its beginning.
	part *part
	// later are rows of section 二 without a header, until the form is known.
	later []laterRow
	// strange are rows that are none of the form's, by section.
	strange []strangeRow
	free    []FreeTable
	// votes count the columns of section 二 that were read, by what they tell.
	votes map[string]int
	rows  map[string]bool // rows of section 二 whose label was found, by key and wording
	// done is set after the last statutory section: numbers there are prose.
	done    bool
	section int
	stream  []strangeRow // rows of a table that came as lines, not statutory
}

// value is a cell that stands behind a row's label.
type value struct {
	text     string
	place    document.Place
	from, to int
	down     bool // the cell spans several rows
}

type part struct {
	row    rowForm
	text   string
	values []value
	stream bool
}

type laterRow struct {
	row    rowForm
	values []value
	stream bool
	place  document.Place
}

type strangeRow struct {
	family string
	cells  []string
	place  document.Place
}

func newWalker() *walker {
	return &walker{sheet: newSheet(), headers: map[string]*header{}, votes: map[string]int{}, rows: map[string]bool{}}
}

// walk reads all blocks of one report.
func (w *walker) walk(blocks []document.Block) {
	var run streamRun
	for i := range blocks {
		b := &blocks[i]
		if b.Furniture {
			continue
		}
		if b.Kind == document.TableKind {
			w.flush(&run)
			run.reset()
			if b.Table != nil && !w.done {
				w.table(b.Table, b.Place)
			} else if b.Table != nil {
				w.keep(b.Table, b.Place)
			}
			continue
		}
		w.paragraph(b, &run)
	}
	w.flush(&run)
	w.endStreamTable()
	w.settle()
}

// enter reads the values of a row and puts them in the sheet.
func (w *walker) enter(r rowForm, leaves []leaf, values []value, torn bool) {
	cells := make([]rowCell, 0, len(leaves))
	for i, l := range leaves {
		if l.key == "" {
			if strings.TrimSpace(values[i].text) != "" {
				w.sheet.find("column_unknown", document.Publisher, r.section+"."+r.key,
					"表中有不认识的列“"+strings.TrimSpace(l.text)+"”，其数未读 / a column that the form does not know", values[i].place)
			}
			continue
		}
		rd := readCell(values[i].text, l.key, l.unit, values[i].place)
		if values[i].down && rd.state != StateBlank && rd.state != StateNotApplicable {
			rd.state = StateUnreadable
			w.sheet.find("merged_number", document.Publisher, cellKey(r.section, r.key, l.key),
				"合并单元格中的数不属于任何一格："+rd.raw+" / a number in a merged cell belongs to none", rd.place)
		}
		cells = append(cells, rowCell{l.key, rd})
		w.vote(r, l)
	}
	if len(leaves) == 1 && leaves[0].key == "decisions" {
		w.votes[form2021]++ // alone it stands only in that form
	}
	w.sheet.put(r.section, r.key, cells, torn)
}

// vote notes what a column of section 二 tells about the form.
func (w *walker) vote(r rowForm, l leaf) {
	if r.section != secProactive {
		return
	}
	if l.local {
		w.votes[formLocal]++
		return
	}
	switch l.key {
	case "issued", "repealed", "in_force", "amount_wan_yuan":
		w.votes[form2021]++
	case "made", "total_public", "previous_items", "change", "items", "amount_yuan":
		w.votes[form2019]++
	case "obtained":
		w.votes[formLocal]++
	}
}

// known notes that a row's label was met.
func (w *walker) known(r rowForm, text string) {
	w.last, w.lastText = r, text
	w.sheet.printed[r.section+"."+r.key] = true
	if r.section == secApplications {
		w.group = r.group
	} else {
		w.rows[r.key] = true
		if text == "行政规范性文件" {
			w.rows["2021"] = true
		}
	}
}

// rowNamed finds the row that a label names, where it stands. The wordings 其他
// and 小计 name a row only inside a group.
func (w *walker) rowNamed(l label, exactOnly bool) (rowForm, bool) {
	if isSubtotal(l.text) && w.group != "" && w.group != groupResults {
		return rowForm{section: secApplications, key: w.group + ".subtotal", group: w.group}, true
	}
	r, exact, ok := findRow(l)
	if !ok || exactOnly && !exact {
		return rowForm{}, false
	}
	if r.key == "otherwise.other" && w.group != "otherwise" {
		return rowForm{}, false
	}
	return r, true
}

// isSubtotal reports whether a label is that of a row with the sums of its group.
func isSubtotal(text string) bool { return text == "小计" || text == "合计" }

var reGlued = regexp.MustCompile(`^(.*\p{Han}[^0-9]*?)\s*([+-]?[0-9][0-9,.]*)$`)

// glued splits a label with a number behind it in one cell: 1.属于国家秘密 0.
func (w *walker) glued(text string) (rowForm, string, string, bool) {
	s := tidy(text)
	if s == "" || s[len(s)-1] < '0' || s[len(s)-1] > '9' {
		return rowForm{}, "", "", false
	}
	m := reGlued.FindStringSubmatch(s)
	if m == nil {
		return rowForm{}, "", "", false
	}
	l := readLabel(m[1])
	r, ok := w.rowNamed(l, false)
	if !ok {
		return rowForm{}, "", "", false
	}
	return r, l.text, m[2], true
}

// row reads a row that was found: its values under the header in force.
func (w *walker) row(r rowForm, values []value, torn, inStream bool, place document.Place) {
	if r.key == groupResults {
		return
	}
	key := r.key
	heading := r.group == key && key != ""
	if heading && key != "otherwise" {
		key += ".subtotal"
	}
	r.key = key
	w.sheet.printed[r.section+"."+key] = true
	h := w.headers[r.section]
	leaves, picked, ok := fitRow(h, r, values, inStream)
	if ok && heading && len(picked) < len(values) && tidy(values[0].text) == "1" {
		ok = false // the 1 may be the ordinal of a label that is cut off
	}
	for _, v := range values {
		// a label's cell spans too many rows: it pushes the numbers beside their columns
		ok = ok && !(v.down && !blank(v.text) && !valueLike(v.text))
	}
	if ok {
		w.enter(r, leaves, picked, torn)
		return
	}
	if r.section == secProactive && (h == nil || len(h.leaves) == 0) {
		w.later = append(w.later, laterRow{r, values, inStream, place})
		return
	}
	w.unproved(r, h, values, inStream, place)
}

// unproved says why the values of a row are left out.
func (w *walker) unproved(r rowForm, h *header, values []value, inStream bool, place document.Place) {
	where := r.section + "." + r.key
	n := strconv.Itoa(len(values))
	switch {
	case h != nil && (h.broken || h.loose || !h.plain(r)):
		w.sheet.find("header_contradicts", document.Reader, where, "表头与法定格式不合，本行"+n+"个单元格的位置无法证明，未读 / the header contradicts the form: the row is left out", place)
	case inStream:
		w.sheet.find("stream_unproved", document.Reader, where, "表格结构已失，本行有"+n+"个数，位置无法证明，未读 / the table's structure is lost and the row's numbers cannot be placed", place)
	default:
		w.sheet.find("row_unproved", document.Reader, where, "本行有"+n+"个单元格，与表头不符，位置无法证明，未读 / the row's cells do not fit its header: left out", place)
	}
}

// plain reports whether a header is nothing but the form's own columns.
func (h *header) plain(r rowForm) bool {
	if r.section == secApplications {
		return len(h.leaves) == 0 || h.within(keysOf(applicationColumns))
	}
	for _, f := range []string{form2019, form2021} {
		if c := rowColumns(f, r.key); c != nil && h.within(c) {
			return true
		}
	}
	return false
}

// fitRow pairs a row's values with columns: under the header's own positions
// where they are true; else by count, blanks at the ends (the marks that merged
// cells leave in a text) put aside where only one way is possible.
func fitRow(h *header, r rowForm, values []value, inStream bool) ([]leaf, []value, bool) {
	if len(values) == 0 || len(values) > maxRowCells {
		return nil, nil, false
	}
	if !inStream && h != nil && h.grid && len(values) > 0 && values[0].to > 0 {
		if leaves, picked, ok := h.aligned(r, values); ok {
			return leaves, picked, true
		}
	}
	if leaves, ok := h.order(r.section, r.key, len(values), inStream, full(values)); ok {
		return leaves, values, true
	}
	if inStream {
		return nil, nil, false
	}
	if len(values) == 1 && isNone(tidy(values[0].text)) && h != nil {
		// one cell "无" where the header has several columns: merged over all
		if leaves, ok := h.order(r.section, r.key, len(h.leaves), false, true); ok {
			all := make([]value, len(leaves))
			for i := range all {
				all[i] = values[0]
			}
			return leaves, all, true
		}
	}
	front, back := 0, 0
	for front < len(values) && blank(values[front].text) {
		front++
	}
	for back < len(values)-front && blank(values[len(values)-1-back].text) {
		back++
	}
	if front == len(values) {
		back = front
	}
	if h != nil && h.grid && values[0].to > 0 {
		return nil, nil, false // in a true grid nothing may stand beside the columns
	}
	var leaves []leaf
	var picked []value
	ways := 0
	for n := len(values) - 1; n > 0 && n >= len(values)-front-back; n-- {
		extra := len(values) - n
		for i := max(0, extra-back); i <= min(front, extra); i++ {
			cells := values[i : i+n]
			l, ok := h.order(r.section, r.key, n, false, full(cells))
			if !ok || !wholeForm(r, l) {
				continue
			}
			if ways == 0 || front < len(values) { // all blank: every way is the same
				ways++
				leaves, picked = l, cells
			}
		}
	}
	return leaves, picked, ways == 1
}

// wholeForm reports whether leaves are all the columns of a form: only against
// a complete header may a blank be told to be one too many.
func wholeForm(r rowForm, leaves []leaf) bool {
	has := map[string]bool{}
	for _, l := range leaves {
		has[l.key] = true
	}
	forms := [][]string{keysOf(applicationColumns)}
	if r.section == secProactive {
		forms = [][]string{rowColumns(form2021, r.key), rowColumns(form2019, r.key)}
	}
	for _, f := range forms {
		all := len(f) > 0
		for _, k := range f {
			all = all && has[k]
		}
		if all {
			return true
		}
	}
	return false
}

func full(values []value) bool {
	for _, v := range values {
		if blank(v.text) {
			return false
		}
	}
	return true
}

// aligned pairs a row's values with the leaves that they stand under. Each leaf
// must have exactly one cell with content under it, or only blank ones, and no
// content may stand beside the leaves.
func (h *header) aligned(r rowForm, values []value) ([]leaf, []value, bool) {
	known := 0
	seen := map[string]bool{}
	for _, l := range h.leaves {
		if len(l.may) > 0 || l.key != "" && seen[l.key] || r.section == secProactive && l.key != "" && !fits(r.key, l.key) {
			return nil, nil, false
		}
		if l.key != "" {
			seen[l.key] = true
			known++
		}
	}
	if known == 0 {
		return nil, nil, false
	}
	picked := make([]value, len(h.leaves))
	covers := make([]int, len(values)) // how many leaves a value stands under
	for i, l := range h.leaves {
		covered, found := 0, -1
		for j, v := range values {
			lap := min(v.to, l.to) - max(v.from, l.from)
			if lap <= 0 {
				continue
			}
			covered += lap
			covers[j]++
			switch {
			case found < 0 || blank(values[found].text):
				found = j
			case !blank(v.text):
				return nil, nil, false
			}
		}
		if covered < l.to-l.from {
			return nil, nil, false
		}
		picked[i] = values[found]
	}
	for j, v := range values {
		if covers[j] == 0 && !blank(v.text) {
			return nil, nil, false
		}
	}
	for i := range picked {
		for j := range values {
			if picked[i] == values[j] && covers[j] > 1 {
				picked[i].down = true // merged: a number belongs to none
			}
		}
	}
	return h.leaves, picked, true
}

func blank(s string) bool {
	if s == "" {
		return true
	}
	if s[0] > ' ' && s[0] < 0x7f && s[0] != '[' {
		return false // nothing drops it
	}
	return tidy(s) == ""
}

// settle reads the rows that waited for the form to be known and reports the
// strange ones.
func (w *walker) settle() {
	w.dropPart()
	form := w.proactiveForm()
	for _, l := range w.later {
		var leaves []leaf
		want := rowColumns(form, l.row.key)
		if form != form2019 && form != form2021 || want == nil {
			w.unproved(l.row, nil, l.values, l.stream, l.place)
			continue
		}
		h := &header{family: secProactive, leaves: leavesOf(want, nil)}
		leaves, picked, ok := fitRow(h, l.row, l.values, l.stream)
		if !ok || len(leaves) != len(want) {
			w.unproved(l.row, nil, l.values, l.stream, l.place)
			continue
		}
		w.enter(l.row, leaves, picked, false)
	}
	if w.sheet.seen["applications.otherwise"] && w.applicationsForm() == form2021 {
		w.sheet.rename(secApplications, "otherwise", "otherwise.subtotal")
	}
	for _, s := range w.strange {
		if w.any(s.family) {
			w.sheet.find("row_unknown", document.Publisher, s.family, "表中有不认识的行：“"+short(strings.Join(s.cells, " "), 60)+"” / a row that the form does not know", s.place)
		}
	}
}

// any reports whether a statutory row of the section was met.
func (w *walker) any(section string) bool {
	for k := range w.sheet.seen {
		if strings.HasPrefix(k, section) {
			return true
		}
	}
	return false
}

// proactiveForm decides the form of section 二: there must be statutory rows,
// and then their columns tell.
func (w *walker) proactiveForm() string {
	if !w.any(secProactive) {
		return formNone
	}
	v2019, v2021, local := w.votes[form2019], w.votes[form2021], w.votes[formLocal]
	switch {
	case v2021 > v2019 && v2021 >= local:
		return form2021
	case local > 0:
		return formLocal
	case v2019 > 0:
		return form2019
	case w.rows["other_services"] || w.rows["procurement"]:
		return form2019
	case w.rows["2021"]:
		return form2021
	}
	return formLocal
}

// applicationsForm decides the form of section 三 by its rows: three rows or one
// under 其他处理; "" where that part of the table is not there.
func (w *walker) applicationsForm() string {
	for _, k := range []string{"otherwise.overdue_correction", "otherwise.unpaid_fee", "otherwise.other"} {
		if w.sheet.printed[secApplications+"."+k] {
			return form2021
		}
	}
	if w.sheet.printed[secApplications+".otherwise"] {
		return form2019
	}
	return ""
}

// strangeRowOf keeps a row that is none of the form's.
func (w *walker) notARow(family string, cells []string, place document.Place) {
	w.strange = append(w.strange, strangeRow{family, cells, place})
}

func short(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "…"
}

// torn reads a label that is the rest of the last row's, or keeps one that is
// the beginning of a row's.
func (w *walker) torn(l label, values []value, inStream bool, place document.Place) bool {
	if l.text == "" {
		return false // a bracket or a point continues nothing
	}
	if p := w.part; p != nil {
		if r, ok := exactRow(p.text + l.text); ok && r.key == p.row.key && r.section == p.row.section {
			w.part = nil
			w.known(r, p.text+l.text)
			if len(p.values) > 0 && !(allBlankValues(p.values) && len(values) > 0) {
				w.row(r, p.values, true, p.stream, place)
			}
			if len(values) > 0 && !allBlankValues(values) {
				w.row(r, values, true, inStream, place)
			}
			return true
		}
	}
	if w.last.key != "" && w.lastText != "" {
		if r, ok := exactRow(w.lastText + l.text); ok && r.section == w.last.section && r.key == w.last.key {
			w.lastText += l.text
			if len(values) > 0 {
				w.row(r, values, true, inStream, place)
			}
			return true
		}
	}
	return false
}

// begin keeps a row whose label is only a beginning.
func (w *walker) begin(l label, values []value, inStream bool) bool {
	r, ok := fragmentOf(l.text)
	if !ok {
		return false
	}
	w.dropPart()
	w.part = &part{r, l.text, values, inStream}
	return true
}

// dropPart gives up a row whose label never was completed.
func (w *walker) dropPart() {
	if p := w.part; p != nil && len(p.values) > 0 {
		cells := []string{p.text}
		for _, v := range p.values {
			cells = append(cells, strings.TrimSpace(v.text))
		}
		w.notARow(p.row.section, cells, p.values[0].place)
	}
	w.part = nil
}

func allBlankValues(vs []value) bool {
	for _, v := range vs {
		if !blank(v.text) {
			return false
		}
	}
	return true
}
