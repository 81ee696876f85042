package report

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/text"
)

func lines(s string) *document.Document { return text.Read(s) }

// codes are the findings about what was read: not those about rows, sections and
// tables that the pieces of these tests do not have.
func codes(r Record) []string {
	var out []string
	for _, f := range r.Findings {
		if f.Code != "row_missing" && f.Code != "table_missing" && !strings.HasPrefix(f.Code, "section_") {
			out = append(out, f.Code+" "+f.Where)
		}
	}
	return out
}

const frame = "云湖市青石区林业局2022年政府信息公开工作年度报告\n发布时间：2023-01-17 09:00\n一、总体情况\n2022年，本局认真做好政府信息公开工作，及时准确公开各类信息，切实保障群众的知情权、参与权和监督权。\n二、主动公开政府信息情况\n"

func TestTableTwo(t *testing.T) {
	for _, tt := range []struct {
		name, body, form string
		want             map[string]string // value, or (state)
		codes            []string
	}{
		{"form of 2021 in lines",
			"第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n2\n3\n行政规范性文件\n4\n5\n6\n第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n7.5\n", form2021,
			map[string]string{"regulations.issued": "1", "regulations.repealed": "2", "regulations.in_force": "3", "normative_documents.in_force": "6", "fees.amount_wan_yuan": "7.5"}, nil},
		{"a header whose words were cut",
			"信息内容\t本年新\t本年新\t对外公开总数量\n规章\t1\t2\t3\n", form2019,
			map[string]string{"regulations.made": "1", "regulations.published": "2", "regulations.total_public": "3"}, nil},
		{"a mark beside a number costs that number alone",
			"信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t12^1\t2\t3\n行政规范性文件\t4\t5①\t6\n", form2021,
			map[string]string{"regulations.issued": "(unreadable)", "regulations.repealed": "2", "regulations.in_force": "3", "normative_documents.issued": "4", "normative_documents.repealed": "(unreadable)", "normative_documents.in_force": "6"},
			[]string{"cell_unreadable proactive.regulations.issued", "cell_unreadable proactive.normative_documents.repealed"}},
		{"an organ's own columns",
			"信息内容\t制作\t获取\t对外公开数量\n规章\t1\t2\t3\n", formLocal,
			map[string]string{"regulations.made": "1", "regulations.obtained": "2", "regulations.published": "3"}, nil},
		{"columns in another order",
			"信息内容\t现行有效件数\t本年制发件数\t本年废止件数\n规章\t1\t2\t3\n", form2021,
			map[string]string{"regulations.in_force": "1", "regulations.issued": "2", "regulations.repealed": "3"}, nil},
		{"amounts with and without unit",
			"信息内容\t采购项目数量\t采购总金额\n政府集中采购\t8批次\t8040\n", form2019,
			map[string]string{"procurement.items": "8", "procurement.amount_yuan": "(unit_unknown)"}, []string{"unit_unknown proactive.procurement.amount_yuan"}},
		{"one value under one wide header with blanks beside",
			"信息内容\t本年处理决定数量\t\t\n行政许可\t5\t\t\n", form2021,
			map[string]string{"licensing.decisions": "5"}, nil},
		{"a wrong header is not overrun",
			"信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t1\t2\t3\n规章\t4\t5\t6\n", form2019,
			map[string]string{"licensing.previous_items": "1", "licensing.change": "2", "licensing.decisions": "3"}, []string{"header_contradicts proactive.regulations"}},
		{"a header torn off, the form known from other rows",
			"信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t1\t+2\t3\n第二十条第（六）项\n行政处罚\t4\t-5\t6\n", form2019,
			map[string]string{"licensing.change": "2", "penalties.previous_items": "4", "penalties.change": "-5", "penalties.decisions": "6"}, nil},
		{"rows of the organ's own under the form's columns",
			"信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n履职依据\n22\n22\n22\n机构职能\n1\n1\n1\n", formNone, map[string]string{}, nil},
		{"the same row twice, different",
			"信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n规章\t1\t2\t4\n", form2021,
			map[string]string{"regulations.issued": "1", "regulations.in_force": "(conflict)"}, []string{"conflict proactive.regulations.in_force"}},
		{"the same row twice, equal",
			"信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n规章\t1\t2\t3\n", form2021,
			map[string]string{"regulations.in_force": "3"}, []string{"row_torn proactive.regulations"}},
		{"a blank gone from a stream",
			"信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n2\n行政规范性文件\n4\n5\n6\n", form2021,
			map[string]string{"normative_documents.issued": "4"}, []string{"stream_unproved proactive.regulations"}},
		{"a cell with words and digits",
			"信息内容\t本年处理决定数量\n行政许可\t约3\n行政处罚\t3-5\n行政强制\t7\n", form2021,
			map[string]string{"licensing.decisions": "(unreadable)", "penalties.decisions": "(unreadable)", "coercive_measures.decisions": "7"},
			[]string{"cell_unreadable proactive.licensing.decisions", "cell_unreadable proactive.penalties.decisions"}},
		{"zero in words",
			"信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t零\t零\t零\n行政规范性文件\t4\t零\t6\n", form2021,
			map[string]string{"regulations.issued": "(unreadable)", "regulations.in_force": "(unreadable)", "normative_documents.issued": "4", "normative_documents.repealed": "(unreadable)"},
			[]string{"cell_unreadable proactive.regulations.issued", "cell_unreadable proactive.regulations.repealed", "cell_unreadable proactive.regulations.in_force", "cell_unreadable proactive.normative_documents.repealed"}},
		{"torn digits",
			"信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2 0\t3\n", form2021,
			map[string]string{"regulations.issued": "1", "regulations.repealed": "(unreadable)", "regulations.in_force": "3"}, []string{"cell_unreadable proactive.regulations.repealed"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Parse(lines(frame + tt.body + "五、存在的主要问题及改进情况\n无\n"))
			if len(got) != 1 || got[0].Forms == nil || got[0].Forms.Proactive != tt.form {
				t.Fatalf("form %+v, want %s", got[0].Forms, tt.form)
			}
			for k, want := range tt.want {
				c := got[0].Cells["proactive."+k]
				have := "(" + string(c.State) + ")"
				if c.State == StateValue {
					have = c.Value.String()
				}
				if have != want {
					t.Errorf("%s is %s, want %s", k, have, want)
				}
			}
			if tt.form == formNone && (len(got[0].Cells) > 0 || len(got[0].Tables) == 0) {
				t.Errorf("cells %v, tables %v", got[0].Cells, got[0].Tables)
			}
			if c := codes(got[0]); !slices.Equal(c, tt.codes) {
				t.Errorf("findings %q, want %q", c, tt.codes)
			}
		})
	}
}

func TestMissingRowsAreReported(t *testing.T) {
	rows := "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n（六）其他处理\t\t1\t0\t0\t0\t0\t0\t1\n"
	r := Parse(lines(frame + rows))[0]
	if r.Forms.Applications != form2019 {
		t.Fatalf("form %s", r.Forms.Applications)
	}
	missing := map[string]bool{}
	for _, f := range r.Findings {
		if f.Code == "row_missing" {
			missing[f.Where] = true
		}
	}
	for _, row := range formRows(form2019) {
		if want := row != "new" && row != "otherwise"; missing["applications."+row] != want {
			t.Errorf("%s missing: %v", row, !want)
		}
	}
	for _, g := range reviewGroups {
		if !missing[g] {
			t.Errorf("%s is not in the document", g)
		}
	}
}

func TestMetadata(t *testing.T) {
	body := "二、主动公开政府信息情况\n本年度主动公开政府信息一百余条，内容涉及机构职能、规划计划、财政资金等方面，均在政府网站公开。\n六、其他需要报告的事项\n无。\n"
	for _, tt := range []struct {
		name, text                string
		agency, published, signed string
		year                      int
		from, to                  string
	}{
		{"title over two lines, signature", "云湖市青石区林业局\n2020年政府信息公开工作年度报告\n一、总体情况\n统计期限自2020年1月1日起至2020年12月31日止。\n" + body + "云湖市青石区林业局\n2021年1月26日\n",
			"云湖市青石区林业局", "", "2021-01-26", 2020, "2020-01-01", "2020-12-31"},
		{"year at the end of the first line", "云湖市青石区人民政府松林街道办事处2020年\n政府信息公开工作年度报告\n时间:2021-01-21\n一、总体情况\n工作平稳。\n" + body,
			"云湖市青石区人民政府松林街道办事处", "2021-01-21", "", 2020, "", ""},
		{"a signed date that lost a digit", "云湖市水利局2020年政府信息公开工作年度报告\n一、总体情况\n统计期限自202011日起至20201231日止。\n" + body + "0二年一月二十日\n",
			"云湖市水利局", "", "", 2020, "", ""},
		{"no title", "根据《中华人民共和国政府信息公开条例》，现公布云湖市水利局2022年政府信息公开工作年度报告。\n一、总体情况\n工作平稳。\n" + body,
			"云湖市水利局", "", "", 2022, "", ""},
		{"a date of writing is none of publication", "成文日期：2021-02-01\n云湖市水利局2020年政府信息公开工作年度报告\n一、总体情况\n工作平稳。\n" + body,
			"云湖市水利局", "", "", 2020, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse(lines(tt.text))[0]
			p := Period{}
			if r.Period != nil {
				p = *r.Period
			}
			if r.Kind != AnnualReport || r.Agency != tt.agency || r.Year != tt.year || r.Published != tt.published || r.Signed != tt.signed || p.From != tt.from || p.To != tt.to {
				t.Errorf("%s %q %d published %q signed %q %v", r.Kind, r.Agency, r.Year, r.Published, r.Signed, p)
			}
		})
	}
}

func TestMetadataOfThePage(t *testing.T) {
	doc := lines("一、总体情况\n工作平稳，及时准确公开各类信息，切实保障群众的知情权、参与权和监督权，推进各项工作。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n")
	doc.Title = "云湖市水利局2022年政府信息公开工作年度报告_云湖市人民政府"
	doc.Meta = []document.Meta{{Name: "pubdate", Value: "2023-01-17 10:20"}}
	doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Paragraph, Text: "2019年12月3日 星期二", Furniture: true})
	r := Parse(doc)[0]
	if r.Kind != AnnualReport || r.Agency != "云湖市水利局" || r.Year != 2022 || r.Published != "2023-01-17" || r.Signed != "" {
		t.Errorf("%+v", r)
	}
}

func TestSeveralDocumentsInOneFile(t *testing.T) {
	report := func(year string) string {
		return "云湖市商务中心 " + year + "年政府信息公开工作年度报告\n时间:2024-01-18\n云湖市商务中心\n" + year + "年政府信息公开工作年度报告\n一、总体情况\n" + year + "年，本中心认真做好政府信息公开工作，及时准确公开各类信息，切实保障群众的知情权、参与权和监督权，推进各项工作再上台阶。\n二、主动公开政府信息情况\n政府信息公开指南\n信息内容\n本年新制作数量\n政府信息公开指南\n9\n六、其他需要报告的事项\n无\n"
	}
	guide := "云湖市商务中心\n云湖市商务中心政府信息公开指南\n时间:2020-07-28\n为了更好地为公民、法人和其他组织提供政府信息公开服务,根据《中华人民共和国政府信息公开条例》编制本指南。云湖市商务中心将及时予以更新。\n一、工作机构\n受理机构为:云湖市商务中心办公室\n办公地址:青石路2号 邮政编码:100001\n办公时间:8:30-12:00 13:30-17:00(工作日)\n联系电话:0100-1234567\n电子信箱:a@example.cn(不接受申请)\n二、监督保障\n政府信息公开投诉、举报:云湖市政务公开办公室\n联系电话:0100-7654321\n行政复议:云湖市人民政府\n办公地址:青石路3号\n行政诉讼:云湖市人民法院\n邮政编码:100002\n"
	got := Parse(lines(guide + report("2023") + report("2022")))
	if len(got) != 3 {
		t.Fatalf("%d documents", len(got))
	}
	g := got[0]
	if g.Kind != Guide || g.Agency != "云湖市商务中心" || g.Published != "2020-07-28" || g.Guide == nil {
		t.Fatalf("%+v", g)
	}
	want := Contact{Office: "云湖市商务中心办公室", Address: "青石路2号", Postcode: "100001", Hours: "8:30-12:00 13:30-17:00(工作日)", Phone: "0100-1234567", Email: "a@example.cn"}
	if g.Guide.Contact != want {
		t.Errorf("%+v", g.Guide.Contact)
	}
	if g.Guide.Supervision == nil || g.Guide.Supervision.Phone != "0100-7654321" || g.Guide.Reconsideration == nil || g.Guide.Reconsideration.Address != "青石路3号" || g.Guide.Litigation == nil || g.Guide.Litigation.Postcode != "100002" {
		t.Errorf("%+v", g.Guide)
	}
	for i, year := range []int{2023, 2022} {
		if r := got[i+1]; r.Kind != AnnualReport || r.Year != year || r.Agency != "云湖市商务中心" || r.Forms.Proactive != formNone {
			t.Errorf("%d: %s %d %q %+v", i+1, r.Kind, r.Year, r.Agency, r.Forms)
		}
	}
}

func TestWhatIsNoReport(t *testing.T) {
	for name, s := range map[string]string{
		"notice":      "关于做好2021年政府信息公开工作年度报告编制发布工作的通知\n各区人民政府：\n现就有关事项通知如下，请各单位按照要求及时编制并发布本单位的年度报告。\n一、总体情况\n二、主动公开政府信息情况\n",
		"index":       "云湖市水利局2022年政府信息公开工作年度报告\n云湖市财政局2022年政府信息公开工作年度报告\n云湖市林业局2021年政府信息公开工作年度报告\n",
		"web report":  "云湖市水利局2022年政府网站工作年度报表\n网站名称：云湖市水利局\n",
		"university":  "云湖大学2020-2021学年信息公开工作年度报告\n本年度报告是按照《高等学校信息公开办法》编制的，全文包括概述等部分。\n",
		"news":        "云湖市召开防汛会议\n今天上午，云湖市召开防汛工作会议，安排部署下一阶段的防汛工作，市长出席并讲话。\n",
		"nothing":     "\n",
		"column name": "政府信息公开年报\n首页\n",
	} {
		t.Run(name, func(t *testing.T) {
			got := Parse(lines(s))
			if len(got) != 1 || got[0].Kind != Other {
				t.Errorf("%+v", got)
			}
		})
	}
}

// FuzzParse: any text gives at least one record, and every value stood in the
// document.
func FuzzParse(f *testing.F) {
	f.Add(frame + "规章\n1\n2\n3\n")
	f.Add("一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n\t（一）予以公开\t1 0\t/\t\t\n")
	f.Add("四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n结果\n维持\n结果纠正\n其他结果\n尚未审结\n总计\n1\n2\n")
	f.Add("云湖市水利局政府信息公开指南\n本指南\n办公地址:一 邮编:2\n")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<16 {
			return
		}
		got := Parse(lines(s))
		if len(got) == 0 {
			t.Fatal("no record")
		}
		for _, r := range got {
			for k, c := range r.Cells {
				if (c.State == StateValue) != (c.Value != nil) {
					t.Fatalf("%s: state %s with value %v", k, c.State, c.Value)
				}
				if c.State == StateValue && !strings.Contains(s, c.Raw) && c.Raw == "" {
					t.Fatalf("%s: %q did not stand in the document", k, c.Raw)
				}
			}
		}
	})
}

// corpus finds the documents with known truth beside the repository.
func corpus(t testing.TB) string {
	dir, err := filepath.Abs("../../../shared/corpus")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("../shared/corpus is not here: the seeds were not read")
	}
	return dir
}
