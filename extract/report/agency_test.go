package report

import (
	"testing"

	"gongkai/extract/document"
)

// Where an organ's name and the dates are found when the title does not have them.
func TestAgencyAndDates(t *testing.T) {
	const body = "一、总体情况\n2022年，我局认真做好政府信息公开工作，及时准确公开各类信息，切实保障群众的知情权、参与权。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n六、其他需要报告的事项\n无\n"
	for _, tt := range []struct {
		name, text                string
		agency, published, signed string
	}{
		{"关于 belongs to the words behind the name", "云湖市水利局关于2022年度政府信息公开工作年度报告\n" + body, "云湖市水利局", "", ""},
		{"whom to ask about the report", "政府信息公开工作年度报告\n根据条例编制本报告。如对本报告有疑问，请与云湖市水利局办公室联系（地址：云湖市滨河路8号）。\n" + body, "云湖市水利局", "", ""},
		{"the source under the title", "政府信息公开工作年度报告\n发布时间：2023-01-22 来源：云湖市水利局 浏览次数：12\n" + body, "云湖市水利局", "2023-01-22", ""},
		{"a government as source may be the site", "政府信息公开工作年度报告\n来源：云湖市人民政府\n" + body, "", "", ""},
		{"an office that sent the form is not the organ", "政府信息公开工作年度报告\n根据《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》要求，编制本报告。\n" + body, "", "", ""},
		{"publication named beside the date of the paper", "云湖市水利局2022年政府信息公开工作年度报告\n发文日期：2023-01-21 公开日期：2023-01-22\n" + body, "云湖市水利局", "2023-01-22", ""},
		{"the date of the paper alone", "云湖市水利局2022年政府信息公开工作年度报告\n发文时间：2023-01-21\n" + body, "云湖市水利局", "2023-01-21", ""},
		{"name and date in one line", "云湖市水利局2022年政府信息公开工作年度报告\n" + body + "云湖市水利局  2023年1月26日\n", "云湖市水利局", "", "2023-01-26"},
		{"a date that lost a digit", "云湖市水利局2022年政府信息公开工作年度报告\n" + body + "云湖市水利局 202年1月26日\n", "云湖市水利局", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse(lines(tt.text))[0]
			if r.Kind != AnnualReport || r.Agency != tt.agency || r.Published != tt.published || r.Signed != tt.signed {
				t.Errorf("%s of %q, published %q, signed %q; want %q, %q, %q", r.Kind, r.Agency, r.Published, r.Signed, tt.agency, tt.published, tt.signed)
			}
		})
	}
}

// A workbook saved as a page is one table, its title a row of it.
func TestATitleInTheFirstRowsOfATable(t *testing.T) {
	const head = "信息内容|本年处理决定数量"
	for name, tt := range map[string]struct {
		rows   []string
		agency string
		year   int
	}{
		"alone in its row":    {[]string{"云湖市水利局2022年政府信息公开工作年度报告|", "一、总体情况|", head, "行政许可|4"}, "云湖市水利局", 2022},
		"beside another text": {[]string{"云湖市水利局2022年政府信息公开工作年度报告|下载", head, "行政许可|4"}, "", 0},
		"further down":        {[]string{head, "行政许可|4", "行政处罚|5", "云湖市水利局2022年政府信息公开工作年度报告|"}, "", 0},
		"of another paper":    {[]string{"云湖市2022年法治政府建设年度报告|", head, "行政许可|4"}, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			doc := &document.Document{Blocks: []document.Block{{Kind: document.TableKind, Table: plainTableOf(tt.rows...)}}}
			if r := Parse(doc)[0]; r.Agency != tt.agency || r.Year != tt.year {
				t.Errorf("%s of %q, %d", r.Kind, r.Agency, r.Year)
			}
		})
	}
}
