package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"gongkai/archive"
)

// TestNumbersAreThoseOfTheLedger compares the cells of every report that has a
// reader with what the sample portals published.
func TestNumbersAreThoseOfTheLedger(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	compared := 0
	for _, r := range s.world.Ledger().Reports {
		var a struct {
			State  string
			Record *struct {
				Cells map[string]struct{ Raw, State string }
			}
		}
		get(t, h, pathOf(r), &a)
		if a.Record == nil || r.URL == s.corrected.URL || len(a.Record.Cells) == 0 {
			continue
		}
		for key, want := range r.Cells {
			got := a.Record.Cells[key]
			compared++
			if strings.TrimSpace(got.Raw) != strings.TrimSpace(want.Raw) {
				t.Errorf("%s %s: %q, the portal printed %q", pathOf(r), key, got.Raw, want.Raw)
			}
		}
	}
	if compared < 5000 {
		t.Errorf("only %d cells were compared", compared)
	}
}

func TestThePayloadComesBackToBeSaved(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	p, err := s.arc.PageByURL(t.Context(), s.corrected.URL)
	if err != nil {
		t.Fatal(err)
	}
	v, err := s.arc.Version(t.Context(), p.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	a := ask(t, h, "GET", fmt.Sprintf("/api/v1/pages/%s/versions/1/payload", p.ID))
	if archive.DigestOf(a.body) != v.Payload {
		t.Error("the bytes are others than were archived")
	}
	for field, want := range map[string]string{
		"Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
	} {
		if got := a.header.Get(field); got != want {
			t.Errorf("%s: %q, want %q", field, got, want)
		}
	}
	if got := a.header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment; filename") {
		t.Errorf("Content-Disposition %q", got)
	}
}

// TestAReadingIsTheOneThatTheArchiveKeeps compares the bytes that are passed on
// with those of the decoded reading, of every version that was read.
func TestAReadingIsTheOneThatTheArchiveKeeps(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	compared := 0
	for p, err := range s.arc.Pages(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if !p.Role.Wanted() || p.Versions == 0 {
			continue
		}
		v, err := s.arc.Version(t.Context(), p.ID, p.Versions)
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.arc.Reading(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		a := ask(t, h, "GET", fmt.Sprintf("/api/v1/pages/%s/versions/%d/reading", p.ID, v.Number))
		if string(a.body) != string(want)+"\n" {
			t.Errorf("%s: another reading", p.URL)
		}
		compared++
	}
	if compared < 60 {
		t.Errorf("only %d readings were compared", compared)
	}
}
