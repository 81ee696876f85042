package report

import (
	"slices"
	"strings"
	"testing"
)

func TestTheFilesNameFillsWhatTheTextDoesNotSay(t *testing.T) {
	bare := "一、总体情况\n本局认真做好政府信息公开工作，及时准确公开各类信息，切实保障群众的知情权。\n" + wholeTwo + wholeThree + wholeFour + wholeFive + wholeSix
	for _, tt := range []struct {
		name, file, text string
		kind             Kind
		agency           string
		year             int
		want             []string
	}{
		{"organ and year", "2022年云湖市水利局政府信息公开工作年度报告.docx", bare, AnnualReport, "云湖市水利局", 2022, []string{"agency_from_name agency", "year_from_name year"}},
		{"as it stands in an address", "%E4%BA%91%E6%B9%96%E5%B8%82%E6%B0%B4%E5%88%A9%E5%B1%802022%E5%B9%B4%E6%94%BF%E5%BA%9C%E4%BF%A1%E6%81%AF%E5%85%AC%E5%BC%80%E5%B9%B4%E6%8A%A5.pdf", bare, AnnualReport, "云湖市水利局", 2022, []string{"agency_from_name agency", "year_from_name year"}},
		{"the text goes before it", "云湖市林业局2021年政府信息公开工作年度报告.doc", wholeReport, AnnualReport, "云湖市水利局", 2022, []string{"year_differs year"}},
		{"a name that says nothing", "t20230118_4373320.html", bare, AnnualReport, "", 0, []string{"year_unknown year", "agency_unknown agency"}},
		{"a year alone is no title", "2022.docx", bare, AnnualReport, "", 0, []string{"year_unknown year", "agency_unknown agency"}},
		{"a guide's name over a report", "云湖市水利局政府信息公开指南.docx", bare, AnnualReport, "", 0, []string{"year_unknown year", "agency_unknown agency"}},
		{"a text without a title", "云湖市水利局2022年政府信息公开工作年度报告.docx", "本局坚持以公开为常态、不公开为例外，全年主动公开各类信息，及时回应社会关切，工作取得新的成效。\n", AnnualReport, "云湖市水利局", 2022, []string{"agency_from_name agency", "year_from_name year"}},
		{"a notice", "云湖市水利局2022年政府信息公开工作年度报告.docx", "各科室：\n现就有关事项通知如下，请各科室按照要求及时报送本年度信息公开工作的有关材料，逾期不候。\n", Other, "", 0, nil},
		{"of something else", "云湖市水利局2022年政府信息公开工作年度报告.docx", "今天上午，云湖市召开防汛工作会议，安排部署下一阶段的防汛工作，市长出席并讲话，提出要求。\n", Other, "", 0, nil},
		{"an interpretation", "云湖市水利局2022年政府信息公开工作年度报告解读.docx", "本局坚持以公开为常态、不公开为例外，全年主动公开各类信息，及时回应社会关切，工作取得新的成效。\n", Other, "", 0, nil},
		{"a name too long to be one", strings.Repeat("云", 300) + "水利局2022年政府信息公开工作年度报告.docx", bare, AnnualReport, "", 0, []string{"year_unknown year", "agency_unknown agency"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := ParseWith(lines(tt.text), Options{Name: tt.file})[0]
			if r.Kind != tt.kind || r.Agency != tt.agency || r.Year != tt.year {
				t.Errorf("%s %q %d", r.Kind, r.Agency, r.Year)
			}
			if a := advice(r); !slices.Equal(a, tt.want) {
				t.Errorf("findings %q, want %q", a, tt.want)
			}
		})
	}
}

func TestAFilesNameSaysNothingOfSeveralDocuments(t *testing.T) {
	second := strings.ReplaceAll(wholeReport, "2022", "2021")
	got := ParseWith(lines(wholeReport+second), Options{Name: "云湖市林业局2019年政府信息公开工作年度报告.docx"})
	if len(got) != 2 || got[0].Year != 2022 || got[1].Year != 2021 {
		t.Fatalf("%d documents: %+v", len(got), got)
	}
	for _, r := range got {
		if a := advice(r); slices.Contains(a, "year_differs year") {
			t.Errorf("%q", a)
		}
	}
}
