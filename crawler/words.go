package crawler

import (
	"gongkai/crawler/family"
	"gongkai/extract/report"
)

// maxWords is how many texts are remembered; past it they are forgotten and
// read anew.
const maxWords = 20_000

// words reads the texts of links. The menus of a portal stand on each of its
// pages, so what was made of a text is remembered for the walk. It is for one
// goroutine; the zero value remembers nothing.
type words struct {
	plain  map[string]string
	titles map[string]report.Title
}

func newWords() words {
	return words{plain: map[string]string{}, titles: map[string]report.Title{}}
}

// plainText is plainText of s.
func (w words) plainText(s string) string { return remember(w.plain, s, plainText) }

// title is report.ReadTitle of text.
func (w words) title(text string) report.Title { return remember(w.titles, text, report.ReadTitle) }

func remember[V any](m map[string]V, s string, of func(string) V) V {
	if v, ok := m[s]; ok {
		return v
	}
	v := of(s)
	if m != nil {
		if len(m) >= maxWords {
			clear(m)
		}
		m[s] = v
	}
	return v
}

// yearOf returns the year that is all a link says, 0 for any other link: the
// name of a column that holds one year.
func (w words) yearOf(l family.Link) int {
	text := w.plainText(l.Title)
	if !yearOnly.MatchString(text) {
		return 0
	}
	return w.title(text).Year
}
