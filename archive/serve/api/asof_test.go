package api_test

import (
	"fmt"
	"net/url"
	"testing"

	"gongkai/crawler/portalsim"
)

func TestGoneSaysSinceWhenAndWhatWasThere(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	var p problem
	unmarshal(t, ask(t, h, "GET", pathOf(s.withdrawn)+"?at=2026-11-20").body, &p)
	if p.Since != "2026-11-02T02:00:00Z" || p.Before == "" {
		t.Fatalf("since %q, before %q", p.Since, p.Before)
	}
	var before struct{ Kind string }
	get(t, h, "/api/v1/resolve?ref="+p.Before, &before)
	if before.Kind != "page" {
		t.Errorf("before leads to %+v", before)
	}
}

func TestAReportAsOfATimeHasTheNumbersOfThatTime(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	const key = "applications.granted.total"
	type answer struct {
		Version struct{ Number int }
		Record  struct {
			Cells map[string]struct{ Raw string }
		}
	}
	var then, today answer
	get(t, h, pathOf(s.corrected)+"?at=2026-11-01", &then)
	get(t, h, pathOf(s.corrected), &today)
	if then.Record.Cells[key].Raw == "777" || today.Record.Cells[key].Raw != "777" || then.Version.Number != 1 || today.Version.Number != 2 {
		t.Errorf("then %q in version %d, now %q in version %d", then.Record.Cells[key].Raw, then.Version.Number, today.Record.Cells[key].Raw, today.Version.Number)
	}
}

func TestCellsAsOfATimeAreThoseThatStoodThen(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	const key = "applications.granted.total"
	for name, c := range map[string]struct {
		report portalsim.Report
		at     string
		raw    string // "": the report was not there
	}{
		"before the correction":       {s.corrected, "2026-11-01", s.corrected.Cells[key].Raw},
		"after the correction":        {s.corrected, "2026-11-02", "777"},
		"before it was seen":          {s.corrected, "2026-10-31", ""},
		"before it was withdrawn":     {s.withdrawn, "2026-11-01", s.withdrawn.Cells[key].Raw},
		"after it was withdrawn":      {s.withdrawn, "2026-11-02", ""},
		"a moment, not a day":         {s.withdrawn, "2026-11-02T01:59:59Z", s.withdrawn.Cells[key].Raw},
		"the moment it was withdrawn": {s.withdrawn, "2026-11-02T02:00:00Z", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var page struct {
				Items []struct{ Raw, Published string }
			}
			get(t, h, fmt.Sprintf("/api/v1/cells?organ=%s&year=%d&key=%s&at=%s", url.QueryEscape(c.report.Organ), c.report.Year, key, c.at), &page)
			switch {
			case c.raw == "" && len(page.Items) == 0:
			case len(page.Items) != 1 || page.Items[0].Raw != c.raw || page.Items[0].Published != c.report.Published:
				t.Errorf("got %+v, want %q", page.Items, c.raw)
			}
		})
	}
}
