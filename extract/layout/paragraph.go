package layout

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/document"
)

// paragraph is a paragraph that is being joined of lines.
type paragraph struct {
	text  strings.Builder
	box   Box
	sheet *sheet
	last  item // its last line
	full  bool // whose line reaches the right margin
}

// measure is the share of a page's width that its text has at least.
const measure = 0.4

// margins are where the text of a page begins and ends.
type margins struct{ left, right float64 }

func (s *sheet) margins() margins {
	m := margins{math.Inf(1), math.Inf(-1)}
	for _, it := range s.items {
		if it.table == nil && !it.furniture && !it.alone {
			m.left, m.right = math.Min(m.left, it.box.Left), math.Max(m.right, it.box.Right)
		}
	}
	// A page of headings and tables has no line that is full.
	m.right = math.Max(m.right, m.left+measure*s.width)
	return m
}

// line adds a line to the open paragraph or begins a new one. A line goes on
// with the one above when that one is full, and when it begins at the margin
// and not with an indent, in letters of the same size, one line further down.
func (w *writer) line(s *sheet, it *item, m margins) {
	if p := w.paragraph; p != nil && p.goesOn(s, it, m) {
		if between(p.last.text, it.text) {
			p.text.WriteByte(' ')
		}
		p.text.WriteString(it.text)
		if p.sheet == s {
			p.box = p.box.union(it.box)
		}
		p.last, p.full = *it, full(it, m)
		return
	}
	w.closeParagraph()
	p := &paragraph{box: it.box, sheet: s, last: *it, full: full(it, m)}
	p.text.WriteString(it.text)
	w.paragraph = p
}

func full(it *item, m margins) bool {
	return !it.alone && m.right-it.box.Right <= 1.6*it.size
}

func (p *paragraph) goesOn(s *sheet, it *item, m margins) bool {
	if !p.full || it.alone || math.Abs(it.size-p.last.size) > 0.15*it.size {
		return false
	}
	if it.box.Left-m.left > 0.9*it.size { // an indent
		return false
	}
	if s != p.sheet {
		return s.number == p.sheet.number+1 && !ends(p.last.text)
	}
	pitch := it.base - p.last.base
	return pitch > 0 && pitch <= 2.6*it.size
}

// ends reports whether a text ends with the end of a sentence.
func ends(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "”’\"）)"))
	return strings.ContainsRune("。！？!?；;：:", r)
}

// between reports whether a space belongs between two lines: between words that
// are set with spaces.
func between(a, b string) bool {
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return x < 0x2000 && y < 0x2000 && unicode.IsLetter(x) && unicode.IsLetter(y) && x != '-'
}

func (w *writer) closeParagraph() {
	p := w.paragraph
	if p == nil {
		return
	}
	w.paragraph = nil
	text := strings.TrimSpace(strings.ReplaceAll(p.text.String(), "\x00", ""))
	if text == "" || !w.flow.budget.Text(len(text)) || !w.flow.budget.Block() {
		return
	}
	w.blocks = append(w.blocks, document.Block{Kind: document.Paragraph, Text: text, Place: p.sheet.place(p.box)})
}
