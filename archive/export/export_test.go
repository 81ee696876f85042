package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

// shelf is an archive of three filings: one read, one in a format without a
// reader, one guide.
type shelf struct{ broken bool }

var _ Archive = shelf{}

func (s shelf) Filings(context.Context, archive.FilingQuery) iter.Seq2[archive.Filing, error] {
	return func(yield func(archive.Filing, error) bool) {
		for _, f := range []archive.Filing{
			{ID: "p/甲局/annual_report/2022", Portal: "p", OrganName: "甲局", Kind: "annual_report", Year: 2022, Published: "2023-01-20", Sources: []archive.Source{{Page: "aaaaaaaaaaaaaaaa", Version: 2, URL: "http://p.example/a", State: archive.WasRead, Cells: 1}}},
			{ID: "p/甲局/annual_report/2023", Portal: "p", OrganName: "甲局", Kind: "annual_report", Year: 2023, Sources: []archive.Source{{Page: "bbbbbbbbbbbbbbbb", Version: 1, URL: "http://p.example/b.pdf", State: archive.FormatNotRead, Gone: true}}},
			{ID: "p/甲局/guide", Portal: "p", OrganName: "甲局", Kind: "guide", Sources: []archive.Source{{Page: "cccccccccccccccc", Version: 1, URL: "http://p.example/c", Document: 1}}},
		} {
			if !yield(f, nil) {
				return
			}
		}
	}
}

func (s shelf) Version(_ context.Context, p archive.PageID, n int) (archive.Version, error) {
	if s.broken {
		return archive.Version{}, archive.ErrCorrupt
	}
	v := archive.Version{Page: p, Number: n, State: archive.WasRead, FirstSeen: time.Date(2023, 2, 1, 0, 0, 0, 0, time.UTC), LastSeen: time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC), Payload: archive.DigestOf([]byte(p))}
	if p == "bbbbbbbbbbbbbbbb" {
		v.State = archive.FormatNotRead
	}
	return v, nil
}

func (s shelf) Reading(_ context.Context, v archive.Version) (archive.Reading, error) {
	five := report.NewNumber(5)
	rep := report.Record{
		Kind: report.AnnualReport, Year: 2022, Forms: &report.Forms{Proactive: "2019", Applications: "2019"},
		Cells: map[string]report.Cell{
			"proactive.licensing.change":      {Section: "proactive", Row: "licensing", Column: "change", Raw: "+5", Value: &five, State: report.StateValue, Place: document.Place{Table: 1, Row: 4, Column: 3}},
			"proactive.licensing.decisions":   {Section: "proactive", Row: "licensing", Column: "decisions", Raw: "=1+1", State: report.StateUnreadable, Place: document.Place{Line: 9}},
			"applications.new.natural_person": {Section: "applications", Row: "new", Column: "natural_person", State: report.StateBlank},
		},
	}
	return archive.Reading{Records: []report.Record{rep, {Kind: report.Guide}}}, nil
}

func table(t *testing.T, out []byte) (rows []map[string]string) {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all[1:] {
		m := map[string]string{}
		for i, name := range all[0] {
			m[name] = r[i]
		}
		rows = append(rows, m)
	}
	return rows
}

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	if err := CSV(&out, Rows(t.Context(), shelf{}, archive.FilingQuery{})); err != nil {
		t.Fatal(err)
	}
	rows := table(t, out.Bytes())
	if len(rows) != 5 {
		t.Fatalf("%d lines, want three cells, one unread report and one guide:\n%s", len(rows), out.String())
	}
	blank, change, formula, unread, guide := rows[0], rows[1], rows[2], rows[3], rows[4]
	for _, c := range []struct {
		name string
		got  string
		want string
	}{
		{"a number keeps its sign as printed", change["raw"], "+5"},
		{"a number has its value", change["value"], "5"},
		{"a cell has its place", change["table_row"] + "/" + change["table_column"], "4/3"},
		{"a blank has no value", blank["value"] + blank["state"], "blank"},
		{"a formula is made harmless", formula["raw"], "'=1+1"},
		{"what was not read says so", unread["state"] + unread["key"], "format_not_read"},
		{"what was withdrawn says so", unread["gone"] + change["gone"], "yes"},
		{"a guide has no year", guide["year"] + guide["kind"], "guide"},
		{"times are UTC", change["first_seen"], "2023-02-01T00:00:00Z"},
		{"a version can be shown", change["version"], "aaaaaaaaaaaaaaaa.2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.got != c.want {
				t.Errorf("got %q, want %q", c.got, c.want)
			}
		})
	}
}

func TestTextThatLooksLikeAFormulaIsMadeHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "@SUM(A1)": "'@SUM(A1)", "+cmd|x": "'+cmd|x", "\t=1": "'\t=1", "\n=1": "'\n=1",
		"＝1+1": "'＝1+1", "＠A1": "'＠A1", "＋5": "'＋5",
		"+5": "+5", "-30": "-30", "": "", "规章": "规章", "1 件": "1 件",
	} {
		if got := Harmless(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestJSONLHoldsTheWholeRecord(t *testing.T) {
	var out bytes.Buffer
	if err := JSONL(&out, Rows(t.Context(), shelf{}, archive.FilingQuery{})); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3", len(lines))
	}
	var row Row
	if err := json.Unmarshal([]byte(lines[0]), &row); err != nil {
		t.Fatal(err)
	}
	if got := row.Record.Cells["proactive.licensing.change"].Value.String(); got != "5" {
		t.Errorf("value came back as %s", got)
	}
	if strings.Contains(lines[1], `"record"`) {
		t.Error("an unread file has a record")
	}
}

func TestDamageEndsTheExport(t *testing.T) {
	for name, encode := range map[string]func(*bytes.Buffer) error{
		"csv": func(b *bytes.Buffer) error {
			return CSV(b, Rows(t.Context(), shelf{broken: true}, archive.FilingQuery{}))
		},
		"jsonl": func(b *bytes.Buffer) error {
			return JSONL(b, Rows(t.Context(), shelf{broken: true}, archive.FilingQuery{}))
		},
	} {
		err := encode(new(bytes.Buffer))
		if !errors.Is(err, archive.ErrCorrupt) || !strings.Contains(err.Error(), "p/甲局/annual_report/2022") {
			t.Errorf("%s: %v, want ErrCorrupt and the filing's name", name, err)
		}
	}
}
