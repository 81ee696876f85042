package page

import (
	"cmp"
	"html/template"
)

// sourceRows writes the rows of the places where a filing was found.
func (m *markup) sourceRows(list []sourceView, l lang) {
	for i := range list {
		s := &list[i]
		m.tag(`<tr><th scope="row"><span class="address">`)
		m.text(s.URL)
		m.tag(`</span><br>`)
		m.link(l.prefix()+pagePath(s.Page), l.t("历史", "history"))
		m.tag(" · ")
		m.link(l.prefix()+versionPath(s.Page, s.Version), l.t("第 ", "version ")+itoa(s.Version)+l.t(" 版", " "))
		if s.Why != "" {
			m.tag(` · <span class="dim">`)
			m.text(l.t("排在第一：", "comes first: ") + s.Why)
			m.tag(`</span>`)
		}
		m.tag(`</th><td class="d">`)
		m.text(cmp.Or(s.Published, "—"))
		m.tag(`</td><td class="d">`)
		m.text(day(s.FirstSeen))
		m.tag(`</td><td class="n">`)
		m.text(itoa(s.Cells))
		m.tag(`</td><td class="n">`)
		m.text(itoa(s.Failing))
		m.tag(`</td><td>`)
		m.text(l.say("role", s.Role) + l.t("，", ", ") + l.say("read", s.State))
		if s.Gone {
			m.tag(` <span class="tag gone">`)
			m.text(l.t("已撤", "gone"))
			m.tag(`</span>`)
		}
		if s.LeadsTo != "" {
			m.tag(`<br><span class="dim address">→ `)
			m.text(s.LeadsTo)
			m.tag(`</span>`)
		}
		m.tag("</td></tr>\n")
	}
}

// versionList is that of the markup, for a template.
func (l lang) versionList(list []versionRow) template.HTML {
	var m markup
	m.versionList(list, l)
	return m.html()
}

// versionList writes a table of versions, the newest first.
func (m *markup) versionList(list []versionRow, l lang) {
	m.tag(`<div class="scroll" role="group" tabindex="0"`)
	m.attr("aria-label", l.t("版本", "Versions"))
	m.tag(`><table><caption class="quiet">`)
	m.text(l.t("版本，新的在前", "Versions, the newest first"))
	m.tag(`</caption><thead><tr><th scope="col">`)
	m.text(l.t("版本", "Version"))
	m.tag(`</th><th scope="col">`)
	m.text(l.t("初见", "First seen"))
	m.tag(`</th><th scope="col">`)
	m.text(l.t("末见", "Last seen"))
	m.tag(`</th><th scope="col" class="n">`)
	m.text(l.t("大小", "Size"))
	m.tag(`</th><th scope="col">`)
	m.text(l.t("阅读", "Reading"))
	m.tag(`</th><th scope="col">`)
	m.text(l.t("改了什么", "What changed"))
	m.tag("</th></tr></thead><tbody>\n")
	m.versionRows(list, l)
	m.tag("</tbody></table></div>")
}

func (m *markup) versionRows(list []versionRow, l lang) {
	for i := range list {
		v := &list[i]
		if v.Shown {
			m.tag(`<tr class="here">`)
		} else {
			m.tag(`<tr>`)
		}
		m.tag(`<th scope="row"><a`)
		m.attr("href", l.prefix()+versionPath(v.Page, v.Number))
		if v.Shown {
			m.tag(` aria-current="true"`)
		}
		m.tag(`>`)
		m.text(l.t("第 ", "No. ") + itoa(v.Number) + l.t(" 版", " "))
		m.tag(`</a></th><td class="d">`)
		m.text(when(v.FirstSeen))
		m.tag(`</td><td class="d">`)
		m.text(when(v.LastSeen))
		m.tag(`</td><td class="n">`)
		m.text(size(v.Size))
		m.tag(`</td><td>`)
		m.text(l.say("read", v.State))
		m.tag(`</td><td>`)
		if v.First {
			m.text(l.t("最早的一版", "the first"))
		} else {
			name := func(n int) string { return string(v.Page) + "." + itoa(n) }
			m.link(l.prefix()+diffPath(name(v.Before()), name(v.Number)), l.t("与上一版比", "difference from the one before"))
		}
		m.tag("</td></tr>\n")
	}
}
