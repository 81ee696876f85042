package report

import (
	"slices"
	"testing"

	"gongkai/extract/document"
)

func TestWhatTheFormHasAndTheReportHasNot(t *testing.T) {
	whole := []string{headOfThree, "一、本年新收政府信息公开申请数量|1|0|0|0|0|0|1", "二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0",
		"（一）予以公开|1|0|0|0|0|0|1", "（六）其他处理|0|0|0|0|0|0|0"}
	swapped := slices.Clone(whole)
	swapped[1], swapped[3] = swapped[3], swapped[1]
	for name, c := range map[string]struct {
		rows        []string
		found       []document.Finding
		code, where string
		who         document.Responsibility
	}{
		"a row that is not there":                   {whole, nil, "row_missing", "applications.partial", document.Publisher},
		"a row beside one that nobody knows":        {append(slices.Clone(whole), "属于工作秘密|0|0|0|0|0|0|0"), nil, "row_missing", "applications.partial", document.Reader},
		"a row where the reader left something out": {whole, []document.Finding{{Code: document.CodeLimit, Responsibility: document.Reader}}, "row_missing", "applications.partial", document.Reader},
		"a column that is not there":                {[]string{"|自然人|商业企业|科研机构|社会公益组织|法律服务机构|总计", "（一）予以公开|1|0|0|0|0|1", "（六）其他处理|0|0|0|0|0|0"}, nil, "column_missing", "applications.*.other", document.Publisher},
		"rows in another order":                     {swapped, nil, "row_order", "applications.carried_in", document.Publisher},
	} {
		t.Run(name, func(t *testing.T) {
			doc := reportWith(three, plainTableOf(c.rows...))
			doc.Findings = c.found
			findings := Parse(doc)[0].Findings
			if !slices.ContainsFunc(findings, func(f document.Finding) bool {
				return f.Code == c.code && f.Where == c.where && f.Responsibility == c.who
			}) {
				t.Errorf("no %s of %s by the %s in %+v", c.code, c.where, c.who, findings)
			}
		})
	}
	for _, f := range Parse(reportWith(three, plainTableOf(whole...)))[0].Findings {
		if f.Code == "column_missing" || f.Code == "row_order" {
			t.Errorf("nothing is odd: %+v", f)
		}
	}
}
