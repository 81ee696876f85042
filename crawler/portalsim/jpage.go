package portalsim

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// jpageGroup is how many records of a unit stand in the column page.
const jpageGroup = 15

// proxyPath is the data endpoint of the lists.
const proxyPath = "/module/web/jpage/dataproxy.jsp"

// unit is a list on a column page.
type unit struct {
	column, id int
	rows       func() []row
}

// buildJpage builds a portal of columns by number, after Hanweb JCMS:
//
//	/col/col1100/index.html    platform; 1101 guides of the government, 1104 年报
//	/col/col20000+i/           an organ's page; 30000+i its guide (text, or a list)
//	/col/col40000+i/           a hub of years; col(500000+100i+y) one column a year
//	/art/2026/1/9/art_1104_5.html articles, month and day not padded
//
// The rows of a list stand in <script type="text/xml"> as CDATA. What is beyond
// the first group comes from dataproxy.jsp: by GET, where the page's nextgroup
// says so (page=1 is the second group: the first is in the page), or by POST
// with startrecord and endrecord, counted from 1, both inclusive.
func buildJpage(s *site) {
	s.server, s.cookie = "Apache-Coyote/1.1", "JSESSIONID=5B1C0E99A7D24C0F8A31E7C0D2F9B6A4; Path=/; HttpOnly"
	col := func(n int) string { return fmt.Sprintf("/col/col%d/index.html", n) }
	s.platform, s.guides, s.annual = col(1100), col(1101), col(1104)
	s.filler = func(i int) string { return fmt.Sprintf("/art/2026/%d/%d/art_1000_%d.html", 1+i%5, 1+i%28, 900+i) }
	yearly := func(o *organ) bool { return o.index%4 == 2 }
	yearColumn := func(o *organ, year int) int { return 500000 + 100*o.index + year%100 }
	s.address = func(f *filing) string {
		column := 1104
		switch {
		case f.isGuide():
			column = 30000 + f.organ.index
		case yearly(f.organ):
			column = yearColumn(f.organ, f.year)
		}
		return fmt.Sprintf("/art/%d/%d/%d/art_%d_%d.html", f.published.Year(), int(f.published.Month()), f.published.Day(), column, f.serial)
	}
	s.disposition = jpageDisposition
	s.attach()
	for i, f := range s.filings {
		f.serial = 4000 + i
		if f.isGuide() && f.organ.index%2 == 1 {
			f.page = col(30000 + f.organ.index)
			f.uri, f.fixed = f.page, true
			s.add(f.page, RoleColumn, func() *payload { return s.articlePage(f, "artile_zw") })
			continue
		}
		s.publish(f, "artile_zw", func(a *attachment) string {
			return fmt.Sprintf("/module/download/downfile.jsp?classid=0&showname=%s&filename=%016x%016x.%s", url.QueryEscape(a.name), f.serial*7919, f.serial, a.ext())
		})
	}
	s.newLookAlikes(func(i int, day time.Time) string {
		return fmt.Sprintf("/art/%d/%d/%d/art_1104_%d.html", day.Year(), int(day.Month()), day.Day(), 8000000+i)
	})

	units := make(map[int]*unit)
	list := func(column, id int, rows func() []row) *unit {
		u := &unit{column, id, rows}
		units[id] = u
		return u
	}
	s.dynamic = func(r *http.Request) (*payload, bool) { return s.jpageAnswer(units, r) }

	var bureaus, towns, others []*organ
	var menu strings.Builder
	for _, o := range s.organs {
		switch {
		case yearly(o):
			others = append(others, o)
		case o.index%4 == 3:
			towns = append(towns, o)
		default:
			bureaus = append(bureaus, o)
		}
		if o.index > 0 {
			fmt.Fprintf(&menu, "<a href=\"%s\">%s</a>\n", col(20000+o.index), o.short)
		}
	}
	first := list(1104, 20001, func() []row { return s.annualRows(bureaus...) })
	second := list(1104, 20002, func() []row {
		rows := s.annualRows(towns...)
		for _, l := range s.lookAlikes {
			if !l.guide && len(others) > 0 && l.organ == others[0] {
				rows = append(rows, row{l.title, l.uri, l.day})
			}
		}
		newestFirst(rows)
		return rows
	})
	bar := columnsBar(s.guides, col(1102), col(1103), s.annual, col(1105))
	s.add(s.platform, RolePlatform, func() *payload {
		return s.page(sheet{title: "政府信息公开", column: "政府信息公开", columnType: "信息公开目录",
			body: crumbs("政府信息公开") + bar + "<div class=\"bm\"><h3>部门和乡镇</h3>" + menu.String() + "</div>\n"})
	})
	for i, name := range []string{"政府信息公开制度", "法定主动公开内容"} {
		s.add(col(1102+i), RoleOther, func() *payload {
			return s.page(sheet{title: name, column: name, body: bar + "<p>" + name + "</p>"})
		})
	}
	s.add(col(1105), RoleOther, func() *payload {
		return s.page(sheet{title: "依申请公开", column: "依申请公开", columnType: "依申请公开", body: bar})
	})
	s.add(s.annual, RoleList, func() *payload {
		body := crumbs("政府信息公开年报") + "<h3>县政府及部门</h3>" + s.datastore(first, true) + "<h3>乡镇（街道）</h3>" + s.datastore(second, false)
		return s.page(sheet{title: "政府信息公开年报", column: "政府信息公开年报", columnType: "信息公开年报", body: body})
	})
	s.jpageNeeds(first, second)
	gov := list(1101, 20003, func() []row { return s.guideRows(s.organs[0]) })
	s.add(s.guides, RoleList, func() *payload {
		return s.page(sheet{title: "政府信息公开指南", column: "政府信息公开指南", columnType: "信息公开指南", body: s.datastore(gov, true)})
	})
	for _, o := range s.organs[1:] {
		annual := s.annual
		if yearly(o) {
			annual = col(40000 + o.index)
			s.jpageYears(o, annual, func(year int) (string, *unit) {
				n := yearColumn(o, year)
				return col(n), list(n, 1000000+n, func() []row { return s.yearRows(o, year) })
			})
		}
		s.add(col(20000+o.index), RolePlatform, func() *payload {
			return s.page(sheet{title: o.name + "政府信息公开", column: o.short, columnType: "信息公开目录",
				body: crumbs(o.short) + columnsBar(col(30000+o.index), col(1102), col(1103), annual, col(1105))})
		})
		if o.index%2 == 0 {
			u := list(30000+o.index, 2000000+o.index, func() []row { return s.guideRows(o) })
			s.add(col(30000+o.index), RoleList, func() *payload {
				return s.page(sheet{title: "政府信息公开指南", column: "政府信息公开指南", columnType: "信息公开指南", body: crumbs(o.short) + s.datastore(u, true)})
			})
		}
	}
	s.buildCommon(false)
}

// yearRows are the rows of one organ that were published in the year after.
func (s *site) yearRows(o *organ, year int) []row {
	var rows []row
	for _, f := range s.reports(o) {
		if f.year == year {
			rows = append(rows, row{f.title, f.page, f.published})
		}
	}
	return rows
}

// jpageYears adds a hub of years and a column for each.
func (s *site) jpageYears(o *organ, hub string, column func(year int) (string, *unit)) {
	var links strings.Builder
	for i := len(s.years) - 1; i >= 0; i-- {
		uri, u := column(s.years[i])
		name := fmt.Sprintf("%d年度", s.years[i])
		fmt.Fprintf(&links, "<li><a href=\"%s\">%s</a></li>\n", uri, name)
		s.add(uri, RoleList, func() *payload {
			return s.page(sheet{title: name, column: name, columnType: "信息公开年报", body: crumbs(o.short, "政府信息公开年报", name) + s.datastore(u, true)})
		})
	}
	s.add(hub, RoleColumn, func() *payload {
		return s.page(sheet{title: "政府信息公开年报", column: "政府信息公开年报", columnType: "信息公开年报",
			body: crumbs(o.short, "政府信息公开年报") + "<ul>" + links.String() + "</ul>\n"})
	})
}

// jpageNeeds enters the requests for what is beyond the first groups.
func (s *site) jpageNeeds(first, second *unit) {
	for group := 1; group < pages(len(first.rows()), jpageGroup); group++ {
		s.needs = append(s.needs, Need{Role: RoleList, Method: "GET", URL: s.url(proxyURL(first, group, url.QueryEscape(s.name)))})
	}
	if n := len(second.rows()); n > jpageGroup {
		s.needs = append(s.needs, Need{Role: RoleList, Method: "POST",
			URL:  s.url(fmt.Sprintf("%s?startrecord=%d&endrecord=%d&perpage=%d", proxyPath, jpageGroup+1, n, jpageGroup)),
			Body: fmt.Sprintf("col=1&appid=1&webid=1&path=%%2F&columnid=%d&sourceContentType=1&unitid=%d&webname=%s&permissiontype=0", second.column, second.id, url.QueryEscape(s.name))})
	}
}

func proxyURL(u *unit, group int, webname string) string {
	return fmt.Sprintf("%s?page=%d&appid=1&webid=1&path=/&columnid=%d&unitid=%d&webname=%s&permissiontype=0", proxyPath, group, u.column, u.id, webname)
}

// datastore writes the first group of a unit as the column page has it; next
// says whether the page names the next group or leaves that to its script.
func (s *site) datastore(u *unit, next bool) string {
	rows := u.rows()
	var b strings.Builder
	fmt.Fprintf(&b, "<div id=\"%d\"><script type=\"text/xml\"><datastore>\n", u.id)
	if next && len(rows) > jpageGroup {
		fmt.Fprintf(&b, "<nextgroup><![CDATA[<a href=\"%s\"></a>]]></nextgroup>\n", proxyURL(u, 1, s.name))
	}
	records(&b, cut(rows, 0, jpageGroup))
	b.WriteString("</datastore></script></div>\n")
	if !next {
		fmt.Fprintf(&b, "<script type=\"text/javascript\">\n$(function(){ $('#%d').jpage({ perPage:%d, totalRecord:%d, proxyUrl:'%s', openCookies:false,\n ajaxParam:{col:1,appid:1,webid:1,path:'/',columnid:%d,sourceContentType:1,unitid:%d,webname:'%s',permissiontype:0} }); });\n</script>\n",
			u.id, jpageGroup, len(rows), proxyPath, u.column, u.id, s.name)
	}
	return b.String()
}

func records(b *strings.Builder, rows []row) {
	b.WriteString("<recordset>\n")
	for _, r := range rows {
		fmt.Fprintf(b, "<record><![CDATA[%s]]></record>\n", strings.ReplaceAll(item(r, r.href, "2006-1-2"), "\"", "'"))
	}
	b.WriteString("</recordset>\n")
}

// jpageAnswer answers the data endpoint, and downloads whose query is written
// in another way than in the page.
func (s *site) jpageAnswer(units map[int]*unit, r *http.Request) (*payload, bool) {
	if r.URL.Path == "/module/download/downfile.jsp" {
		return s.jpageDownload(r.URL.Query().Get("filename"))
	}
	if r.URL.Path != proxyPath || r.ParseForm() != nil {
		return nil, false
	}
	id, err := strconv.Atoi(r.Form.Get("unitid"))
	u := units[id]
	if err != nil || u == nil || r.Form.Get("columnid") != strconv.Itoa(u.column) {
		return &payload{body: []byte("<datastore><totalrecord>0</totalrecord></datastore>\n"), ctype: "text/xml;charset=utf-8"}, true
	}
	rows := u.rows()
	var b strings.Builder
	fmt.Fprintf(&b, "<?xml version='1.0' encoding='UTF-8'?><datastore>\n<totalrecord>%d</totalrecord>\n<totalpage>%d</totalpage>\n", len(rows), pages(len(rows), jpageGroup))
	if start, err := strconv.Atoi(r.Form.Get("startrecord")); err == nil {
		end, err := strconv.Atoi(r.Form.Get("endrecord"))
		if err != nil {
			end = start + jpageGroup - 1
		}
		const most = 300 // what such servers send at one time
		from := min(max(start-1, 0), len(rows))
		records(&b, rows[from:max(from, min(end, len(rows), from+most))])
	} else {
		group, err := strconv.Atoi(r.Form.Get("page"))
		if err != nil || group < 0 {
			group = 0
		}
		group = min(group, len(rows)) // far beyond the end is as empty as just beyond
		if (group+1)*jpageGroup < len(rows) {
			fmt.Fprintf(&b, "<nextgroup><![CDATA[<a href=\"%s\"></a>]]></nextgroup>\n", proxyURL(u, group+1, s.name))
		}
		records(&b, cut(rows, group, jpageGroup))
	}
	b.WriteString("</datastore>\n")
	return &payload{body: []byte(b.String()), ctype: "text/xml;charset=utf-8"}, true
}

func (s *site) jpageDownload(name string) (*payload, bool) {
	for uri, n := range s.nodes {
		if name != "" && n.role == RoleAttachment && strings.HasSuffix(uri, "filename="+name) && !n.gone {
			return n.get(), true
		}
	}
	return nil, false
}
