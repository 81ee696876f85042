package report

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	reBy        = regexp.MustCompile(`由([^,。;:、]{2,40}?)(?:编制|按照|结合|负责编制|组织编制|依据|根据)`)
	reAnnounced = regexp.MustCompile(`(?:公布|发布|公开|编制|制定|报告|现将|送)(?:了|的)?(?:如下)?《?((?:` + yearWords + `)?年?度?)([^,。;:《》]{2,40}?)(?:` + yearWords + `)?(?:年度|年)?(?:政府信息|政务信息|信息|政务)公开(?:工作)?(?:` + yearWords + `)?年?(?:年度|年报|指南|工作)`)
	reUndertake = regexp.MustCompile(`申请受理机构(?:名称)?(?:为|是)?:?([^,。;:]{3,40}?)(?:办公室|综合科|党政办|政务公开)`)
	reQuoted    = regexp.MustCompile(`《([^《》]{3,40}?)(?:政府|政务)?信息公开(?:工作)?(?:年度|指南)`)
	reSubject   = regexp.MustCompile(`(?:^|[,。])(?:` + yearWords + `)年(?:以来)?,([^,。;:]{3,30}?)(?:认真|坚持|以习近平|高度|深入|按照|严格|全面|紧紧|依申请|积极|持续|始终|贯彻)`)
	reBody      = regexp.MustCompile(`([^,。;:《》()的]{3,30}?(?:人民政府|局|委员会|街道办事处|街道|管委会|镇|乡|厅|署))(?:按照|负责|在职责|编制|高度重视|根据)`)
	reContact   = regexp.MustCompile(`请(?:与|联系|向|致电)([^,。;:、()]{3,40}?)(?:联系|咨询|反映|\(|。|$)`)
	reSource    = regexp.MustCompile(`(?:信息)?来源:([^,。;:、()0-9]{4,40}?)(?:发布|时间|日期|浏览|点击|字体|字号|作者|\[|[0-9]|$)`)
	reNotOrgan  = regexp.MustCompile(`^(?:本|我|县|市|区|各|该|其|此|上级|国务院|中华人民共和国|年度|年|社会|政府|政府信息|政务|信息|工作|主动|依法|通过|根据|公布|特|现|有关|相关|以|全|为|对|向|与|和|及|了)`)
)

// agency is the organ's full name as the document gives it: in the title, in the
// line above it, in the first sentences, under the text, in the page's metadata.
// A name without its place in the title (应急管理局, 市水利局) gives way to the
// whole one where the text has it, a bare place to its government.
func (p *parser) agency() string {
	if a := organ(p.title.Agency); a != "" {
		if rest, partial := partialName(a); partial {
			if full := p.named(func(s string) bool { return strings.HasSuffix(s, rest) && len(s) > len(a) }); full != "" {
				return full
			}
		}
		return p.governed(a)
	}
	if a := p.nameAbove(); a != "" {
		return a
	}
	return p.fuller(p.agencyInText())
}

// agencyInText is the organ's name where no title gives it.
func (p *parser) agencyInText() string {
	if a := p.named(func(string) bool { return true }); a != "" {
		return a
	}
	if a := p.signature(); a != "" {
		return a
	}
	for i := range p.lines {
		if i > 60 {
			break
		}
		if m := reUndertake.FindStringSubmatch(p.lines[i].fold()); m != nil {
			if a := organ(m[1]); a != "" && endsAsOrgan(a) && !reNotOrgan.MatchString(a) {
				return a
			}
		}
	}
	for i := 0; i < len(p.lines) && i < 60; i++ {
		if l := p.lines[i].text; strings.HasSuffix(l, "办公室") && isOrganLine(l) && !reNotOrgan.MatchString(fold(l)) {
			return organ(strings.TrimSuffix(fold(l), "办公室"))
		}
	}
	for _, s := range p.preface(3) {
		if m := reBody.FindStringSubmatch(s); m != nil {
			if a := organ(m[1]); a != "" && !reNotOrgan.MatchString(a) {
				return a
			}
		}
	}
	if a := p.contact(); a != "" {
		return a
	}
	if p.alone {
		for _, name := range []string{"ContentSource", "Author"} {
			if a := organ(p.doc.MetaValue(name)); a != "" && endsAsOrgan(a) {
				return a
			}
		}
	}
	return ""
}

// contact is the organ that the first sentences tell to ask about the report, or
// the one that the line under the title gives as its source. A government may
// stand there for the site that it runs: it is no source by itself.
func (p *parser) contact() string {
	for _, s := range p.preface(5) {
		if m := reContact.FindStringSubmatch(s); m != nil {
			a := organ(m[1])
			if of := strings.TrimSuffix(a, "办公室"); strings.HasSuffix(of, "局") || strings.HasSuffix(of, "委员会") || strings.HasSuffix(of, "中心") {
				a = of
			}
			if a != "" && endsAsOrgan(a) && !reNotOrgan.MatchString(a) {
				return a
			}
		}
	}
	for i := 0; i < len(p.lines) && i < 8; i++ {
		if _, ok := p.lines[i].heading(); ok {
			break
		}
		if m := reSource.FindStringSubmatch(p.lines[i].fold()); m != nil {
			if a := organ(m[1]); a != "" && endsAsOrgan(a) && !reNotOrgan.MatchString(a) && !strings.HasSuffix(a, "政府") {
				return a
			}
		}
	}
	return ""
}

// partialName reports whether a name lacks its place, and what a whole name must
// end in.
func partialName(a string) (rest string, partial bool) {
	for _, p := range []string{"市", "县", "区", "州"} {
		if r, ok := strings.CutPrefix(a, p); ok {
			return r, true
		}
	}
	return a, !strings.ContainsAny(a, "省市县区镇乡州旗国") && strings.HasSuffix(a, "局")
}

// named is the first name that the first sentences give the organ.
func (p *parser) named(ok func(string) bool) string {
	for _, re := range []*regexp.Regexp{reBy, reAnnounced, reQuoted, reUndertake, reSubject} {
		for _, s := range p.preface(5) {
			for _, m := range re.FindAllStringSubmatch(s, 6) {
				if a := organ(m[len(m)-1]); a != "" && endsAsOrgan(a) && !reNotOrgan.MatchString(a) && ok(a) {
					return a
				}
			}
		}
	}
	return ""
}

// organ cleans a name: no blanks, no year, no brackets left open.
func organ(s string) string {
	s = strings.Trim(fold(s), ",.:;、。·-—\"“”")
	s = strings.TrimPrefix(s, "将")
	if hasYear(s) {
		if y := reYear.FindStringIndex(s); y != nil && y[0] == 0 {
			s = s[y[1]:]
		}
		if y := reYear.FindStringIndex(s); y != nil && y[1] == len(s) {
			s = s[:y[0]]
		}
	}
	if n := utf8.RuneCountInString(s); n < 2 || n > 50 || s == "政府" || s == "中华人民共和国" {
		return ""
	}
	return s
}

// nameAbove is the line above the title when it is nothing but a name.
func (p *parser) nameAbove() string {
	for i := 0; i < len(p.lines) && i < 6; i++ {
		l := p.lines[i].text
		if utf8.RuneCountInString(l) >= 60 {
			return ""
		}
		if _, ok := sectionNumber(l); ok {
			return ""
		}
		if isOrganLine(l) && !p.entry(i) && !reNotOrgan.MatchString(fold(l)) {
			return organ(l)
		}
	}
	return ""
}

// entry reports whether the name in a line is one that a guide lists: it stands
// over its address, or under the words of what it does (受理机构).
func (p *parser) entry(i int) bool {
	return i > 0 && strings.HasSuffix(p.lines[i-1].fold(), "机构") || i+1 < len(p.lines) && reGuideField.MatchString(p.lines[i+1].text)
}

// signature is the name in the last lines, above the date.
func (p *parser) signature() string {
	for i := len(p.lines) - 1; i >= 0 && i >= len(p.lines)-5; i-- {
		l := p.lines[i].text
		if p.entry(i) {
			continue
		}
		if utf8.RuneCountInString(l) <= 30 && isOrganLine(l) && !reNotOrgan.MatchString(fold(l)) {
			return organ(l)
		}
	}
	return ""
}
