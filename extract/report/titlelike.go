package report

import "strings"

// likeWords come near the name of a report or guide and name something else.
var likeWords = listOf(
	"年度报表", "法治政府", "决算", "预算", "统计年报", "企业年报", "企业年度报告", "财政年报", "年鉴", "绩效", "依申请公开",
	"申请公开指南", "申请公开流程", "申请公开须知", "申请公开说明", "办事指南", "服务指南", "公开申请指南", "公开申请表", "公开申请流程", "公开申请须知", "公开申请说明",
	"信息公开目录", "信息公开制度", "统计年度报告",
)

// planWords are papers about the work on openness: 信息公开工作要点.
var planWords = []string{"考核", "计划", "要点", "方案", "安排", "培训", "会议"}

// likeReport reports whether a folded text with these signs, which is no title, comes
// near one.
func likeReport(f string, has signs) bool {
	if !titleWords.may(has) {
		return false // nearly every line
	}
	if likeWords.in(f, has) {
		return true
	}
	if _, of, ok := strings.Cut(f, "网站"); ok && (strings.Contains(of, "年报") || strings.Contains(of, "年度报告")) {
		return true
	}
	if _, of, ok := strings.Cut(f, "依法行政"); ok && strings.Contains(of, "报告") {
		return true
	}
	if _, of, ok := strings.Cut(f, "行政执法"); ok && strings.Contains(of, "年度报告") {
		return true
	}
	for before, of, ok := strings.Cut(f, "公开"); ok; before, of, ok = strings.Cut(of, "公开") {
		if !strings.HasSuffix(before, "信息") && !strings.HasSuffix(before, "政务") {
			continue
		}
		paper := strings.TrimPrefix(of, "工作")
		for _, w := range planWords {
			if strings.HasPrefix(paper, w) {
				return true
			}
		}
	}
	return false
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// mayNameReport reports whether a folded text holds what every match of
// reReportName begins and ends with: most do not, and the expression takes long to
// say so.
func mayNameReport(f string) bool {
	return strings.Contains(f, "公开") && (strings.Contains(f, "报告") || strings.Contains(f, "年报") || strings.Contains(f, "总结"))
}

// titleWords are words and pieces of them of which every text that mayBeTitle knows has
// one, unless it has a sign of titleMarks.
var titleWords = append(listOf("公开", "指南", "年报", "政报"), likeWords...)

const titleMarks = signQuote | signDots

// mayBeTitled reports whether a text with these signs can be one that mayBeTitle knows:
// it is asked before the text is folded.
func mayBeTitled(has signs) bool { return has.any(titleMarks) || titleWords.may(has) }

// mayBeTitle reports whether a folded text with these signs can be a title or come near one: for
// every other one foldedTitle says neither, after a long search.
func mayBeTitle(f string, has signs) bool {
	return mayBeTitled(has) && (mayNameReport(f) || strings.Contains(f, "指南") || strings.HasSuffix(f, "…") || strings.HasSuffix(f, "..") ||
		strings.ContainsFunc(f, isQuote) || likeReport(f, has))
}
