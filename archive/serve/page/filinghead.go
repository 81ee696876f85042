package page

// filingPage writes the main part of a filing's page: a report has some two
// hundred cells, forty paragraphs and as many checks, and each costs
// html/template a call by reflection for every value.
type filingPage struct {
	*markup
	*filingView
	lang lang
	keep string // "?at=…" or ""
	day  string // that the reader looks back to, "" now
	name func(id string) string
}

func (w *filingPage) write(title string) {
	w.tag("\n")
	w.crumbs()
	w.tag("<h1>")
	w.text(title)
	w.tag("</h1>\n")
	if w.Record != nil && w.Record.Title != "" {
		w.tag(`<p class="printed">`)
		w.text(w.Record.Title)
		w.tag("</p>")
	}
	w.tag("\n")
	w.years()
	w.tag("\n\n<dl class=\"facts\">\n")
	w.facts()
	w.tag("</dl>\n\n")
	w.notices()
	w.tag("\n\n")
	w.offices()
	w.tag("\n\n")
	w.sections()
	w.tag("\n")
	w.checks()
	w.tag("\n")
	w.left()
	w.tag("\n\n")
	w.quarrel()
	w.tag("\n\n")
	w.sources()
	w.tag("\n\n")
	w.versions()
}

// say writes words of the reader's language.
func (w *filingPage) say(zh, en string) { w.text(w.lang.t(zh, en)) }

// page is the address of a page in the reader's language that stays at the day.
func (w *filingPage) page(path string) string { return w.lang.prefix() + path + w.keep }

// crumbs leads to the portal and the organ.
func (w *filingPage) crumbs() {
	w.tag(`<nav class="crumbs"`)
	w.attr("aria-label", w.lang.t("所在", "Where you are"))
	w.tag("><ol>\n<li>")
	w.link(w.page(portalPath(w.Filing.Portal)), w.Site)
	w.tag("</li>\n<li>")
	w.link(w.page(organPath(w.Filing.Organ)), w.Organ.Name)
	w.tag("</li>\n</ol></nav>\n")
}

// years leads to the reports before and after.
func (w *filingPage) years() {
	if w.Before == "" && w.After == "" {
		return
	}
	w.tag(`<nav class="years"`)
	w.attr("aria-label", w.lang.t("前后年度", "Years around it"))
	w.tag("><ul>\n")
	if w.Before != "" {
		w.tag(`<li><a rel="prev"`)
		w.href(w.page(filingPath(w.Before)))
		w.tag(">← ")
		w.text(w.name(w.Before))
		w.tag("</a></li>\n<li>")
		w.link(w.lang.prefix()+comparePath(w.Before, w.Filing.ID), w.lang.t("与上一份逐格比", "Compare with the one before, cell by cell"))
		w.tag("</li>")
	}
	w.tag("\n")
	if w.After != "" {
		w.tag(`<li><a rel="next"`)
		w.href(w.page(filingPath(w.After)))
		w.tag(">")
		w.text(w.name(w.After))
		w.tag(" →</a></li>")
	}
	w.tag("\n</ul></nav>")
}

// facts are what is to be known of a filing at once.
func (w *filingPage) facts() {
	rec := w.Record
	if rec != nil && rec.Agency != "" {
		w.fact(w.lang.t("文中机关", "Organ in the text"), rec.Agency)
	}
	w.tag("\n<dt>")
	w.say("发布", "Published")
	w.tag("</dt><dd>")
	if w.Published != "" {
		w.text(w.Published)
	} else {
		w.say("没有写", "not given")
	}
	if w.Late != 0 {
		w.tag(` <strong class="tag late">`)
		w.text(w.lang.t("晚", "late") + " " + itoa(w.Late) + " " + w.lang.t("天", "days"))
		w.tag("</strong>")
	}
	if w.Due != "" {
		w.tag(` <span class="dim">`)
		w.text(w.lang.t("条例规定不晚于", "due by law on") + " " + w.Due)
		w.tag("</span>")
	}
	w.tag("</dd>\n")
	if rec != nil {
		if rec.Signed != "" {
			w.fact(w.lang.t("落款", "Signed"), rec.Signed)
		}
		w.tag("\n")
		if rec.Period != nil {
			w.fact(w.lang.t("统计期", "Period"), rec.Period.From+" – "+rec.Period.To)
		}
	}
	w.tag("\n")
	if w.Form != "" {
		w.fact(w.lang.t("格式", "Form"), w.Form)
	}
	w.tag("\n<dt>")
	w.say("所据版本", "From version")
	w.tag("</dt><dd>")
	w.origin()
	w.tag("</dd>\n")
}

func (w *filingPage) fact(name, value string) {
	w.tag("<dt>")
	w.text(name)
	w.tag("</dt><dd>")
	w.text(value)
	w.tag("</dd>")
}

// origin says which version is shown and where else to see it.
func (w *filingPage) origin() {
	v := w.Version
	w.link(w.lang.prefix()+versionPath(w.Page.ID, v.Number), w.lang.t("第", "No.")+" "+itoa(v.Number)+" "+w.lang.t("版", ""))
	w.text(w.lang.t("，初见 ", ", first seen ") + when(v.FirstSeen))
	w.tag(" · ")
	w.link(originalPath(w.Page.ID, v.Number), w.lang.t("存下的原件", "stored original"))
	if address := webAddress(w.Page.URL); address != "" {
		w.tag(" · ")
		w.outside(address, w.lang.t("门户上的地址", "on the portal"))
	}
	w.tag(" · ")
	w.link(w.API+w.keep, "JSON")
}

// outside writes a link that leads off this site; webAddress has seen the address.
func (w *filingPage) outside(address, words string) {
	w.tag("<a")
	w.href(address)
	w.tag(` rel="noreferrer nofollow">`)
	w.text(words)
	w.tag("</a>")
}

// notices say what the reader is to know before anything else.
func (w *filingPage) notices() {
	if w.NotRead != "" {
		w.notice(w.NotRead)
	}
	w.tag("\n")
	if w.Cut {
		w.notice(w.lang.t("这份文件太长，这里只印了前面的文字；法定表格都在。全文见存下的原件。",
			"This document is too long for a page: only the first of its words are printed, and all statutory tables. The whole is in the stored original."))
	}
	w.tag("\n")
	if len(w.Fails) == 0 && w.Quarrel == nil {
		return
	}
	w.tag("<div class=\"notice bad\" role=\"note\">\n")
	if n := len(w.Fails); n > 0 {
		w.tag("<p>")
		w.link("#checks", itoa(n)+" "+w.lang.t("项核对对不上", "checks fail"))
		w.tag("</p>")
	}
	w.tag("\n")
	if w.Quarrel != nil {
		w.tag("<p>")
		w.link("#disagree", w.lang.t("几处来源的数字不一样", "Sources give different numbers"))
		w.tag("</p>")
	}
	w.tag("\n</div>")
}

func (w *filingPage) notice(words string) {
	w.tag(`<div class="notice bad" role="note"><p>`)
	w.text(words)
	w.tag("</p></div>")
}

// offices are those that a guide names.
func (w *filingPage) offices() {
	for i := range w.Guide {
		o := &w.Guide[i]
		w.tag(`<section class="office"><h2>`)
		w.text(o.Whose)
		w.tag("</h2><dl class=\"facts\">\n")
		for _, f := range o.Fields {
			w.tag("<dt>")
			w.text(f.Name)
			w.tag("</dt><dd>")
			if address := webAddress(f.Value); address != "" {
				w.outside(address, address)
			} else {
				w.text(f.Value)
			}
			w.tag("</dd>\n")
		}
		w.tag("</dl></section>\n")
	}
}
