package report

import "testing"

// The papers around annual reports and guides, of an organ that does not exist.
func TestKind(t *testing.T) {
	const (
		prose  = "为进一步做好政府信息公开工作，云湖市认真贯彻落实《中华人民共和国政府信息公开条例》，及时准确公开各类信息，切实保障群众的知情权。\n"
		report = "一、总体情况\n2023年，本局认真做好政府信息公开工作，及时准确公开各类信息，切实保障群众的知情权和监督权。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n公开的深度还不够，下一步将加强学习培训。\n六、其他需要报告的事项\n无\n"
		guide  = "为了更好地为公民、法人和其他组织提供政府信息公开服务，根据《中华人民共和国政府信息公开条例》编制本指南。\n一、公开范围\n本局在职责范围内主动公开政府信息。\n二、依申请公开\n受理机构：云湖市水利局办公室\n办公地址：青石路2号\n联系电话：0100-1234567\n三、监督保障\n行政复议：云湖市人民政府\n"
	)
	for _, tt := range []struct {
		name, text string
		want       Kind
	}{
		{"a report", "云湖市水利局2023年政府信息公开工作年度报告\n" + report, AnnualReport},
		{"a report without title", report, AnnualReport},
		{"a report with the year behind the name", "云湖市水利局政府信息公开工作年度报告（2023年）\n" + report, AnnualReport},
		{"a guide", "云湖市水利局政府信息公开指南\n" + guide, Guide},
		{"a guide without title", guide, Guide},
		{"a guide under the title of its column", "政府信息公开指南\n" + guide, Guide},

		{"news that a report is out", "云湖市发布2023年政府信息公开工作年度报告\n本报讯 近日，云湖市人民政府办公室发布了全市2023年政府信息公开工作情况。记者获悉，全年共收到申请25件，市民满意度进一步提升。\n", Other},
		{"news of a meeting about reports", "云湖市召开2023年度政府信息公开工作年度报告编制培训会议\n1月5日，云湖市政务公开办公室召开培训会，部署年度报告编制工作，各部门有关负责同志参加。\n", Other},
		{"a notice that asks for reports", "关于编制2023年政府信息公开工作年度报告的通知\n各区县人民政府，市政府各部门：\n为做好年度报告编制工作，现就有关事项通知如下。\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n请于1月20日前报送。\n", Other},
		{"a notice without a title", "各区县人民政府，市政府各部门：\n根据《中华人民共和国政府信息公开条例》，现就做好2023年政府信息公开工作年度报告编制发布工作有关事项通知如下，请遵照执行。\n", Other},
		{"a reminder", "关于报送2023年政府信息公开工作年度报告的函\n市水利局：\n请贵局于1月20日前将本单位年度报告报送我办，逾期未报的将予以通报。\n", Other},
		{"an interpretation", "《云湖市水利局2023年政府信息公开工作年度报告》解读\n一、总体情况\n为便于公众了解，现对本局年度报告的主要内容进行解读，全年主动公开信息120条。\n二、主动公开政府信息情况\n", Other},
		{"a picture of it", "一图读懂云湖市2023年政府信息公开工作年度报告\n" + prose, Other},
		{"a template", "政府信息公开工作年度报告（模板）\n一、总体情况\n（此处填写总体情况，不少于八百字，须包括主动公开、依申请公开、信息管理、平台建设、监督保障等方面）\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n", Other},
		{"a list of reports", "政府信息公开年报\n云湖市水利局2023年政府信息公开工作年度报告 2024-01-18\n云湖市水利局2022年政府信息公开工作年度报告 2023-01-17\n云湖市水利局2021年政府信息公开工作年度报告 2022-01-19\n", Other},
		{"a table of contents", "目录\n一、总体情况\n二、主动公开政府信息情况\n", Other},
		{"the year's report on the rule of law", "云湖市水利局2023年法治政府建设年度报告\n一、主要举措和成效\n（一）推进政务公开\n" + prose, Other},
		{"the sites' report", "云湖市水利局2023年政府网站工作年度报表\n网站名称：云湖市水利局\n信息发布总数：120条\n" + prose, Other},
		{"a budget", "云湖市水利局2023年度部门决算公开\n一、部门概况\n" + prose, Other},
		{"a school's", "云湖大学2022-2023学年信息公开工作年度报告\n本报告根据《高等学校信息公开办法》编制，统计期限为学年度。\n一、概述\n" + prose, Other},
		{"an application form", "云湖市水利局政府信息公开申请表\n申请人信息\n公民 姓名 工作单位 证件名称 证件号码 通信地址 联系电话 邮政编码\n所需信息的内容描述，请尽量写明文件名称、文号，以便我们查找您需要的信息并尽快答复您\n", Other},
		{"how to apply", "云湖市水利局依申请公开指南\n公民、法人或者其他组织可以向本局申请公开政府信息。申请人应当填写《政府信息公开申请表》，并提供身份证明。\n一、受理机构\n联系电话：0100-1234567\n", Other},
		{"a catalogue", "云湖市水利局政府信息公开目录\n一、机构职能\n二、规划计划\n三、财政信息\n" + prose, Other},
		{"rules of openness", "云湖市水利局政府信息公开制度\n第一条 为规范政府信息公开工作，根据《中华人民共和国政府信息公开条例》，制定本制度。\n第二条 本局各科室应当按照各自职责做好公开工作。\n", Other},
		{"a plan", "云湖市2023年政务公开工作要点\n一、加强重点领域信息公开\n" + prose, Other},
		{"a guide to a service", "云湖市取水许可办事指南\n一、受理机构\n云湖市水利局\n二、办理时间\n工作日8:30-12:00，法定节假日除外，请提前预约并携带有关材料原件。\n联系电话：0100-1234567\n", Other},
		{"an error page", "404\n您访问的页面不存在或已被删除，请返回首页，或联系网站管理员，我们将尽快处理您反映的问题，谢谢您的支持。\n", Other},
		{"a column of guides", "政府信息公开指南\n云湖市水利局政府信息公开指南\n云湖市财政局政府信息公开指南\n云湖市林业局政府信息公开指南\n", Other},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for i, r := range Parse(lines(tt.text)) {
				if r.Kind != tt.want {
					t.Errorf("document %d is %s %q, want %s", i, r.Kind, r.Title, tt.want)
				}
			}
		})
	}
}
