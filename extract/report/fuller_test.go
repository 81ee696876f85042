package report

import "testing"

func TestAgencyInTheFormThatTheDocumentPrints(t *testing.T) {
	const body = "2022年，本单位认真做好政府信息公开工作，及时准确公开各类信息，切实保障群众的知情权。\n二、主动公开政府信息情况\n六、其他需要报告的事项\n无\n"
	guide := func(office, address string) string {
		return "根据《中华人民共和国政府信息公开条例》和有关规定，为方便公众获取信息，制定本公开指南。\n一、公开内容\n丹溪镇人民政府按照规定主动公开信息。\n二、工作机构\n申请受理机构为" + office + "，负责日常工作。\n办公地址：" + address + "\n联系电话：0100-1234567\n"
	}
	for _, tt := range []struct{ name, text, want string }{
		{"a place is its government where the text says so", "2022年云湖市政府信息公开工作年度报告\n本报告电子版可从云湖市人民政府网站下载，欢迎社会各界人士监督指正。\n一、总体情况\n" + body, "云湖市人民政府"},
		{"a street is its office", "松林街道2022年政府信息公开工作年度报告\n本报告由松林街道办事处组织编写，欢迎社会各界人士监督指正。\n一、总体情况\n" + body, "松林街道办事处"},
		{"the government's office is another organ", "2022年云湖市政府信息公开工作年度报告\n咨询电话见云湖市人民政府办公室网页，欢迎社会各界人士监督指正。\n一、总体情况\n" + body, "云湖市"},
		{"a place alone stays as it is", "2022年云湖市政府信息公开工作年度报告\n一、总体情况\n" + body, "云湖市"},
		{"a title's name is the organ's choice", "青石区水利局2022年政府信息公开工作年度报告\n一、总体情况\n云湖市青石区水利局高度重视公开工作。\n" + body, "青石区水利局"},
		{"the places above a town", guide("丹溪镇政务公开领导小组办公室", "云湖市丹溪镇人民政府"), "云湖市丹溪镇人民政府"},
		{"what stands before it is no place", guide("丹溪镇政务公开领导小组办公室", "请到丹溪镇人民政府"), "丹溪镇人民政府"},
		{"nor is half of one", guide("丹溪镇政务公开领导小组办公室", "位于和平市场的丹溪镇人民政府"), "丹溪镇人民政府"},
		{"an entry of a guide is no signature", "政府信息公开指南\n为保障公民、法人和其他组织依法获取政府信息，根据有关规定，特制定本指南。\n一、依申请公开\n（一）受理机构\n云湖市丹溪镇人民政府办公室\n办公地址：云湖市丹溪镇人民政府\n", "云湖市丹溪镇人民政府"},
		{"the title of a page of a book is no organ", "Page 9 - 2020年报_审计局\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n在区政府及上级主管部门的指导支持下，工作取得了一些成绩，但仍存在短板。\n六、其他需要报告的事项\n无\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if r := Parse(lines(tt.text))[0]; r.Agency != tt.want {
				t.Errorf("got %q, want %q (%s)", r.Agency, tt.want, r.Kind)
			}
		})
	}
}
