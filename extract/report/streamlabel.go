package report

import (
	"strings"
	"unicode/utf8"
)

// streamLabel finds the row that the last texts of a run name: letter for letter
// first, over as few lines as possible, then nearly. from is the first text of
// the label.
func (w *walker) streamLabel(texts []token) (r rowForm, l label, from int, ok bool) {
	headed := w.groupIn(texts)
	for _, exact := range []bool{true, false} {
		joined := ""
		for k := 1; k <= 5 && k <= len(texts); k++ {
			joined = texts[len(texts)-k].text + joined
			l = readLabel(withoutResults(joined))
			if utf8.RuneCountInString(l.text) > maxLabel {
				break
			}
			found, is := w.rowNamed(l, exact)
			if !is || k > 1 && !exact && w.endsInRow(texts[:len(texts)-1]) {
				continue
			}
			if isSubtotal(l.text) && !headed {
				continue // the name of its block may also stand below it, beside the block's middle
			}
			if (found.key == "otherwise.other" || isSubtotal(l.text) || found.key == "total" && found.section == secApplications) && l.ordinal == "" && k == 1 && headerBefore(texts[:len(texts)-1]) {
				continue // the last word of a header
			}
			return found, l, len(texts) - k, true
		}
	}
	return rowForm{}, label{}, len(texts), false
}

// resultsLabel is the label of the block of results, which stands beside its
// first rows, a piece of it on each line.
const resultsLabel = "三、本年度办理结果"

// withoutResults drops a piece of that label from before the ordinal of a row:
// in a stream the two touch, as 三、本（一）予以公开.
func withoutResults(text string) string {
	before, _, found := strings.Cut(text, "（")
	if !found {
		before, _, found = strings.Cut(text, "(")
	}
	if piece := strings.TrimSpace(before); found && piece != "" && strings.Contains(resultsLabel, piece) {
		return text[len(before):]
	}
	return text
}
