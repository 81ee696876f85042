package api

import (
	"time"

	"gongkai/archive"
	"gongkai/archive/export"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

// cellJSON is one statutory cell of one report, with what the CSV export says of
// it. A report without a number is a line without a key; its state says why.
type cellJSON struct {
	Filing           string         `json:"filing"`
	Portal           string         `json:"portal"`
	Organ            string         `json:"organ"`
	OrganName        string         `json:"organ_name"`
	Kind             string         `json:"kind"`
	Year             int            `json:"year,omitempty"`
	Published        string         `json:"published,omitempty"`
	FormProactive    string         `json:"form_proactive,omitempty"`
	FormApplications string         `json:"form_applications,omitempty"`
	Key              string         `json:"key,omitempty"`
	Section          string         `json:"section,omitempty"`
	Row              string         `json:"row,omitempty"`
	Column           string         `json:"column,omitempty"`
	Value            *report.Number `json:"value"` // nil unless state is value
	State            string         `json:"state"`
	Raw              string         `json:"raw"`
	Place            document.Place `json:"place"`
	URL              string         `json:"url,omitempty"`
	Version          string         `json:"version,omitempty"`
	Document         int            `json:"document"`
	FirstSeen        time.Time      `json:"first_seen,omitzero"`
	LastSeen         time.Time      `json:"last_seen,omitzero"`
	SHA256           archive.Digest `json:"sha256,omitzero"`
	Gone             bool           `json:"gone"`
}

func newCellJSON(c export.Cell) cellJSON {
	r := c.Row
	x := cellJSON{
		Filing: r.Filing.ID, Portal: r.Filing.Portal, Organ: r.Filing.Organ, OrganName: r.Filing.OrganName,
		Kind: r.Filing.Kind, Year: r.Filing.Year, Published: r.Filing.Published,
		Key: c.Key, Section: c.Cell.Section, Row: c.Cell.Row, Column: c.Cell.Column,
		Value: c.Cell.Value, State: string(c.Cell.State), Raw: c.Cell.Raw, Place: c.Place,
		URL: r.URL, Version: r.Version, FirstSeen: r.FirstSeen, LastSeen: r.LastSeen, SHA256: r.Payload, Gone: r.Gone,
	}
	if c.Key == "" {
		x.State = string(r.State)
	}
	if r.Record != nil {
		x.Document = r.Record.Source.Document
		if f := r.Record.Forms; f != nil {
			x.FormProactive, x.FormApplications = f.Proactive, f.Applications
		}
	}
	return x
}
