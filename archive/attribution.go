package archive

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"gongkai/extract/report"
)

// found is a document that was attributed, with what a filing needs of it.
type found struct {
	Attribution
	organName string
	published string
	record    *report.Record // nil: the payload was not read
	source    Source
	silent    bool // the same content stands elsewhere already
}

// maxDocuments is how many reports and guides of one payload are attributed.
// A real page has a dozen at most; the reading keeps all of them.
const maxDocuments = 500

// attribute says whose and which year's each document of a version is. What is
// no report or guide is left out.
func attribute(p *Page, v *Version, r *Reading) []found {
	var out []found
	if r.State != WasRead {
		if f, ok := attributeUnread(p, r); ok {
			out = append(out, f)
		}
	}
	for i := range r.Records {
		if r.State != WasRead || len(out) == maxDocuments {
			break
		}
		if f, ok := attributeRecord(p, &r.Records[i]); ok {
			f.Document = i
			out = append(out, f)
		}
	}
	for i := range out {
		f := &out[i]
		f.Page, f.Version = p.ID, v.Number
		f.Filing = filingID(f.Organ, f.Kind, f.Year)
		f.source = sourceOf(p, v, r, f)
	}
	return out
}

// attributeRecord attributes a document that was read: what it says itself
// first, then its title, then the link that led to it.
func attributeRecord(p *Page, rec *report.Record) (found, bool) {
	f := found{record: rec, published: rec.Published}
	title := report.ReadTitle(rec.Title)
	switch {
	case rec.Kind == report.AnnualReport || rec.Kind == report.Guide:
		f.say("kind", "text", string(rec.Kind))
		f.Kind = string(rec.Kind)
	case namesOne(title):
		f.say("kind", "title", rec.Title)
		f.Kind = string(title.Kind)
	default:
		return f, false
	}
	f.nameOrgan(p, rec.Agency, title.Agency, rec.Title)
	if f.Kind == string(report.AnnualReport) {
		f.nameYear(p, rec.Year, title, rec.Title)
	}
	f.nameDate(p)
	return f, true
}

// namesOne reports whether a title names one document of its own, which is
// enough where its text says nothing (a picture, a frame around a file): the
// year of a report, the organ of a guide. "政府信息公开年报" alone heads a list, and
// the news that a report is out is none.
func namesOne(t report.Title) bool {
	return t.Kind == report.AnnualReport && t.Year > 0 && !t.News || t.Kind == report.Guide && t.Agency != ""
}

// attributeUnread attributes a payload that could not be read, by the link
// that led to it, else by the article that it is attached to.
func attributeUnread(p *Page, r *Reading) (found, bool) {
	for _, from := range []struct{ name, text string }{
		{"link", p.Link.Text}, {"article", p.Link.Of},
	} {
		title := report.ReadTitle(from.text)
		if title.Kind == report.Other {
			continue
		}
		var f found
		f.say("kind", from.name, from.text)
		f.Kind = string(title.Kind)
		of := report.ReadTitle(p.Link.Of)
		if title.Agency == "" {
			title.Agency = of.Agency
		}
		if title.Year == 0 {
			title.Year = of.Year
		}
		f.nameOrgan(p, "", title.Agency, from.text)
		if f.Kind == string(report.AnnualReport) {
			f.nameYear(p, 0, title, from.text)
		}
		f.nameDate(p)
		return f, true
	}
	return found{}, false
}

func (f *found) say(of, from, value string) {
	f.Evidence = append(f.Evidence, Evidence{Of: of, From: from, Value: shortened(value)})
}

// shortened returns s, cut with "…" where it is longer than any name or title:
// evidence is for people, the whole text is in the reading or the capture.
func shortened(s string) string {
	const longest = 200 // characters
	n := 0
	for i := range s {
		if n++; n > longest {
			return s[:i] + "…"
		}
	}
	return s
}

// nameOrgan chooses the organ: the document's own word, then the organ whose
// column or site it stands in, then the titles; where one of them is short for
// another (区水务局, 云湖市丹溪区水务局), the fuller name. A document that nobody signs is
// held under the host it stands on, where a person can see it.
func (f *found) nameOrgan(p *Page, agency, inTitle, title string) {
	of := report.ReadTitle(p.Link.Of)
	linked := report.ReadTitle(p.Link.Text)
	candidates := []struct{ from, name, value string }{
		{"text", agency, agency}, {"column", p.Link.Organ, p.Link.Organ}, {"title", inTitle, title},
		{"link", linked.Agency, p.Link.Text}, {"article", of.Agency, p.Link.Of},
	}
	for i, c := range candidates {
		if NormalName(c.name) == "" {
			continue
		}
		for _, longer := range candidates[i+1:] {
			if isFuller(longer.name, c.name) {
				c = longer
			}
		}
		f.Organ, f.organName = p.Portal+"/"+NormalName(c.name), shortened(strings.TrimSpace(c.name))
		f.say("organ", c.from, c.value)
		return
	}
	host := p.Portal
	if u, err := url.Parse(p.URL); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	f.Organ, f.organName = p.Portal+"/"+host, host
	f.say("organ", "address", p.URL)
}

// nameYear chooses the year that a report is about. Without any word of it, a
// report published in the months when the law wants it is about the year before.
func (f *found) nameYear(p *Page, year int, title report.Title, text string) {
	of := report.ReadTitle(p.Link.Text)
	switch {
	case year > 0:
		f.Year = year
		f.say("year", "text", strconv.Itoa(year))
	case title.Year > 0:
		f.Year = title.Year
		f.say("year", "title", text)
	case of.Year > 0:
		f.Year = of.Year
		f.say("year", "link", p.Link.Text)
	default:
		date := f.published
		if date == "" {
			date = p.Link.Date
		}
		if y, m, ok := yearMonth(date); ok && m <= 4 {
			f.Year = y - 1
			f.say("year", "published", date)
		}
	}
}

func (f *found) nameDate(p *Page) {
	from := "text"
	if f.published == "" {
		from = "list"
	}
	if f.published = p.Published(f.record); f.published != "" {
		f.say("published", from, f.published)
	}
}

// yearMonth reads the beginning of YYYY-MM-DD.
func yearMonth(date string) (year, month int, ok bool) {
	if len(date) < 7 || date[4] != '-' {
		return 0, 0, false
	}
	year, err1 := strconv.Atoi(date[:4])
	month, err2 := strconv.Atoi(date[5:7])
	return year, month, err1 == nil && err2 == nil && year > 1990 && month >= 1 && month <= 12
}

func filingID(organ, kind string, year int) string {
	if year == 0 {
		return organ + "/" + kind
	}
	return fmt.Sprintf("%s/%s/%d", organ, kind, year)
}
