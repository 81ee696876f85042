package archive_test

import (
	"slices"
	"testing"
)

func TestWrittenNamesTheOrgansOfWhatWasStored(t *testing.T) {
	w := newWorld(t)
	w.begin()
	_, before := w.a.Written(0)
	w.visit(site+"1", "report 青石区水务局 2023 applications.new.total=5 | text")
	organs, last := w.a.Written(before)
	if !slices.Contains(organs, "yunhu/青石区水务局") {
		t.Errorf("the organ of a new report is not named: %v", organs)
	}
	w.visit(site+"2", "welcome")
	if organs, again := w.a.Written(last); organs != nil || again != last {
		t.Errorf("a page without a report names %v, %d behind %d", organs, again, last)
	}
	// The second address of the same report is no change and a source all the same.
	changes := len(w.changes())
	w.visit(site+"3", "report 青石区水务局 2023 applications.new.total=5 | text")
	if organs, _ := w.a.Written(last); !slices.Equal(organs, []string{"yunhu/青石区水务局"}) {
		t.Errorf("a second address names %v", organs)
	}
	if n := len(w.changes()); n != changes {
		t.Errorf("%d changes, were %d", n, changes)
	}
}

func TestGenerationIsAnotherAfterEveryTransaction(t *testing.T) {
	w := newWorld(t)
	last := w.a.Generation()
	step := func(what string, differs bool) {
		t.Helper()
		if now := w.a.Generation(); now != last != differs {
			t.Errorf("%s: generation %d after %d", what, now, last)
		}
		last = w.a.Generation()
	}
	w.begin()
	step("a pass began", true)
	w.visit(site+"1", "welcome")
	step("a page without a report", true)
	w.page(site + "1")
	w.changes()
	step("looking", false)
}
