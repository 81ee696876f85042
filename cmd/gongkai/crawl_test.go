package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/crawler"
)

// A walk that failed has no pass in its summary, and may have changed something.
func TestAWalkThatFailedCountsWhatItChanged(t *testing.T) {
	arc := oneReport(t)
	s := portalSummary{Portal: "one"}
	s.take(crawler.Summary{}, errors.New("walk of one: it broke"))
	done := []portalSummary{s}
	if err := countChanges(t.Context(), arc, 0, done); err != nil {
		t.Fatal(err)
	}
	if done[0].Changes[archive.ChangeNew] == 0 {
		t.Errorf("changes %v, and the log has a new page", done[0].Changes)
	}
}

// oneReport opens an archive with one report of portal one.
func oneReport(t *testing.T) *archive.Archive {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	archiveOneReport(t, dir)
	store, err := boltstore.Open(t.Context(), dir, boltstore.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	arc, err := archive.New(t.Context(), store, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { arc.Close() })
	return arc
}

// Who leaves a walk to others knows nothing of its pass: what the portal ever
// changed is not what this command saw.
func TestAWalkThatWasLeftToOthersCountsNothing(t *testing.T) {
	arc := oneReport(t)
	last, err := arc.LastChange(t.Context())
	if err != nil || last == 0 {
		t.Fatalf("the last change is %d, %v", last, err)
	}
	for name, left := range map[string]error{"by Ctrl-C": context.Canceled, "by quiet hours": crawler.ErrQuiet} {
		t.Run(name, func(t *testing.T) {
			s := portalSummary{Portal: "one", Joined: true}
			s.take(crawler.Summary{}, left)
			if s.Pass.State != archive.PassRunning || s.Error == "" {
				t.Errorf("told as %q, %q", s.Pass.State, s.Error)
			}
			done := []portalSummary{s}
			if err := countChanges(t.Context(), arc, last, done); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(map[archive.ChangeKind]int{}, done[0].Changes); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			var out bytes.Buffer
			if err := (&app{out: &out}).tell(done[0]); err != nil || strings.Contains(out.String(), "nothing changed") {
				t.Errorf("%v, told as\n%s", err, &out)
			}
		})
	}
}

// A timer that starts `crawl --due` takes exit code 1 for a breakdown.
func TestEnding(t *testing.T) {
	summary := func(w crawler.Summary, err error) portalSummary {
		s := portalSummary{Pass: w.Pass}
		s.take(w, err)
		return s
	}
	in := func(state archive.PassState) crawler.Summary {
		return crawler.Summary{Pass: archive.Pass{ID: "1", State: state}}
	}
	whole, quiet := summary(in(archive.PassDone), nil), summary(in(archive.PassRunning), crawler.ErrQuiet)
	broke := summary(crawler.Summary{}, errors.New("it broke"))
	refused := summary(in(archive.PassFailed), nil)
	for name, test := range map[string]struct {
		done []portalSummary
		code int
	}{
		"all walked":            {[]portalSummary{whole, whole}, 0},
		"none was due":          {nil, 0},
		"quiet hours ended all": {[]portalSummary{quiet, quiet}, exitPartly},
		"quiet hours ended a walk left to others": {[]portalSummary{summary(crawler.Summary{}, crawler.ErrQuiet)}, exitPartly},
		"one broke":                              {[]portalSummary{whole, broke}, exitPartly},
		"one broke, quiet hours ended the other": {[]portalSummary{quiet, broke}, exitPartly},
		"all broke":                              {[]portalSummary{broke, refused}, exitFailed},
	} {
		t.Run(name, func(t *testing.T) {
			code := 0
			if e := (*exit)(nil); errors.As(ending(test.done), &e) {
				code = e.code
			}
			if code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
		})
	}
}
