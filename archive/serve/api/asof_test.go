package api_test

import (
	"context"
	"fmt"
	"net/url"
	"testing"

	"gongkai/archive"
	"gongkai/archive/serve/api"
	"gongkai/crawler/portalsim"
	"gongkai/extract/report"
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

// The filing beside the record is that of the time too: its source, its date,
// its failing checks.
func TestAFilingAsOfATimeSaysNothingOfNow(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	for at, version := range map[string]int{"2026-11-01": 1, "2026-11-02": 2} {
		var a struct {
			Filing archive.Filing
			Record report.Record
		}
		get(t, h, pathOf(s.corrected)+"?at="+at, &a)
		cells, failing := 0, 0
		for _, c := range a.Record.Cells {
			if c.State == report.StateValue {
				cells++
			}
		}
		for _, c := range a.Record.Checks {
			if c.Verdict == report.Fails {
				failing++
			}
		}
		if len(a.Filing.Sources) != 1 {
			t.Fatalf("%s: sources %+v", at, a.Filing.Sources)
		}
		src := a.Filing.Sources[0]
		if src.Version != version || src.Cells != cells || src.Failing != failing || a.Filing.Failing != failing || a.Filing.Published != s.corrected.Published || src.Published != a.Filing.Published {
			t.Errorf("%s: %d cells, %d fail, the filing says %+v", at, cells, failing, a.Filing)
		}
		if (version == 2) != (failing > 0) {
			t.Errorf("%s: %d checks fail: this test shows nothing", at, failing)
		}
	}
}

// undated is an archive whose reports say no date: only the list did.
type undated struct{ *archive.Archive }

func (u undated) Reading(ctx context.Context, v archive.Version) (archive.Reading, error) {
	r, err := u.Archive.Reading(ctx, v)
	for i := range r.Records {
		r.Records[i].Published = ""
	}
	return r, err
}

func (u undated) Resolve(ctx context.Context, ref string) (archive.Target, error) {
	t, err := u.Archive.Resolve(ctx, ref)
	if err == nil && t.Page != nil {
		t.Page.Link.Date = "2026-02-03"
	}
	return t, err
}

func TestCellsAsOfATimeHaveTheDateOfTheList(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, func(o *api.Options) { o.Archive = undated{s.arc} })
	var page struct{ Items []struct{ Published string } }
	get(t, h, fmt.Sprintf("/api/v1/cells?limit=1&organ=%s&year=%d&at=2026-11-01", url.QueryEscape(s.corrected.Organ), s.corrected.Year), &page)
	if len(page.Items) != 1 || page.Items[0].Published != "2026-02-03" {
		t.Errorf("got %+v", page.Items)
	}
}
