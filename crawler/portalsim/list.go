package portalsim

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"time"
)

// row is an entry of a list.
type row struct {
	title, href string
	day         time.Time
}

// lookAlike is an entry that stands among reports or guides and is none.
type lookAlike struct {
	organ *organ
	title string
	uri   string // "http://…" is another site's
	day   time.Time
	guide bool // stands among guides
}

// newLookAlikes makes, for each year of the site, the documents that organs
// put into the same columns; address gives each its place.
func (s *site) newLookAlikes(address func(i int, day time.Time) string) {
	r := s.rand("look-alikes")
	add := func(o *organ, title string, day time.Time, guide bool) {
		uri := address(len(s.lookAlikes), day)
		look := &lookAlike{organ: o, title: title, uri: uri, day: day, guide: guide}
		s.lookAlikes = append(s.lookAlikes, look)
		s.add(uri, RoleOther, func() *payload { return s.lookAlikePage(look) })
	}
	for _, year := range s.years {
		day := func() time.Time {
			return time.Date(year+1, time.Month(1+r.IntN(3)), 1+r.IntN(28), 9, 0, 0, 0, china)
		}
		zf := s.organs[0]
		add(zf, fmt.Sprintf("%s政府网站工作年度报表（%d年度）", zf.name, year), day(), false)
		add(zf, fmt.Sprintf("图解：%s%d年政府信息公开工作年度报告", zf.name, year), day(), false)
		for _, o := range s.organs[1:] {
			switch o.index % 3 {
			case 0:
				add(o, fmt.Sprintf("%s%d年度法治政府建设年度报告", o.name, year), day(), false)
			case 1:
				add(o, fmt.Sprintf("%s%d年度部门决算", o.name, year), day(), false)
			default:
				add(o, fmt.Sprintf("%s%d年统计年报", o.name, year), day(), false)
			}
		}
	}
	for _, o := range s.organs {
		add(o, o.name+"依申请公开指南", epoch.AddDate(-2, 0, -o.index), true)
		add(o, o.name+"公共服务办事指南", epoch.AddDate(-1, 0, -o.index), true)
	}
}

func (s *site) lookAlikePage(l *lookAlike) *payload {
	body := crumbs("公开") + "<h1>" + l.title + "</h1><div class=\"content\"><table border=\"1\"><tr><td>指标</td><td>数值</td></tr>" +
		fmt.Sprintf("<tr><td>信息发布总数（单位：条）</td><td>%d</td></tr><tr><td>独立用户访问总量（单位：个）</td><td>%d</td></tr></table></div>\n",
			100+len(l.title)*7, 10000+len(l.title)*331)
	return s.page(sheet{title: l.title, column: "公开", published: l.day, source: l.organ.name, body: body})
}

// annualRows lists the reports and the look-alikes of organs, newest first.
func (s *site) annualRows(organs ...*organ) []row {
	var rows []row
	for _, f := range s.reports(organs...) {
		rows = append(rows, row{f.title, f.page, f.published})
	}
	for _, l := range s.lookAlikes {
		if !l.guide && slices.Contains(organs, l.organ) {
			rows = append(rows, row{l.title, l.uri, l.day})
		}
	}
	if slices.Contains(organs, s.organs[0]) {
		last := s.years[len(s.years)-1]
		rows = append(rows, row{fmt.Sprintf("云海省人民政府%d年政府信息公开工作年度报告", last), "http://province.example/nb/1.html",
			time.Date(last+1, 4, 2, 9, 0, 0, 0, china)})
	}
	newestFirst(rows)
	return rows
}

func newestFirst(rows []row) {
	slices.SortStableFunc(rows, func(a, b row) int { return b.day.Compare(a.day) })
}

// guideRows lists the guides of organs and what looks like one.
func (s *site) guideRows(organs ...*organ) []row {
	var rows []row
	for _, o := range organs {
		if g := s.guide(o); !g.gone || g.linked {
			rows = append(rows, row{g.title, g.page, g.published})
		}
	}
	for _, l := range s.lookAlikes {
		if l.guide && slices.Contains(organs, l.organ) {
			rows = append(rows, row{l.title, l.uri, l.day})
		}
	}
	return rows
}

// cut returns the page-th part of rows, size to a page, page from 0.
func cut(rows []row, page, size int) []row {
	from := min(page*size, len(rows))
	return rows[from:min(from+size, len(rows))]
}

// pages is how many pages a list has, at least one.
func pages(rows, size int) int { return max(1, (rows+size-1)/size) }

// item writes a row as the portals do: the title cut short with … where it is
// long, whole in the title attribute. layout is of the date.
func item(r row, href, layout string) string {
	text := []rune(r.title)
	if len(text) > 30 {
		text = append(text[:27:27], []rune("...")...)
	}
	return fmt.Sprintf("<li><a href=\"%s\" title=\"%s\" target=\"_blank\">%s</a><span>%s</span></li>",
		href, html.EscapeString(r.title), html.EscapeString(string(text)), r.day.Format(layout))
}

// items writes rows as a list.
func items(rows []row) string {
	var b strings.Builder
	b.WriteString("<ul class=\"list\">\n")
	for _, r := range rows {
		b.WriteString(item(r, r.href, "2006-01-02"))
		b.WriteString("\n")
	}
	b.WriteString("</ul>\n")
	return b.String()
}

// columnsBar is the menu of the disclosure platform: the five columns of
// 国办公开办函〔2019〕61号.
func columnsBar(guide, regime, active, annual, apply string) string {
	return fmt.Sprintf("<div class=\"xxgk-nav\"><ul><li><a href=\"%s\">政府信息公开指南</a></li><li><a href=\"%s\">政府信息公开制度</a></li><li><a href=\"%s\">法定主动公开内容</a></li><li><a href=\"%s\">政府信息公开年报</a></li><li><a href=\"%s\">依申请公开</a></li></ul></div>\n",
		guide, regime, active, annual, apply)
}
