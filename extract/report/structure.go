package report

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/document"
)

// What is odd in the build of a report: sections that are missing, out of order
// or misnumbered, tables that are not there, a section without words. Findings
// only; the sections are read as they stand.

var sectionNames = [...]string{"", "总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项"}

// sectionTables are the statutory tables by the section that they stand in.
var sectionTables = map[int][]string{
	2: {secProactive}, 3: {secApplications}, 4: {secReview, secDirect, secAfterReview},
}

// structure tells what is odd in the sections and tables of a report of one of
// the forms. A document of which only a piece is there is left alone.
func (p *parser) structure(r *Record, w *walker) {
	heads := p.heads
	found := map[int]bool{}
	for _, h := range heads {
		found[h.number] = true
	}
	if len(found) < 3 { // no report of the form, or a piece of one
		p.noTable(r, w)
		return
	}
	p.headingsInTables(found)
	place := func(h printedHeading) document.Place { return *p.lines[h.line].place }
	where := func(n int) string { return "section." + strconv.Itoa(n) }
	if !p.cutShort() {
		for n := 1; n <= 6; n++ {
			if !found[n] && !p.nearHeading(n) {
				w.sheet.find("section_missing", document.Publisher, where(n), "没有“"+sectionNames[n]+"”这一部分的标题 / the form's section has no heading in the document", document.Place{})
			}
		}
	}
	if h, ok := outOfOrder(heads); ok {
		w.sheet.find("section_order", document.Publisher, where(h.number), "“"+sectionNames[h.number]+"”不在法定顺序的位置上 / a section stands out of order", place(h))
	}
	for _, h := range heads {
		if n := printedNumber(h.printed); n > 0 && n != h.number {
			w.sheet.find("section_misnumbered", document.Publisher, where(h.number), "“"+sectionNames[h.number]+"”编号为“"+h.printed+"” / the section is printed under another number", place(h))
		}
	}
	for n := 2; n <= 4; n++ {
		if tables := sectionTables[n]; found[n] && !w.hasTable(tables) {
			w.sheet.find("table_missing", p.blame(tables), tables[0], "“"+sectionNames[n]+"”没有读到法定表格 / no statutory table was read in this section", document.Place{})
		}
	}
	p.emptyFifth(r, w, heads)
}

// firstFormYear is the year that the reports of the first statutory form are about
// (国办公开办函〔2019〕60号).
const firstFormYear = 2019

// noTable tells that a report by its title has neither the form's sections nor any
// of its tables: they may stand in a frame, a picture, a script, a file beside the page.
func (p *parser) noTable(r *Record, w *walker) {
	if p.title.Kind != AnnualReport || r.Year < firstFormYear || p.cutShort() {
		return
	}
	all := slices.Concat(sectionTables[2], sectionTables[3], sectionTables[4])
	if !w.hasTable(all) {
		w.sheet.find("table_missing", p.blame(all), "", "没有读到任何法定表格 / no statutory table was read in the report", document.Place{})
	}
}

// cutShort reports whether the reader said that part of the document was left out.
func (p *parser) cutShort() bool {
	return slices.ContainsFunc(p.doc.Findings, func(f document.Finding) bool {
		return f.Code == document.CodeLimit || f.Code == document.CodeTruncated
	})
}

// hasTable reports whether a row or cell of one of the tables was met.
func (w *walker) hasTable(tables []string) bool {
	return slices.ContainsFunc(tables, func(t string) bool {
		for key := range w.sheet.printed {
			if strings.HasPrefix(key, t+".") {
				return true
			}
		}
		return w.sheet.seen[t]
	})
}

// blame says whose it is that a table was not read: the reader's where it said
// that it could not place what it met there, or could not read all of the file.
func (p *parser) blame(tables []string) document.Responsibility {
	ours := func(f document.Finding) bool { return f.Responsibility == document.Reader }
	if slices.ContainsFunc(p.doc.Findings, ours) {
		return document.Reader
	}
	for _, f := range p.read().sheet.findings {
		for _, t := range tables {
			if ours(f) && (f.Where == t || strings.HasPrefix(f.Where, t+".")) {
				return document.Reader
			}
		}
	}
	return document.Publisher
}

// emptyFifth tells that the section about problems says nothing. At the end of
// what there is, nothing is known of what would have followed.
func (p *parser) emptyFifth(r *Record, w *walker, heads []printedHeading) {
	for i := range r.Sections {
		s := &r.Sections[i]
		if s.Number != 5 {
			continue
		}
		text := strings.Trim(fold(s.Text), "。.;,、 ")
		if text == "" && !isSectionName(5, s.Heading) {
			return // the text may stand behind the heading
		}
		if text == "" && i == len(r.Sections)-1 {
			return
		}
		if text == "" || isNone(text) || text == "没有" || text == "暂无" {
			var at document.Place
			for _, h := range heads {
				if h.number == 5 {
					at = *p.lines[h.line].place
				}
			}
			w.sheet.find("section_empty", document.Publisher, "section.5", "“"+sectionNames[5]+"”没有内容 / the section about problems says nothing", at)
		}
	}
}
