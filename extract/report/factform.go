package report

import (
	"regexp"
	"strings"
	"sync"
)

const (
	// factGap are the words that may stand between what is counted and its number.
	factGap    = `(?:公民|法人|或|和|及|与|、|其他组织|社会|公众|群众|市民|申请人|各类|各种|政府信息|信息公开|依申请|公开|申请|案件|事项|信息|数量|件数|办理|:|共计|合计|总计|累计|书面|有效|的|了|共|均|总|计|为|有|已|约|近|超过|逾|\(|\))*?`
	factNumber = `([0-9][0-9,.]*)(余|多)?(?:件|条|份|宗|起|项|个|次)(以上|左右)?`
)

// factForm is a sentence that counts something.
type factForm struct {
	key string
	// what a clause must hold, the noun and one of the verbs ("" and nil: any). They
	// spare the expression most clauses.
	noun  string
	verbs []string
	re    *regexp.Regexp
}

// may reports whether a folded clause holds the words of the form.
func (form *factForm) may(f string) bool {
	return strings.Contains(f, form.noun) && (form.verbs == nil || containsAny(f, form.verbs))
}

var (
	receiving = []string{"收到", "受理", "接到", "接收", "新收"}
	answering = []string{"办结", "答复"}
)

// factForms are the sentences that give a number. They are compiled when the first
// clause asks: most commands read none, and every command would wait for them.
var factForms = sync.OnceValue(func() []factForm {
	return []factForm{
		{"applications.carried_in", "结转", []string{"上"}, regexp.MustCompile(`(?:上年度?|上一年度?)结转(?:至?(?:本年度?|今年))?` + factGap + factNumber)},
		{"applications.carried_out", "结转", []string{"下", "次", "明"}, regexp.MustCompile(`结转(?:至|到)?(?:下年度?|下一年度?|次年|明年)(?:度?继续)?(?:办理|处理|答复)?` + factGap + factNumber)},
		{"applications.received", "申请", receiving, regexp.MustCompile(`(?:收到|受理|接到|接收|新收)` + factGap + `依?申请` + factGap + factNumber)},
		{"applications.received", "申请", receiving, regexp.MustCompile(`(?:收到|受理|接到|接收|新收)(?:共|了|共计)?` + factNumber + `(?:政府信息公开|信息公开|政府信息)?(?:依申请公开|申请)`)},
		{"applications.answered", "申请", answering, regexp.MustCompile(`(?:办结|答复)` + factGap + `依?申请` + factGap + factNumber)},
		{"applications.answered", "", answering, regexp.MustCompile(`(?:^|全部|按时|按期|依法|均|已|共|全年)(?:办结|答复)(?:了|共|共计)?` + factNumber)},
		{"review.cases", "复议", nil, regexp.MustCompile(`行政复议(?:的)?` + factGap + factNumber)},
		{"litigation.cases", "诉讼", nil, regexp.MustCompile(`行政诉讼(?:的)?` + factGap + factNumber)},
		{"proactive.items", "主动公开", nil, regexp.MustCompile(`主动公开` + factGap + factNumber)},
		{"processing_fee.yuan", "处理费", nil, regexp.MustCompile(`信息处理费(?:用|的)?(?:情况)?(?:共|共计|合计|总计|金额|为|:)*([0-9][0-9,.]*)()(?:元)()`)},
	}
})

// factDenials are the clauses that say that there was none.
var factDenials = sync.OnceValue(func() []factForm {
	return []factForm{
		{"applications.received", "申请", receiving, regexp.MustCompile(`(?:未|没有|无)(?:收到|接到|受理)(?:过|到)?(?:任何)?` + factGap + `依?申请(?:公开)?(?:的)?(?:政府信息|信息|事项|件|情况)*$`)},
		{"review.cases", "复议", nil, regexp.MustCompile(`(?:未|没有|无)(?:发生|出现|收到|产生|引发|被)?(?:申请|提起|提请|被|因|针对|有关|关于|涉及|引起|引发|导致|工作|` + factGap + `)*行政复议(?:、?(?:和|及|或)?(?:被?提起|引发)?行政诉讼)?(?:的)?(?:案件|案|情况|事项|申请)*$`)},
		{"litigation.cases", "诉讼", nil, regexp.MustCompile(`(?:未|没有|无)(?:发生|出现|收到|产生|引发|被)?(?:申请|提起|提请|被|因|针对|有关|关于|涉及|引起|引发|导致|工作|` + factGap + `)*(?:行政复议、?(?:和|及|或)?(?:被?提起|引发)?)?行政诉讼(?:的)?(?:案件|案|情况|事项)*$`)},
	}
})

// partWords are words of a clause that counts a part, another time or another office.
var partWords = []string{
	"其中", "网上", "网络", "网站", "平台", "微信", "微博", "公众号", "客户端", "邮箱", "邮件", "信函", "信件", "当面", "现场", "传真", "自然人", "企业",
	"去年", "往年", "同期", "同比", "比上", "较上", "历年", "以来", "季度", "半年", "每月", "每年", "月均", "审理", "平均", "截至",
}

var rePart = regexp.MustCompile(`上一?年度?(?:共|收|受|办|答|主)|近[二三四五两]年|[0-9]月`)

// ofPart reports whether a folded clause counts a part, another time or another office.
func ofPart(f string) bool {
	return containsAny(f, partWords) || strings.ContainsFunc(f, func(r rune) bool { return r == '上' || r == '近' || r == '月' }) && rePart.MatchString(f)
}

// read finds the number in a folded clause that was printed so; false where the
// clause gives none, or none that can be read in one way.
func (form *factForm) read(f, clause string) (FactState, *Number, bool) {
	m := form.re.FindStringSubmatchIndex(f)
	if m == nil || strings.Contains(f[:m[0]], "复议、") || strings.HasSuffix(f[:m[0]], "复议和") {
		return "", nil, false // or of both kinds of cases together
	}
	before := f[:m[2]]
	if m[4] < m[5] || m[6] < m[7] || strings.HasSuffix(before, "约") || strings.HasSuffix(before, "近") || strings.HasSuffix(before, "过") || strings.HasSuffix(before, "逾") {
		return FactApproximate, nil, true
	}
	n, ok := factValue(f[m[2]:m[3]], clause, form.key == "processing_fee.yuan")
	return FactValue, &n, ok
}
