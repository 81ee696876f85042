package page

import "gongkai/extract/report"

// sections writes what a document says: words, statutory tables, other tables.
func (w *filingPage) sections() {
	m, l := w.markup, w.lang
	for i := range w.Sections {
		s := &w.Sections[i]
		m.tag(`<section class="part">
<h2`)
		m.attr("id", s.ID)
		if s.Heading == "" {
			m.tag(` class="quiet">`)
			m.text(l.t("开头", "Preface"))
		} else {
			m.tag(`>`)
			m.text(s.Heading)
		}
		m.tag("</h2>\n")
		for _, line := range s.Text {
			m.tag(`<p class="said">`)
			m.text(line)
			m.tag("</p>\n")
		}
		if len(s.Grids) > 0 {
			m.tag(`<div class="scroll forms" role="group" tabindex="0"`)
			m.attr("aria-labelledby", s.ID)
			m.tag(">\n")
			w.Print.grids(s.Grids)
			m.tag("</div>\n")
		}
		if s.Lacks {
			m.tag(`<p class="dim">`)
			m.text(l.t("这一节的法定表格没有读出。", "The statutory table of this section was not found or not read."))
			m.tag("</p>\n")
		}
		for n := range s.Tables {
			m.free(&s.Tables[n], l.t("文中的表 ", "Table in the text ")+itoa(i)+"."+itoa(n), l)
		}
		m.tag("</section>\n")
	}
}

// free writes a table of the text as printed.
func (m *markup) free(t *report.FreeTable, name string, l lang) {
	m.tag(`<div class="scroll" role="group" tabindex="0"`)
	m.attr("aria-label", name)
	m.tag(`><table class="free"><caption>`)
	m.text(l.t("文中的表，照原样", "A table of the text, as printed"))
	m.tag("</caption>\n")
	for _, row := range t.Rows {
		m.tag("<tr>")
		for _, c := range row {
			m.tag("<td>")
			m.text(c)
			m.tag("</td>")
		}
		m.tag("</tr>\n")
	}
	m.tag("</table></div>\n")
}

// failing writes the checks that fail, each with the cells to look at.
func (w *filingPage) failing() {
	m, l := w.markup, w.lang
	for i := range w.Fails {
		s := &w.Fails[i]
		m.tag("<li")
		m.attr("id", "check-"+s.ID)
		m.tag("><strong>")
		m.text(s.Title)
		m.tag(`</strong><br><span class="mono">`)
		m.text(s.Sentence(l))
		m.tag(`</span><br><span class="dim">`)
		m.text(l.t("何处 ", "Cells "))
		for _, t := range s.Terms() {
			m.link("#c-"+t.Key, t.Label)
			m.tag(" ")
		}
		m.tag(`</span> <span class="tag">`)
		m.text(s.Fault(l))
		m.tag("</span></li>\n")
	}
}

// undecided writes the checks that could not be decided.
func (w *filingPage) undecided() {
	m, l := w.markup, w.lang
	for i := range w.Others {
		s := &w.Others[i]
		m.tag("<li>")
		m.text(s.Title)
		m.tag(` <span class="tag">`)
		m.text(l.say("verdict", s.Verdict))
		m.tag(`</span><br><span class="mono">`)
		m.text(s.Sentence(l))
		m.tag("</span></li>\n")
	}
}

// link writes a link to an address of ours.
func (m *markup) link(to, words string) {
	m.tag("<a")
	m.href(to)
	m.tag(">")
	m.text(words)
	m.tag("</a>")
}
