package portalsim_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http/httptest"
	"slices"
	"testing"

	"gongkai/crawler/portalsim"
	"gongkai/extract"
	"gongkai/extract/report"
)

// body undoes the content coding that one portal forces on its clients.
func body(t *testing.T, rec *httptest.ResponseRecorder) []byte {
	t.Helper()
	if rec.Header().Get("Content-Encoding") != "gzip" {
		return rec.Body.Bytes()
	}
	z, err := gzip.NewReader(rec.Body)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// read gives a page to the shared parser as a crawler would.
func read(t *testing.T, w *portalsim.World, url string) []report.Record {
	t.Helper()
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, httptest.NewRequest("GET", url, nil))
	return extract.Read(body(t, rec), extract.Hints{ContentType: rec.Header().Get("Content-Type")}).Records
}

// The shared parser and the ledger know nothing of each other: each is the
// other's check.
func TestTheSharedParserReadsWhatTheLedgerSays(t *testing.T) {
	for seed := range uint64(2) {
		w := portalsim.New(portalsim.Options{Seed: seed, HomeBytes: 1})
		l := w.Ledger()
		for _, r := range l.Reports {
			t.Run(fmt.Sprintf("%d %s %s %d", seed, r.Portal, r.Organ, r.Year), func(t *testing.T) {
				records := read(t, w, r.URL)
				if r.Document >= len(records) {
					t.Fatalf("%d records, the ledger has document %d", len(records), r.Document)
				}
				compare(t, &records[r.Document], r)
			})
		}
		for _, g := range l.Guides {
			t.Run(fmt.Sprintf("%d %s %s guide", seed, g.Portal, g.Organ), func(t *testing.T) {
				records := read(t, w, g.URL)
				if g.Document >= len(records) || records[g.Document].Kind != report.Guide {
					t.Fatalf("no guide in %d records", len(records))
				}
				got := records[g.Document]
				if got.Agency != g.Organ {
					t.Errorf("agency %q, want %q", got.Agency, g.Organ)
				}
				fields := got.Guide
				same(t, "apply", &fields.Contact, g.Apply)
				same(t, "supervision", fields.Supervision, g.Supervision)
				same(t, "reconsideration", fields.Reconsideration, g.Reconsideration)
				same(t, "litigation", fields.Litigation, g.Litigation)
				if fields.ApplyURL != g.ApplyURL {
					t.Errorf("apply_url %q, want %q", fields.ApplyURL, g.ApplyURL)
				}
			})
		}
	}
}

func compare(t *testing.T, got *report.Record, want portalsim.Report) {
	t.Helper()
	if got.Kind != report.AnnualReport || got.Year != want.Year || got.Agency != want.Organ || got.Signed != want.Signed {
		t.Errorf("%s of %d by %q signed %q, want %d by %q signed %q", got.Kind, got.Year, got.Agency, got.Signed, want.Year, want.Organ, want.Signed)
	}
	// A file has no date of publication: that stands in the page beside it.
	if want.Format == portalsim.FormatHTML && got.Published != want.Published {
		t.Errorf("published %q, want %q", got.Published, want.Published)
	}
	if len(got.Cells) != len(want.Cells) {
		t.Errorf("%d cells, want %d", len(got.Cells), len(want.Cells))
	}
	for key, c := range want.Cells {
		read := portalsim.Cell{Raw: got.Cells[key].Raw, State: string(got.Cells[key].State)}
		if v := got.Cells[key].Value; v != nil {
			read.Value = v.String()
		}
		if read != c {
			t.Errorf("%s: %+v, want %+v", key, read, c)
		}
	}
	var failing []string
	for _, c := range got.Checks {
		if c.Verdict == report.Fails {
			failing = append(failing, c.ID)
		}
	}
	slices.Sort(failing)
	if !slices.Equal(failing, want.FailingChecks) {
		t.Errorf("failing %v, want %v", failing, want.FailingChecks)
	}
}

func same(t *testing.T, name string, got *report.Contact, want portalsim.Contact) {
	t.Helper()
	if got == nil {
		t.Errorf("%s: not read", name)
		return
	}
	read := portalsim.Contact{Office: got.Office, Address: got.Address, Postcode: got.Postcode, Hours: got.Hours,
		Phone: got.Phone, Fax: got.Fax, Email: got.Email}
	if read != want {
		t.Errorf("%s: %+v, want %+v", name, read, want)
	}
}
