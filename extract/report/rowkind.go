package report

// opens reports whether a header row can only be the first of its header.
func opens(row []gridCell) bool {
	for _, c := range row {
		if c.own && letters(fold(c.cell.Text)) == "信息内容" {
			return true
		}
	}
	return false
}

// kindOf tells what a row is, and for a header the family of its columns where
// it names one alone. Words that two families share (总计, 其他) decide nothing.
func (w *walker) kindOf(row []gridCell, family string, inHead bool) (rowKind, string) {
	texts := make([]string, 0, 16)
	for _, c := range row {
		if !c.own || blank(c.cell.Text) {
			continue
		}
		if valueLike(c.cell.Text) {
			return rowData, ""
		}
		texts = append(texts, c.cell.Text)
	}
	if len(texts) == 0 {
		return rowBlank, ""
	}
	first := fold(texts[0])
	if !inHead && isSubtotal(letters(fold(texts[len(texts)-1]))) && len(texts) <= 2 {
		if _, ok := w.rowNamed(readLabel(texts[len(texts)-1]), true); ok {
			return rowData, "" // a group's sums, all blank
		}
	}
	if reArticle.MatchString(first) && len(texts) == 1 {
		return rowArticle, ""
	}
	votes := map[string]int{}
	words := 0
	for _, t := range texts {
		in, only, head := 0, "", ""
		for i, c := range columnsNamed(t) {
			f := familyOrder[i]
			switch {
			case c.head == headNote:
				in, only, head = 1, secApplications, c.head
			case c.key != "" || len(c.may) > 0 && family == f:
				in++
				only = f
			case c.head != "":
				in++
				only, head = headFamily(c.head), c.head
			}
		}
		if in > 0 {
			words++
		}
		if in == 1 || head != "" {
			votes[only]++
		}
	}
	best := ""
	for _, f := range []string{secProactive, secApplications, secReview} {
		if votes[f] > 0 && (best == "" || votes[f] > votes[best]) {
			best = f
		}
	}
	l := readLabel(texts[0])
	_, exact, isRow := findRow(l)
	if isRow && exact && (words <= len(texts)/2 || len(texts) == 1 && (l.ordinal != "" || !inHead)) {
		return rowData, ""
	}
	if words > 0 && (best != "" || family != "" || words == len(texts)) {
		return rowHeader, best
	}
	if isRow {
		return rowData, ""
	}
	if len(texts) > 1 || w.lastText != "" || w.part != nil {
		for _, t := range texts {
			l := readLabel(t)
			r, _, ok := findRow(l)
			if ok && (r.key != "total" || l.ordinal != "" || len(texts) <= 3) { // 总计 heads columns too
				return rowData, ""
			}
		}
		if w.continues(texts[len(texts)-1]) {
			return rowData, ""
		}
	}
	if _, ok := fragmentOf(readLabel(texts[len(texts)-1]).text); ok {
		return rowData, ""
	}
	return rowText, ""
}

// continues reports whether a text is the rest of a label that was cut off.
func (w *walker) continues(text string) bool {
	l := readLabel(text)
	if l.text == "" {
		return false
	}
	if _, ok := w.above.ends(l); ok {
		return true
	}
	if w.part != nil {
		if _, ok := exactRow(w.part.text + l.text); ok {
			return true
		}
	}
	_, ok := exactRow(w.lastText + l.text)
	return ok && w.lastText != ""
}
