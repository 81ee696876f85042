package report

import (
	"regexp"
	"strings"
	"sync"
)

var (
	rePrefaceReport = regexp.MustCompile(`(?:公布|发布|公开|编制|制定|撰写|现将|形成)[^。;]{0,60}公开(?:工作)?(?:` + yearWords + `)?年?(?:年度(?:工作)?报告|年报|工作报告|工作年度报告)|年度报告(?:的)?根据|本(?:年度)?报告(?:是|依据|根据|由|按照)|政府信息公开(?:年度)?报告编制|编制本(?:年度)?报告`)
	reTableWords    = regexp.MustCompile(`第?二十条(?:第)?\([一五六八]\)项[\s\S]*(?:本年度?制发(?:件数|数)|本年新制作|本年新公开|本年度?处理决定数量|上一年项目数量)`)
	rePrefaceGuide  = regexp.MustCompile(`编制(?:了|出|和公布)?(?:本|《[^》]{0,40}|[^。;]{0,30})指南|本指南|[制编](?:定|订|制)本(?:公开)?指南`)
	reGuideHead     = regexp.MustCompile(`公开|申请|受理|机构|监督|范围|收费|方式`)
	reOldReport     = regexp.MustCompile(`公开(?:工作)?(?:收费及减免|的?收费和减免)情况|收费及减免情况`)
	reSchoolYear    = regexp.MustCompile(`[0-9]{4}[-—][0-9]{4}学年`)
	// what every match of rePrefaceReport has in it: the expressions that begin with a
	// word are asked first, since they are found by it
	rePrefaceName = regexp.MustCompile(`公开(?:工作)?(?:` + yearWords + `)?年?(?:年度(?:工作)?报告|年报|工作报告|工作年度报告)`)
)

// noticeWords stand in notices and rules, which speak of reports and are none.
var noticeWords = listOf(
	"通知如下", "有关事项通知", "现印发", "请遵照执行", "制定本制度", "制定本办法", "制定本规定", "高等学校信息公开办法", "本办法所称",
)

// schoolWords say that a report is a school's, schoolYears that it may be.
var schoolWords, schoolYears = listOf("高等学校信息公开"), listOf("学年")

// What every text has all of that the words and expressions below are found in.
var (
	guideSigns    = sign("指南")
	feeSigns      = sign("减免况")
	oldTableSigns = sign("条项")
)

// kind decides what the document is: by its title; where it has none, by its
// headings, its tables and the first words of its text. A title without a body
// is an index page.
func (p *parser) kind() Kind {
	if p.title.LookAlike {
		return Other
	}
	has := p.prefaceHas()
	first := sync.OnceValue(func() string { return strings.Join(p.preface(4), "") }) // of most pages nobody asks
	if schoolWords.may(has) && schoolWords.in(first(), has) || schoolYears.may(has) && schoolYears.in(first(), has) && reSchoolYear.MatchString(first()) {
		return Other
	}
	ofReport := func() bool { return reportNames.may(has) && prefaceOfReport(first()) }
	ofGuide := func() bool { return has.has(guideSigns) && prefaceOfGuide(first()) }
	heads := sectionsUnder(p.heads)
	switch p.title.Kind {
	case AnnualReport:
		if p.title.News { // that a report is out; some hold it whole
			if heads >= 3 || len(p.read().sheet.cells) >= 6 {
				return AnnualReport
			}
			return Other
		}
		if heads > 0 || p.longest() >= 30 || p.titles() == 1 || len(p.read().sheet.cells) > 0 {
			return AnnualReport
		}
		return Other
	case Guide:
		if heads >= 2 && ofReport() && !ofGuide() {
			return AnnualReport
		}
		if p.longest() >= 30 && (p.title.Agency != "" || p.guideBody()) {
			return Guide
		}
		return Other
	}
	switch {
	case heads >= 3:
		return AnnualReport
	case heads == 0 && noticeWords.may(has) && noticeWords.in(first(), has):
		return Other
	case heads > 0 && (ofReport() || len(p.read().sheet.cells) >= 6):
		return AnnualReport
	case ofGuide():
		return Guide
	case ofReport() && !strings.Contains(first(), "网站年度报表发布工作的通知》要求"):
		return AnnualReport
	case len(p.read().sheet.cells) >= 6, p.mayBeOld() && oldReport(p.all(4000)):
		return AnnualReport
	case heads > 0 && strings.Contains(first(), "政府信息公开") && !strings.Contains(first(), "绩效"):
		return AnnualReport
	}
	return Other
}

// reportNames are the words of which prefaceOfReport knows no text without one.
var reportNames = listOf("报告", "年报")

// prefaceOfReport reports whether a folded text says that it is a report.
func prefaceOfReport(f string) bool {
	if !reportNames.in(f, allSigns) {
		return false
	}
	own := strings.Contains(f, "年度报告根据") || strings.Contains(f, "年度报告的根据") || strings.Contains(f, "报告编制") ||
		strings.Contains(f, "本报告") || strings.Contains(f, "本年度报告") || strings.Contains(f, "编制本")
	return (own || rePrefaceName.MatchString(f)) && rePrefaceReport.MatchString(f)
}

// prefaceOfGuide reports whether a folded text says that it is a guide.
func prefaceOfGuide(f string) bool {
	return strings.Contains(f, "指南") && (strings.Contains(f, "编制") || strings.Contains(f, "本指南") || strings.Contains(f, "本公开指南")) && rePrefaceGuide.MatchString(f)
}

// oldReport reports whether a folded text has what only a report has: the fees
// of before 2019, or the words of a table of section 二 as text.
func oldReport(f string) bool {
	return strings.Contains(f, "减免情况") && reOldReport.MatchString(f) ||
		strings.Contains(f, "二十条") && reTableWords.MatchString(f)
}

// guideBody reports whether the text is a guide's: it calls itself one, has a
// guide's headings, or says where to apply. A column's name over a list of links
// is no guide.
func (p *parser) guideBody() bool {
	heads := 0
	for _, l := range p.lines {
		if m := topHeading(l.text); m != nil && reGuideHead.MatchString(m[2]) {
			heads++
		}
	}
	if heads >= 2 || p.has().has(guideSigns) && prefaceOfGuide(p.all(6000)) {
		return true
	}
	g := readGuide(p.lines)
	return g.Office != "" && g.Phone != ""
}

// titles counts the different titles with a name or year in the text: an index
// page has several.
func (p *parser) titles() int {
	seen := map[Title]bool{}
	for i := 0; i < len(p.lines) && i < 200; i++ {
		t, _, n := titleAt(p.lines, i)
		if n == 0 || t.Kind != AnnualReport || t.Year == 0 {
			continue
		}
		if p.title.Year == t.Year && t.Agency == "" {
			t.Agency = p.title.Agency
		}
		seen[t] = true
		i += n - 1
	}
	return len(seen)
}

// longest is the length of the longest line in characters, titles left out: those
// of a list are long too. A sentence that reads as a title is prose.
func (p *parser) longest() int {
	longest := 0
	for i := range p.lines {
		l := &p.lines[i]
		n := int(l.chars)
		if n <= longest {
			continue
		}
		if _, _, lines := titleAt(p.lines, i); lines == 0 || strings.ContainsAny(l.text, ",，") {
			longest = n
		}
	}
	return longest
}

// has are the signs of all lines.
func (p *parser) has() (all signs) {
	for i := range p.lines {
		all |= p.lines[i].signs
	}
	return all
}

// mayBeOld reports whether the text has the characters of what oldReport looks for.
func (p *parser) mayBeOld() bool {
	has := p.has()
	return has.has(feeSigns) || has.has(oldTableSigns)
}

// all is the beginning of the folded text, of some more bytes than limit.
func (p *parser) all(limit int) string {
	var b strings.Builder
	for i := range p.lines {
		if b.Len() > limit {
			break
		}
		b.WriteString(p.lines[i].fold())
	}
	return b.String()
}
