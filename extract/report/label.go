package report

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var (
	reBookmark  = regexp.MustCompile(`\[bookmark:[^\]]*\]`)
	reRomanised = regexp.MustCompile(`\((?:[a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]{1,7})\)`)
)

// fold brings a text to the form in which texts are compared: NFKC, simplified
// characters, no white space, no marks of width zero, no bookmarks of a word
// processor, no romanisation in brackets. Punctuation is kept.
func fold(s string) string {
	if s == "" {
		return ""
	}
	if strings.Contains(s, "[bookmark:") {
		s = reBookmark.ReplaceAllString(s, "")
	}
	if f, ok := foldPlain(s); ok {
		return f
	}
	if !norm.NFKC.IsNormalString(s) {
		s = norm.NFKC.String(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case han(r):
			r = simplified(r)
		case r > ' ' && r < 0x7f:
		case r <= ' ' || r == 0x7f, unicode.IsSpace(r), unicode.Is(unicode.Cf, r):
			continue
		}
		b.WriteRune(r)
	}
	return dropRomanised(b.String())
}

// label is a text as it is compared with the wordings of the form, with the
// ordinal that stood before it ("三", "1").
type label struct {
	text    string
	ordinal string
}

// readLabel returns the comparable form of a label.
func readLabel(s string) label {
	f := dropResults(fold(s))
	if rest, turned := strings.CutPrefix(f, ")"); turned { // ）一（予以公开
		f = "(" + strings.Replace(rest, "(", ")", 1)
	}
	var l label
	for range 2 { // 三、（一）予以公开 in one cell
		number, rest, ok := cutOrdinal(f)
		if !ok || rest == "" {
			break
		}
		l.ordinal, f = number, rest
	}
	if m := remark(f); m != nil && (reMeasure.MatchString(m[2]) || reMoney.MatchString(m[2]) || strings.HasPrefix(m[2], "单位:")) && !reMultiple.MatchString(f) {
		f = m[1] // 予以公开（件）
	}
	if strings.Contains(f, "%") || strings.Contains(f, "‰") {
		f = strings.ReplaceAll(strings.ReplaceAll(f, "%", "比"), "‰", "比") // a share is told by a letter
	}
	l.text = letters(f)
	// "1属于国家秘密": the point was lost. No wording begins with a digit.
	if t := strings.TrimLeft(l.text, "0123456789"); t != l.text && t != "" && len(l.text)-len(t) <= 2 {
		l.ordinal, l.text = l.text[:len(l.text)-len(t)], t
	}
	return l
}

// dropResults drops what is left of 三、本年度办理结果, which reaches down beside
// all rows of its block, from before a label that has its own ordinal: a line of
// text that lost the table holds both, "理结果（二）部分公开".
func dropResults(s string) string {
	at := strings.IndexByte(s, '(')
	if at <= 0 || at > len("三、本年度办理结果") {
		return s
	}
	if _, rest, ok := cutOrdinal(s[at:]); !ok || rest == "" {
		return s
	}
	front := letters(strings.TrimPrefix(s[:at], "三"))
	if strings.Contains("本年度办理结果", front) {
		return s[at:]
	}
	return s
}

// letters drops everything but letters and digits, and the marks of words that do not
// count or are in doubt, which no wording has: 不 struck through is no part of 不予公开.
// A label that is struck as a whole is still the label of what stands beside it.
func letters(s string) string {
	clean := true
	for _, r := range s {
		if !han(r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	s = strings.TrimSuffix(s, string(struck))
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == struck || r == doubted {
			return r
		}
		return -1
	}, s)
}

// allRows are the rows and groups that a label can name, in one table.
var allRows = append(append(append([]rowForm{}, proactiveRows...), applicationRows...), applicationGroups...)

var rowWords = func() *vocabulary {
	v := &vocabulary{}
	for i, r := range allRows {
		v.keys = append(v.keys, r.section+"."+r.key)
		for _, l := range r.labels {
			v.add(i, l)
		}
	}
	return v
}()

// exactRow finds a row by one of its wordings letter for letter.
func exactRow(text string) (rowForm, bool) {
	i, ok := rowWords.exact[text]
	if !ok {
		return rowForm{}, false
	}
	return allRows[i], true
}

// findRow finds a row or group by its label.
func findRow(l label) (r rowForm, exact, ok bool) {
	i, exact := rowWords.nearest(l.text)
	if i < 0 {
		return rowForm{}, false, false
	}
	return allRows[i], exact, true
}

// fragmentOf reports whether a text is the beginning of exactly one wording,
// cut off: the first part of a torn row.
func fragmentOf(text string) (rowForm, bool) {
	if utf8.RuneCountInString(text) < 4 {
		return rowForm{}, false
	}
	only := -1
	for _, w := range rowWords.words {
		if len(w.text) > len(text) && strings.HasPrefix(w.text, text) {
			if only >= 0 && !rowWords.same(only, w.entry) {
				return rowForm{}, false
			}
			only = w.entry
		}
	}
	if only < 0 {
		return rowForm{}, false
	}
	return allRows[only], true
}
