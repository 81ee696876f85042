package report

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

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

// What stands in brackets behind a column's name is its unit or a remark. Some say
// that the numbers are not the form's: thousands, shares, a part of the whole.
var (
	reMultiple = regexp.MustCompile(`\((?:单位:?)?[0-9]*[十百千万亿拾佰仟]+(?:件|条|个|项|批|次|宗|份|起|家|人|部|笔)*\)`)
	rePartOf   = regexp.MustCompile(`\([^()]*(?:[%‰]|占比|比例|比重|其中|不含|不包括|不计|除外|网上|上年|上一年|去年|同期)[^()]*\)`)
)

// otherMeasure reports whether a folded header cell says that its numbers are
// measured otherwise than the form's column. Units of money are headerUnit's.
func otherMeasure(f, key string) bool {
	if !strings.Contains(f, "(") {
		return false
	}
	money := key == "amount_yuan" || key == "amount_wan_yuan"
	return rePartOf.MatchString(f) || !money && reMultiple.MatchString(f)
}

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
		if c.key != "" && otherMeasure(f, c.key) {
			return column{text: text}
		}
		c.text = text
		return c
	}
	c := column{text: text}
	if utf8.RuneCountInString(s) >= 2 {
		for _, w := range v.words {
			if e := v.columns[w.entry]; e.key != "" && strings.HasPrefix(w.text, s) && !slices.Contains(c.may, e.key) {
				c.may = append(c.may, e.key)
			}
		}
		if len(c.may) == 1 {
			c.key, c.may = c.may[0], nil
		}
	}
	return c
}
