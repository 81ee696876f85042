package archive

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"gongkai/extract/report"
)

// titled is what a title or the text of a link says of a document.
type titled struct {
	kind   report.Kind
	year   int
	agency string
}

var (
	reportTitle = regexp.MustCompile(`政府信息(?:公开)?(?:工作)?(?:年度)?(?:工作)?(?:年度报告|报告|年报)`)
	titleYear   = regexp.MustCompile(`(20[0-3]\d)(?:年|年度)?`)
	lookAlike   = regexp.MustCompile(`网站工作|报表|法治政府|决算|统计|图解|解读|依申请公开指南|办事指南|的函|通知`)
	titleMarks  = regexp.MustCompile(`[\s《》“”"【】\[\]()]|\.(?:pdf|docx?|wps|html?|txt|ofd|xlsx?|zip|rar)$`)
)

// readTitle reads a title: which kind of document it names, of which year and
// whose. Kind other: it names none that is wanted.
func readTitle(s string) titled {
	t := titled{kind: report.Other}
	s = titleMarks.ReplaceAllString(strings.ToLower(strings.TrimSpace(norm.NFKC.String(s))), "")
	if s == "" || lookAlike.MatchString(s) {
		return t
	}
	what := reportTitle.FindStringIndex(s)
	switch {
	case what != nil:
		t.kind = report.AnnualReport
	case strings.Contains(s, "政府信息公开指南") || strings.Contains(s, "信息公开指南"):
		t.kind = report.Guide
		i := strings.Index(s, "信息公开指南")
		i = strings.LastIndex(s[:i]+"政府", "政府")
		what = []int{min(i, strings.Index(s, "信息公开指南")), 0}
		if j := strings.Index(s, "政府信息公开指南"); j >= 0 {
			what[0] = j
		}
	default:
		return t
	}
	head := s[:what[0]]
	if y := titleYear.FindStringSubmatchIndex(s); y != nil && t.kind == report.AnnualReport {
		t.year, _ = strconv.Atoi(s[y[2]:y[3]])
	}
	head = titleYear.ReplaceAllString(head, "")
	t.agency = strings.TrimPrefix(strings.Trim(head, "关于年度:-—"), "关于")
	return t
}
