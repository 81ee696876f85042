package report

import (
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/extract/document"
)

// year is the year that the report is about: the title's, else that of the name
// in the first sentences, of the period, of the first section.
func (p *parser) year(r *Record) {
	if r.Year = p.title.Year; r.Year > 0 {
		return
	}
	for _, f := range p.preface(3) {
		if m := reReportName.FindStringIndex(f); m != nil {
			head := f[max(0, m[0]-90):m[1]]
			if all := reYear.FindAllStringSubmatch(head, -1); all != nil {
				last := all[len(all)-1][1]
				if y := yearOf(last); y > 0 && !strings.Contains(head, "〔"+last) && !strings.Contains(head, "["+last) {
					r.Year = y
					return
				}
			}
		}
	}
	if r.Period != nil {
		if t, err := time.Parse(time.DateOnly, r.Period.From); err == nil {
			r.Year = t.Year()
			return
		}
	}
	for i := range p.lines {
		f := p.lines[i].fold()
		if len(f) > 600 {
			f = f[:600]
		}
		for _, spoken := range spokenYears(f, 3) {
			if y := yearOf(spoken); y > 0 {
				r.Year = y
				return
			}
		}
	}
}

// yearByDate takes the year before a report was published, where nothing else
// gives the year. The law wants it early in the next year, so this is a guess for
// most and a finding for all.
func (p *parser) yearByDate(r *Record, s *sheet) {
	if r.Year > 0 {
		return
	}
	for _, d := range []string{r.Published, r.Signed} {
		if t, err := time.Parse(time.DateOnly, d); err == nil {
			r.Year = t.Year() - 1
			s.find("year_inferred", document.Reader, "year", "没有写明年度，按日期 "+d+" 推为上一年 / the year is inferred from the date", document.Place{})
			return
		}
	}
}

// spokenYears are the first years that a folded text speaks of, at most so many: four
// digits with 年 or at the end of a clause, not those of a law's number (〔2019〕).
func spokenYears(f string, most int) (years []string) {
	for i := 0; i+4 <= len(f) && len(years) < most; i++ {
		if century := f[i : i+2]; century != "20" && century != "19" || digitsIn(f[i:]) < 4 {
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(f[:i]); i > 0 && strings.ContainsRune("〔[(（0123456789", before) {
			continue
		}
		if after := f[i+4:]; after == "" || after[0] == ',' || strings.HasPrefix(after, "年") && digitsIn(after[len("年"):]) == 0 {
			years = append(years, f[i:i+4])
		}
	}
	return years
}

// maxYears are the years of a title that are looked at.
const maxYears = 6

// yearIn returns the year that stands nearest before the document's name, else
// the first one, 0 if none.
func yearIn(f string) int {
	at, end := nextYear(f, 0)
	if at < 0 {
		return 0
	}
	best := f[at:end]
	if second, _ := nextYear(f, end); second >= 0 && mayNameReport(f) {
		if m := reReportName.FindStringIndex(f); m != nil {
			for n := 1; n <= maxYears && at >= 0 && at < m[1]; n++ {
				best = f[at:end]
				at, end = nextYear(f, end)
			}
		}
	}
	return yearOf(best)
}

// nextYear is where the next year stands in a text, as reYear finds it, without the
// words behind it; -1 if there is none.
func nextYear(s string, from int) (at, end int) {
	for i := from; i < len(s); i++ {
		switch c := s[i]; {
		case c == '1' || c == '2':
			if i+4 <= len(s) && (s[i:i+2] == "19" || s[i:i+2] == "20") && isDigit(s[i+2]) && isDigit(s[i+3]) {
				return i, i + 4
			}
		case c == "二"[0] && strings.HasPrefix(s[i:], "二"):
			if n := yearInWords(s[i:]); n > 0 {
				return i, i + n
			}
		}
	}
	return -1, -1
}

// yearInWords is the length in bytes of the year that a text begins with, 0 if there is
// none: 二〇二三, 二O一九.
func yearInWords(s string) (end int) {
	for _, digits := range [...]string{"二", "〇零○0oO", "一二三四五六七八九〇零○oO", "一二三四五六七八九〇零○oO"} {
		r, size := utf8.DecodeRuneInString(s[end:])
		if size == 0 || !strings.ContainsRune(digits, r) {
			return 0
		}
		end += size
	}
	return end
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// hasYear reports whether reYear matches somewhere in a text.
func hasYear(s string) bool {
	at, _ := nextYear(s, 0)
	return at >= 0
}

// yearOf reads a year in digits or Chinese numerals, 0 where a sign is lost or
// the year is out of all reason.
func yearOf(s string) int {
	n, digits := 0, 0
	for _, r := range s {
		d := numeral(r)
		if d < 0 {
			return 0
		}
		n, digits = n*10+d, digits+1
	}
	if digits != 4 || n < 1990 || n > 2099 {
		return 0
	}
	return n
}

// numeral is the value of a digit, Chinese or not, -1 for anything else.
func numeral(r rune) int {
	switch r {
	case '〇', '零', '○', 'O', 'o', '0':
		return 0
	}
	if r >= '1' && r <= '9' {
		return int(r - '0')
	}
	if i := strings.IndexRune("一二三四五六七八九", r); i >= 0 {
		return i/len("一") + 1
	}
	return -1
}
