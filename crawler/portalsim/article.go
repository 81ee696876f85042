package portalsim

import (
	"fmt"
	"html"
	"path"
	"strings"
)

// articlePage is the page of a filing: its text, or a short note that links
// the file which has it; class is the family's name for the body.
func (s *site) articlePage(f *filing, class string) *payload {
	column, kind := "政府信息公开年报", "信息公开年报"
	if f.isGuide() {
		column, kind = "政府信息公开指南", "信息公开指南"
	}
	var b strings.Builder
	b.WriteString(crumbs("政府信息公开", column))
	fmt.Fprintf(&b, "<table class=\"xxgk-head\"><tr><td>索引号：%s/%d-%05d</td><td>发布机构：%s</td></tr><tr><td>发布日期：%s</td><td>文号：无</td></tr></table>\n",
		s.sitecode, f.published.Year(), f.serial%100000, f.organ.name, f.published.Format("2006-01-02"))
	fmt.Fprintf(&b, "<div class=\"title\"><h1>%s</h1></div>\n<div class=\"info\">发布时间：%s　来源：%s　浏览次数：<span id=\"view\">%d</span></div>\n",
		html.EscapeString(f.title), f.published.Format("2006-01-02 15:04"), f.organ.name, 300+s.frame*19)
	fmt.Fprintf(&b, "<div class=\"%s\">\n", class)
	if f.format == FormatHTML {
		b.WriteString(f.html())
	} else {
		fmt.Fprintf(&b, "<p>%s全文见附件，请点击下载。</p>\n", html.EscapeString(f.title))
	}
	b.WriteString("</div>\n")
	for i, a := range f.attachments {
		fmt.Fprintf(&b, "<p class=\"fj\">附件%d：<a appendix=\"true\" data-appendix=\"true\" needdownload=\"true\" href=\"%s\" title=\"%s\" download=\"%s\">%s</a></p>\n",
			i+1, html.EscapeString(s.fileLink(f, a)), a.name, a.name, a.name)
	}
	fmt.Fprintf(&b, "<div class=\"share\"><a href=\"javascript:window.print()\">打印</a> <a href=\"javascript:share('wx')\">分享</a>%s</div>\n", s.twinLink(f))
	return s.page(sheet{title: f.title, column: column, columnType: kind, published: f.published, source: f.organ.name, body: b.String()})
}

// fileLink is how the article writes the address of its file.
func (s *site) fileLink(f *filing, a *attachment) string {
	if path.Dir(f.page) == path.Dir(a.uri) {
		return "./" + path.Base(a.uri)
	}
	return a.uri
}

// twinLink links the twin for small screens where the page has one.
func (s *site) twinLink(f *filing) string {
	for twin, original := range s.duplicates {
		if original == s.url(f.page) {
			return fmt.Sprintf(" <a href=\"%s\">手机版</a>", strings.TrimPrefix(twin, "http://"+s.host))
		}
	}
	return ""
}

// publish puts the article of a filing, and its attachments, at the family's
// addresses. name gives the address of an attachment.
func (s *site) publish(f *filing, class string, name func(a *attachment) string) {
	f.page = s.address(f)
	f.uri = f.page
	s.add(f.page, RoleArticle, func() *payload { return s.articlePage(f, class) })
	for _, a := range f.attachments {
		a.uri = name(a)
		if a.holds {
			f.uri, f.format = a.uri, a.format
		}
		s.add(a.uri, RoleAttachment, func() *payload {
			p := s.file(f, a)
			if s.disposition != nil {
				p.disposition = s.disposition(f, a)
			}
			return p
		})
	}
}

// attach decides which reports have files: one organ in three publishes one
// year as text, one as HTML in a .doc and one as a PDF only; some add a PDF of
// what the page says already.
func (s *site) attach() {
	for _, f := range s.filings {
		if f.isGuide() {
			continue
		}
		back := s.years[len(s.years)-1] - f.year
		switch {
		case f.organ.index%3 == 1 && back == 2:
			f.attachments = []*attachment{{name: f.title + ".txt", format: FormatText, holds: true}}
		case f.organ.index%3 == 1 && back == 3:
			f.attachments = []*attachment{{name: f.title + ".doc", format: FormatDoc, holds: true}}
		case f.organ.index%3 == 2 && back == 4:
			f.attachments = []*attachment{{name: f.title + ".pdf", format: FormatPDF, holds: true}}
		case f.organ.index%3 == 0 && back == 0:
			f.attachments = []*attachment{{name: f.title + ".pdf", format: FormatPDF}}
		}
		for _, a := range f.attachments {
			if a.holds {
				f.format = a.format
			}
		}
	}
}
