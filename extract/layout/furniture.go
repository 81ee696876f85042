package layout

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	f.numbered()
}

const (
	// numberEdge is edge for numbers that count pages, which may stand under a header.
	numberEdge = 0.2
	// maxBeside bounds the items of a page that are held against each other.
	maxBeside = 200
)

// numbered marks the numbers that count pages: alone at one height of several pages,
// each as much more than another as its page is. Where the cells of a table come as
// texts, such a number below the table's last row was taken for a cell of it.
func (f *Flow) numbered() {
	type spot struct{ at, less int }
	spots := map[spot][]*item{}
	for i := range f.sheets {
		s := &f.sheets[i]
		outer := s.outer()
		for _, it := range outer {
			if n, err := strconv.Atoi(it.text); err == nil && !slices.ContainsFunc(outer, it.beside) {
				at := spot{int(math.Round(it.box.Top / 6)), n - s.number}
				spots[at] = append(spots[at], it)
			}
		}
	}
	for _, same := range spots {
		for _, it := range same {
			it.furniture = it.furniture || len(same) > 1
		}
	}
}

// outer are the texts near the top and bottom of a page, none where there are many:
// that is a table.
func (s *sheet) outer() []*item {
	var out []*item
	for i := range s.items {
		it := &s.items[i]
		if it.table != nil || it.box.Top > numberEdge*s.height && it.box.Bottom < (1-numberEdge)*s.height {
			continue
		}
		if out = append(out, it); len(out) > maxBeside {
			return nil
		}
	}
	return out
}

// beside reports whether another item stands at the same height.
func (it *item) beside(o *item) bool {
	return o != it && o.box.Top < it.box.Bottom && o.box.Bottom > it.box.Top
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
