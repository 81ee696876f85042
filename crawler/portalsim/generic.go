package portalsim

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// buildGeneric builds the portal of no known make: paths that say nothing, GBK
// told only by a meta element, three ways to show a list:
//
//	/p/17/                platform
//	/p/20.html            guides of all organs: anchors
//	/p/21/                年报 of the government and the towns: the list is in an
//	                      iframe, /frame/21.html, then 下一页 → /frame/21_2.html
//	/p/40/, /p/41/ …      a bureau's page: 年报 as JSON in a script
//	/v/10001.html         articles; /f/10001.txt their files
func buildGeneric(s *site) {
	s.gbk, s.ctype, s.server = true, "text/html", "Microsoft-IIS/8.5"
	s.validate.etag = true
	s.platform, s.guides, s.annual = "/p/17/", "/p/20.html", "/p/21/"
	s.filler = func(i int) string { return fmt.Sprintf("/n/%d.html", 500+i) }
	next := 0
	number := func() int { next++; return 30000 + next }
	s.address = func(f *filing) string { return fmt.Sprintf("/v/%d.html", f.serial) }
	s.attach()
	for _, f := range s.filings {
		f.serial = number()
		s.publish(f, "content", func(a *attachment) string { return fmt.Sprintf("/f/%d.%s", f.serial, a.ext()) })
	}
	s.newLookAlikes(func(int, time.Time) string { return fmt.Sprintf("/v/%d.html", number()) })

	var framed []*organ // listed in the iframe; the others have a page of their own
	ownPage := make(map[*organ]string)
	for _, o := range s.organs {
		if o.index%4 == 1 || o.index%4 == 2 {
			ownPage[o] = fmt.Sprintf("/p/%d/", 40+o.index)
		} else {
			framed = append(framed, o)
		}
	}
	bar := columnsBar(s.guides, "/p/22.html", "/p/23.html", s.annual, "/p/24.html")
	s.add(s.platform, RolePlatform, func() *payload {
		var b strings.Builder
		b.WriteString(crumbs("政府信息公开") + bar + "<div class=\"bm\"><h3>部门政府信息公开年报</h3>")
		for _, o := range s.organs {
			if page := ownPage[o]; page != "" {
				fmt.Fprintf(&b, "<a href=\"%s\">%s</a> ", page, o.short)
			}
		}
		b.WriteString("</div>\n")
		return s.page(sheet{title: "政府信息公开", column: "政府信息公开", columnType: "信息公开目录", body: b.String()})
	})
	s.add(s.guides, RoleColumn, func() *payload {
		return s.page(sheet{title: "政府信息公开指南", column: "政府信息公开指南", columnType: "信息公开指南", body: bar + items(s.guideRows(s.organs...))})
	})
	for i, name := range []string{"政府信息公开制度", "法定主动公开内容", "依申请公开"} {
		s.add(fmt.Sprintf("/p/%d.html", 22+i), RoleOther, func() *payload {
			return s.page(sheet{title: name, column: name, columnType: map[bool]string{true: name}[i == 2], body: bar + "<p>" + name + "</p>"})
		})
	}
	s.add(s.annual, RoleColumn, func() *payload {
		return s.page(sheet{title: "政府信息公开年报", column: "政府信息公开年报", columnType: "信息公开年报",
			body: bar + "<iframe src=\"/visitcount.html\" width=\"0\" height=\"0\"></iframe><iframe id=\"list\" src=\"/frame/21.html\" width=\"100%\" height=\"800\" frameborder=\"0\"></iframe>\n"})
	})
	s.add("/visitcount.html", RoleOther, func() *payload { return s.markup("<html><body>1</body></html>", s.ctype) })
	const size = 10
	name := func(page int) string {
		if page == 0 {
			return "/frame/21.html"
		}
		return fmt.Sprintf("/frame/21_%d.html", page+1)
	}
	count := pages(len(s.annualRows(framed...)), size)
	for page := range count {
		s.add(name(page), RoleList, func() *payload {
			var b strings.Builder
			b.WriteString("<!DOCTYPE html><html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\" /><title>列表</title><base target=\"_blank\" /></head><body>\n")
			b.WriteString(items(cut(s.annualRows(framed...), page, size)))
			fmt.Fprintf(&b, "<div class=\"pager\">共%d条 第%d/%d页 <a href=\"%s\">首页</a> ", len(s.annualRows(framed...)), page+1, count, name(0))
			if page > 0 {
				fmt.Fprintf(&b, "<a href=\"%s\">上一页</a> ", name(page-1))
			}
			if page+1 < count {
				fmt.Fprintf(&b, "<a href=\"%s\" target=\"_self\">下一页</a> ", name(page+1))
			}
			fmt.Fprintf(&b, "<a href=\"%s\">尾页</a></div></body></html>\n", name(count-1))
			return s.markup(b.String(), s.ctype)
		})
	}
	for _, o := range s.organs {
		if page := ownPage[o]; page != "" {
			s.add(page, RoleColumn, func() *payload { return s.scriptList(o) })
		}
	}
	s.buildCommon(true)
}

// scriptList is a column whose list is JSON in a script and drawn by the
// browser, beside a client template that is no link.
func (s *site) scriptList(o *organ) *payload {
	type entry struct {
		Title string `json:"title"`
		URL   string `json:"url"`
		Date  string `json:"date"`
		ID    string `json:"id"`
	}
	var list []entry
	for i, r := range s.annualRows(o) {
		list = append(list, entry{r.title, r.href, r.day.Format("2006-01-02"), strconv.Itoa(i + 1)})
	}
	data, err := json.Marshal(list)
	if err != nil {
		panic("portalsim: a list of strings as JSON: " + err.Error())
	}
	title := o.short + "政府信息公开年报"
	body := crumbs(o.short, "政府信息公开年报") + fmt.Sprintf("<div id=\"list\"></div>\n<script type=\"text/javascript\">\nvar pageSize = 50;\nvar dataList = %s;\nrender('#list', dataList, '<li><a href=\"{{item.url}}\">{{item.title}}</a></li>');\n</script>\n", data)
	return s.page(sheet{title: title, column: title, columnType: "信息公开年报", body: body})
}
