package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/memstore"
	"gongkai/archive/serve/api"
	"gongkai/extract/report"
)

// wordy reads payloads as the records that they are.
type wordy struct{}

func (wordy) Revision() string { return "1" }

func (wordy) Read(_ context.Context, payload []byte, _ archive.Hints) (archive.Reading, error) {
	out := archive.Reading{State: archive.WasRead, Format: "json", Content: archive.DigestOf(payload)}
	return out, json.Unmarshal(payload, &out.Records)
}

// A publisher can write megabytes into a cell of each of his reports. What one
// request costs is bounded all the same, and nothing is left out.
func TestAPageOfCellsIsBoundedInBytes(t *testing.T) {
	const reports, size = 8, 3 << 20
	arc, err := archive.New(t.Context(), memstore.New(), archive.Options{Reader: wordy{}, Clock: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = arc.Close() })
	pass, _, err := arc.BeginPass(t.Context(), "p")
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("x", size)
	for i := range reports {
		b, err := json.Marshal([]report.Record{{
			Schema: report.Schema, Kind: report.AnnualReport, Agency: "云湖市水务局", Year: 2010 + i,
			Cells: map[string]report.Cell{"applications.new.total": {Section: "applications", Row: "new", Column: "total", Raw: long, State: report.StateUnreadable}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		if err := arc.Record(t.Context(), archive.Fetch{
			Portal: "p", Pass: pass.ID, URL: fmt.Sprintf("http://p.example/%d", i), Role: archive.RoleArticle, Time: now(), Outcome: archive.OK, Payload: b,
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := arc.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	h := api.New(api.Options{Archive: arc, Catalog: catalog.New(arc, catalog.Options{Clock: now}), Clock: now, Portals: func() []catalog.Portal { return nil }})
	for _, format := range []string{"json", "csv"} {
		next, rows := "/api/v1/cells?limit=100&format="+format, 0
		for range 2 * reports {
			a := ask(t, h, "GET", next)
			if a.status != 200 || len(a.body) > 3*size {
				t.Fatalf("%s: status %d, %d bytes", format, a.status, len(a.body))
			}
			rows += strings.Count(string(a.body), long)
			link, _, more := strings.Cut(strings.TrimPrefix(a.header.Get("Link"), "<"), ">")
			if !more {
				break
			}
			u, err := url.Parse(link)
			if err != nil {
				t.Fatal(err)
			}
			next = u.RequestURI()
		}
		if rows != reports {
			t.Errorf("%s: %d cells on all pages, want %d", format, rows, reports)
		}
	}
}
