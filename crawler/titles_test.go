package crawler

import (
	"net/url"
	"testing"

	"gongkai/crawler/family"
)

func TestWhatALinkPromises(t *testing.T) {
	at := func(s string) *url.URL {
		u, err := url.Parse("http://www.qingshi.gov.cn" + s)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	for _, c := range []struct {
		name string
		link family.Link
		in   aim
		want aim
		like bool
	}{
		{"column of reports", family.Link{Title: "政府信息公开年报"}, aimHome, aimAnnual, false},
		{"column of reports, other words", family.Link{Title: "信息公开年度报告"}, aimPlatform, aimAnnual, false},
		{"column of departments' reports", family.Link{Title: "部门政府信息公开年报"}, aimPlatform, aimAnnual, false},
		{"column with a name for a page", family.Link{Title: "政府信息公开年报专栏"}, aimPlatform, aimAnnual, false},
		{"column of guides", family.Link{Title: " 政府信息公开指南 "}, aimHome, aimGuide, false},
		{"bare words on the platform", family.Link{Title: "年报"}, aimPlatform, aimAnnual, false},
		{"bare words on the home page mean nothing", family.Link{Title: "年报"}, aimHome, aimNone, false},
		{"report", family.Link{Title: "云湖市青石区水利局2023年政府信息公开工作年度报告"}, aimAnnual, aimReport, false},
		{"report, year in numerals", family.Link{Title: "青石区民政局二〇二三年政府信息公开工作年度报告"}, aimAnnual, aimReport, false},
		{"report without the words, in its column", family.Link{Title: "青石区水利局2023年度报告"}, aimAnnual, aimReport, false},
		{"the same elsewhere", family.Link{Title: "青石区水利局2023年度报告"}, aimHome, aimNone, false},
		{"year as a column", family.Link{Title: "2023年度"}, aimAnnual, aimAnnual, false},
		{"year elsewhere", family.Link{Title: "2023年度"}, aimGuide, aimNone, false},
		{"guide", family.Link{Title: "青石区水利局政府信息公开指南"}, aimGuide, aimGuideText, false},
		{"organ on the platform", family.Link{Title: "青石区服务业发展中心"}, aimPlatform, aimPlatform, false},
		{"organ in a column of reports", family.Link{Title: "行政审批服务局"}, aimAnnual, aimAnnual, false},
		{"organ elsewhere", family.Link{Title: "青石区水利局"}, aimHome, aimNone, false},
		{"list of organs", family.Link{Title: "部门信息公开"}, aimPlatform, aimDirectory, false},
		{"more beside a heading", family.Link{Title: "更多>>", Heading: "政府信息公开年报"}, aimPlatform, aimAnnual, false},
		{"more beside another heading", family.Link{Title: "更多", Heading: "政策文件"}, aimPlatform, aimNone, false},
		{"words beside the link", family.Link{Title: "查看", Row: "青石区水利局2023年政府信息公开工作年度报告 2024-01-20"}, aimAnnual, aimReport, false},
		{"form of the web site", family.Link{Title: "青石区政府网站工作年度报表（2023年度）"}, aimAnnual, aimNone, true},
		{"picture of a report", family.Link{Title: "图解：青石区2023年政府信息公开工作年度报告"}, aimAnnual, aimNone, true},
		{"rule of law", family.Link{Title: "青石区2023年度法治政府建设年度报告"}, aimAnnual, aimNone, true},
		{"final accounts", family.Link{Title: "青石区水利局2023年度部门决算"}, aimAnnual, aimNone, true},
		{"statistics", family.Link{Title: "青石区2023年统计年报"}, aimAnnual, aimNone, true},
		{"guide to applying", family.Link{Title: "依申请公开指南"}, aimGuide, aimNone, true},
		{"guide to services", family.Link{Title: "青石区水利局公共服务办事指南"}, aimGuide, aimNone, true},
		{"news", family.Link{Title: "青石区召开政务公开工作推进会"}, aimPlatform, aimNone, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.link.URL = at("/x.html")
			m := words{}.read(c.link, c.in)
			if m.aim != c.want || m.lookAlike != c.like {
				t.Errorf("aim %d, look-alike %v; want %d, %v", m.aim, m.lookAlike, c.want, c.like)
			}
		})
	}
}

func TestPlatformIsTheNearestName(t *testing.T) {
	order := []string{"政府信息公开", "政府信息公开工作", "信息公开", "政务公开", "公开"}
	for i := 1; i < len(order); i++ {
		if platformScore(order[i-1]) <= platformScore(order[i]) {
			t.Errorf("%s promises no more than %s", order[i-1], order[i])
		}
	}
	for _, s := range []string{"政府信息公开年报", "政府信息公开指南", "依申请公开", "政府信息公开制度", "重点领域信息公开", "公开课", "新闻中心", ""} {
		if platformScore(s) != 0 {
			t.Errorf("%s promises a platform", s)
		}
	}
}

func TestOrgansByName(t *testing.T) {
	for _, s := range []string{"区教育局", "青石区服务业发展中心", "行政审批服务局", "区委网信办", "科苑街道", "白鹭镇人民政府", "区政府办公室", "新闻办公室"} {
		if !isOrgan(s) {
			t.Errorf("%s is an organ", s)
		}
	}
	for _, s := range []string{"一网通办", "马上办", "政务公开办公室公开目录", "网站地图", "领导之窗", "局", "新闻中心热线", "好处", "人员来源"} {
		if isOrgan(s) {
			t.Errorf("%s is no organ", s)
		}
	}
}

func TestTwinsAndTrapsAreLeft(t *testing.T) {
	seeds := []string{"http://www.qingshi.gov.cn/"}
	for address, want := range map[string]string{
		"http://www.qingshi.gov.cn/zwgk/t20240120_1.html":                   "",
		"http://xxgk.qingshi.gov.cn/nb/":                                    "",
		"http://www.qingshi.gov.cn/zwgk/t20240120_1_wap.html":               "twin",
		"http://m.qingshi.gov.cn/nb/":                                       "twin",
		"http://big5.www.qingshi.gov.cn/gate/big5/www.qingshi.gov.cn/":      "twin",
		"http://www.qingshi.gov.cn/wza/":                                    "twin",
		"http://www.qingshi.gov.cn/en/guide/":                               "twin",
		"http://www.qingshi.gov.cn/calendar/2026/6.html":                    "trap",
		"http://www.qingshi.gov.cn/search/?q=1":                             "trap",
		"http://www.qingshi.gov.cn/login":                                   "trap",
		"http://www.qingshi.gov.cn/research/report.html":                    "",
		"http://www.qingshi.gov.cn/col/col1/index.html?zh_choose=t&number=": "twin",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := left(u, seeds); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	u, _ := url.Parse("http://m.qingshi.gov.cn/nb/")
	if got := left(u, []string{"http://m.qingshi.gov.cn/"}); got != "" {
		t.Errorf("a portal at m. is left: %s", got)
	}
}
