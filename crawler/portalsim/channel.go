package portalsim

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// buildChannel builds a portal of channels and sites:
//
//	/gongkai/                                     platform
//	/gongkai/channel_<hex24>/                     a column of the government, its list in the page
//	/gongkai/site_jyj/                            an organ's page
//	/gongkai/site_jyj/channel_<hex24>/            its columns
//	/gongkai/site_jyj/channel_…/doc_<hex24>.html  articles
//
// The third organ has one column for everything: its page holds the guide and
// all reports below each other, one cell a line.
func buildChannel(s *site) {
	s.validate.lastModified = true
	s.compress = gzipAlways
	s.cookie = "SERVERID=srv-2; path=/"
	hex := func(what string) string {
		r := s.rand("hex/" + what)
		return fmt.Sprintf("%08x%016x", r.Uint32(), r.Uint64())
	}
	dir := func(o *organ) string {
		if o.index == 0 {
			return "/gongkai/"
		}
		return "/gongkai/site_" + o.slug + "/"
	}
	guideOf := func(o *organ) string { return dir(o) + "channel_" + hex("guide/"+o.slug) + "/" }
	annualOf := func(o *organ) string {
		if o.index%4 == 1 {
			return dir(o) + "channel_c_" + hex("annual/"+o.slug) + "_n_1605682629.6877/"
		}
		return dir(o) + "channel_" + hex("annual/"+o.slug) + "/"
	}
	together := func(o *organ) bool { return o.index%4 == 2 }
	s.platform, s.guides, s.annual = "/gongkai/", guideOf(s.organs[0]), annualOf(s.organs[0])
	s.filler = func(i int) string {
		return fmt.Sprintf("/zixun/doc_%08x%016x.html", 0x61d00000+i, uint64(i)*0x9e3779b97f4a7c15)
	}
	s.address = func(f *filing) string {
		column := annualOf(f.organ)
		if f.isGuide() {
			column = guideOf(f.organ)
		}
		return fmt.Sprintf("%sdoc_%s.html", column, hex(fmt.Sprintf("doc/%s/%d/%d", f.organ.slug, f.year, f.serial)))
	}
	s.attach()
	for _, f := range s.filings {
		if together(f.organ) {
			continue
		}
		s.publish(f, "wz_article", func(a *attachment) string {
			return fmt.Sprintf("/gongkai/files/%s.%s", hex("file/"+f.page), a.ext())
		})
	}
	s.newLookAlikes(func(i int, _ time.Time) string {
		return fmt.Sprintf("%sdoc_%s.html", s.annual, hex(fmt.Sprint("look/", i)))
	})
	other := func(name string) string { return "/gongkai/channel_" + hex(name) + "/" }
	regime, active, apply := other("政府信息公开制度"), other("法定主动公开内容"), other("依申请公开")
	for _, name := range []string{"政府信息公开制度", "法定主动公开内容", "依申请公开"} {
		s.add(other(name), RoleOther, func() *payload {
			return s.page(sheet{title: name, column: name, body: crumbs(name) + "<p>" + name + "</p>"})
		})
	}
	for _, o := range s.organs {
		guide, annual := guideOf(o), annualOf(o)
		if together(o) {
			guide = annual
		}
		s.add(dir(o), RolePlatform, func() *payload {
			var b strings.Builder
			b.WriteString(crumbs("政府信息公开") + columnsBar(guide, regime, active, annual, apply))
			if o.index == 0 {
				b.WriteString("<div class=\"organs\"><h3>部门、镇街信息公开</h3><ul>\n")
				for _, other := range s.organs[1:] {
					fmt.Fprintf(&b, "<li><a href=\"%s\">%s</a></li>\n", dir(other), other.short)
				}
				b.WriteString("</ul></div>\n")
			}
			return s.page(sheet{title: o.name + "政府信息公开", column: o.short, columnType: "信息公开目录", body: b.String()})
		})
		if together(o) {
			s.togetherPage(o, annual)
			continue
		}
		s.add(guide, RoleList, func() *payload {
			return s.page(sheet{title: "政府信息公开指南", column: "政府信息公开指南", columnType: "信息公开指南",
				body: crumbs(o.short, "政府信息公开指南") + items(s.guideRows(o))})
		})
		s.add(annual, RoleList, func() *payload {
			return s.page(sheet{title: "政府信息公开年报", column: "政府信息公开年报", columnType: "信息公开年报",
				body: crumbs(o.short, "政府信息公开年报") + items(s.annualRows(o))})
		})
	}
	s.buildCommon(true)
}

// togetherPage adds a column page that holds the guide of an organ and all its
// reports, newest first. A blank cell would be lost without its table, so the
// organ prints 0.
func (s *site) togetherPage(o *organ, uri string) {
	all := []*filing{s.guide(o)}
	reports := s.reports(o)
	slices.Reverse(reports)
	all = append(all, reports...)
	for i, f := range all {
		f.page, f.uri, f.document, f.fixed = uri, uri, i, true
		f.format, f.attachments = FormatHTML, nil
		for key, c := range f.cells {
			if c.State != "value" {
				f.cells[key] = value(0)
			}
		}
	}
	s.add(uri, RoleArticle, func() *payload {
		var b strings.Builder
		b.WriteString(crumbs(o.short, "政府信息公开") + "<div class=\"wz_article\">\n")
		for _, f := range all {
			b.WriteString(f.lines())
		}
		b.WriteString("</div>\n")
		return s.page(sheet{title: o.name + "政府信息公开指南和年报", column: "政府信息公开年报", columnType: "信息公开年报", body: b.String()})
	})
}
