package report

import "testing"

func TestReadTitle(t *testing.T) {
	for _, tt := range []struct {
		name, title string
		want        Title
	}{
		{"year before the name", "云湖市青石区林业局2022年政府信息公开工作年度报告", Title{AnnualReport, 2022, "云湖市青石区林业局", false, false}},
		{"year in front", "2022年云湖市水利局政府信息公开工作年度报告", Title{AnnualReport, 2022, "云湖市水利局", false, false}},
		{"year behind the name", "云湖市水利局政府信息公开工作年度报告（2022年）", Title{AnnualReport, 2022, "云湖市水利局", false, false}},
		{"year inside the name", "云湖市水利局政府信息公开2022年度报告", Title{AnnualReport, 2022, "云湖市水利局", false, false}},
		{"the sign 年 lost", "云湖市水利局2022政府信息公开工作年度报告", Title{AnnualReport, 2022, "云湖市水利局", false, false}},
		{"Chinese numerals", "云湖市水利局二〇二二年政府信息公开年度报告", Title{AnnualReport, 2022, "云湖市水利局", false, false}},
		{"blanks and line breaks", "云湖市水利局 2022 年\n政府信息 公开工作 年度报告", Title{AnnualReport, 2022, "云湖市水利局", false, false}},
		{"words in another order", "云湖市公安局2023年政府信息公开年度工作报告", Title{AnnualReport, 2023, "云湖市公安局", false, false}},
		{"short name", "云湖市水利局2019年政府信息公开年报", Title{AnnualReport, 2019, "云湖市水利局", false, false}},
		{"without 政府", "云湖市水利局2022年信息公开工作年度报告", Title{AnnualReport, 2022, "云湖市水利局", false, false}},
		{"behind the name of its field", "title: 云湖市水利局2019年政府信息公开年报", Title{AnnualReport, 2019, "云湖市水利局", false, false}},
		{"a heading of Markdown", "# 云湖市水利局2019年政府信息公开年报", Title{AnnualReport, 2019, "云湖市水利局", false, false}},
		{"a column's name", "政府信息公开年报", Title{AnnualReport, 0, "", false, false}},
		{"cut off", "云湖市青石区综合行政执法局2021年政府信息公开工作年…", Title{AnnualReport, 2021, "云湖市青石区综合行政执法局", false, false}},
		{"a bureau of statistics is no look-alike", "云湖市统计局2021年政府信息公开工作年度报告", Title{AnnualReport, 2021, "云湖市统计局", false, false}},
		{"traditional characters", "雲湖縣2020年政府信息公開工作年度報告", Title{AnnualReport, 2020, "云湖县", false, false}},
		{"a summary before 2019", "云湖市水利局2014年政府信息公开工作总结", Title{AnnualReport, 2014, "云湖市水利局", false, false}},
		{"a summary after 2019", "云湖市2020年政府信息公开工作总结", Title{Kind: Other, Year: 2020, LookAlike: true}},
		{"guide", "云湖市水利局政府信息公开指南", Title{Guide, 0, "云湖市水利局", false, false}},
		{"guide with its edition", "云湖市水利局政府信息公开指南（2023年版）", Title{Guide, 2023, "云湖市水利局", false, false}},
		{"the name twice", "云湖市公安局青石分局云湖市公安局青石分局政府信息公开指南", Title{Guide, 0, "云湖市公安局青石分局", false, false}},
		{"guide to applications", "云湖市水利局依申请公开指南", Title{Kind: Other, LookAlike: true}},
		{"guide to services", "办事指南", Title{Kind: Other, LookAlike: true}},
		{"report of the web site", "云湖市水利局2022年政府网站工作年度报表", Title{Kind: Other, Year: 2022, LookAlike: true}},
		{"rule of law report", "云湖市2022年法治政府建设年度报告", Title{Kind: Other, Year: 2022, LookAlike: true}},
		{"final accounts", "云湖市水利局2022年部门决算", Title{Kind: Other, Year: 2022, LookAlike: true}},
		{"picture of a report", "图解：云湖市2022年政府信息公开工作年度报告", Title{Kind: Other, Year: 2022, LookAlike: true}},
		{"explanation of a report", "《云湖市2022年政府信息公开工作年度报告》解读", Title{Kind: Other, Year: 2022, LookAlike: true}},
		{"notice about reports", "关于做好2021年政府信息公开工作年度报告编制发布工作的通知", Title{Kind: Other, Year: 2021, LookAlike: true}},
		{"letter about reports", "关于报送2021年政府信息公开工作年度报告的函", Title{Kind: Other, Year: 2021, LookAlike: true}},
		{"university", "云湖大学2020年信息公开工作年度报告", Title{Kind: Other, Year: 2020, LookAlike: true}},
		{"a plan", "云湖市教育局2023年政府信息公开工作计划", Title{Kind: Other, Year: 2023, LookAlike: true}},
		{"a flow chart", "政府信息公开申请流程图", Title{Kind: Other, LookAlike: true}},
		{"a notice that reports are out", "关于云湖市各单位2023年政府信息公开年度报告发布情况的公示", Title{Kind: Other, Year: 2023, LookAlike: true}},
		{"report of law enforcement", "云湖市2023年度行政执法数据统计年度报告", Title{Kind: Other, Year: 2023, LookAlike: true}},
		{"news that a report is out", "云湖市发布2023年政府信息公开工作年度报告", Title{AnnualReport, 2023, "云湖市", false, true}},
		{"an organ about its own report", "云湖市水利局关于公布2023年政府信息公开工作年度报告", Title{AnnualReport, 2023, "云湖市水利局", false, false}},
		{"anything else", "云湖市召开防汛会议", Title{Kind: Other}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := ReadTitle(tt.title); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}
