package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/extract/document"
)

var (
	reDigitsDate = regexp.MustCompile(`((?:19|20)[0-9]{2})[ ]*[-/.年][ ]*([0-9]{1,2})[ ]*[-/.月][ ]*([0-9]{1,2})(?:[ ]*日)?`)
	reHanDate    = regexp.MustCompile(`([一二三四五六七八九〇零○Oo]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日`)
	reLoneDate   = regexp.MustCompile(`^[(（]?(?:` + reDigitsDate.String() + `|` + reHanDate.String() + `)[)）]?$`)
	rePublished  = regexp.MustCompile(`(?:发布时间|发布日期|公开日期|公开时间|发表时间|发表日期|发文时间|更新时间|时间|日期):?$`)
	reOtherDate  = regexp.MustCompile(`(?:成文时间|成文日期|生成日期|废止日期|生效日期)$`) // ends as a name of that date and is another's
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

// readPeriod finds the whole period that a folded text names, nil if it is not
// there or has lost a digit.
func readPeriod(f string) *Period {
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

// dates finds the date of publication (metadata, or a line with its name above
// the text) and the date under the text.
func (p *parser) dates(r *Record) {
	add := func(d *DateEvidence) {
		if d == nil {
			return
		}
		r.Dates = append(r.Dates, *d)
		switch {
		case d.Role == "published" && r.Published == "":
			r.Published = d.Date
		case d.Role == "signed" && r.Signed == "":
			r.Signed = d.Date
		}
	}
	if p.alone {
		add(evidence("published", p.doc.MetaValue("PubDate"), "metadata", document.Place{}))
	}
	for i := range p.lines {
		l := &p.lines[i]
		if _, ok := l.heading(); i > 25 || ok && i > 0 {
			break
		}
		if l.chars <= maxTitle*2 {
			add(published(p.lines, i))
		}
	}
	if p.alone {
		furniture := linesOf(p.blocks, true)
		for i := 0; i < len(furniture) && len(r.Dates) < 8; i++ {
			add(published(furniture, i))
		}
	}
	for i := len(p.lines) - 1; i > len(p.lines)/2 && i >= len(p.lines)-8; i-- {
		if s := tidy(p.lines[i].text); reLoneDate.MatchString(s) || reLoneDate.MatchString(fold(s)) {
			add(evidence("signed", s, "signature", *p.lines[i].place))
			break
		}
		if s := tidy(p.lines[i].text); utf8.RuneCountInString(s) <= 60 {
			if at := strings.LastIndexByte(s, ' '); at > 0 {
				if d := s[at+1:]; reLoneDate.MatchString(d) && isOrganLine(strings.TrimSpace(s[:at])) {
					add(evidence("signed", d, "signature", *p.lines[i].place))
					break
				}
			}
		}
	}
}

// published reads a line such as 发布时间：2022-01-17; the date may stand in the
// next line.
func published(lines []line, i int) *DateEvidence {
	s := tidy(lines[i].text)
	if !strings.Contains(s, "间") && !strings.Contains(s, "期") {
		return nil // every name of the date ends in one of them
	}
	if rePublished.MatchString(strings.ReplaceAll(s, " ", "")) && i+1 < len(lines) {
		next := tidy(lines[i+1].text)
		if m := reDigitsDate.FindStringIndex(next); m != nil && m[0] == 0 {
			return evidence("published", next, "header", *lines[i+1].place)
		}
		return nil
	}
	var issued *DateEvidence // 发文日期 is the document's; it serves where no other stands beside
	for _, m := range reDigitsDate.FindAllStringIndex(s, 4) {
		before := strings.ReplaceAll(s[:m[0]], " ", "")
		label := strings.TrimRight(before, ":")
		if !rePublished.MatchString(strings.TrimRight(before, "[(【")) || reOtherDate.MatchString(label) {
			continue
		}
		d := evidence("published", s[m[0]:m[1]], "header", *lines[i].place)
		if strings.HasSuffix(label, "发文日期") || strings.HasSuffix(label, "发文时间") {
			issued = d
			continue
		}
		return d
	}
	return issued
}
