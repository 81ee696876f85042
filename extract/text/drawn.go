package text

import (
	"strings"

	"gongkai/extract/document"
)

// CodeDrawn is the code of the finding that a table drawn with characters was
// left out.
const CodeDrawn = "drawn_table"

// drawnRun returns how many lines at the beginning of a chunk are a table drawn
// with characters, +---+ or ┌──┐. Its cells go on over lines, and which lines are
// one cell only the drawing tells, in a font whose letters are as wide as it thinks:
// 4306 in a narrow column is a line of 4 and one of 306.
func drawnRun(chunk []line) int {
	n, ruled := 0, false
	for n < len(chunk) && isDrawn(chunk[n].text) {
		ruled = ruled || isDrawnRule(chunk[n].text)
		n++
	}
	if !ruled || n < 3 {
		return 0 // a line across the page
	}
	return n
}

// isDrawn reports whether a line begins as one of a drawn table does.
func isDrawn(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasPrefix(s, "|") || strings.HasPrefix(s, "+--") || strings.HasPrefix(s, "+==") || isBox(s)
}

// isDrawnRule reports whether a line has a piece of a drawn rule in it.
func isDrawnRule(s string) bool {
	return strings.Contains(s, "+--") || strings.Contains(s, "--+") || strings.Contains(s, "+==") || isBox(strings.TrimSpace(s))
}

// isBox reports whether a text begins with one of the characters made for drawing
// tables (Unicode, Box Drawing).
func isBox(s string) bool { return s >= "\u2500" && s < "\u2580" }

// drawn leaves a drawn table out, and says so.
func (r *reader) drawn(run []line) {
	for _, f := range r.doc.Findings {
		if f.Code == CodeDrawn {
			return
		}
	}
	r.doc.Findings = append(r.doc.Findings, document.Finding{
		Code: CodeDrawn, Responsibility: document.Reader, Place: &document.Place{Page: run[0].page, Line: run[0].number},
		Message: "用字符画成的表格，未读：a table drawn with characters is left out",
	})
}
