package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document"
)

const guideFrame = "云湖市水利局政府信息公开指南\n为了更好地提供政府信息公开服务，根据《中华人民共和国政府信息公开条例》的规定，编制本指南。\n一、公开范围\n本机关主动公开机构职能、规划计划、行政许可、财政预算决算和其他应当公开的政府信息。\n二、申请受理机构\n"

// The same contact in the wordings and shapes of different organs.
func TestGuideContacts(t *testing.T) {
	want := Contact{Office: "云湖市水利局办公室", Address: "云湖市滨河路8号", Postcode: "100020", Phone: "0100-2345678"}
	contact := tableSpec{
		row(cell("受理机构"), cell("云湖市水利局办公室")),
		row(cell("办公地址"), cell("云湖市滨河路8号"), cell("邮政编码："), cell("100020")),
		row(cell("联系电话"), cell("0100-2345678")),
	}
	for _, tt := range []struct {
		name string
		body []document.Block
	}{
		{"a line each", lines("受理机构：云湖市水利局办公室\n办公地址：云湖市滨河路8号\n邮政编码：100020\n联系电话：0100-2345678\n").Blocks},
		{"one line", lines("机构名称：云湖市水利局办公室；办公地址：云湖市滨河路8号；邮政编码：100020；联系电话：0100-2345678。\n").Blocks},
		{"a sentence", lines("负责政府信息公开工作的机构为云湖市水利局办公室，办公地址：云湖市滨河路8号，邮编：100020，电话：0100-2345678。\n").Blocks},
		{"a table", []document.Block{{Kind: document.TableKind, Table: contact.laidOut()}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse(&document.Document{Blocks: append(lines(guideFrame).Blocks, tt.body...)})[0]
			if r.Kind != Guide {
				t.Fatalf("kind %s", r.Kind)
			}
			if diff := cmp.Diff(want, r.Guide.Contact); diff != "" {
				t.Errorf("contact (-want +got):\n%s", diff)
			}
		})
	}
}

// Whom to complain to is never mixed with the office.
func TestGuideComplaints(t *testing.T) {
	const office = "受理机构：云湖市水利局办公室\n监督电话：0100-8888888\n联系电话：0100-2345678\n"
	for _, tt := range []struct {
		name, body string
		want       GuideFields
	}{
		{"a telephone for complaints among the office's lines", office, GuideFields{
			Contact:     Contact{Office: "云湖市水利局办公室", Phone: "0100-2345678"},
			Supervision: &Contact{Phone: "0100-8888888"}}},
		{"a heading for each way", "受理机构：云湖市水利局办公室\n三、监督和救济\n(一)投诉举报\n受理单位：云湖市人民政府办公室\n(二)行政复议\n受理单位：云湖市司法局\n电话：0100-7777777\n(三)行政诉讼\n受理单位：青石区人民法院\n", GuideFields{
			Contact:         Contact{Office: "云湖市水利局办公室"},
			Supervision:     &Contact{Office: "云湖市人民政府办公室"},
			Reconsideration: &Contact{Office: "云湖市司法局", Phone: "0100-7777777"},
			Litigation:      &Contact{Office: "青石区人民法院"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse(lines(guideFrame + tt.body))[0]
			if diff := cmp.Diff(&tt.want, r.Guide); diff != "" {
				t.Errorf("guide (-want +got):\n%s", diff)
			}
		})
	}
}

// The date under a document is no part of the next one's title.
func TestADateEndsADocument(t *testing.T) {
	second := strings.ReplaceAll(frame, "2022", "2021")
	second = strings.ReplaceAll(second, "云湖市青石区林业局", "云湖市水利局")
	second += "三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
	got := Parse(lines(frame + "规章\n五、存在的主要问题及改进情况\n公开的深度还不够，下一步将加强学习培训。\n六、其他需要报告的事项\n无\n2023年1月20日\n" + second))
	if len(got) != 2 {
		t.Fatalf("%d documents, want 2", len(got))
	}
	if got[0].Signed != "2023-01-20" || got[1].Agency != "云湖市水利局" || got[1].Year != 2021 {
		t.Errorf("signed %q, then %q %d", got[0].Signed, got[1].Agency, got[1].Year)
	}
}
