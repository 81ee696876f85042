package api

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/extract/report"
)

// entryJSON is a filing as a list shows it.
type entryJSON struct {
	ID          string            `json:"id"`
	Portal      string            `json:"portal"`
	Organ       string            `json:"organ"`
	OrganName   string            `json:"organ_name"`
	Kind        string            `json:"kind"`
	Year        int               `json:"year,omitempty"`
	Mark        catalog.Mark      `json:"mark"`
	State       archive.ReadState `json:"state"`
	Published   string            `json:"published,omitempty"`
	Due         string            `json:"due,omitempty"`
	LateDays    int               `json:"late_days,omitempty"`
	FirstSeen   time.Time         `json:"first_seen"`
	Cells       int               `json:"cells"`
	Failing     int               `json:"failing"`
	SourceCount int               `json:"source_count"`
	Disagree    bool              `json:"disagree,omitempty"`
	Gone        bool              `json:"gone,omitempty"`
	Version     string            `json:"version,omitempty"` // "1a2b3c4d5e6f7081.2"
	Document    int               `json:"document"`
	URL         string            `json:"url,omitempty"`
	Self        string            `json:"self,omitempty"` // where its record is
}

func newEntryJSON(e *catalog.Entry) entryJSON {
	x := entryJSON{
		ID: e.ID, Portal: e.Portal, Organ: e.Organ, OrganName: e.OrganName, Kind: e.Kind, Year: e.Year,
		Mark: e.Mark(), State: e.State, Published: e.Published, Due: e.Due, LateDays: e.LateDays,
		FirstSeen: e.FirstSeen, Cells: e.Cells, Failing: e.Failing, SourceCount: e.Sources,
		Disagree: e.Disagree, Gone: e.Gone, Document: e.Document, URL: e.URL, Self: selfOf(e),
	}
	if e.Page != "" {
		x.Version = fmt.Sprintf("%s.%d", e.Page, e.Version)
	}
	return x
}

// selfOf is the address of a filing. A report whose year nobody says has 0000.
func selfOf(e *catalog.Entry) string {
	organ := strings.TrimPrefix(e.Organ, e.Portal+"/")
	last := "guide"
	if e.Kind == string(report.AnnualReport) {
		last = fmt.Sprintf("%04d", e.Year)
	}
	return base + "/filings/" + url.PathEscape(e.Portal) + "/" + url.PathEscape(organ) + "/" + last
}

// filingID is the id of the annual report that a path names; ok is false where
// the year is none.
func filingID(organ, year string) (id string, ok bool) {
	n, err := strconv.Atoi(year)
	if err != nil || len(year) != 4 || n < 0 || fmt.Sprintf("%04d", n) != year {
		return "", false
	}
	if n == 0 {
		return organ + "/" + string(report.AnnualReport), true
	}
	return organ + "/" + string(report.AnnualReport) + "/" + year, true
}
