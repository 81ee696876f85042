package report_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/report"
	"gongkai/extract/report/reporttest"
	"gongkai/extract/text"
)

func parseExplained(doc *document.Document) []report.Record {
	return report.ParseWith(doc, report.Options{Explain: true})
}

// explained reads a document with its reasons and returns one explanation by key.
func explained(t *testing.T, doc *document.Document) map[string]report.Explanation {
	t.Helper()
	records := parseExplained(doc)
	if len(records) != 1 {
		t.Fatalf("%d records, want 1", len(records))
	}
	all := map[string]report.Explanation{}
	for _, x := range report.Explain(&records[0]) {
		all[x.Key] = x
	}
	return all
}

const explainedText = `青石区水务局2023年政府信息公开工作年度报告
一、总体情况
本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止，电子版可以在本局网站下载。
二、主动公开政府信息情况
第二十条第（五）项	
信息内容	本年处理决定数量
行政许可	１２ 件
行政处法	3
第二十条第（八）项	
信息内容	本年收费金额（单位：元）
行政事业性收费	251000
三、收到和处理政府信息公开申请情况
申请人情况	自然人	商业企业	科研机构	社会公益组织	法律服务机构	其他	总计
一、本年新收政府信息公开申请数量	1	2	0	0	0	0	3
二、上年结转政府信息公开申请数量	1	2	0	0	0
`

func TestACellSaysWhyItIsReadSo(t *testing.T) {
	all := explained(t, text.Read(explainedText))
	licensing := all["proactive.licensing.decisions"]
	if len(licensing.Readings) != 1 || licensing.Cell == nil {
		t.Fatalf("%+v", licensing)
	}
	got := licensing.Readings[0]
	got.Place, got.LabelPlace = document.Place{}, document.Place{}
	want := report.CellReading{
		Label:    report.Wording{Printed: "行政许可", Form: "行政许可"},
		Header:   []string{"本年处理决定数量"},
		Column:   report.Wording{Printed: "本年处理决定数量", Form: "本年处理决定数量"},
		Rule:     report.RuleUnderHeader,
		Position: [2]int{1, 1}, Raw: "１２ 件",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]report.Step{
		{Did: "folded", From: "１２ 件", To: "12 件"},
		{Did: "number", From: "12 件", To: "12", Beside: "件"},
	}, licensing.Steps); diff != "" {
		t.Error(diff)
	}
}

func TestAUnitThatWasConvertedIsSaid(t *testing.T) {
	fees := explained(t, text.Read(explainedText))["proactive.fees.amount_wan_yuan"]
	if diff := cmp.Diff([]report.Step{{Did: "unit", From: "251000", To: "25.1", Beside: "yuan"}}, fees.Steps); diff != "" {
		t.Error(diff)
	}
	if c := fees.Readings[0].Column; c.Edits != 0 || !c.Dropped || c.Form != "本年收费金额" {
		t.Errorf("the column is matched as %+v", c)
	}
}

func TestARowThatIsNotTheFormsHasNoExplanationOfANumber(t *testing.T) {
	penalties := explained(t, text.Read(explainedText))["proactive.penalties.decisions"]
	if penalties.Cell != nil || penalties.Absent != report.AbsentRow {
		t.Errorf("行政处法 is near 行政处罚 and no row; got %+v", penalties)
	}
}

func TestWhatWasLeftOutSaysWhyAndWithWhichValues(t *testing.T) {
	x := explained(t, text.Read(explainedText))["applications.carried_in.business"]
	if x.Cell != nil || x.Absent != "row_unproved" {
		t.Errorf("five cells under seven columns: got %+v", x)
	}
	if diff := cmp.Diff([]string{"1", "2", "0", "0", "0"}, x.Left); diff != "" {
		t.Error(diff)
	}
	if len(x.Findings) != 1 || x.Findings[0].Place == nil {
		t.Errorf("findings %+v, want the row's with its place", x.Findings)
	}
}

func TestACellNamesTheChecksItStandsIn(t *testing.T) {
	x := explained(t, text.Read(explainedText))["applications.new.total"]
	var ids []string
	for _, c := range x.Checks {
		ids = append(ids, c.ID+" "+string(c.Verdict))
	}
	if diff := cmp.Diff([]string{"applications.balance.total undecidable", "applications.row.new holds"}, ids); diff != "" {
		t.Error(diff)
	}
}

func TestATableOfVeryManyRowsIsExplainedToALimit(t *testing.T) {
	var b strings.Builder
	head, body, _ := strings.Cut(explainedText, "行政许可")
	b.WriteString(head)
	for range 3 * report.MaxReasons {
		b.WriteString("行政许可\t7\n")
	}
	b.WriteString("行政许可" + body)
	records := parseExplained(text.Read(b.String()))
	if n := len(records[0].Reasons); n != report.MaxReasons {
		t.Errorf("%d rows explained, want %d", n, report.MaxReasons)
	}
	for _, x := range report.Explain(&records[0]) {
		if x.Key == "applications.new.total" && (x.Cell == nil || x.Readings != nil) {
			t.Errorf("a cell behind the limit: %+v", x)
		}
	}
}

// TestEveryCellHasTheReadingItComesFrom: whatever the report, explaining changes
// no cell, and each cell has a reading with its own raw text, place and column.
func TestEveryCellHasTheReadingItComesFrom(t *testing.T) {
	known := report.Keys()
	rapid.Check(t, func(t *rapid.T) {
		doc := reporttest.Draw(t, reporttest.Options{}).Document()
		plain, err := json.Marshal(report.Parse(doc))
		if err != nil {
			t.Fatal(err)
		}
		records := parseExplained(doc)
		if asked, err := json.Marshal(records); err != nil || string(asked) != string(plain) {
			t.Fatalf("asked why, the records are others (%v)", err)
		}
		for _, x := range report.Explain(&records[0]) {
			if x.Cell == nil {
				if x.Absent == "" {
					t.Errorf("%s is absent and nothing says why", x.Key)
				}
				continue
			}
			if !slices.Contains(known, x.Key) {
				t.Errorf("%s is in no list of keys", x.Key)
			}
			if !slices.ContainsFunc(x.Readings, func(r report.CellReading) bool {
				return r.Raw == x.Cell.Raw && cmp.Equal(r.Place, x.Cell.Place) && r.Rule != ""
			}) {
				t.Errorf("%s: %+v comes from no reading: %+v", x.Key, x.Cell, x.Readings)
			}
		}
	})
}
