package report

import (
	"math/bits"
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
	f := fold(s)
	var l label
	for range 2 { // 三、（一）予以公开 in one cell
		number, rest, ok := cutOrdinal(f)
		if !ok || rest == "" {
			break
		}
		l.ordinal, f = number, rest
	}
	l.text = letters(f)
	// "1属于国家秘密": the point was lost. No wording begins with a digit.
	if t := strings.TrimLeft(l.text, "0123456789"); t != l.text && t != "" && len(l.text)-len(t) <= 2 {
		l.ordinal, l.text = l.text[:len(l.text)-len(t)], t
	}
	return l
}

// letters drops everything but letters and digits.
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
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// distance is the edit distance of two texts in characters, or limit+1 when it
// is more than limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var space [maxLabel + 1]int
	row := space[:]
	if len(b) >= len(row) {
		row = make([]int, len(b)+1)
	}
	row = row[:len(b)+1]
	for j := range row {
		row[j] = j
	}
	for i, ra := range a {
		last := row[0]
		row[0] = i + 1
		best := row[0]
		for j, rb := range b {
			cost := last
			if ra != rb {
				cost = min(last, row[j], row[j+1]) + 1
			}
			last, row[j+1] = row[j+1], cost
			best = min(best, cost)
		}
		if best > limit {
			return limit + 1
		}
	}
	return min(row[len(b)], limit+1)
}

// maxLabel bounds what is compared letter by letter: no wording is longer than
// 36 characters, and a long paragraph must not cost.
const maxLabel = 60

// nearest looks a text up among wordings: the exact one, else the nearest with
// a clear margin over the runner-up (another key), else the only one that it is
// the beginning of. It returns -1 where none is clear. Short wordings have no
// near ones: 行政处理 is not 行政处罚.
func (v *vocabulary) nearest(text string) (int, bool) {
	if i, ok := v.exact[text]; ok {
		return i, true
	}
	n := utf8.RuneCountInString(text)
	if n < 3 || n > maxLabel {
		return -1, false
	}
	var space [maxLabel]rune
	rs := space[:0]
	for _, r := range text {
		rs = append(rs, r)
	}
	most := maxDistance(n)
	// beyond a runner-up's margin one distance is as good as another: that finds
	// the key, and nearly always that there is none; which of its wordings, only
	// all the distances tell
	if _, clear := v.clearest(rs, most, most+1); clear {
		found, _ := v.clearest(rs, most, maxLabel)
		return found, false
	}
	only := -1
	for _, w := range v.words {
		if n >= 4 && n*2 >= len(w.runes) && strings.HasPrefix(w.text, text) {
			if only >= 0 && !v.same(only, w.entry) {
				return -1, false
			}
			only = w.entry
		}
	}
	return only, false
}

// clearest is the wording nearest to a text, and whether it is at most so many
// edits away and all other keys two more. Distances over limit count as limit+1.
func (v *vocabulary) clearest(text []rune, most, limit int) (entry int, clear bool) {
	set := setOf(text)
	best, second, found := 1<<30, 1<<30, -1
	for _, w := range v.words {
		if len(w.runes) < 6 {
			continue
		}
		limit := min(len(w.runes)/3+3, limit)
		d := limit + 1
		if set.without(w.set) <= limit && w.set.without(set) <= limit {
			d = distance(text, w.runes, limit)
		}
		switch {
		case found >= 0 && v.same(w.entry, found):
			best = min(best, d)
		case d < best:
			best, second, found = d, best, w.entry
		case d < second:
			second = d
		}
	}
	return found, found >= 0 && best <= most && second >= best+2
}

// maxDistance is how many letters may be wrong in a label of n: 其他法律行政止公开
// lacks three of twelve.
func maxDistance(n int) int { return max(1, n/3) }

// vocabulary is a set of wordings, each of an entry (an index into the table it
// was made from).
type vocabulary struct {
	exact map[string]int
	words []word
	keys  []string
}

type word struct {
	text  string
	runes []rune
	set   runeSet
	entry int
}

// runeSet tells of some characters, each by one of 64 bits, which are there: as
// many as one set has and another lacks, so many edits at least part their texts.
type runeSet uint64

func setOf(rs []rune) (s runeSet) {
	for _, r := range rs {
		s |= 1 << (uint32(r) * 0x9e3779b1 >> 26)
	}
	return s
}

func (s runeSet) without(other runeSet) int { return bits.OnesCount64(uint64(s &^ other)) }

func (v *vocabulary) add(entry int, text string) {
	if v.exact == nil {
		v.exact = map[string]int{}
	}
	v.exact[text] = entry
	runes := []rune(text)
	v.words = append(v.words, word{text, runes, setOf(runes), entry})
}

func (v *vocabulary) same(a, b int) bool { return v.keys[a] == v.keys[b] }

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

// column is what a header cell was found to name.
type column struct {
	key   string // a column of the family, or "" when it is a head or unknown
	head  string // a word over columns
	local bool   // an organ's own wording
	// may are the columns that a cut label ("本年新") can be; key is "" then.
	may  []string
	text string // as printed
}

func (c column) known() bool { return c.key != "" || c.head != "" || len(c.may) > 0 }

// columnWords holds the wordings of one family of columns with the heads.
type columnWords struct {
	vocabulary
	columns []column
}

func newColumnWords(cols ...[]colForm) *columnWords {
	v := &columnWords{}
	enter := func(c colForm, head bool) {
		for i, l := range append(append([]string{}, c.labels...), c.local...) {
			e := column{key: c.key, local: i >= len(c.labels)}
			if head {
				e.key, e.head = "", c.key
			}
			v.columns = append(v.columns, e)
			v.keys = append(v.keys, c.key)
			v.add(len(v.columns)-1, l)
		}
	}
	for _, cs := range cols {
		for _, c := range cs {
			enter(c, false)
		}
	}
	for _, c := range columnHeads {
		enter(c, true)
	}
	return v
}

// families of columns, by the section of their table; section 四 is one family.
var families = map[string]*columnWords{
	secProactive:    newColumnWords(proactiveColumns),
	secApplications: newColumnWords(applicationColumns, []colForm{organisationsColumn}),
	secReview:       newColumnWords(reviewColumns),
}

var (
	reBracketed = regexp.MustCompile(`\([^()]*\)`)
	reArticle   = regexp.MustCompile(`^第?二十条`)
)

// readColumn says what a header cell names in a family. The zero column (but for
// its text) is a word that the family does not know.
func readColumn(family, text string) column {
	v := families[family]
	f := fold(text)
	if strings.Contains(f, "勾稽") || strings.Contains(f, "第一项加第二项") {
		return column{head: headNote, text: text}
	}
	s := letters(f)
	i, _ := v.nearest(s)
	if i < 0 {
		if bare := dropBracketed(f); len(bare) < len(f) {
			i, _ = v.nearest(letters(bare))
		}
	}
	if i >= 0 {
		c := v.columns[i]
		c.text = text
		return c
	}
	c := column{text: text}
	if utf8.RuneCountInString(s) >= 2 {
		for _, w := range v.words {
			if e := v.columns[w.entry]; e.key != "" && strings.HasPrefix(w.text, s) && !contains(c.may, e.key) {
				c.may = append(c.may, e.key)
			}
		}
		if len(c.may) == 1 {
			c.key, c.may = c.may[0], nil
		}
	}
	return c
}

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

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
