package catalog

import (
	"cmp"
	"slices"

	"gongkai/archive"
	"gongkai/extract/report"
)

// Organ is an organ with all that was found of it.
type Organ struct {
	archive.Organ
	// Guide is its guide, nil if none was found.
	Guide *Entry
	// Reports are its reports by year. One whose year nobody says has Year 0
	// and stands first.
	Reports []*Entry

	entries    []Entry // guide and reports, by filing id
	text       string  // what the search looks through
	government bool    // its report is a government's own
}

// newOrgan makes the organ of its filings, which come by their ids and are not
// kept.
func newOrgan(o archive.Organ, filings []archive.Filing, in interner) *Organ {
	c := &Organ{
		Organ: o, entries: make([]Entry, len(filings)),
		text: searchText(&o), government: IsGovernment(o.Name),
	}
	for i := range filings {
		e := &c.entries[i]
		*e = newEntry(&filings[i], c, in)
		if e.Kind == string(report.Guide) {
			c.Guide = e
		} else {
			c.Reports = append(c.Reports, e)
		}
	}
	slices.SortStableFunc(c.Reports, func(a, b *Entry) int { return cmp.Compare(a.Year, b.Year) })
	return c
}

// Report returns the report about a year, nil if none was found.
func (o *Organ) Report(year int) *Entry {
	i, ok := slices.BinarySearchFunc(o.Reports, year, func(e *Entry, year int) int { return cmp.Compare(e.Year, year) })
	if !ok {
		return nil
	}
	return o.Reports[i]
}

// Years returns the first and the last year that a report is about, 0, 0 where
// there is none.
func (o *Organ) Years() (first, last int) {
	for _, e := range o.Reports {
		if e.Year == 0 {
			continue
		}
		if first == 0 {
			first = e.Year
		}
		last = e.Year
	}
	return first, last
}

// Entries lists guide and reports by filing id. The list is the caller's.
func (o *Organ) Entries() []*Entry {
	out := make([]*Entry, len(o.entries))
	for i := range o.entries {
		out[i] = &o.entries[i]
	}
	return out
}
