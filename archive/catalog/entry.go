package catalog

import (
	"time"

	"gongkai/archive"
	"gongkai/extract/report"
)

// Entry is what a list shows of a filing. It is not to be written to.
type Entry struct {
	ID        string // Filing.ID
	Portal    string
	Organ     string // Organ.ID
	OrganName string // the fullest name of the organ
	Kind      string
	Year      int // 0 of a guide, and of a report whose year nobody says
	// State says how far it was read (archive.Filing.State).
	State     archive.ReadState
	Published string    // YYYY-MM-DD as the preferred source says, "" unknown
	FirstSeen time.Time // UTC
	Cells     int       // statutory cells of the preferred source
	Failing   int       // checks of the preferred source that fail
	Sources   int       // places where it was found
	// Disagree is set where sources give different numbers.
	Disagree bool
	// Gone is set where no source holds it any more.
	Gone bool
	// Page, Version, Document and URL say where the preferred source is.
	Page     archive.PageID
	Version  int
	Document int
	URL      string
	// Due is the last day in time, YYYY-MM-DD, "" where the law names none.
	Due string
	// LateDays is how many days after it the report was published, 0 where it
	// was in time or the day is unknown.
	LateDays int
}

func newEntry(f *archive.Filing, o *Organ, in interner) Entry {
	e := Entry{
		ID: f.ID, Portal: o.Portal, Organ: o.ID, OrganName: o.Name,
		Kind: in.one(f.Kind), Year: f.Year, State: archive.ReadState(in.one(string(f.State()))),
		Published: in.one(f.Published), FirstSeen: f.FirstSeen,
		Failing: f.Failing, Sources: len(f.Sources), Disagree: f.Disagree, Gone: true,
	}
	for i := range f.Sources {
		e.Gone = e.Gone && f.Sources[i].Gone
	}
	if len(f.Sources) > 0 {
		s := &f.Sources[0]
		e.Cells, e.Page, e.Version, e.Document, e.URL = s.Cells, s.Page, s.Version, s.Document, s.URL
	}
	if f.Kind == string(report.AnnualReport) {
		e.Due = in.one(dueDate(f.Year, o.government))
		e.LateDays = LateDays(e.Published, e.Due)
	}
	return e
}
