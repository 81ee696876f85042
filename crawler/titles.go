package crawler

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gongkai/crawler/family"
	"gongkai/extract/report"
)

// aim is what a link is followed for.
type aim int

// The aims. A column can be the text itself, and what looked like an article
// can be a list; what a page is is seen when it is there.
const (
	aimNone      aim = iota
	aimHome          // a seed
	aimPlatform      // 政府信息公开: of the portal or of one organ
	aimDirectory     // lists organs: 部门信息公开
	aimAnnual        // a column of reports, of an organ or of a year too
	aimGuide         // a column of guides, or the guide
	aimReport        // a report
	aimGuideText     // a guide
	aimFile          // a file of a report or guide
)

// plainText folds width and drops white space and brackets at the ends: what
// two ways of writing one link text have in common.
func plainText(s string) string {
	s = norm.NFKC.String(s)
	if strings.IndexFunc(s, unicode.IsSpace) >= 0 {
		s = strings.Join(strings.Fields(s), "")
	}
	return strings.Trim(s, "·•>»<«[]【】()|-—:：・▪■◆●")
}

var (
	reportWords = regexp.MustCompile(`年度工作报告|工作年度报告|年度报告|工作报告|年报|工作总结`)
	yearOnly    = regexp.MustCompile(`^(?:20\d\d|二[〇○零O0][〇○零O0一二三四五六七八九]{2})(?:年度?)?(?:年报|报告|年度报告)?$`)
	hasYear     = regexp.MustCompile(`(?:20[0-3]\d|二[〇○零O0][〇○零O0一二三][〇○零O0一二三四五六七八九])`)
	otherReads  = regexp.MustCompile(`统计|财政|企业|决算|预算|法治|网站|环境|质量|社会责任|审计|政府工作报告|述职|党`)
	organName   = regexp.MustCompile(`(?:局|委|委员会|办公室|办|中心|街道|办事处|镇|乡|苏木|政府|厅|院|支队|大队|总队|分局|开发区|园区|管委会|联合会|总工会|妇联|残联|法院|检察院|公司|集团|银行|学校|大学|学院|医院|馆|站|所|社|处)$`)
	noOrgan     = regexp.MustCompile(`公开|指南|年报|专栏|专题|热线|信箱|首页|大厅|互动|查询|登录|平台|简介|要闻|目录|设置|所有|来源|地址|[出用好]处$|[通上快就可]办$`)
)

// speaksOfDisclosure is a quick test that most links of a page fail; the words
// may be set apart, 政 府 信 息 公 开.
func speaksOfDisclosure(s string) bool {
	return strings.Contains(s, "公") && strings.Contains(s, "开")
}

// isOrgan reports whether a link's text is the name of an organ and nothing else.
func isOrgan(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 24 && organName.MatchString(s) && !noOrgan.MatchString(s)
}

// platformScore says how much a link's text promises the disclosure platform,
// 0: nothing. The exact name of 国办公开办函〔2019〕61号 promises most.
func platformScore(s string) int {
	n := utf8.RuneCountInString(s)
	if n > 16 || !strings.Contains(s, "公开") {
		return 0
	}
	for _, no := range []string{"年报", "指南", "制度", "申请", "目录", "标准", "监督", "意见", "保密", "投诉", "规定", "条例", "重点领域", "预决算", "内容", "文件", "解读", "公开栏", "公开课"} {
		if strings.Contains(s, no) {
			return 0
		}
	}
	switch {
	case s == "政府信息公开", s == "政府信息公开平台", s == "政府信息公开专栏":
		return 100
	case strings.Contains(s, "政府信息公开"):
		return 90 - n
	case strings.Contains(s, "信息公开"):
		return 80 - n
	case strings.Contains(s, "政务公开"):
		return 60 - n
	case n <= 4:
		return 30 - n
	}
	return 0
}

// isDirectory reports whether a link on the platform leads to a list of organs.
func isDirectory(s string) bool {
	if utf8.RuneCountInString(s) > 20 || strings.Contains(s, "指南") || strings.Contains(s, "制度") {
		return false
	}
	for _, who := range []string{"部门", "乡镇", "街道", "镇街", "镇办", "各单位", "区直", "县直", "市直", "直属单位", "区县", "县区", "县(市", "公开单位"} {
		if strings.Contains(s, who) && (strings.Contains(s, "公开") || utf8.RuneCountInString(s) <= 8) {
			return true
		}
	}
	return false
}

// meaning is what a link's words say.
type meaning struct {
	aim  aim
	text string // what the words were read from
	year int
	// agency is the organ that a title names, lookAlike is set for a document
	// that is deliberately left alone.
	agency    string
	lookAlike bool
}

// read says what a link promises, by its words and by where it stands: in is
// the aim of the page that holds it. Whether that page is of one organ does not
// matter here.
func (w words) read(l family.Link, in aim) meaning {
	text := w.plainText(l.Title)
	if family.IsMore(text) || text == "查看" || text == "详情" || text == "点击查看" || text == "下载" {
		// The words stand beside the link: 政府信息公开年报 … 更多.
		text = w.plainText(l.Heading)
		if family.IsMore(l.Title) && in != aimAnnual && in != aimGuide {
			m := meaning{text: text}
			switch m.aim = column(text); m.aim {
			case aimAnnual, aimGuide:
				return m
			}
			return meaning{text: text}
		}
		text = w.plainText(l.Row)
	}
	m := meaning{text: text}
	if text == "" || utf8.RuneCountInString(text) > 120 {
		return m
	}
	if m.aim = column(text); m.aim != aimNone {
		return m
	}
	// Most links of a page are menus and news; only within a column is it worth
	// knowing which of them come near a report.
	var t report.Title
	if in == aimAnnual || in == aimGuide || strings.Contains(text, "公开") {
		t = w.title(text)
	}
	m.year, m.agency, m.lookAlike = t.Year, t.Agency, t.LookAlike
	switch {
	case t.LookAlike:
	case t.Kind == report.Guide:
		m.aim = aimGuideText
	case t.Kind == report.AnnualReport:
		m.aim = aimReport
	case in == aimAnnual && yearOnly.MatchString(text):
		m.aim = aimAnnual
	case in == aimAnnual && hasYear.MatchString(text) && reportWords.MatchString(text) && !otherReads.MatchString(text):
		m.aim = aimReport
	case (in == aimAnnual || in == aimGuide) && isOrgan(text):
		m.aim = in
	case in == aimPlatform || in == aimDirectory:
		switch {
		case text == "年报" || text == "年度报告" || text == "公开年报" || text == "工作年报":
			m.aim = aimAnnual
		case text == "指南":
			m.aim = aimGuide
		case isOrgan(text):
			m.aim = aimPlatform
		case isDirectory(text):
			m.aim = aimDirectory
		}
	}
	return m
}

// columnNames are the words that a column's name is made of besides the name
// of an organ.
var columnNames = regexp.MustCompile(`^(?:各?部门|乡镇|街道|镇街|各单位|历年|本级|区?县?市?政府|县级|区级|市级)*(?:政府|政务)?(?:信息)?公开(?:工作)?(年度工作报告|工作年度报告|年度报告|工作报告|年报|指南)(?:列表|汇总|专栏|栏目)?$`)

// column says whether text is the name of a column and no title: no year and no
// organ in it.
func column(text string) aim {
	if !strings.Contains(text, "公开") {
		return aimNone
	}
	m := columnNames.FindStringSubmatch(text)
	switch {
	case m == nil:
		return aimNone
	case m[1] == "指南":
		return aimGuide
	}
	return aimAnnual
}
