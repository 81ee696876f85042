package portalsim

import (
	"fmt"
	"path"
	"strings"
	"time"
)

// buildTRS builds a portal of static directories, after TRS WCM:
//
//	/zwgk/zfxxgk/                      platform; …/zfxxgkzn/ is the government's guide itself
//	/zwgk/zfxxgk/zfxxgknb/             年报 of government and bureaus: 15 rows a page, the
//	                                   pager written by createPageHTML, page 2 is index_1.html
//	/zwgk/bmxxgk/jyj/                  an organ's page; …/gkzn/ its guide: behind a meta refresh,
//	                                   a jump by script, or in a list, by turns
//	/zwgk/bmxxgk/z01/gknb/2024nb/      a town's 年报, one directory a year
//	…/202601/t20260120_12345.html      articles, t…_wap.html their twins; P0… their files
func buildTRS(s *site) {
	const size = 15
	s.validate = validators{etag: true, lastModified: true}
	s.compress = gzipIfAccepted
	root := "/zwgk/zfxxgk/"
	s.platform, s.guides, s.annual = root, root+"zfxxgkzn/", root+"zfxxgknb/"
	s.filler = func(i int) string { return fmt.Sprintf("/xwzx/%d/t2026%04d_%d.html", 2020+i%6, 101+i, 70000+i) }
	home := func(o *organ) string {
		if o.index == 0 {
			return root
		}
		return "/zwgk/bmxxgk/" + o.slug + "/"
	}
	yearly := func(o *organ) bool { return o.index%4 == 3 }
	s.address = func(f *filing) string {
		dir := s.annual
		switch {
		case f.isGuide():
			dir = home(f.organ) + "gkzn/"
		case yearly(f.organ):
			dir = fmt.Sprintf("%sgknb/%dnb/", home(f.organ), f.year)
		}
		return fmt.Sprintf("%s%s/t%s_%d.html", dir, f.published.Format("200601"), f.published.Format("20060102"), f.serial)
	}
	s.attach()
	for i, f := range s.filings {
		f.serial = 20000 + i
		if f.isGuide() && f.organ.index == 0 {
			f.page, f.uri, f.fixed = s.guides, s.guides, true
			s.add(s.guides, RoleColumn, func() *payload { return s.articlePage(f, "TRS_Editor") })
			continue
		}
		s.publish(f, "TRS_Editor", func(a *attachment) string {
			return fmt.Sprintf("%s/P0%s%012d.%s", path.Dir(f.page), f.published.Format("20060102"), f.serial, a.ext())
		})
		if f.organ.index == 0 {
			s.twin(f)
		}
	}
	s.newLookAlikes(func(i int, day time.Time) string {
		return fmt.Sprintf("%s%s/t%s_%d.html", s.annual, day.Format("200601"), day.Format("20060102"), 60000+i)
	})

	var shared []*organ
	bar := columnsBar("./zfxxgkzn/", "./zfxxgkzd/", "./fdzdgknr/", "./zfxxgknb/", "./ysqgk/")
	var others strings.Builder
	for _, o := range s.organs {
		if !yearly(o) {
			shared = append(shared, o)
		}
		if o.index > 0 {
			fmt.Fprintf(&others, "<li><a href=\"../bmxxgk/%s/\">%s</a></li>\n", o.slug, o.short)
			s.trsOrgan(o, home(o), yearly(o))
		}
	}
	s.add(s.platform, RolePlatform, func() *payload {
		return s.page(sheet{title: s.name + "政府信息公开", column: "政府信息公开", columnType: "信息公开目录",
			body: crumbs("政府信息公开") + bar + "<div class=\"bm\"><h3>部门、乡镇政府信息公开</h3><ul>" + others.String() + "</ul></div>\n"})
	})
	for _, column := range []label{{"zfxxgkzd/", "政府信息公开制度"}, {"fdzdgknr/", "法定主动公开内容"}, {"ysqgk/", "依申请公开"}} {
		s.add(root+column.key, RoleOther, func() *payload {
			return s.page(sheet{title: column.text, column: column.text, body: crumbs(column.text) + "<p>" + column.text + "</p>"})
		})
	}
	count := pages(len(s.annualRows(shared...)), size)
	for page := range count {
		uri := s.annual
		if page > 0 {
			uri = fmt.Sprintf("%sindex_%d.html", s.annual, page)
		}
		render := func() *payload {
			body := crumbs("政府信息公开年报") + "<div class=\"list-box\">" + items(s.relativeRows(s.annual, cut(s.annualRows(shared...), page, size))) +
				fmt.Sprintf("<div class=\"page\"><script>createPageHTML(%d, %d, \"index\", \"html\");</script></div></div>\n", count, page)
			return s.page(sheet{title: "政府信息公开年报", column: "政府信息公开年报", columnType: "信息公开年报", body: body})
		}
		s.add(uri, RoleList, render)
		if page == 0 {
			s.alias(s.annual+"index.html", uri, render)
		}
	}
	s.buildCommon(true)
}

// trsOrgan adds the pages of one organ under dir.
func (s *site) trsOrgan(o *organ, dir string, yearly bool) {
	annual := "../../zfxxgk/zfxxgknb/"
	if yearly {
		annual = "./gknb/"
		s.trsYears(o, dir+"gknb/")
	}
	s.add(dir, RolePlatform, func() *payload {
		return s.page(sheet{title: o.name + "政府信息公开", column: o.short, columnType: "信息公开目录",
			body: crumbs(o.short) + columnsBar("./gkzn/", "../../zfxxgk/zfxxgkzd/", "../../zfxxgk/fdzdgknr/", annual, "../../zfxxgk/ysqgk/")})
	})
	column := dir + "gkzn/"
	s.add(column, RoleColumn, func() *payload {
		target := relative(column, s.guide(o).page)
		switch o.index % 3 {
		case 1:
			return s.markup(fmt.Sprintf("<html><head><meta charset=\"utf-8\"><title>政府信息公开指南</title><meta http-equiv=\"refresh\" content=\"0; url=%s\"></head><body></body></html>\n", target), s.ctype)
		case 2:
			return s.markup(fmt.Sprintf("<html><head><meta charset=\"utf-8\"><title>政府信息公开指南</title></head><body><script type=\"text/javascript\">\nwindow.location.href = '%s';\n</script></body></html>\n", target), s.ctype)
		}
		return s.page(sheet{title: "政府信息公开指南", column: "政府信息公开指南", columnType: "信息公开指南",
			body: crumbs(o.short, "政府信息公开指南") + items(s.relativeRows(column, s.guideRows(o)))})
	})
}

// trsYears adds a hub of years and the list of each.
func (s *site) trsYears(o *organ, dir string) {
	s.add(dir, RoleColumn, func() *payload {
		var b strings.Builder
		b.WriteString(crumbs(o.short, "政府信息公开年报") + "<ul class=\"years\">")
		for i := len(s.years) - 1; i >= 0; i-- {
			fmt.Fprintf(&b, "<li><a href=\"./%dnb/\">%d年</a></li>", s.years[i], s.years[i])
		}
		b.WriteString("</ul>\n")
		return s.page(sheet{title: o.short + "政府信息公开年报", column: "政府信息公开年报", columnType: "信息公开年报", body: b.String()})
	})
	for _, year := range s.years {
		uri := fmt.Sprintf("%s%dnb/", dir, year)
		s.add(uri, RoleList, func() *payload {
			var rows []row
			for _, r := range s.annualRows(o) {
				if strings.Contains(r.title, fmt.Sprint(year)) || strings.Contains(r.title, chineseDigits(year)) {
					rows = append(rows, r)
				}
			}
			return s.page(sheet{title: fmt.Sprintf("%d年", year), column: "政府信息公开年报", columnType: "信息公开年报",
				body: crumbs(o.short, "政府信息公开年报", fmt.Sprint(year)) + items(s.relativeRows(uri, rows))})
		})
	}
}

// twin adds the page of a filing for small screens, which says the same.
func (s *site) twin(f *filing) {
	uri := strings.TrimSuffix(f.page, ".html") + "_wap.html"
	s.alias(uri, f.page, func() *payload { return s.articlePage(f, "wap-content") })
}

// alias adds a second address of a page.
func (s *site) alias(uri, of string, render func() *payload) {
	s.add(uri, RoleOther, render)
	s.duplicates[s.url(uri)] = s.url(of)
}

func (s *site) relativeRows(from string, rows []row) []row {
	out := make([]row, len(rows))
	for i, r := range rows {
		out[i] = r
		if !strings.HasPrefix(r.href, "http://") {
			out[i].href = relative(from, r.href)
		}
	}
	return out
}

// relative writes the address to as seen from the page from, as TRS templates
// do: ./here, ../../there.
func relative(from, to string) string {
	base := strings.Split(strings.Trim(from[:strings.LastIndex(from, "/")+1], "/"), "/")
	parts := strings.Split(strings.TrimPrefix(to, "/"), "/")
	same := 0
	for same < len(base) && same < len(parts)-1 && base[same] == parts[same] {
		same++
	}
	up := strings.Repeat("../", len(base)-same)
	if up == "" {
		up = "./"
	}
	return up + strings.Join(parts[same:], "/")
}
