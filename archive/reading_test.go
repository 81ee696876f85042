package archive_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
	"gongkai/extract/report"
)

func TestVersionAt(t *testing.T) {
	w := newWorld(t)
	w.begin()
	day := func(d int) time.Time { return time.Date(2026, 3, d, 4, 0, 0, 0, time.UTC) }
	visit := func(d int, body string) {
		f := w.fetch(site+"a", body)
		f.Time = day(d)
		w.record(f)
	}
	visit(2, "403")
	visit(4, water5)
	visit(6, water6)
	visit(7, "403")
	visit(8, "404")
	visit(9, "404")
	visit(10, water6)
	visit(12, water5)
	w.flush()
	id := w.page(site + "a").ID
	for _, tt := range []struct {
		name    string
		at      time.Time
		version int
		gone    time.Time
		err     error
	}{
		{name: "before the first capture", at: day(1), err: archive.ErrNotYetSeen},
		{name: "blocked so far", at: day(3), err: archive.ErrNotYetSeen},
		{name: "at the first capture", at: day(4), version: 1},
		{name: "between versions the older one stands", at: day(5), version: 1},
		{name: "the next one", at: day(6), version: 2},
		{name: "an error breaks nothing", at: day(7), version: 2},
		{name: "gone", at: day(8), gone: day(8)},
		{name: "still gone, since the first", at: day(9).Add(time.Hour), gone: day(8)},
		{name: "back", at: day(10), version: 2},
		{name: "the third", at: day(20), version: 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v, err := w.a.VersionAt(w.ctx, id, tt.at)
			var gone *archive.GoneError
			switch {
			case tt.err != nil:
				if !errors.Is(err, tt.err) {
					t.Errorf("version %d, %v; want %v", v.Number, err, tt.err)
				}
			case !tt.gone.IsZero():
				if !errors.As(err, &gone) || !gone.Since.Equal(tt.gone) || gone.Version.Number != 2 {
					t.Errorf("version %d, %v; want gone since %s", v.Number, err, tt.gone)
				}
			case err != nil || v.Number != tt.version:
				t.Errorf("version %d, %v; want %d", v.Number, err, tt.version)
			}
		})
	}
	if _, err := w.a.VersionAt(w.ctx, "0123456789abcdef", day(4)); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("unknown page: %v", err)
	}
}

func TestParseTime(t *testing.T) {
	for in, want := range map[string]string{
		"2021-03-01":                "2021-03-01T15:59:59.999999Z", // the end of that day in China
		"2021-03-01T08:00:00+08:00": "2021-03-01T00:00:00Z",
		"2021-03-01T00:00:00Z":      "2021-03-01T00:00:00Z",
		"1989-07-01":                "1989-07-01T15:59:59.999999Z", // no summer time
	} {
		got, err := archive.ParseTime(in)
		if err != nil || got.Format(time.RFC3339Nano) != want {
			t.Errorf("%s: %s, %v; want %s", in, got.Format(time.RFC3339Nano), err, want)
		}
	}
	for _, in := range []string{"", "yesterday", "2021-13-01", "2021-3-1"} {
		if got, err := archive.ParseTime(in); err == nil {
			t.Errorf("%q is %s", in, got)
		}
	}
}

func TestResolve(t *testing.T) {
	w := newWorld(t)
	w.begin()
	w.visit(site+"a", water5)
	w.visit(site+"a", water6)
	w.visit(site+"guide", guide1)
	w.record(w.redirected(site+"old", site+"new", parks))
	w.flush()
	other := w.fetch("http://qingshi.example/x", "report 青石区水务局 2021 applications.new.total=1 | x")
	other.Portal = "qingshi"
	w.record(other)
	w.flush()
	a := w.page(site + "a")
	year := start.Format("2006-01-02")
	for _, tt := range []struct{ ref, want string }{
		{site + "a", "page a 2"},
		{"https://yunhu.example/a#x", "page a 2"},
		{"yunhu.example/a", "page a 2"},
		{site + "new", "page old 1"}, // an alias
		{string(a.ID), "page a 2"},
		{string(a.ID) + ".1", "page a 1"},
		{site + "a@" + start.Add(90*time.Second).Format(time.RFC3339), "page a 1"},
		{site + "a@" + year, "page a 2"},
		{"yunhu/青石区水务局/annual_report/2023", "filing yunhu/青石区水务局/annual_report/2023 a 2"},
		{"yunhu/云湖市青石区水务局/2023", "filing yunhu/青石区水务局/annual_report/2023 a 2"},
		{"云湖市青石区园林局/2023", "filing yunhu/青石区园林局/annual_report/2023 old 1"},
		{"yunhu/青石区水务局/guide", "filing yunhu/青石区水务局/guide guide 1"},
		{"yunhu/青石区水务局/2023@" + start.Add(90*time.Second).Format(time.RFC3339), "filing yunhu/青石区水务局/annual_report/2023 a 1"},
		{"青石区园林局", "organ yunhu/青石区园林局"},
		{"yunhu/青石区水务局", "organ yunhu/青石区水务局"},
		{"云湖市青石区水务局", "several: qingshi/青石区水务局, yunhu/青石区水务局"},
		{"no such organ", "not found"},
		{"yunhu/青石区水务局/1999", "not found"},
		{site + "unknown", "not found"},
		{string(a.ID) + ".9", "not found"},
		{"", "not found"},
		{site + "a@2020-01-01", "not yet seen"},
		{"yunhu/青石区水务局/2023@2020-01-01", "not yet seen"},
		{site + "a@soon", "error"},
	} {
		t.Run(tt.ref, func(t *testing.T) {
			if got := words(w.a.Resolve(w.ctx, tt.ref)); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// TestAFilingThatWasReplaced asks for a report at times when its address held
// something else.
func TestAFilingThatWasReplaced(t *testing.T) {
	w := newWorld(t)
	w.begin()
	const id = "yunhu/青石区水务局/annual_report/2023"
	other := "report 青石区水务局 2021 applications.new.total=1 | x"
	steps := []struct{ body, want string }{
		{"# nothing yet", "not yet seen"},
		{"404", "not yet seen"}, // what went away was never the report
		{water5, "filing " + id + " a 2"},
		{"# welcome", "gone since step 3, 2 before"},
		{other, "gone since step 3, 2 before"},
		{"404", "gone since step 3, 2 before"},
		{water6, "filing " + id + " a 5"},
		{"404", "gone since step 7, 5 before"},
		{water6, "filing " + id + " a 5"},
	}
	var times []time.Time
	for i, s := range steps {
		w.visit(site+"a", s.body)
		times = append(times, w.now)
		for j, at := range times { // what comes later does not change the past
			x, err := w.a.Resolve(w.ctx, id+"@"+at.Format(time.RFC3339))
			if i < 2 {
				continue // there is no such filing yet
			}
			got := words(x, err)
			var gone *archive.GoneError
			if errors.As(err, &gone) {
				since := slices.IndexFunc(times, gone.Since.Equal)
				got = fmt.Sprintf("gone since step %d, %d before", since, gone.Version.Number)
			}
			if got != steps[j].want {
				t.Errorf("after step %d, at step %d: %s, want %s", i, j, got, steps[j].want)
			}
		}
	}
}

func TestAFilingThenSaysNothingOfNow(t *testing.T) {
	w := newWorld(t)
	w.begin()
	const id = "yunhu/青石区水务局/annual_report/2023"
	visit := func(url, body string) {
		f := w.fetch(url, body)
		f.Link.Date = "2024-01-20"
		w.record(f)
		w.flush()
	}
	visit(site+"a", "report 云湖市青石区水务局 2023 applications.new.total=5 | 正文")
	first := w.now
	visit(site+"a", water6)
	second := w.now
	visit(site+"b", water5)
	if f, err := w.a.Filing(w.ctx, id); err != nil || len(f.Sources) != 2 || !f.Disagree {
		t.Fatalf("%+v, %v: two sources that disagree are wanted", f, err)
	}
	for at, cells := range map[time.Time]int{first: 1, second: 2} {
		x, err := w.a.Resolve(w.ctx, id+"@"+at.Format(time.RFC3339))
		if err != nil {
			t.Fatal(err)
		}
		rec, _, err := w.a.ReadingRecord(w.ctx, *x.Version, x.Document)
		if err != nil {
			t.Fatal(err)
		}
		f := x.Then(rec)
		if len(f.Sources) != 1 || f.Disagree || f.Published != "2024-01-20" {
			t.Fatalf("%+v", f)
		}
		if s := f.Sources[0]; s.Cells != cells || s.Version != cells || !s.FirstSeen.Equal(first) || s.Published != f.Published {
			t.Errorf("%+v, want %d cells", s, cells)
		}
		if u := x.Then(nil); u.Sources[0].Cells != 0 || u.Published != "2024-01-20" {
			t.Errorf("not read: %+v", u)
		}
	}
}

func words(x archive.Target, err error) string {
	var several *archive.AmbiguousError
	switch {
	case errors.As(err, &several):
		return "several: " + strings.Join(several.Candidates, ", ")
	case errors.Is(err, archive.ErrNotFound):
		return "not found"
	case errors.Is(err, archive.ErrNotYetSeen):
		return "not yet seen"
	case err != nil:
		return "error"
	}
	s := string(x.Kind)
	switch x.Kind {
	case archive.TargetFiling:
		s += " " + x.Filing.ID
	case archive.TargetOrgan:
		return s + " " + x.Organ.ID
	}
	return fmt.Sprintf("%s %s %d", s, strings.TrimPrefix(x.Page.URL, site), x.Version.Number)
}

func TestDiffShowsCellsFieldsAndText(t *testing.T) {
	w := newWorld(t)
	w.begin()
	w.visit(site+"a", water5+"\n"+guide1)
	w.visit(site+"a", guide2+"\n"+water6)
	v := w.versions(site + "a")
	d, err := w.a.Diff(w.ctx, v[0], v[1])
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, doc := range d.Documents {
		for _, c := range doc.Cells {
			got = append(got, fmt.Sprintf("%s %s: %s → %s", doc.Filing, c.Key, c.From.Raw, c.To.Raw))
		}
		for _, f := range doc.Fields {
			got = append(got, fmt.Sprintf("%s %s: %s → %s", doc.Filing, f.Name, f.From, f.To))
		}
	}
	want := []string{
		"yunhu/青石区水务局/guide phone: 0571-1 → 0571-2",
		"yunhu/青石区水务局/annual_report/2023 applications.new.total: 5 → 6",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !d.Bytes || !d.Content || len(d.Text) == 0 || len(d.NotRead) != 0 {
		t.Errorf("diff %+v", d)
	}
	same, err := w.a.Diff(w.ctx, v[1], v[1])
	if err != nil || same.Bytes || same.Content || len(same.Documents)+len(same.Text) != 0 {
		t.Errorf("a version differs from itself: %+v, %v", same, err)
	}
}

func TestDiffOfWhatWasNotRead(t *testing.T) {
	w := newWorld(t)
	w.begin()
	for _, body := range []string{"%PDF-1", "%PDF-2"} {
		f := w.fetch(site+"a.pdf", body)
		f.Link.Text = "云湖市青石区水务局2022年政府信息公开工作年度报告"
		w.record(f)
	}
	w.flush()
	v := w.versions(site + "a.pdf")
	d, err := w.a.Diff(w.ctx, v[0], v[1])
	if err != nil || !d.Bytes || !d.Content || len(d.NotRead) != 2 {
		t.Errorf("diff %+v, %v", d, err)
	}
	if diff := cmp.Diff([]string{"new a.pdf", "content a.pdf"}, w.changes()); diff != "" {
		t.Error(diff)
	}
}

func TestCheckAcross(t *testing.T) {
	w := newWorld(t)
	w.begin()
	w.visit(site+"2020", "report 青石区水务局 2020 applications.carried_out.total=3 applications.carried_out.business=1 applications.carried_out.other= proactive.regulations.in_force=9")
	w.visit(site+"2021", "report 青石区水务局 2021 applications.carried_in.total=3 applications.carried_in.business=2 applications.carried_in.other=0 applications.carried_out.total=x proactive.regulations.in_force=1")
	w.visit(site+"2023", "report 青石区水务局 2023 applications.carried_in.total=3")
	checks, err := w.a.CheckAcross(w.ctx, "yunhu/青石区水务局")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range checks {
		got = append(got, fmt.Sprintf("%d %s %s", c.Year, c.ID, c.Verdict))
	}
	want := []string{
		"2021 carried.business " + string(report.Fails),
		"2021 carried.other " + string(report.HoldsIfBlankIsZero),
		"2021 carried.total " + string(report.Holds),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRereadMakesReadingsBetter(t *testing.T) {
	w := newWorld(t)
	w.begin()
	pdf := w.fetch(site+"a.pdf", "%PDF")
	pdf.Link.Text = "云湖市青石区水务局2022年政府信息公开工作年度报告"
	w.record(pdf)
	w.visit(site+"b", water5)
	w.visit(site+"c", "panic")
	w.visit(site+"c", "report 云湖市青石区城管局 2022 | x")
	before := w.reader.count()
	if sum, err := w.a.Reread(w.ctx, nil); err != nil || sum.Changes != 0 {
		t.Errorf("nothing new: %+v, %v", sum, err)
	}
	if n := w.reader.count() - before; n != 3 { // a.pdf, and c.1 twice: pending and again
		t.Errorf("%d readings of the same revision again", n)
	}
	w.reader.set("2", false)
	var came []string
	sum, err := w.a.Reread(w.ctx, func(r archive.Rereading) { came = append(came, rereadWords(r)) })
	if err != nil || sum.Read != 4 {
		t.Errorf("%+v, %v; want 4 read", sum, err)
	}
	slices.Sort(came)
	if diff := cmp.Diff([]string{
		"a.pdf newest format_not_read → read, 水务局/annual_report/2022 vanished",
		"b newest read → read",
		"c newest read → read", // c.1 was on the list of what is to be read: that is no reading again
	}, came); diff != "" {
		t.Error(diff)
	}
	if v := w.versions(site + "c")[0]; v.State != archive.WasRead || v.ReadBy != "2" {
		t.Errorf("c.1 is %s by %q", v.State, v.ReadBy)
	}
	want := []string{"new a.pdf", "new b", "new c", "reread a.pdf"}
	if diff := cmp.Diff(want, w.changes()); diff != "" {
		t.Error(diff)
	}
	// What the PDF holds now is known by its own word: nothing.
	if f := collect(t, w.a.Filings(w.ctx, archive.FilingQuery{Year: 2022})); len(f) != 1 || f[0].Organ != "yunhu/青石区城管局" {
		t.Errorf("filings of 2022: %+v", f)
	}
	w.sound()
	if sum, err = w.a.Reread(w.ctx, nil); err != nil || sum != (archive.ReadSummary{}) {
		t.Errorf("a second time: %+v, %v", sum, err)
	}
}

// rereadWords is a line for what came of reading a version again.
func rereadWords(r archive.Rereading) string {
	words := strings.TrimPrefix(r.URL, site) + " history"
	if r.Newest {
		words = strings.TrimPrefix(r.URL, site) + " newest"
	}
	words += fmt.Sprintf(" %s → %s", r.Was, r.Now)
	for _, f := range r.Filings {
		words += ", " + f.Filing[strings.IndexRune(f.Filing, '区')+len("区"):]
		if f.Appeared {
			words += " appeared"
		}
		if f.Vanished {
			words += " vanished"
		}
		if len(f.Cells) > 0 {
			words += fmt.Sprintf(" %d cells", len(f.Cells))
		}
		for _, x := range f.Fields {
			words += fmt.Sprintf(" %s %q → %q", x.Name, x.From, x.To)
		}
	}
	if r.Failure != "" {
		words += ": " + r.Failure
	}
	return words
}

func TestRereadTellsWhatEachVersionSaysNow(t *testing.T) {
	w := newWorld(t)
	w.begin()
	pdf := w.fetch(site+"a.pdf", "%PDF\nreport 云湖市青石区水务局 2022 applications.new.total=3 applications.new.business=\nreport 云湖市青石区水务局 2021 applications.new.total=4")
	pdf.Link.Text = "云湖市青石区水务局2022年政府信息公开工作年度报告"
	w.record(pdf)
	w.visit(site+"d", "fail")
	w.reader.set("2", true)
	var came []string
	sum, err := w.a.Reread(w.ctx, func(r archive.Rereading) { came = append(came, rereadWords(r)) })
	if err != nil || sum.Changes != 1 || sum.Failed == 0 {
		t.Errorf("%+v, %v", sum, err)
	}
	slices.Sort(came)
	if diff := cmp.Diff([]string{
		"a.pdf newest format_not_read → read, 水务局/annual_report/2022 2 cells, 水务局/annual_report/2021 appeared 1 cells",
		"d history reader_failed → reader_failed: cannot",
	}, came); diff != "" {
		t.Error(diff)
	}
	w.sound()
}
