package report

import (
	"slices"
	"strings"
	"testing"

	"gongkai/extract/document"
)

// wholeReport is a report of the form with its tables, an organ's that does not exist.
const (
	wholeTitle  = "云湖市水利局2022年政府信息公开工作年度报告\n"
	wholeFirst  = "一、总体情况\n2022年，本局认真做好政府信息公开工作，及时准确公开各类信息，切实保障群众的知情权。\n"
	wholeTwo    = "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n"
	wholeThree  = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
	wholeFour   = "四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n"
	wholeFive   = "五、存在的主要问题及改进情况\n公开的深度还不够，下一步将加强学习培训。\n"
	wholeSix    = "六、其他需要报告的事项\n无\n"
	wholeDate   = "云湖市水利局\n2023年1月17日\n"
	wholeReport = wholeTitle + wholeFirst + wholeTwo + wholeThree + wholeFour + wholeFive + wholeSix + wholeDate
)

// advice are the findings about the whole document.
func advice(r Record) []string {
	var out []string
	for _, f := range r.Findings {
		switch {
		case f.Code == "row_missing" || f.Code == "row_unproved" || f.Code == "header_contradicts" || f.Code == "stream_unproved":
		case f.Responsibility == document.Publisher:
			out = append(out, strings.TrimSpace(f.Code+" "+f.Where))
		default:
			out = append(out, strings.TrimSpace(f.Code+" "+f.Where)+" (reader)")
		}
	}
	return out
}

func TestAdvice(t *testing.T) {
	without := func(s string, gone ...string) string {
		for _, g := range gone {
			s = strings.Replace(s, g, "", 1)
		}
		return s
	}
	instead := func(from, to string) string { return strings.Replace(wholeReport, from, to, 1) }
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"as the form wants it", wholeReport, nil},
		{"a section is missing", without(wholeReport, wholeFive), []string{"section_missing section.5"}},
		{"its heading has other words", instead("五、存在的主要问题及改进情况", "五、工作中的不足和打算"), nil},
		{"sections out of order", wholeTitle + wholeFirst + wholeTwo + wholeThree + wholeFive + wholeFour + wholeSix, []string{"section_order section.4"}},
		{"a section under another number", instead("六、其他", "五、其他"), []string{"section_misnumbered section.6"}},
		{"numbered in digits", strings.NewReplacer("一、总体", "1、总体", "二、主动", "2、主动", "三、收到", "3、收到", "四、政府", "4、政府", "五、存在", "5、存在", "六、其他", "6、其他").Replace(wholeReport), nil},
		{"the names listed in the preface", wholeTitle + "本报告全文包括：\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n" + without(wholeReport, wholeTitle), nil},
		{"statutory words as a subhead", instead("2022年，", "（一）主动公开政府信息情况\n2022年，"), nil},
		{"a table is missing", without(wholeReport, "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"), []string{"table_missing applications"}},
		{"nothing about problems", instead("公开的深度还不够，下一步将加强学习培训。", "无。"), []string{"section_empty section.5"}},
		{"not a word about problems", instead("公开的深度还不够，下一步将加强学习培训。\n", ""), []string{"section_empty section.5"}},
		{"no section and no table", wholeTitle + "本局认真做好政府信息公开工作，全文见附件，欢迎社会各界监督并提出宝贵意见和建议。\n", []string{"table_missing"}},
		{"no table before the form", strings.ReplaceAll(wholeTitle+"本局认真做好政府信息公开工作，全文见附件，欢迎社会各界监督并提出宝贵意见和建议。\n", "2022", "2012"), nil},
		{"a piece of a report", wholeTitle + wholeFirst + wholeTwo, nil},

		{"a whole year", instead("2022年，", "统计期限自2022年1月1日起至2022年12月31日止。2022年，"), nil},
		{"not a whole year", instead("2022年，", "统计期限自2022年1月1日起至2022年12月21日止。2022年，"), []string{"period_not_a_year period"}},
		{"the period of the year before", instead("2022年，", "统计期限自2021年1月1日起至2021年12月31日止。2022年，"), []string{"year_differs year"}},
		{"the text of the year before", instead("2022年，", "2021年，"), []string{"year_differs year"}},
		{"the preface of the year before", instead(wholeFirst, "根据《中华人民共和国政府信息公开条例》的有关规定，现公布云湖市水利局2021年政府信息公开工作年度报告，欢迎社会各界监督。\n"+wholeFirst), []string{"year_differs year"}},
		{"a law's number is no year", instead(wholeFirst, "根据《国务院办公厅关于政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）要求，编制本报告，欢迎社会各界监督。\n"+wholeFirst), nil},
		{"years beside its own", instead("2022年，", "与2021年相比有所增加。2022年，"), nil},
		{"signed before the year was over", instead("2023年1月17日", "2022年1月17日"), []string{"date_before_year_end signed"}},
		{"signed by another organ", instead("云湖市水利局\n2023年", "云湖市林业局\n2023年"), []string{"agency_differs agency"}},
		{"signed by its office", instead("云湖市水利局\n2023年", "云湖市水利局办公室\n2023年"), nil},
		{"signed in short", instead("云湖市水利局\n2023年", "市水利局\n2023年"), nil},
		{"no organ", without(wholeReport, "云湖市水利局", "云湖市水利局\n"), []string{"agency_unknown agency"}},
		{"no year", "云湖市水利局政府信息公开工作年度报告\n一、总体情况\n本局认真做好政府信息公开工作，及时准确公开各类信息。\n" + wholeTwo + wholeThree + wholeFour + wholeFive + wholeSix, []string{"year_unknown year"}},
		{"a year by its date alone", "云湖市水利局政府信息公开工作年度报告\n一、总体情况\n本局认真做好政府信息公开工作，及时准确公开各类信息。\n" + wholeTwo + wholeThree + wholeFour + wholeFive + wholeSix + wholeDate, []string{"year_inferred year (reader)"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Parse(lines(tt.text))
			if len(got) != 1 || got[0].Kind != AnnualReport {
				t.Fatalf("%d documents, %s", len(got), got[0].Kind)
			}
			if a := advice(got[0]); !slices.Equal(a, tt.want) {
				t.Errorf("got %q, want %q", a, tt.want)
			}
		})
	}
}

func TestAMissingTableOfADocumentReadInPartIsTheReaders(t *testing.T) {
	doc := lines(strings.Replace(wholeReport, "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n", "", 1))
	doc.Findings = append(doc.Findings, document.Finding{Code: "scanned", Responsibility: document.Reader})
	if a := advice(Parse(doc)[0]); !slices.Equal(a, []string{"scanned (reader)", "table_missing applications (reader)"}) {
		t.Errorf("%q", a)
	}
}

func TestEverythingZeroIsNoted(t *testing.T) {
	s := sample{form: form2021, cells: map[string]string{}}
	for _, k := range s.keys() {
		s.cells[k] = "0"
	}
	zero := func() Record {
		return Parse(render(0, 2023, []tableSpec{s.proactiveTable()}, []tableSpec{s.applicationsTable(keysOf(applicationColumns), formRows(s.form))}, []tableSpec{s.reviewTable()}))[0]
	}
	if a := advice(zero()); !slices.Contains(a, "all_zero") {
		t.Errorf("%q", a)
	}
	s.cells["review.total"] = "1"
	if a := advice(zero()); slices.Contains(a, "all_zero") {
		t.Errorf("%q", a)
	}
}

func TestHeadingsInCellsAreNotMissing(t *testing.T) {
	blocks := lines(wholeTitle + wholeFirst + wholeTwo + wholeThree + wholeFive + wholeSix).Blocks
	table := &document.Table{Rows: 1, Cols: 1, Cells: []document.Cell{{RowSpan: 1, ColSpan: 1, Text: "四、政府信息公开行政复议、行政诉讼情况"}}}
	r := Parse(&document.Document{Blocks: append(blocks, document.Block{Kind: document.TableKind, Table: table})})[0]
	if a := advice(r); slices.Contains(a, "section_missing section.4") {
		t.Errorf("%q", a)
	}
}
