package archive

import "time"

// Attribution says whose and which year's a document is, as found on a page,
// each with its evidence.
type Attribution struct {
	Page     PageID     `json:"page"`
	Version  int        `json:"version"`
	Document int        `json:"document"` // place in the payload, from 0
	Filing   string     `json:"filing"`
	Organ    string     `json:"organ"` // Organ.ID
	Kind     string     `json:"kind"`
	Year     int        `json:"year,omitempty"`
	Evidence []Evidence `json:"evidence"`
}

// Evidence is one reason of an attribution.
type Evidence struct {
	Of    string `json:"of"`   // organ, kind, year, published
	From  string `json:"from"` // title, text, metadata, link, column, list
	Value string `json:"value"`
}

// Filing is what an organ owes: organ × kind × fiscal year; a guide has no year.
type Filing struct {
	ID        string    `json:"id"` // "zhangdian/张店区服务业发展中心/annual_report/2023", "…/guide"
	Portal    string    `json:"portal"`
	Organ     string    `json:"organ"` // Organ.ID
	OrganName string    `json:"organ_name"`
	Kind      string    `json:"kind"`
	Year      int       `json:"year,omitempty"`
	Published string    `json:"published,omitempty"` // YYYY-MM-DD of the preferred source
	Sources   []Source  `json:"sources"`             // the preferred one first
	FirstSeen time.Time `json:"first_seen"`
	// Failing is how many checks of the preferred source fail.
	Failing int `json:"failing"`
	// Disagree is set when sources give different numbers.
	Disagree bool `json:"disagree,omitempty"`
}

// State says how far the filing could be read. A page that only leads to a file
// is read and has no numbers: what counts then is the file.
func (f *Filing) State() ReadState {
	if len(f.Sources) == 0 {
		return Unread
	}
	s := &f.Sources[0]
	if s.State != WasRead || s.Cells > 0 || f.Year == 0 {
		return s.State
	}
	for _, o := range f.Sources[1:] {
		if o.State != WasRead && !o.Gone {
			return o.State
		}
	}
	return s.State
}

// Source is a document on a page that is a filing, by the page's newest version
// that was read; where the page no longer holds it, by the last one that did.
type Source struct {
	Page      PageID    `json:"page"`
	URL       string    `json:"url"`
	Role      Role      `json:"role"`
	Version   int       `json:"version"`
	Document  int       `json:"document"`
	State     ReadState `json:"state"`
	Published string    `json:"published,omitempty"` // YYYY-MM-DD
	FirstSeen time.Time `json:"first_seen"`          // of the page with this document
	Cells     int       `json:"cells"`               // statutory cells that were read
	Failing   int       `json:"failing,omitempty"`   // checks that fail
	Numbers   Digest    `json:"numbers,omitzero"`    // digest of the values of the cells
	Cited     Digest    `json:"cited,omitzero"`      // digest of this document's cells and text
	// Gone is set where the document is no longer at this address: the page is
	// gone, leads elsewhere or holds something else.
	Gone bool `json:"gone,omitempty"`
	// LeadsTo is the address that the page redirects to.
	LeadsTo string `json:"leads_to,omitempty"`
}
