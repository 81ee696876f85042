package report

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxTitle is the characters of a title in a document, all its lines.
const maxTitle = 70

var reNoTitle = regexp.MustCompile(`^(?:上一|下一|附件|相关|链接|点击|返回|当前位置|您(?:当前|现在)?(?:所在)?的?位置|首页|第[一二三四五六七八九十]+条)`)

// lineTitle is a title with the lines that it takes.
type lineTitle struct {
	Title
	text  string
	lines int
}

// titleAt reads the title that begins in line i, over at most three lines, and
// how many lines it takes; 0 where there is none.
func titleAt(lines []line, i int) (Title, string, int) {
	if i >= len(lines) {
		return Title{}, "", 0
	}
	l := &lines[i]
	if !l.asked {
		l.asked = true
		if t, text, n := findTitle(lines, i); n > 0 {
			l.title = &lineTitle{t, text, n}
		}
	}
	if l.title == nil {
		return Title{}, "", 0
	}
	return l.title.Title, l.title.text, l.title.lines
}

func findTitle(lines []line, i int) (Title, string, int) {
	first, here := lines[i].text, lines[i].signs
	if len(first) < 9 && !strings.Contains(first, "年") && !strings.Contains(first, "公") || plainNumber(first) {
		return Title{}, "", 0 // most lines of a table that came as lines
	}
	if len(first) > 6*maxTitle || noTitle(first, here) {
		return Title{}, "", 0
	}
	if !mayBeTitled(here) && !lines[i].mayLead() {
		return Title{}, "", 0 // nearly all
	}
	folded := lines[i].fold()
	if len(first) < 60 && loneDate(folded) {
		return Title{}, "", 0 // the date under the document before
	}
	joined := ""
	for n := 1; n <= 3 && i+n <= len(lines); n++ {
		l := lines[i+n-1].text
		if n > 1 && joined != "" && wordy(joined) && wordy(l) {
			joined += " "
		}
		joined += l
		here |= lines[i+n-1].signs
		if n > 1 {
			if len(joined) > 6*maxTitle || noTitle(joined, here) {
				return Title{}, "", 0
			}
			folded = fold(joined)
		}
		if len(joined) > maxTitle && utf8.RuneCountInString(joined) > maxTitle && utf8.RuneCountInString(folded) > maxTitle {
			return Title{}, "", 0
		}
		t := Title{Kind: Other}
		if mayBeTitle(folded, here) {
			t = foldedTitle(folded, here)
		}
		if t.Kind == Other && !t.LookAlike {
			if n == 1 && !leads(folded) {
				return Title{}, "", 0
			}
			continue
		}
		if n > 1 && t.Kind != Other { // does the last line hold it all by itself?
			if own := ReadTitle(l); own.Kind == t.Kind && own.Agency != "" && (own.Year > 0 || t.Kind == Guide) {
				return Title{}, "", 0
			}
		}
		return t, joined, n
	}
	return Title{}, "", 0
}

// noTitle reports whether a text with these signs is prose, a link or a numbered heading.
func noTitle(s string, has signs) bool {
	if has.any(signStop) && (has != allSigns || strings.ContainsFunc(s, endsProse)) || strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：") {
		return true
	}
	return beginsNoTitle(s)
}

// endsProse reports whether a character ends a sentence: it stands in no title.
func endsProse(r rune) bool {
	return r == '。' || r == '；' || r == ';' || r == '!' || r == '？' || r == '?'
}

// beginsNoTitle reports whether a text begins as a link or a numbered heading does.
func beginsNoTitle(s string) bool {
	switch first, _ := utf8.DecodeRuneInString(s); first {
	case '上', '下', '附', '相', '链', '点', '返', '当', '您', '首', '第':
		return reNoTitle.MatchString(s)
	case '(':
		return beginsWithNumber(s[len("("):])
	case '（':
		return beginsWithNumber(s[len("（"):])
	}
	return beginsWithNumber(s)
}

// beginsWithNumber reports whether a text begins with a number and what parts it from
// the heading behind: 一、 2. 三）.
func beginsWithNumber(s string) bool {
	rest := strings.TrimLeft(s, "一二三四五六七八九十0123456789")
	if len(rest) == len(s) {
		return false
	}
	behind, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune(")）、.．", behind)
}

// leads reports whether a folded line can be the first part of a title: an organ's
// name, a year, or the beginning of the document's name.
func leads(f string) bool {
	return endsAsOrgan(f) || hasYear(f) || strings.HasSuffix(f, "政府信息") || strings.HasSuffix(f, "工作") || strings.HasSuffix(f, "公开") || strings.HasSuffix(f, "年度")
}

// mayLead reports whether a line can be one that leads: it is asked before it is folded.
func (l *line) mayLead() bool {
	last, _ := utf8.DecodeLastRuneInString(l.text)
	last, plain := plainForm(last)
	dropped := last <= ' ' || last == 0x7f
	year := l.has(secondSign) || l.any(signDigit) && (!l.clean || hasYear(l.text))
	return !plain || dropped || year || endsLead(simplified(last))
}

// endsLead reports whether a character is one that every line which leads ends in,
// unless it has a year: those of organs' names, 政府信息, 工作, 公开, 年度.
func endsLead(r rune) bool {
	switch r {
	case '局', '委', '会', '厅', '办', '处', '镇', '乡', '部', '署', '院', '队', '站', '所', '社', '区', '县', '市', '省',
		'馆', '行', '场', '室', '府', '心', '道', '司', '关', '门', '团', '庭', '台', ')', ']', '息', '作', '开', '度':
		return true
	}
	return false
}

var secondSign = sign("二") // 二〇二三年

// wordy reports whether a text has Latin letters at its end or beginning, which
// a blank must part.
func wordy(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r < 0x80 && r != ' '
}
