package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// headerBefore reports whether the text before a label is a word of a header.
func headerBefore(texts []token) bool {
	if len(texts) == 0 {
		return false
	}
	for _, c := range columnsNamed(texts[len(texts)-1].text) {
		if c.key != "" || c.head != "" {
			return true
		}
	}
	return false
}

// groupIn notes the heading of a block of rows that a run names, or that a row
// behind the block ends it, and reports whether it names one.
func (w *walker) groupIn(texts []token) (named bool) {
	for _, t := range texts {
		l := readLabel(t.text)
		r, exact := exactRow(l.text)
		switch {
		case !exact || r.section != secApplications:
		case r.group != "" && r.key == r.group:
			w.group = r.group
			w.number(r, l.ordinal)
			named = true
		case r.group == "" && r.key != groupResults && l.ordinal != "":
			w.group = ""
		}
	}
	return named
}

// streamHeader reads the header among the texts before a row's label.
func (w *walker) streamHeader(texts []token, r rowForm, found bool) {
	start, article, content := 0, -1, false
	for i, t := range texts {
		f := fold(t.text)
		switch {
		case reArticle.MatchString(f):
			w.headers[secProactive] = nil
			w.foreign = false
			start, article, content = i+1, i+1, false
		case strings.Contains(f, "容") && readColumn(secProactive, t.text).head == headContent:
			w.headers[secProactive] = nil
			start, content = i+1, true
		case article == i && strings.HasSuffix(f, "项"):
			article = i + 1 // 第二十条 / 第（五）项
		}
	}
	if article >= 0 && start > article+1 {
		w.foreign = true // words before 信息内容: a column that reaches up beside the article
		return
	}
	family := secApplications
	switch {
	case found:
		family = r.section
	case w.section <= 2:
		family = secProactive
	}
	words := segment(family, texts[start:])
	known := 0
	for _, c := range words {
		if (c.key != "" || len(c.may) > 0) && readLabel(c.text).ordinal == "" { // （七）总计 is a row
			known++
		}
	}
	if known == 0 || family == secApplications && known < 3 { // 小计 of a group without numbers heads no columns
		if found && strangeWords(texts[start:]) {
			w.headers[family] = nil
			w.foreign = true
		}
		return
	}
	if known == 1 && family == secApplications {
		return // one word is no header of section 三: it may be a row that nothing names (小计, 其他)
	}
	w.foreign = false
	// words before the first known one are no part of the header, but behind 信息内容
	first := 0
	for !content && !words[first].known() || readLabel(words[first].text).ordinal != "" {
		first++
	}
	var kept []column
	for _, c := range words[first:] {
		if !c.known() && !reHan.MatchString(c.text) && strings.ContainsFunc(c.text, unicode.IsDigit) {
			// numbers that nobody can read, among the names: whose row these were, and
			// which of the names came with it, is lost. Section three needs all its names
			if family == secApplications {
				continue
			}
			w.headers[family], w.foreign = nil, true
			return
		}
		if c.head == headNote || c.head == headContent || c.head == headApplicants || readLabel(c.text).ordinal != "" {
			continue
		}
		if !c.known() {
			if l := readLabel(c.text); l.text == "" || utf8.RuneCountInString(l.text) > 12 {
				continue
			} else if _, _, isRow := findRow(l); isRow {
				continue
			} else if _, cut := fragmentOf(l.text); cut || l.text == "本" {
				continue // 三、本年度办理结果, its letters lost
			}
		}
		kept = append(kept, c)
	}
	w.headers[family] = streamHeader(family, kept)
}

// strangeWords reports whether texts before a row's label end in two words or more
// that can be the header of another table: short, and no part of the form's labels.
func strangeWords(texts []token) bool {
	n := 0
	for i := len(texts) - 1; i >= 0; i-- {
		l := readLabel(texts[i].text)
		if l.text == "" || l.ordinal != "" || utf8.RuneCountInString(l.text) > 8 || inWording(l.text) {
			break
		}
		n++
	}
	return n > 1
}

// inWording reports whether a text is a part of a row's wording.
func inWording(text string) bool {
	for _, w := range rowWords.words {
		if strings.Contains(w.text, text) {
			return true
		}
	}
	return false
}

// segment reads texts as words of a header, a word over up to four lines.
func segment(family string, texts []token) []column {
	var words []column
	v := families[family]
	for i := 0; i < len(texts); {
		took := 0
		for k := min(4, len(texts)-i); k >= 1; k-- {
			joined := ""
			for _, t := range texts[i : i+k] {
				joined += t.text
			}
			if utf8.RuneCountInString(joined) > maxLabel {
				continue
			}
			s := letters(dropBracketed(fold(joined)))
			if e, ok := v.exact[s]; ok && !otherMeasure(fold(joined), v.columns[e].key) {
				c := v.columns[e]
				c.text = joined
				words = append(words, c)
				took = k
				break
			}
		}
		if took == 0 {
			words = append(words, readColumn(family, texts[i].text))
			took = 1
		}
		i += took
	}
	return words
}
