package layout

import (
	"math"
	"slices"
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

// edge is the share of a page's height at its top and bottom where headers,
// footers and page numbers stand.
const edge = 0.12

// furniture marks page numbers, and lines that stand at the edge of several
// pages with the same words at the same height; their digits may differ.
func (f *Flow) furniture() {
	type key struct {
		text string
		at   int
	}
	seen := map[key]int{}
	at := func(s *sheet, it *item) int { return int(math.Round(it.box.Top / 6)) }
	each := func(do func(*sheet, *item)) {
		for i := range f.sheets {
			s := &f.sheets[i]
			for _, k := range s.edges() {
				do(s, &s.items[k])
			}
		}
	}
	each(func(s *sheet, it *item) { seen[key{words(it.text), at(s, it)}]++ })
	each(func(s *sheet, it *item) {
		n := 0
		for d := -1; d <= 1; d++ {
			n += seen[key{words(it.text), at(s, it) + d}]
		}
		w := words(it.text)
		it.furniture = pageNumber(it.text) || n > 1 && w != "" && utf8.RuneCountInString(w) > 1
	})
}

// edges are the items that may be furniture: the lines nearest to the top and
// bottom, before any table.
func (s *sheet) edges() []int {
	var out []int
	for i := range s.items {
		it := &s.items[i]
		if it.table != nil || it.cell || it.box.Bottom > edge*s.height {
			break
		}
		out = append(out, i)
	}
	for i := range slices.Backward(s.items) {
		it := &s.items[i]
		if it.table != nil || it.cell || it.box.Top < (1-edge)*s.height || slices.Contains(out, i) {
			break
		}
		out = append(out, i)
		if len(out) > 16 {
			break
		}
	}
	return out
}

// words is a text without its digits and blanks.
func words(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// pageNumber reports whether a text is nothing but a page number: 3, - 3 -,
// — 3 —, 3/12, 第 3 页, 第3页 共12页.
func pageNumber(s string) bool {
	digits := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	rest := strings.Trim(strings.NewReplacer("第", "", "页", "", "共", "", "／", "", "/", "", "，", "", ",", "", "—", "", "－", "", "-", "", "–", "", "·", "", "~", "", "―", "", "─", "").Replace(words(s)), " ")
	return digits > 0 && digits <= 8 && rest == ""
}
