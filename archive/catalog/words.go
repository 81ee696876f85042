package catalog

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"gongkai/archive"
	"gongkai/extract/report"
)

// What a search text may have at most.
const (
	MaxText  = 600 // bytes
	MaxWords = 12
)

// word is one word of a search text. An entry meets it where its organ's name
// has it whole, or where every part that the word was taken to have is met.
type word struct {
	whole []string // folded, and as a normal name
	rest  []string // the same of what is left without year and kind; nil: nothing is
	year  int
	kind  string
}

var (
	reYearWord = regexp.MustCompile(`((?:19|20)[0-9]{2})(?:年度?|度)?`)
	reKindWord = regexp.MustCompile(`(?:政府)?(?:信息公开)?(?:工作)?(?:年度?报告?|年度(?:工作)?报告|报告)|(?:政府)?(?:信息公开)?指南|annual_?reports?|reports?|guides?`)
)

// wordsOf reads a search text, false where it is too long.
func wordsOf(text string) ([]word, bool) {
	if len(text) > MaxText {
		return nil, false
	}
	if t := report.ReadTitle(text); t.Kind != report.Other && t.Agency != "" {
		w := word{whole: spellings(text), rest: spellings(t.Agency), year: t.Year, kind: string(t.Kind)}
		if t.Kind == report.Guide {
			w.year = 0 // of its edition: a guide has none
		}
		return []word{w}, true
	}
	var words []word
	for _, s := range strings.Fields(strings.ToLower(norm.NFKC.String(text))) {
		w := word{whole: spellings(s)}
		rest := s
		// The kind first: in 2023年报 the sign 年 is of the kind.
		if m := reKindWord.FindString(rest); m != "" {
			w.kind = string(report.AnnualReport)
			if strings.HasSuffix(m, "指南") || strings.HasPrefix(m, "guide") {
				w.kind = string(report.Guide)
			}
			rest = strings.Replace(rest, m, "", 1)
		}
		if m := reYearWord.FindStringSubmatch(rest); m != nil {
			w.year, _ = strconv.Atoi(m[1]) // four digits
			rest = strings.Replace(rest, m[0], "", 1)
		}
		if w.year != 0 || w.kind != "" {
			w.rest = spellings(rest)
		} else if w.whole == nil {
			continue // nothing but punctuation
		}
		words = append(words, w)
	}
	return words, len(words) <= MaxWords
}

// unmet appends the words that the name alone does not meet, whose years and
// kinds are still to be looked for; false where the name rules one out.
func unmet(words []word, name string, open []word) ([]word, bool) {
	for _, w := range words {
		switch {
		case containsAny(name, w.whole):
		case w.year == 0 && w.kind == "", w.rest != nil && !containsAny(name, w.rest):
			return open, false
		default:
			open = append(open, w)
		}
	}
	return open, true
}

// fits reports whether the entry is of the word's year and kind.
func (w *word) fits(e *Entry) bool {
	return (w.year == 0 || e.Year == w.year) && (w.kind == "" || e.Kind == w.kind)
}

func containsAny(s string, pieces []string) bool {
	for _, p := range pieces {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// spellings returns a name in the forms that are looked for, nil for none.
func spellings(s string) []string {
	f := folded(s)
	if f == "" {
		return nil
	}
	if n := folded(archive.NormalName(s)); n != f && n != "" {
		return []string{f, n}
	}
	return []string{f}
}

// searchText is all spellings of an organ's name, a NUL between them: no piece
// of a name reaches from one into the next.
func searchText(o *archive.Organ) string {
	_, normal, _ := strings.Cut(o.ID, "/")
	text := "\x00" + folded(normal) + "\x00"
	for _, name := range append([]string{o.Name}, o.Names...) {
		for _, s := range spellings(name) {
			if !strings.Contains(text, s) {
				text += s + "\x00"
			}
		}
	}
	return text
}

// folded returns what of a text counts for the search: NFKC, lower case,
// letters, digits and parentheses.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '(' || r == ')' {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}
