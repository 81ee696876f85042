package archive_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
)

func TestArchiveKeepsWhatWasFetched(t *testing.T) {
	w := newWorld(t)
	w.begin()
	w.visit(site+"2023.html", "report 云湖市青石区水务局 2023 applications.new.total=5 | 正文")

	p := w.page(site + "2023.html")
	if p.State != archive.PageLive || p.Versions != 1 || p.Captures != 1 {
		t.Errorf("page is %s with %d versions and %d captures, want live, 1, 1", p.State, p.Versions, p.Captures)
	}
	v, err := w.a.Version(w.ctx, p.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	if v.State != archive.WasRead {
		t.Errorf("version is %s, want read", v.State)
	}
	payload, err := w.a.Payload(w.ctx, v)
	if err != nil || string(payload) != "report 云湖市青石区水务局 2023 applications.new.total=5 | 正文" {
		t.Errorf("payload %q, %v", payload, err)
	}
	filings := collect(t, w.a.Filings(w.ctx, archive.FilingQuery{Portal: "yunhu"}))
	if len(filings) != 1 || filings[0].ID != "yunhu/青石区水务局/annual_report/2023" || filings[0].OrganName != "云湖市青石区水务局" {
		t.Errorf("filings %+v", filings)
	}
	if diff := cmp.Diff([]string{"new 2023.html"}, w.changes()); diff != "" {
		t.Error(diff)
	}
	pass, err := w.a.EndPass(w.ctx, archive.Pass{ID: w.pass, State: archive.PassDone, Family: "generic"})
	if err != nil {
		t.Fatal(err)
	}
	if pass.Requests != 1 || pass.Versions != 1 || pass.Changes != 1 || pass.Outcomes[archive.OK] != 1 || pass.End.IsZero() {
		t.Errorf("pass %+v", pass)
	}
}
