package page

import "gongkai/extract/document"

// checks writes what was checked: what fails, what holds, what is open, and the
// doubts of the reader.
func (w *filingPage) checks() {
	if w.Record == nil {
		return
	}
	if len(w.Fails) > 0 || len(w.Others) > 0 || w.Holding > 0 {
		w.tag(`<section><h2 id="checks">`)
		w.say("核对", "Checks")
		w.tag("</h2>\n")
		if len(w.Sections) > 0 {
			w.key()
		}
		w.tag("\n")
		if len(w.Fails) > 0 {
			w.tag(`<ol class="sums">`)
			w.failing()
			w.tag("</ol>")
		} else {
			w.tag("<p>")
			w.say("没有对不上的。", "None fails.")
			w.tag("</p>")
		}
		w.tag("\n<p class=\"dim\">")
		w.text(itoa(w.Holding) + " " + w.lang.t("项对得上", "hold"))
		if n := len(w.Others); n > 0 {
			w.text(w.lang.t("；", "; ") + itoa(n) + " " + w.lang.t("项定不了，或要把空格当零才对得上", "are open, or hold only if blanks are zero"))
		}
		w.tag("</p>\n")
		if len(w.Others) > 0 {
			w.tag("<details><summary>")
			w.say("定不了的", "Those that are open")
			w.tag(`</summary><ul class="sums">`)
			w.undecided()
			w.tag("</ul></details>")
		}
		w.tag("\n<p>")
		w.link(w.page(organPath(w.Filing.Organ))+"#across", w.lang.t("与前后年度的核对", "Checks across the years"))
		w.tag("</p>\n</section>")
	}
	w.tag("\n")
	w.doubts()
}

// key says what the marks in the tables mean.
func (w *filingPage) key() {
	w.tag(`<p class="key"><span class="sample blank"></span> `)
	w.say("空格：印了格，没有填", "blank: the cell is printed and empty")
	w.tag(` <span class="sample absent">`)
	w.say("缺", "none")
	w.tag("</span> ")
	w.say("原件没有这一格", "the original has no such cell")
	w.tag(` <span class="sample fails">≠</span> `)
	w.say("在对不上的核对里", "part of a check that fails")
	w.tag("</p>")
}

// doubts are the findings.
func (w *filingPage) doubts() {
	if len(w.Record.Findings) == 0 {
		return
	}
	w.tag(`<section><h2 id="findings">`)
	w.say("疑点", "Doubts")
	w.tag("</h2>\n<ul class=\"findings\">")
	for i := range w.Record.Findings {
		f := &w.Record.Findings[i]
		w.tag(`<li><span class="tag">`)
		if f.Responsibility == document.Publisher {
			w.say("原件", "publisher")
		} else {
			w.say("阅读", "our reading")
		}
		w.tag("</span> ")
		w.text(f.Message)
		if f.Where != "" {
			w.tag(" <code>")
			w.text(f.Where)
			w.tag("</code>")
		}
		w.tag("</li>\n")
	}
	w.tag("</ul></section>")
}

// left lists the cells that the form has no place for.
func (w *filingPage) left() {
	if len(w.Rest) == 0 {
		return
	}
	title := w.lang.t("表外的格", "Cells that the form has no place for")
	w.tag(`<section><h2 id="rest">`)
	w.text(title)
	w.tag("</h2>\n<table><caption class=\"quiet\">")
	w.text(title)
	w.tag(`</caption><thead><tr><th scope="col">`)
	w.say("键", "Key")
	w.tag(`</th><th scope="col">`)
	w.say("原文", "As printed")
	w.tag("</th></tr></thead><tbody>\n")
	for i := range w.Rest {
		r := &w.Rest[i]
		w.tag(`<tr><th scope="row"`)
		w.attr("id", "c-"+r.Key)
		w.tag("><code>")
		w.text(r.Key)
		w.tag("</code></th><td>")
		w.text(r.Raw)
		w.tag("</td></tr>")
	}
	w.tag("</tbody></table></section>")
}

// quarrel sets sources that disagree side by side.
func (w *filingPage) quarrel() {
	q := w.Quarrel
	if q == nil {
		return
	}
	w.tag(`<section><h2 id="disagree">`)
	w.say("来源之间不一样的格", "Where the sources disagree")
	w.tag("</h2>\n<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"disagree\"><table><caption class=\"quiet\">")
	w.say("来源之间不一样的格", "Cells of which the sources disagree")
	w.tag(`</caption><thead><tr><th scope="col">`)
	w.say("格", "Cell")
	w.tag("</th>")
	for _, n := range q.Sources {
		w.tag(`<th scope="col" class="n">`)
		w.text(w.lang.t("来源", "Source") + " " + itoa(n))
		w.tag("</th>")
	}
	w.tag("</tr></thead><tbody>\n")
	for i := range q.Rows {
		w.quarrelRow(&q.Rows[i])
	}
	if len(q.Rows) == 0 {
		w.tag("<tr><td>")
		w.say("现在读来没有不一样的格。", "As read now, no cell differs.")
		w.tag("</td></tr>")
	}
	w.tag("</tbody></table></div>\n")
	if q.Left > 0 {
		w.tag(`<p class="dim">`)
		w.text(w.lang.t("另有来源未列出：", "Sources not set beside these: ") + itoa(q.Left))
		w.tag("</p>")
	}
	w.tag("</section>")
}

func (w *filingPage) quarrelRow(r *quarrelRow) {
	w.tag(`<tr><th scope="row">`)
	w.text(r.Label)
	w.tag("</th>")
	for _, c := range r.Cells {
		w.tag(`<td class="n">`)
		if c != nil {
			w.text(c.Raw)
		} else {
			w.tag(`<span class="dim">`)
			w.say("缺", "none")
			w.tag("</span>")
		}
		w.tag("</td>")
	}
	w.tag("</tr>\n")
}

// sources lists the places of the filing.
func (w *filingPage) sources() {
	w.tag(`<section><h2 id="sources">`)
	w.say("来源", "Sources")
	w.tag("</h2>\n")
	if w.day != "" {
		w.tag(`<p class="small dim">`)
		w.say("列的是到那天见到过的来源；各来源的发布、格数、对不上、现状是今天所知的。",
			"Sources that had been seen by that day; their dates, cells, failing checks and state are what is known today.")
		w.tag("</p>")
	}
	w.tag(`<div class="scroll" role="group" tabindex="0" aria-labelledby="sources"><table><caption class="quiet">`)
	w.say("来源，选用的在前", "Sources, the one that is used first")
	w.tag(`</caption><thead><tr>`)
	for _, c := range []struct {
		class string
		words phrase
	}{
		{"", phrase{"地址", "Address"}}, {"", phrase{"发布", "Published"}}, {"", phrase{"初见", "First seen"}},
		{"n", phrase{"格", "Cells"}}, {"n", phrase{"对不上", "Failing"}}, {"", phrase{"现状", "State"}},
	} {
		w.tag(`<th scope="col"`)
		if c.class != "" {
			w.attr("class", c.class)
		}
		w.tag(">")
		w.text(c.words.In(w.lang))
		w.tag("</th>")
	}
	w.tag("</tr></thead><tbody>\n")
	w.sourceRows(w.Sources, w.lang)
	w.tag("</tbody></table></div></section>")
}

// versions lists the versions of the page that the filing was read from.
func (w *filingPage) versions() {
	w.tag(`<section><h2 id="versions">`)
	w.say("这一页的版本", "Versions of this page")
	w.tag("</h2>\n")
	w.versionList(w.Versions, w.lang)
	w.tag("\n<p>")
	w.link(w.lang.prefix()+pagePath(w.Page.ID), w.lang.t("全部抓取历史", "Whole history of captures"))
	w.tag("</p></section>\n")
}
