package report

import (
	"regexp"
	"strings"
)

// Title is what a title or the text of a link says by itself.
type Title struct {
	Kind Kind
	// Year is the year in the title, 0 if none. A guide's is the year of its edition.
	Year int
	// Agency is the organ named before the document's name, "" if none.
	Agency string
	// LookAlike is set where the words come near a report or guide and it is
	// neither: 网站工作年度报表, 图解, a notice about reports, 依申请公开指南, …
	LookAlike bool
	// News is set where the words tell that an organ has done something with its
	// report: 云湖市发布2023年政府信息公开工作年度报告. It may head the report itself.
	News bool
}

const yearWords = `(?:19|20)[0-9]{2}|[二2][〇零○0Oo][0-9一二三四五六七八九〇零○]{2}`

var (
	reYear = regexp.MustCompile(`((?:19|20)[0-9]{2}|[二][〇零○0oO][一二三四五六七八九〇零○oO]{2})(?:年度|年|度)?`)
	// the name of the report; the year may stand inside it
	reReportName = regexp.MustCompile(`(?:政府信息|政务信息|政府政务信息|信息|政务|政府信息及政务)公开(?:工作)?(?:的)?[(（]?(?:` + yearWords + `)?[)）]?(?:年度|年)?(?:的)?(?:` +
		`(?:工作)?年度(?:工作)?(?:报告|总结报告)|(?:工作)?年报|年度(?:工作)?(?:报告|总结)|(?:工作)?(?:总结)?报告|工作总结)`)
	reGuideName  = regexp.MustCompile(`(?:政府|政务)?(?:信息|政务)公开(?:工作)?(?:服务)?指南`)
	reCutReport  = regexp.MustCompile(`(?:政府|政务)?信息公开(?:工(?:作)?)?(?:年(?:度(?:工(?:作)?)?(?:报)?)?)?$`)
	reCutGuide   = regexp.MustCompile(`政府信息公开指$`)
	reSummary    = regexp.MustCompile(`公开(?:工作)?(?:` + yearWords + `)?(?:年度|年)?工作?总结$`)
	reAboutHead  = regexp.MustCompile(`图解|一图|图说|解读|读懂|网站(?:工作)?$|法治政府|决算|通知|通报|依申请|申请$|学年`)
	reAboutTail  = regexp.MustCompile(`图解|解读|一图|图说|通知|的函|函$|复函|说明|编制|格式|模板|公告|通报|工作的|有关|事项|培训|会议|考核|评估|测评|报送|情况汇报|目录|制度|意见|方案|流程|须知|列表|专栏|办法|规定|要点|填报|公示|发布情况|检查情况`)
	reSchool     = regexp.MustCompile(`大学|学院|学校|中学|小学|幼儿园|医院`)
	reNews       = regexp.MustCompile(`^(.*[^将现]{2})(?:已|及时|按时|按期|如期|正式|全部|率先)?(?:发布|公布|公示|印发|编写|完成|做好|启动|晒出|召开|部署|组织编制|组织编写|推进)(?:了|本年度|年度|本级|全市|全县|全区|其)?[(（]?$`)
	reAboutIts   = regexp.MustCompile(`关于(?:公布|发布|印发|公开)?$`)
	reLeadNoise  = regexp.MustCompile(`^(?:\[[^\]]*\]|【[^】]*】|[・·•●■◆※>»|:#\-—_.,]+|[A-Za-z][A-Za-z0-9]*:|当前位置:?|首页|附件[0-9]*:|信息名称:|名称:|标题:|关于|现将|公布|发布|索引号:?)+`)
	reEllipsis   = regexp.MustCompile(`(?:…+|\.{2,})$`)
	reEdition    = regexp.MustCompile(`^[(（]?(?:` + yearWords + `)?年?(?:度|版|修订|修订版|更新|试行|最新版|年度)*[)）]?$`)
	reTailAgency = regexp.MustCompile(`^[(（\-—_]+([^()（）\-—_]{3,40}(?:局|委|委员会|办公室|政府|厅|办|中心|街道|镇|乡|部|处|院|署|会))[)）]?$`)
)

// ReadTitle says what a title or the text of a link names, by its words alone.
// It is a hint: the document itself decides. Titles cut off with "…" are read as
// far as they go.
func ReadTitle(title string) Title {
	if len(title) > 600 {
		return Title{Kind: Other}
	}
	f := fold(title)
	return foldedTitle(f, glanceAt(f).signs)
}

// foldedTitle is ReadTitle for a title with these signs that is folded already and
// not too long.
func foldedTitle(f string, has signs) Title {
	if strings.ContainsFunc(f, isQuote) {
		f = strings.Map(func(r rune) rune {
			if isQuote(r) {
				return -1
			}
			return r
		}, f)
	}
	t := Title{Kind: Other, Year: yearIn(f)}
	cut := strings.HasSuffix(f, "…") || strings.HasSuffix(f, "..")
	if cut {
		f = reEllipsis.ReplaceAllString(f, "")
	}
	if !strings.Contains(f, "公开") { // every name has it, cut off or not
		t.LookAlike = likeReport(f, has)
		return t
	}
	head, tail, name := f, "", ""
	if m := lastReport(f); m != nil {
		t.Kind, head, name, tail = AnnualReport, f[:m[0]], f[m[0]:m[1]], f[m[1]:]
	} else if m := lastGuide(f); m != nil {
		t.Kind, head, name, tail = Guide, f[:m[0]], f[m[0]:m[1]], f[m[1]:]
	} else if cut {
		if m := reCutReport.FindStringIndex(f); m != nil && t.Year > 0 {
			t.Kind, head = AnnualReport, f[:m[0]]
		} else if m := reCutGuide.FindStringIndex(f); m != nil {
			t.Kind, head = Guide, f[:m[0]]
		}
	}
	if t.Kind == Other {
		t.LookAlike = likeReport(f, has)
		return t
	}
	bare := !strings.Contains(name, "政府") && !strings.HasSuffix(head, "政府")
	switch {
	case reAboutHead.MatchString(head) || reAboutTail.MatchString(trimSite(tail)):
		t.LookAlike = true
	case t.Kind == AnnualReport && reSummary.MatchString(name) && (t.Year == 0 || t.Year >= 2019):
		// the law's name came in 2019; before, many reports were called a summary
		t.LookAlike = true
	case t.Kind == AnnualReport && bare && (reSchool.MatchString(head) || strings.HasPrefix(name, "政务公开") && !strings.Contains(name, "年度") && !strings.Contains(name, "年报")):
		t.LookAlike = true
	case t.Kind == Guide && bare && reSchool.MatchString(head):
		t.LookAlike = true
	}
	if t.LookAlike {
		t.Kind = Other
		return t
	}
	if m := reNews.FindStringSubmatch(reYear.ReplaceAllString(head, "")); m != nil && !strings.Contains(m[1], "关于") {
		t.News, t.Agency = true, agencyIn(m[1])
		return t
	}
	t.Agency = agencyIn(head)
	if m := reTailAgency.FindStringSubmatch(tail); t.Agency == "" && m != nil && !reEdition.MatchString(tail) {
		t.Agency = m[1]
	}
	return t
}

// isQuote reports whether a rune is a mark around names, which a comparison
// leaves out.
func isQuote(r rune) bool {
	switch r {
	case '《', '》', '“', '”', '"', '<', '>':
		return true
	}
	return false
}

// lastReport is the last name of a report in a text, nil where there is none.
func lastReport(f string) []int {
	if !mayNameReport(f) {
		return nil
	}
	return lastMatch(reReportName, f)
}

// lastGuide is the last name of a guide in a text, nil where there is none.
func lastGuide(f string) []int {
	if !strings.Contains(f, "指南") {
		return nil
	}
	return lastMatch(reGuideName, f)
}

// lastMatch is the last place where a name stands: site titles repeat the column
// ("政府信息公开年报-…2020年政府信息公开工作年度报告").
func lastMatch(re *regexp.Regexp, s string) []int {
	all := re.FindAllStringIndex(s, 4)
	if len(all) == 0 {
		return nil
	}
	// a column's name behind the title ("…年度报告_政府信息公开年报_…网") names nothing new
	for _, m := range all {
		if hasYear(s[:m[1]]) {
			return m
		}
	}
	return all[len(all)-1]
}

// trimSite cuts the name of a site or column that a page's title appends.
func trimSite(tail string) string {
	if i := strings.IndexAny(tail, "_|-"); i >= 0 {
		return tail[:i]
	}
	if i := strings.Index(tail, "—"); i >= 0 {
		return tail[:i]
	}
	return tail
}

// agencyIn is the organ's name in what stands before the document's name.
func agencyIn(head string) string {
	head = reLeadNoise.ReplaceAllString(head, "")
	for {
		m := reYear.FindStringIndex(head)
		if m == nil {
			break
		}
		head = head[:m[0]] + "\x00" + head[m[1]:]
	}
	// the name stands on one side of the year, behind the site and column that
	// some pages put before their title ("市政府-政府信息公开年报-市水务局2022年…")
	parts := strings.FieldsFunc(head, func(r rune) bool { return strings.ContainsRune("\x00>|_-—", r) })
	name := ""
	for _, p := range parts {
		p = reLeadNoise.ReplaceAllString(p, "")
		p = strings.Trim(p, "-—:,，。、的·・.()（）")
		if closing := strings.Count(p, "("); closing > strings.Count(p, ")") {
			p += ")"
		}
		p = reAboutIts.ReplaceAllString(strings.TrimSuffix(p, "年度"), "")
		if p != "" && letters(p) != "" {
			name = p
		}
	}
	if half := len(name) / 2; len(name) > 12 && len(name)%2 == 0 && name[:half] == name[half:] {
		name = name[:half]
	}
	if strings.ContainsAny(name, "。;；!?") || len(name) > 150 {
		return ""
	}
	return name
}
