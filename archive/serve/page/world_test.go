package page_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/memstore"
	"gongkai/archive/serve/page"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

// today is when the pages of these tests are looked at.
var today = time.Date(2026, 7, 1, 4, 0, 0, 0, time.UTC)

// firstPass is when the portals of these tests were first walked.
var firstPass = time.Date(2026, 2, 10, 1, 0, 0, 0, time.UTC)

// jsonReader reads payloads that are readings, as JSON; "pdf" has a format that
// is not read.
type jsonReader struct{}

func (jsonReader) Revision() string { return "1" }

func (jsonReader) Read(_ context.Context, payload []byte, _ archive.Hints) (archive.Reading, error) {
	if string(payload[:3]) == "pdf" {
		return archive.Reading{State: archive.FormatNotRead, Format: "pdf", Records: []report.Record{{Kind: report.Other}}}, nil
	}
	out := archive.Reading{State: archive.WasRead, Format: "json", Paragraphs: []string{string(payload)}, Content: archive.DigestOf(payload)}
	err := json.Unmarshal(payload, &out.Records)
	return out, err
}

// world is an archive and the pages over it.
type world struct {
	t       testing.TB
	arc     *archive.Archive
	now     time.Time
	portals []catalog.Portal
	pass    archive.Pass
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, now: firstPass}
	arc, err := archive.New(t.Context(), memstore.New(), archive.Options{
		Reader: jsonReader{}, Clock: func() time.Time { return w.now },
		After: func(time.Duration) <-chan time.Time { return nil }, // tests flush
	})
	if err != nil {
		t.Fatal(err)
	}
	w.arc = arc
	t.Cleanup(func() {
		if err := arc.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// pages serves the world as it is today.
func (w *world) pages() *page.Pages {
	w.t.Helper()
	clock := func() time.Time { return today }
	p, err := page.New(page.Options{
		Archive: w.arc, Catalog: catalog.New(w.arc, catalog.Options{Clock: clock}),
		Portals: func() []catalog.Portal { return w.portals },
		Version: "test", Clock: clock, Log: slog.New(slog.NewTextHandler(w.t.Output(), nil)),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// walk runs f as a pass of the portal.
func (w *world) walk(portal string, f func(), end archive.Pass) {
	w.t.Helper()
	var err error
	if w.pass, _, err = w.arc.BeginPass(w.t.Context(), portal); err != nil {
		w.t.Fatal(err)
	}
	f()
	w.now = w.now.Add(time.Minute)
	end.ID, end.Portal = w.pass.ID, portal
	if end.State == "" {
		end.State = archive.PassDone
	}
	if _, err = w.arc.EndPass(w.t.Context(), end); err != nil {
		w.t.Fatal(err)
	}
}

// visit records what an address answered: records, "404", or "pdf".
func (w *world) visit(url string, role archive.Role, link archive.Link, body any) {
	w.t.Helper()
	w.now = w.now.Add(time.Minute)
	f := archive.Fetch{
		Portal: w.pass.Portal, Pass: w.pass.ID, URL: url, Role: role, Time: w.now, Outcome: archive.OK, Link: link,
	}
	hop := archive.FetchHop{Hop: archive.Hop{Method: "GET", URL: url, Status: 200, Header: http.Header{"Content-Type": {"application/json"}}}}
	switch b := body.(type) {
	case string:
		if b == "404" {
			f.Outcome, hop.Hop.Status = archive.NotFound, 404
			break
		}
		f.Payload = []byte(b)
	default:
		payload, err := json.Marshal(body)
		if err != nil {
			w.t.Fatal(err)
		}
		f.Payload = payload
	}
	hop.Wire = f.Payload
	f.Hops = []archive.FetchHop{hop}
	if err := w.arc.Record(w.t.Context(), f); err != nil {
		w.t.Fatal(err)
	}
	if err := w.arc.Flush(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// annual is a report of an organ about a year that was published on a day and
// received so many applications.
func annual(organ string, year int, published string, received int64) report.Record {
	n, zero := report.NewNumber(received), report.NewNumber(0)
	cell := func(row string, v *report.Number) report.Cell {
		return report.Cell{Section: "applications", Row: row, Column: "total", Value: v, Raw: v.String(), State: report.StateValue}
	}
	return report.Record{
		Schema: report.Schema, Kind: report.AnnualReport, Agency: organ, Year: year, Published: published,
		Title: fmt.Sprintf("%s%d年政府信息公开工作年度报告", organ, year),
		Forms: &report.Forms{Proactive: "2021", Applications: "2021"},
		Cells: map[string]report.Cell{
			"applications.new.total": cell("new", &n), "applications.carried_in.total": cell("carried_in", &zero),
			"applications.total.total": cell("total", &n), "applications.carried_out.total": cell("carried_out", &zero),
		},
		Sections: []report.Section{{Number: 1, Printed: "一、", Heading: "总体情况", Text: "本年度收到申请。"}},
		Checks: []report.Check{{ID: "applications.balance.total", Verdict: report.Holds, Left: &n, Right: &n, Cells: []string{
			"applications.new.total", "applications.carried_in.total", "applications.total.total", "applications.carried_out.total",
		}}},
	}
}

// wrong makes the balance of a report fail.
func wrong(r report.Record) report.Record {
	right := r.Cells["applications.total.total"].Value.Add(report.NewNumber(7))
	total := r.Cells["applications.total.total"]
	total.Value, total.Raw = &right, right.String()
	r.Cells["applications.total.total"] = total
	r.Checks[0].Verdict, r.Checks[0].Right = report.Fails, &right
	return r
}

// guide is an organ's guide.
func guide(organ, phone string) report.Record {
	return report.Record{
		Schema: report.Schema, Kind: report.Guide, Agency: organ, Title: organ + "政府信息公开指南",
		Guide:    &report.GuideFields{Contact: report.Contact{Office: organ + "办公室", Phone: phone}},
		Sections: []report.Section{{Number: 1, Heading: "受理机构", Text: phone}},
		Findings: []document.Finding{{Code: "no_fax", Responsibility: document.Publisher, Where: "guide", Message: "no fax"}},
	}
}

// small is a world of two portals in which everything happens once: late,
// missing, failing, unread, gone, changed, not due.
func small(t testing.TB) *world {
	w := newWorld(t)
	w.portals = []catalog.Portal{
		{ID: "yunhu", Name: "云湖市人民政府", Region: "370300", Home: "http://www.yunhu.example/", Enabled: true,
			Next: catalog.Visit{At: today.Add(30 * time.Hour), Reason: "每周一遍 · weekly"}},
		{ID: "danxi", Name: "丹溪区政务公开", Home: "javascript:alert(1)", Enabled: false},
		{ID: "idle", Name: "从没走过的门户"},
	}
	const site = "http://www.yunhu.example/"
	at := func(path string) string { return site + path }
	w.walk("yunhu", func() {
		for y := 2020; y <= 2025; y++ {
			if y == 2023 {
				continue // missing
			}
			r := annual("云湖市水务局", y, fmt.Sprintf("%d-01-20", y+1), 5)
			switch y {
			case 2021:
				r.Published = "2022-02-10" // ten days late
			case 2022:
				r = wrong(r)
			}
			w.visit(at(fmt.Sprintf("water/%d.html", y)), archive.RoleArticle, archive.Link{Text: r.Title}, []report.Record{r})
		}
		title := "云湖市财政局2024年政府信息公开工作年度报告"
		w.visit(at("finance/2024.pdf"), archive.RoleAttachment, archive.Link{Text: title}, "pdf 2024")
		w.visit(at("finance/2025.html"), archive.RoleArticle, archive.Link{}, []report.Record{annual("云湖市财政局", 2025, "2026-01-15", 3)})
		w.visit(at("water/guide.html"), archive.RoleGuide, archive.Link{}, []report.Record{guide("云湖市水务局", "0533-1")})
	}, archive.Pass{})
	w.now = firstPass.AddDate(0, 1, 0)
	w.walk("yunhu", func() {
		w.visit(at("water/2025.html"), archive.RoleArticle, archive.Link{}, []report.Record{annual("云湖市水务局", 2025, "2026-01-20", 6)})
		w.visit(at("finance/2025.html"), archive.RoleArticle, archive.Link{}, "404")
	}, archive.Pass{State: archive.PassPartial, StopReason: "host refused 5 times", Suspect: []string{"列表比说的短"}, Left: []string{at("x")}})
	w.walk("danxi", func() {
		w.visit("http://danxi.example/2025", archive.RoleArticle, archive.Link{}, []report.Record{annual("丹溪区人民政府", 2025, "2026-03-31", 9)})
	}, archive.Pass{})
	return w
}
