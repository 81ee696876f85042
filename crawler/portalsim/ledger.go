package portalsim

import (
	"maps"
	"slices"
	"strings"
)

// Ledger is what is true of the world now: a crawler that found all of it and
// nothing of LookAlikes has done its work.
type Ledger struct {
	Reports     []Report
	Guides      []Guide
	Attachments []Attachment
	LookAlikes  []LookAlike
	Duplicates  []Duplicate
	Dead        []string // addresses that are linked and answer 404
	// Needs are the requests of a first pass that leave nothing out and ask for
	// nothing twice, by portal.
	Needs map[string][]Need
}

// Report is an annual report that is published.
type Report struct {
	Portal, Organ, Title string
	OrganIndex, Year     int
	// URL is where the text is. Page is the article: the same, or the page that
	// links the file. Document counts the documents of a page from 0.
	URL, Page string
	Document  int
	Published string // 2026-01-20
	Signed    string // the date under the text
	Format    string // FormatHTML, FormatText, FormatDoc or FormatPDF
	Form      string // "2019" or "2021"
	// Cells are the statutory cells by key. FailingChecks are the checks that
	// fail on them, sorted.
	Cells         map[string]Cell
	FailingChecks []string
}

// Guide is a guide that is published.
type Guide struct {
	Portal, Organ, Title string
	OrganIndex           int
	URL                  string
	Document             int
	Published            string
	// Apply is the office that takes applications; the others are where to complain.
	Apply, Supervision, Reconsideration, Litigation Contact
	ApplyURL                                        string
}

// Attachment is a file that an article links.
type Attachment struct {
	Portal, Organ string
	URL, Page     string
	Name, Format  string
	Year          int
	Holds         bool // the report's text is here only; else it is a copy
}

// LookAlike is a page that stands in a column of reports or guides and is none.
type LookAlike struct{ Portal, URL, Title string }

// Duplicate is a second address of a page, such as its twin for small screens.
type Duplicate struct{ Portal, URL, Of string }

// Need is one request of the least that finds everything.
type Need struct {
	Role        Role
	Method, URL string
	Body        string // of a POST
}

// Ledger returns what is true now.
func (w *World) Ledger() Ledger {
	w.mu.RLock()
	defer w.mu.RUnlock()
	l := Ledger{Needs: make(map[string][]Need)}
	for _, s := range w.sites {
		for _, f := range s.filings {
			switch {
			case !f.gone:
				s.enter(&l, f)
			case f.linked:
				l.Dead = append(l.Dead, s.url(f.page))
			}
		}
		for _, look := range s.lookAlikes {
			l.LookAlikes = append(l.LookAlikes, LookAlike{s.family, s.absolute(look.uri), look.title})
		}
		for _, twin := range slices.Sorted(maps.Keys(s.duplicates)) {
			l.Duplicates = append(l.Duplicates, Duplicate{s.family, twin, s.duplicates[twin]})
		}
		l.Dead = append(l.Dead, s.dead...)
		for _, need := range s.needs {
			if n := s.nodes[strings.TrimPrefix(need.URL, "http://"+s.host)]; n == nil || (!n.gone && n.movedTo == "") {
				l.Needs[s.family] = append(l.Needs[s.family], need)
			}
		}
	}
	return l
}

func (s *site) absolute(uri string) string {
	if strings.HasPrefix(uri, "http://") {
		return uri
	}
	return s.url(uri)
}

func (s *site) enter(l *Ledger, f *filing) {
	day := f.published.Format("2006-01-02")
	if f.isGuide() {
		g := f.guide
		l.Guides = append(l.Guides, Guide{Portal: s.family, Organ: f.organ.name, Title: f.title, OrganIndex: f.organ.index,
			URL: s.url(f.uri), Document: f.document, Published: day, Apply: g.apply, Supervision: g.supervision,
			Reconsideration: g.reconsideration, Litigation: g.litigation, ApplyURL: g.applyURL})
		return
	}
	l.Reports = append(l.Reports, Report{Portal: s.family, Organ: f.organ.name, Title: f.title, OrganIndex: f.organ.index, Year: f.year,
		URL: s.url(f.uri), Page: s.url(f.page), Document: f.document, Published: day, Signed: f.signed.Format("2006-01-02"), Format: f.format, Form: f.form,
		Cells: maps.Clone(f.cells), FailingChecks: failingChecks(f.cells, f.form)})
	for _, a := range f.attachments {
		l.Attachments = append(l.Attachments, Attachment{Portal: s.family, Organ: f.organ.name, URL: s.url(a.uri), Page: s.url(f.page),
			Name: a.name, Format: a.format, Year: f.year, Holds: a.holds})
	}
}

// ReportURL returns the address of a report's text by portal, organ index and
// year, "" where there is none. A page with several documents has "#n" added,
// n the document's place from 0.
func (w *World) ReportURL(portal string, organ, year int) string {
	return w.find(portal, func(f *filing) bool { return !f.isGuide() && f.organ.index == organ && f.year == year })
}

// GuideURL returns the address of an organ's guide, as ReportURL does.
func (w *World) GuideURL(portal string, organ int) string {
	return w.find(portal, func(f *filing) bool { return f.isGuide() && f.organ.index == organ })
}

func (w *World) find(portal string, want func(*filing) bool) string {
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, s := range w.sites {
		if s.family != portal {
			continue
		}
		if i := slices.IndexFunc(s.filings, want); i >= 0 {
			return s.ref(s.filings[i])
		}
	}
	return ""
}
