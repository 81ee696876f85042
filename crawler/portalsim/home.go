package portalsim

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// fillers is how many pages a site has that nobody needs.
const fillers = 240

var newsWords = []string{"召开工作推进会议", "开展安全生产检查", "举办业务培训班", "走访慰问困难群众", "重点项目集中开工",
	"部署防汛抗旱工作", "启动文明实践活动", "发布高温天气提示", "公示拟聘用人员名单", "征集民生实事项目"}

func (s *site) headline(i int) string {
	o := s.organs[i%len(s.organs)]
	return fmt.Sprintf("%s%s（%d）", o.short, newsWords[i%len(newsWords)], i)
}

// buildCommon adds what every portal has: home, robots.txt, news, traps. The
// family's own paths must be set before.
func (s *site) buildCommon(robots bool) {
	s.dress()
	if robots {
		body := "User-agent: *\nDisallow: /search/\nDisallow: /wza/\n"
		s.add("/robots.txt", RoleRobots, func() *payload { return &payload{body: []byte(body), ctype: "text/plain"} })
	} else {
		s.needs = append(s.needs, Need{Role: RoleRobots, Method: "GET", URL: s.url("/robots.txt")})
	}
	s.add("/", RoleHome, s.home)
	for i := range fillers {
		s.add(s.filler(i), RoleOther, func() *payload { return s.news(i) })
	}
	s.add("/search/", RoleOther, func() *payload {
		return s.page(sheet{title: "站内搜索", body: crumbs("站内搜索") + "<div>请输入关键词</div>"})
	})
	s.add("/wza/", RoleOther, s.home)
	s.dead = append(s.dead, s.url("/zt/old/"), s.url("/gone/2019.html"))
}

// home writes the home page: the menu, news, look-alikes and traps, and padding
// until it is as heavy as real ones.
func (s *site) home() *payload {
	var b strings.Builder
	b.WriteString("<div class=\"main\"><div class=\"banner\"><a href=\"javascript:void(0)\" data-url=\"/zt/banner.html\">专题</a></div>\n")
	fmt.Fprintf(&b, "<div class=\"quick\"><a href=\"%s\"><img src=\"/images/gk.png\" alt=\"\" />政府信息公开</a> <a href=\"%s\">依申请公开</a> <a href=\"%s\">政府网站工作年度报表</a> <a href=\"%s\">法治政府建设年度报告</a> <a href=\"%s\">统计年鉴</a></div>\n",
		s.platform, s.filler(8), s.filler(9), s.filler(10), s.filler(11))
	b.WriteString("<div class=\"calendar\"><a href=\"/calendar/2026/6.html\">政务日历</a> <a href=\"/zt/old/\">往期专题</a> <a href=\"/gone/2019.html\">2019年专栏</a></div>\n")
	b.WriteString("<script type=\"text/template\" id=\"hot\"><li v-for=\"item in list\"><a href=\"{{item.url}}\">{{item.title}}</a></li></script>\n")
	b.WriteString("<div class=\"tpl\"><a href=\"{{item.url}}\">{{item.title}}</a><a href=\"<?=el.link?>\"><?=el.title?></a></div>\n")
	for i := 0; i < 160 || b.Len() < s.homeBytes-16<<10; i++ {
		if i%20 == 0 {
			fmt.Fprintf(&b, "<h3 class=\"tab\">%s</h3>\n", menuWords[i/20%len(menuWords)])
		}
		fmt.Fprintf(&b, "<li class=\"news\"><a href=\"%s\" target=\"_blank\" title=\"%s\">%s</a><span class=\"date\">%s</span></li>\n",
			s.filler(12+i%(fillers-12)), s.headline(i), s.headline(i), epoch.AddDate(0, 0, -i%300).Format("01-02"))
	}
	b.WriteString("</div>\n")
	return s.page(sheet{title: s.name + "门户网站", column: "首页", columnType: "首页", body: b.String(), home: true})
}

// news is a page that nobody needs.
func (s *site) news(i int) *payload {
	o := s.organs[i%len(s.organs)]
	day := epoch.AddDate(0, 0, -i)
	body := crumbs("新闻中心") + fmt.Sprintf("<h1>%s</h1><div class=\"info\">发布时间：%s　来源：%s</div><div class=\"content\"><p>%s，%s%s，有关单位负责同志参加。</p><p>会议强调，要提高认识、压实责任，确保各项任务落到实处。</p></div>\n",
		s.headline(i), day.Format("2006-01-02"), o.name, chineseDate(day), o.name, newsWords[i%len(newsWords)])
	return s.page(sheet{title: s.headline(i), column: "工作动态", columnType: "工作动态", published: day, source: o.name, body: body})
}

// calendar answers /calendar/YYYY/M.html for any month, each with links to the
// months beside it: a trap without end.
func (s *site) calendar(uri string) (*payload, bool) {
	rest, ok := strings.CutPrefix(uri, "/calendar/")
	year, month, cut := strings.Cut(rest, "/")
	y, err := strconv.Atoi(year)
	m, err2 := strconv.Atoi(strings.TrimSuffix(month, ".html"))
	if !ok || !cut || err != nil || err2 != nil || m < 1 || m > 12 || y < 1 || y > 9999 {
		return nil, false
	}
	at := time.Date(y, time.Month(m), 1, 0, 0, 0, 0, china)
	link := func(t time.Time, text string) string {
		return fmt.Sprintf("<a href=\"/calendar/%d/%d.html\">%s</a> ", t.Year(), int(t.Month()), text)
	}
	body := fmt.Sprintf("<h1>%d年%d月</h1>", y, m) + link(at.AddDate(0, -1, 0), "上月") + link(at.AddDate(0, 1, 0), "下一页") +
		link(at.AddDate(1, 0, 0), "下年")
	return s.page(sheet{title: "政务日历", body: body}), true
}
