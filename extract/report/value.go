package report

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gongkai/extract/document"
)

// reading is what was read of one cell.
type reading struct {
	state State
	value Number
	raw   string
	place document.Place
}

// same reports whether two readings say the same of a cell.
func (a reading) same(b reading) bool {
	return a.state == b.state && (a.state != StateValue || a.value.Equal(b.value))
}

var (
	// the words of measure that may follow a count
	reMeasure = regexp.MustCompile(`^(?:件|个|条|项|批次|批|次|起|宗|人|人次|份|部|家|笔|件次|项次|件\(次\)|条\(次\))$`)
	// a remark in brackets with words in it: 22（其中修订16件）
	reRemark = regexp.MustCompile(`^(.*?)\(([^()]*)\)$`)
	reMoney  = regexp.MustCompile(`^(?:人民币)?(万元|亿元|元)(?:人民币|整)?$`)
	reGrew   = regexp.MustCompile(`^(?:新?增加?|增长|调?增|上升)了?([0-9].*)$`)
	reShrank = regexp.MustCompile(`^(?:减少|减|下降|调减|取消)了?([0-9].*)$`)
	reHan    = regexp.MustCompile(`\p{Han}`)
)

// tidy is a cell's text for reading: NFKC, one line, every run of white space one
// blank, marks of width zero and bookmarks dropped, outer blanks trimmed.
func tidy(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] < '!' || s[i] > '~' || s[i] == '[' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	if strings.Contains(s, "[bookmark:") {
		s = reBookmark.ReplaceAllString(s, "")
	}
	if t, ok := tidyPlain(s); ok {
		return t
	}
	s = norm.NFKC.String(s)
	var b strings.Builder
	blank := false
	for _, r := range s {
		switch {
		case han(r) || r > ' ' && r < 0x7f:
		case r <= ' ' || unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case unicode.Is(unicode.Cf, r):
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		switch r {
		case '−', '﹣': // minus signs that NFKC leaves
			r = '-'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isNone reports whether a tidied text says "not applicable". In a narrow cell
// the words are broken over lines: 不适 用.
func isNone(s string) bool {
	switch first, _ := utf8.DecodeRuneInString(s); first {
	case '无', '無', '不', 'N', 'n':
		switch strings.ReplaceAll(s, " ", "") {
		case "无", "無", "不适用", "不適用", "无此项", "N/A", "n/a":
			return true
		}
	case '/', '\\', '-', '–', '—', '―', '─', ' ':
		return strings.Trim(s, `/\-–—―─ `) == ""
	}
	return false
}

// readCell reads the text of a cell that stands in a column. header is the unit
// that the column's header names.
//
// A number is read only where one reading is possible: digits torn apart ("2 0"),
// a leading zero (two cells run together), digits of two kinds ("12①"), a number
// with words that are no measure are unreadable. The value is never rounded.
func readCell(text, column string, header unit, place document.Place) reading {
	rd := reading{raw: strings.TrimSpace(text), place: place, state: StateUnreadable}
	if column != "amount_yuan" && column != "amount_wan_yuan" && plainNumber(rd.raw) {
		n, err := strconv.ParseInt(rd.raw, 10, 64)
		if err == nil {
			rd.state, rd.value = StateValue, NewNumber(n)
			return rd
		}
	}
	s := tidy(text)
	switch {
	case s == "":
		rd.state = StateBlank
		return rd
	case isNone(s):
		rd.state = StateNotApplicable
		return rd
	}
	if marked(text) {
		return rd
	}
	n, rest, ok := leadingNumber(s, column == "change")
	if !ok {
		if n, words := countInWords(s); words && column != "amount_yuan" && column != "amount_wan_yuan" {
			rd.state, rd.value = StateValue, NewNumber(n)
		}
		return rd
	}
	// a remark: (其中修订16件); a unit may stand in brackets too
	if m := remark(rest); m != nil {
		inner := strings.TrimPrefix(strings.TrimPrefix(m[2], "单位:"), "单位")
		switch {
		case reMoney.MatchString(inner) || reMeasure.MatchString(inner):
			rest = m[1] + inner
		case reHan.MatchString(m[2]):
			rest = m[1]
		default:
			return rd
		}
	}
	rest = strings.TrimRight(rest, "。")
	money := unitNone
	if rest == "" {
		// a number and nothing else
	} else if m := reMoney.FindStringSubmatch(rest); m != nil {
		money = map[string]unit{"元": unitYuan, "万元": unitWan, "亿元": unitYi}[m[1]]
	} else if !reMeasure.MatchString(rest) {
		return rd
	}
	switch column {
	case "amount_yuan", "amount_wan_yuan":
		if rest != "" && money == unitNone {
			return rd // 8件 is no amount
		}
		if money == unitNone {
			money = header
		}
		switch {
		case money == unitNone && column == "amount_wan_yuan":
			money = unitWan // the form's own header
		case (money == unitNone || money == unitMixed) && !n.IsZero():
			rd.state = StateUnitUnknown
			return rd
		}
		n = money.inYuan(n)
		if column == "amount_wan_yuan" {
			n = n.Shift(-4)
		}
	default:
		if money != unitNone {
			return rd // an amount where a count belongs
		}
	}
	rd.state, rd.value = StateValue, Number{n}
	return rd
}

// marked reports whether a text has a digit of another kind before any remark in
// brackets: in a ring, raised, lowered. NFKC makes a plain digit of it, and the
// note mark of 12① would make 121. What U+202E turns round is printed from right to left.
func marked(text string) bool {
	for _, r := range text {
		switch {
		case r == '(' || r == '（':
			return false
		case isMark(r), r == reversed:
			return true
		}
	}
	return false
}

// isUnread reports whether a tidied text is what readers give for a value that is
// none: an object, a text that does not count or is in doubt, a formula without a
// result, an error or a truth value of a sheet.
func isUnread(s string) bool {
	switch s {
	case "=", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A":
		return true
	}
	return isTruth(s) || strings.ContainsFunc(s, isDoubt) && !reHan.MatchString(s)
}

func isTruth(s string) bool { return s == "TRUE" || s == "FALSE" }

// The marks that readers put into a text (extract/script): behind what is struck through,
// beside what may be printed otherwise, for a value that is no text, before what is
// printed from right to left.
const (
	struck   = '\u0336'
	doubted  = '\u3013'
	figure   = '\ufffc'
	reversed = '\u202e'
)

// isDoubt reports whether r is one of the marks.
func isDoubt(r rune) bool { return r == struck || r == doubted || r == figure || r == reversed }

// remark parts a text that ends in a remark in brackets; nil for any other.
func remark(s string) []string {
	if !strings.HasSuffix(s, ")") {
		return nil
	}
	return reRemark.FindStringSubmatch(s)
}

// valueLike reports whether a text can be a cell with a number or its absence:
// a number with sign, unit or remark, or "none". It is asked where cells and
// labels stand mixed; labels that begin with an ordinal are no values.
func valueLike(text string) bool {
	if len(text) > 60 {
		return false
	}
	if plainNumber(text) {
		return true
	}
	if latinWord(text) {
		return false
	}
	if onlyWords(text) { // nearly all that is no number
		return isNone(text) || isTruth(text) || text == "零"
	}
	s := tidy(text)
	if s == "" {
		return false
	}
	if isNone(s) || isUnread(s) || s == "零" || s == "〇" { // in words a number is unreadable, and no label
		return true
	}
	if marked(text) || strings.ContainsAny(s, "^_") {
		return numeric(s) // a number with a mark beside it: no number, and no label
	}
	if r, _ := utf8.DecodeRuneInString(s); !strings.ContainsAny(s, "0123456789") || r == '(' {
		return false
	}
	_, rest, ok := leadingNumber(s, true)
	if !ok {
		end := strings.LastIndexAny(s, "0123456789") + 1
		return numeric(s) || numeric(s[:end]) && reMeasure.MatchString(strings.TrimSpace(s[end:])) // 16 5 件
	}
	if m := remark(rest); m != nil && reHan.MatchString(m[2]) {
		rest = m[1]
	}
	rest = strings.TrimRight(rest, "。")
	return rest == "" || reMoney.MatchString(rest) || reMeasure.MatchString(rest)
}
