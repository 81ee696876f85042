package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"gongkai/extract/document"
)

var (
	reDigitsDate = regexp.MustCompile(`((?:19|20)[0-9]{2})[ ]*[-/.年][ ]*([0-9]{1,2})[ ]*[-/.月][ ]*([0-9]{1,2})(?:[ ]*日)?`)
	reHanDate    = regexp.MustCompile(`([一二三四五六七八九〇零○Oo]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日`)
	reLoneDate   = regexp.MustCompile(`^[(（]?(?:` + reDigitsDate.String() + `|` + reHanDate.String() + `)[)）]?$`)
	rePublished  = regexp.MustCompile(`(?:发布时间|发布日期|公开日期|公开时间|发表时间|发表日期|发文时间|更新时间|时间|日期):?$`)
	rePeriod     = regexp.MustCompile(`((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日?(?:起)?(?:至|到|-|—|~)+((?:(?:19|20)[0-9]{2})年)?([0-9]{1,2})月([0-9]{1,2})日`)
)

// isoDate returns YYYY-MM-DD, "" where there is no such day.
func isoDate(y, m, d int) string {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1990 || y > 2099 || t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

// readDate finds the first whole date in a text: in digits or in Chinese
// numerals. A date that has lost a digit is none.
func readDate(s string) (iso, raw string) {
	if s == "" {
		return "", ""
	}
	if m := reDigitsDate.FindStringSubmatchIndex(s); m != nil {
		if m[0] > 0 && s[m[0]-1] >= '0' && s[m[0]-1] <= '9' || m[1] < len(s) && s[m[1]] >= '0' && s[m[1]] <= '9' {
			return "", ""
		}
		y, _ := strconv.Atoi(s[m[2]:m[3]])
		mo, _ := strconv.Atoi(s[m[4]:m[5]])
		d, _ := strconv.Atoi(s[m[6]:m[7]])
		return isoDate(y, mo, d), s[m[0]:m[1]]
	}
	f := fold(s)
	if m := reHanDate.FindStringSubmatch(f); m != nil {
		return isoDate(yearOf(m[1]), hanNumber(m[2]), hanNumber(m[3])), m[0]
	}
	return "", ""
}

// loneDate reports whether a folded text is a date and nothing else.
func loneDate(f string) bool {
	if f == "" {
		return false
	}
	last := f[len(f)-1]
	return (last >= '0' && last <= '9' || last == ')' || strings.HasSuffix(f, "日")) && reLoneDate.MatchString(f)
}

// hanNumber reads 一 … 三十一, 0 where it is none.
func hanNumber(s string) int {
	tens, ones, ten := 0, 0, false
	for _, r := range s {
		if r == '十' {
			if ten {
				return 0
			}
			ten, tens, ones = true, max(ones, 1), 0
			continue
		}
		if ones > 0 {
			return 0
		}
		ones = max(numeral(r), 0)
	}
	return tens*10 + ones
}

// readPeriod finds the whole period that a text names, nil if it is not there or
// has lost a digit.
func readPeriod(text string) *Period {
	f := fold(text)
	if !strings.Contains(f, "月") || !strings.Contains(f, "日") {
		return nil
	}
	m := rePeriod.FindStringSubmatch(f)
	if m == nil {
		return nil
	}
	n := func(s string) int { v, _ := strconv.Atoi(s); return v }
	y2 := n(m[1])
	if m[4] != "" {
		y2 = n(m[4][:4])
	}
	p := &Period{isoDate(n(m[1]), n(m[2]), n(m[3])), isoDate(y2, n(m[5]), n(m[6]))}
	if p.From == "" || p.To == "" || p.From > p.To {
		return nil
	}
	return p
}

// evidence makes a DateEvidence, or nil where the date is not whole.
func evidence(role, text, from string, place document.Place) *DateEvidence {
	iso, raw := readDate(text)
	if iso == "" {
		return nil
	}
	return &DateEvidence{Role: role, Date: iso, Raw: raw, From: from, Place: place}
}

// reOpening is a year that opens a sentence: 2021年，我局…
var reOpening = regexp.MustCompile(`(?:^|[。;])((?:19|20)[0-9]{2})年(?:度|以来)?,`)
