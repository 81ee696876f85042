package page

import (
	"context"
	"fmt"
	"strings"
)

// phrase is a thing in both languages.
type phrase struct{ zh, en string }

// words says what the archive's short names mean: kinds of change, states of
// reading, of pages and of passes, endings of a fetch, kinds of documents.
var words = map[string]phrase{
	"change.new":      {"新", "new"},
	"change.content":  {"内容改了", "content changed"},
	"change.chrome":   {"只换了版面", "page frame only"},
	"change.moved":    {"搬了", "moved"},
	"change.gone":     {"撤下", "gone"},
	"change.returned": {"又回来", "returned"},
	"change.reread":   {"重读", "read again"},

	"read.unread":          {"还没有读", "not read yet"},
	"read.not_wanted":      {"路上的页，不读", "a page of the way, not read"},
	"read.read":            {"已读", "read"},
	"read.format_not_read": {"这种格式还读不了", "a format that is not read yet"},
	"read.unreadable":      {"读不出", "unreadable"},
	"read.reader_failed":   {"读的时候坏了", "the reader failed"},

	"page.never": {"从没抓到", "never had"},
	"page.live":  {"在", "there"},
	"page.gone":  {"撤下了", "gone"},

	"mark.ok":      {"无异常", "nothing amiss"},
	"mark.late":    {"迟", "late"},
	"mark.failing": {"对不上", "checks fail"},
	"mark.unread":  {"没读出", "not read"},
	"mark.gone":    {"撤下", "gone"},
	"mark.missing": {"缺", "missing"},
	"mark.not_due": {"未到期", "not due yet"},
	"mark.before":  {"首份年报以前", "before the first report"},

	"pass.running": {"正在走", "running"},
	"pass.done":    {"走完", "done"},
	"pass.partial": {"半途停下", "stopped half way"},
	"pass.failed":  {"没走成", "failed"},

	"outcome.ok":           {"取到", "ok"},
	"outcome.not_modified": {"没有改过", "not modified"},
	"outcome.not_found":    {"没有这一页", "not found"},
	"outcome.gone":         {"撤下", "gone"},
	"outcome.soft_404":     {"说没有这一页", "says it is not there"},
	"outcome.blocked":      {"被挡", "blocked"},
	"outcome.challenged":   {"要验浏览器", "challenged"},
	"outcome.server_error": {"服务器出错", "server error"},
	"outcome.http_error":   {"别的状态码", "another HTTP status"},
	"outcome.redirect":     {"转来转去", "redirects without an end"},
	"outcome.truncated":    {"没有收完", "truncated"},
	"outcome.too_large":    {"太大", "too large"},
	"outcome.timed_out":    {"超时", "timed out"},
	"outcome.refused":      {"连不上", "refused"},
	"outcome.unreachable":  {"找不到主机", "unreachable"},
	"outcome.bad_tls":      {"证书不对", "bad TLS"},
	"outcome.bad_encoding": {"压缩坏了", "bad encoding"},
	"outcome.robots":       {"robots.txt 不许", "robots.txt says no"},

	"kind.annual_report": {"年报", "annual report"},
	"kind.guide":         {"指南", "guide"},
	"kind.other":         {"其他", "other"},

	"role.robots": {"robots.txt", "robots.txt"}, "role.home": {"首页", "home"},
	"role.platform": {"公开平台", "platform"}, "role.column": {"栏目", "column"},
	"role.list": {"列表", "list"}, "role.article": {"文章", "article"},
	"role.guide": {"指南", "guide"}, "role.attachment": {"附件", "attachment"},

	"evidence.organ": {"机关", "organ"}, "evidence.kind": {"种类", "kind"},
	"evidence.year": {"年度", "year"}, "evidence.published": {"发布日期", "published"},
	"evidence.title": {"标题", "title"}, "evidence.text": {"正文", "text"},
	"evidence.metadata": {"元数据", "metadata"}, "evidence.link": {"链接", "link"},
	"evidence.column": {"栏目", "column"}, "evidence.list": {"列表", "list"},

	"verdict.holds":                  {"对得上", "holds"},
	"verdict.fails":                  {"对不上", "fails"},
	"verdict.holds_if_blank_is_zero": {"空格当零才对得上", "holds if blank is zero"},
	"verdict.undecidable":            {"定不了", "undecidable"},
}

// say puts one of the archive's short names ("change", "content") into words;
// a name that is not known is said as it is.
func (l lang) say(group string, name any) string {
	n := fmt.Sprint(name)
	if w, known := words[group+"."+n]; known {
		return l.t(w.zh, w.en)
	}
	return n
}

// filingName says a filing's id for people: 张店区… 2023 年报, …指南. The organ
// goes by the name that it writes; the id holds the normalised one.
func (p *Pages) filingName(l lang) func(id string) string {
	return func(id string) string {
		portal, organ, year := cutFiling(id)
		if snap, err := p.Catalog.Current(context.Background()); err == nil {
			if o := snap.Organ(portal + "/" + organ); o != nil {
				organ = o.Name
			}
		}
		return organ + " " + l.reportName(year)
	}
}

// reportName says what of an organ: "2023 年报", "指南".
func (l lang) reportName(year string) string {
	switch year {
	case "guide":
		return l.t("指南", "guide")
	case "":
		return l.t("文件", "document")
	}
	return l.t(year+" 年报", "report "+year)
}

// organName is the part of an organ's id that is the name.
func organName(id string) string {
	_, name, _ := strings.Cut(id, "/")
	return name
}
