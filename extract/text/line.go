package text

import (
	"iter"
	"strings"
	"unicode"
)

// kind is what a line looks like by itself.
type kind int

const (
	blank kind = iota // nothing but white space, and no tab
	prose             // no tab that matters
	cell              // begins with a tab and has at most one text
	row               // tabs between texts, or texts and then several tabs
)

// line is a line of the file, without its end.
type line struct {
	text   string
	kind   kind
	number int // from 1
	page   int // from 1, 0 when the file has no form feeds
}

// zeroWidth are the marks that print nothing and that no trimming of white
// space knows: they stand at the edges of copied text.
const zeroWidth = "\u200b\u200c\u200d\u2060\ufeff"

// lines yields the lines of a text with their numbers as an editor counts them.
// A form feed begins a page and ends a line without being counted as one.
func lines(text string) iter.Seq[line] {
	text = strings.TrimPrefix(text, "\ufeff")
	page := 0
	if strings.Contains(text, "\f") {
		page = 1
	}
	return func(yield func(line) bool) {
		number := 1
		for text != "" {
			end := strings.IndexAny(text, "\r\n\f")
			l := line{text: text, number: number, page: page}
			if end < 0 {
				text = ""
			} else {
				l.text = text[:end]
				switch {
				case text[end] == '\f':
					page++
				case strings.HasPrefix(text[end:], "\r\n"):
					end++
					number++
				default:
					number++
				}
				text = text[end+1:]
			}
			l.kind = kindOf(l.text)
			if l.kind == blank && end >= 0 && l.text == "" && page > l.page {
				continue // the form feed stood at the beginning of a line
			}
			if !yield(l) {
				return
			}
		}
	}
}

// rowTabs is the number of tabs from which a line with one text or none is a row
// of a table: no cell is indented so far.
const rowTabs = 5

func kindOf(s string) kind {
	tabs := strings.Count(s, "\t")
	if tabs == 0 {
		if isBlank(s) {
			return blank
		}
		return prose
	}
	texts := 0
	for field := range strings.SplitSeq(s, "\t") {
		if !isBlank(field) {
			texts++
		}
	}
	switch {
	case texts >= 2:
		return row
	case tabs >= rowTabs:
		return row // all cells blank but one, or all of them
	case strings.HasPrefix(s, "\t"):
		return cell
	case texts == 1 && tabs >= 2:
		return row
	default:
		return prose
	}
}

// isBlank reports whether s prints nothing: white space of any width
// (U+00A0 and U+3000 too) and zero-width marks.
func isBlank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !strings.ContainsRune(zeroWidth, r) {
			return false
		}
	}
	return true
}
