package page

import (
	"strconv"

	"gongkai/archive"
	"gongkai/extract/report"
)

// filingView is what the page of a filing shows.
type filingView struct {
	*held
	Site    string // name of the portal
	NotRead string
	// Published and Due are YYYY-MM-DD, "" unknown.
	Published, Due string
	Late           int // days
	Form           string
	Before         string // ids of the filings of the years around it, "" for none
	After          string
	Sections       []sectionView
	Cut            bool // words are left out: the document is too long for a page
	Guide          []contactView
	Fails          []sum
	Others         []sum // checks that are not failing and say something
	Holding        int   // checks that hold
	Rest           []restView
	Sources        []sourceView
	Quarrel        *quarrel
	Versions       []versionRow
	API            string
	Print          *printing
}

// filing shows what an organ filed: the tables as the law prints them.
func (p *Pages) filing(r *request) (*sheet, error) {
	id, err := filingID(r.PathValue("portal"), r.PathValue("organ"), r.PathValue("year"))
	if err != nil {
		return nil, err
	}
	h, err := p.held(r.Context(), id, r.at)
	if err != nil {
		return nil, err
	}
	v := &filingView{held: h, Site: r.site(h.Filing.Portal), NotRead: notRead(h.Version.State, r.lang), API: apiFiling(id)}
	s := &sheet{Write: p.filingPage(v), Dated: true, Feeds: feedsOf(h.Filing.Organ)}
	s.Title = h.Organ.Name + " " + r.lang.filingTitle(h.Filing)
	if h.Record != nil {
		p.understood(v, r.lang)
	} else if v.NotRead == "" {
		v.NotRead = r.lang.t("这一版里没有读出这份文件。", "This version was read, and this document was not found in it.")
	}
	if err := p.due(r, v); err != nil {
		return nil, err
	}
	if h.Filing.Kind == string(report.AnnualReport) {
		if err := p.neighbours(r, v); err != nil {
			return nil, err
		}
	}
	if v.Sources, v.Quarrel, err = p.sources(r, h); err != nil {
		return nil, err
	}
	if v.Versions, err = p.versionRows(r, h.Page, h.Version, manyVersions); err != nil {
		return nil, err
	}
	return s, nil
}

// filingPage writes the page.
func (p *Pages) filingPage(v *filingView) func(*markup, *view) {
	return func(m *markup, s *view) {
		w := filingPage{markup: m, filingView: v, lang: s.Lang, keep: s.Keep, day: s.Day, name: p.filingName(s.Lang)}
		if v.Print != nil {
			v.Print.markup = m
		}
		w.write(s.Title)
	}
}

// filingTitle names a filing beside its organ: 2023 年度报告.
func (l lang) filingTitle(f *archive.Filing) string {
	if f.Kind == string(report.Guide) {
		return l.t("政府信息公开指南", "guide to information")
	}
	return strconv.Itoa(f.Year) + l.t(" 年度报告", " annual report")
}

// understood fills in what the record says.
func (p *Pages) understood(v *filingView, l lang) {
	rec := v.Record
	v.Guide = contactsOf(rec.Guide, l)
	g := p.forms.of(rec)
	v.Print = newPrinting(rec, l)
	v.Sections, v.Cut = fitting(sectionsOf(rec, g, l))
	v.Fails = v.Print.sums
	for i := range rec.Checks {
		switch c := &rec.Checks[i]; c.Verdict {
		case report.Holds:
			v.Holding++
		case report.Fails:
		default:
			v.Others = append(v.Others, sumOf(c, rec, l))
		}
	}
	for _, k := range g.rest {
		c := rec.Cells[k]
		v.Rest = append(v.Rest, restView{k, keyLabel(k, l), c.Raw, c.State})
	}
	if rec.Forms != nil {
		v.Form = formWords(rec.Forms, l)
	}
}

// formWords names the generations of a report's tables.
func formWords(f *report.Forms, l lang) string {
	name := func(s string) string {
		switch s {
		case "2019":
			return "国办公开办函〔2019〕60号"
		case "2021":
			return "国办公开办函〔2021〕30号"
		case "local":
			return l.t("本机关自己的式样", "a form of the organ's own")
		}
		return l.t("不是法定格式", "not the statutory form")
	}
	if f.Proactive == f.Applications {
		return name(f.Applications)
	}
	return l.t("第二节 ", "section 2: ") + name(f.Proactive) + l.t("；第三节 ", "; section 3: ") + name(f.Applications)
}

// neighbours finds the reports of the years before and after, as far as they
// were seen at the reader's moment.
func (p *Pages) neighbours(r *request, v *filingView) error {
	snap, err := p.Catalog.Current(r.Context())
	if err != nil {
		return err
	}
	o := snap.Organ(v.Filing.Organ)
	if o == nil {
		return nil // the catalog is about to hear of it
	}
	for _, e := range o.Reports {
		switch {
		case e.Year == 0 || !r.seen(e.FirstSeen):
		case e.Year < v.Filing.Year:
			v.Before = e.ID // they come by year
		case e.Year > v.Filing.Year && v.After == "":
			v.After = e.ID
		}
	}
	return nil
}
