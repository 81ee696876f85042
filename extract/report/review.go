package report

import (
	"regexp"
	"slices"
	"strconv"

	"gongkai/extract/document"
)

// reviewGroups are the three groups of section 四 in the order of the form.
var reviewGroups = []string{secReview, secDirect, secAfterReview}

// complete reports whether the header of section 四 has nearly all its columns:
// then a row below it is no row of the header.
func (h *header) complete() bool {
	spots, ok := h.reviewOrder()
	return ok && len(h.leaves) >= len(spots)-len(reviewGroups)
}

// spot is a column of section 四: its group and its key.
type spot struct{ group, key string }

// review enters the row of section 四. It reports whether the row was one.
func (w *walker) review(h *header, values []value, place document.Place) bool {
	if len(values) > maxRowCells {
		return false
	}
	if spots, picked, ok := h.reviewAligned(values); ok {
		w.enterReview(spots, picked)
		return true
	}
	spots, ok := h.reviewOrder()
	if !ok {
		w.sheet.find("header_contradicts", document.Reader, secReview, "第四部分表头与法定格式不合，未读 / the header of section 4 contradicts the form", place)
		return false
	}
	front, back := 0, 0
	for front < len(values) && blank(values[front].text) {
		front++
	}
	for back < len(values)-front && blank(values[len(values)-1-back].text) {
		back++
	}
	extra := len(values) - len(spots)
	if front == len(values) && extra >= 0 {
		front, back = 0, extra // all blank: every way is the same
	}
	wider := extra > 0 && front < len(values) // blanks are to be put aside: the header has their columns
	if extra < 0 || max(0, extra-back) != min(front, extra) || wider && (reachesIn(values[front:len(values)-back]) || values[len(values)-1].to > h.cols) {
		w.sheet.find("row_unproved", document.Reader, secReview, "第四部分有"+strconv.Itoa(len(values))+"个数，应为"+strconv.Itoa(len(spots))+"个，位置无法证明，未读 / the numbers of section 4 cannot be placed", place)
		return false
	}
	picked := values[max(0, extra-back):][:len(spots)]
	if (h.grid || h.table != w.table) && (wider || merged(values)) && beside(h.leaves[:min(len(h.leaves), len(picked))], picked) {
		w.sheet.find("row_unproved", document.Reader, secReview, "第四部分的数与表头错位，位置无法证明，未读 / the numbers of section 4 stand beside their header: left out", place)
		return false
	}
	w.enterReview(spots, picked)
	return true
}

func (w *walker) enterReview(spots []spot, values []value) {
	w.trace.review(w.headers[secReview], spots, values)
	for _, g := range reviewGroups {
		var cells []rowCell
		for i, s := range spots {
			if s.group != g {
				continue
			}
			rd := w.sheet.readCell(values[i], s.key, unitNone)
			if values[i].down && rd.state == StateValue {
				rd.state = StateUnreadable
				w.sheet.find("merged_number", document.Publisher, cellKey(g, "", s.key), "合并单元格中的数不属于任何一格："+rd.raw+" / a number in a merged cell belongs to none", rd.place)
			}
			cells = append(cells, rowCell{s.key, rd})
		}
		w.sheet.put(g, "", cells, false)
	}
}

// reviewAligned pairs the values with the leaves that they stand under, each
// under the heading of its group. Where merged cells have left blanks a heading
// goes on over them: each group has each column once.
func (h *header) reviewAligned(values []value) ([]spot, []value, bool) {
	if !h.grid || len(values) == 0 || values[0].to == 0 {
		return nil, nil, false
	}
	var spots []spot
	seen := map[spot]bool{}
	g := ""
	for _, l := range h.leaves {
		if l.head != "" {
			g = l.head
		}
		if g != secReview && g != secDirect && g != secAfterReview || l.key == "" || len(l.may) > 0 {
			return nil, nil, false
		}
		s := spot{g, l.key}
		if seen[s] {
			return nil, nil, false
		}
		seen[s] = true
		spots = append(spots, s)
	}
	_, picked, ok := h.aligned15(values)
	return spots, picked, ok
}

// aligned15 is aligned for leaves whose keys repeat in each group.
func (h *header) aligned15(values []value) ([]leaf, []value, bool) {
	own := &header{grid: true}
	for i, l := range h.leaves {
		l.column = column{key: strconv.Itoa(i)}
		own.leaves = append(own.leaves, l)
	}
	return own.aligned(rowForm{section: secReview}, values)
}

// reviewOrder returns the columns of section 四 from left to right: the form's
// own where the header is nothing but the form's (labels lost at most), else the
// header's where it is complete.
func (h *header) reviewOrder() ([]spot, bool) {
	var groups []string
	for _, hd := range h.heads {
		if hd != headReview && hd != headDirect && hd != headAfterReview || slices.Contains(groups, hd) {
			continue
		}
		groups = append(groups, hd)
	}
	if l, r := slices.Index(h.heads, headLitigation), slices.Index(h.heads, headReview); l >= 0 && r > l && len(groups) == 3 {
		groups = []string{groups[1], groups[2], groups[0]}
		if groups[2] != headReview {
			return nil, false
		}
	}
	if len(h.heads) > 0 && len(groups) == 0 {
		return nil, false
	}
	if len(groups) == 0 {
		groups = reviewGroups
	}
	cols := keysOf(reviewColumns)
	var form []string
	for range groups {
		form = append(form, cols...)
	}
	if len(h.leaves) < 3 {
		return nil, false
	}
	if h.within(form) {
		var spots []spot
		for _, g := range groups {
			for _, c := range cols {
				spots = append(spots, spot{g, c})
			}
		}
		return spots, true
	}
	if len(h.leaves) != len(form) {
		return nil, false
	}
	var spots []spot
	seen := map[spot]bool{}
	for i, l := range h.leaves {
		s := spot{groups[i/len(cols)], l.key}
		if l.key == "" || seen[s] {
			return nil, false
		}
		seen[s] = true
		spots = append(spots, s)
	}
	return spots, true
}

// reviewRow reads the one row of section 四: its 15 cells have no label.
func (w *walker) reviewRow(row []gridCell) bool {
	h := w.headers[secReview]
	at := -1
	for i, c := range row {
		if !blank(c.cell.Text) && !valueLike(c.cell.Text) {
			if i > 0 && at < i-1 || i > 1 {
				return false
			}
			if _, _, isRow := findRow(readLabel(c.cell.Text)); isRow {
				return false
			}
			at = i
		}
	}
	values := w.valuesAfter(row, at)
	if len(row) < 5 || at >= 0 && row[at].own && !full(values) && !reCounted.MatchString(letters(fold(row[at].cell.Text))) {
		return false // a row of the organ's own, filled up with blanks to the table's width
	}
	if w.twoInOne(values) {
		w.sheet.find("row_unproved", document.Reader, secReview, "第四部分有一格两个数，又有空格，位置无法证明，未读 / a cell of section 4 holds two numbers and another one is blank: left out", row[0].cell.Place)
		return true
	}
	return w.review(h, values, row[0].cell.Place)
}

// The row of section 四 has no label, or one that says what its numbers count.
var reCounted = regexp.MustCompile(`^(?:本年度?)?(?:案件|复议|诉讼|行政复议诉讼)?(?:数量|件数|数|总数|合计|数据|情况)(?:件)?$`)
