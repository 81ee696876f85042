package api_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"gongkai/archive"
	"gongkai/archive/export"
)

func TestPagesOfAListAreTheList(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	for _, list := range []string{
		"/api/v1/organs", "/api/v1/organs?portal=trs", "/api/v1/filings", "/api/v1/filings?kind=guide", "/api/v1/filings?mark=failing",
		"/api/v1/portals/trs/passes", "/api/v1/cells?key=review.total&year=2023",
		"/api/v1/organs/" + s.corrected.Portal + "/" + url.PathEscape(archive.NormalName(s.corrected.Organ)) + "/checks",
	} {
		t.Run(list, func(t *testing.T) {
			whole, _ := walk(t, h, list, 500)
			for _, limit := range []int{1, 7} {
				got, pages := walk(t, h, list, limit)
				if !slices.Equal(got, whole) {
					t.Errorf("pages of %d give %d items, the list has %d", limit, len(got), len(whole))
				}
				if want := (len(whole) + limit - 1) / limit; pages != want {
					t.Errorf("%d pages of %d, want %d", pages, limit, want)
				}
			}
			if len(whole) == 0 {
				t.Error("the list is empty: nothing was tested")
			}
		})
	}
}

// walk follows the Link headers of a list to its end.
func walk(t *testing.T, h http.Handler, list string, limit int) (items []string, pages int) {
	t.Helper()
	sep := "?"
	if strings.Contains(list, "?") {
		sep = "&"
	}
	for next := fmt.Sprintf("%s%slimit=%d", list, sep, limit); next != ""; pages++ {
		var page struct {
			Items []rawJSON
			Next  *string
		}
		a := get(t, h, next, &page)
		if len(page.Items) > limit {
			t.Fatalf("%d items, the limit is %d", len(page.Items), limit)
		}
		for _, i := range page.Items {
			items = append(items, string(i))
		}
		if next = linkOf(a); (next != "") != (page.Next != nil) || next != "" && !strings.Contains(next, *page.Next) {
			t.Fatalf("Link %q, next %v", next, page.Next)
		}
	}
	return items, pages
}

// rawJSON keeps an item as it came.
type rawJSON string

// UnmarshalJSON keeps b.
func (r *rawJSON) UnmarshalJSON(b []byte) error { *r = rawJSON(b); return nil }

// linkOf is the address of the next page.
func linkOf(a reply) string {
	link, ok := strings.CutSuffix(a.header.Get("Link"), `>; rel="next"`)
	if !ok {
		return ""
	}
	return strings.TrimPrefix(link, "<")
}

func TestAPageTokenIsGoodForItsListOnly(t *testing.T) {
	h := newServer(t, useSample(t), nil)
	var page struct{ Next string }
	get(t, h, "/api/v1/filings?kind=guide&limit=1", &page)
	for name, c := range map[string]struct {
		target string
		status int
	}{
		"the same list":           {"/api/v1/filings?kind=guide&page=" + page.Next, 200},
		"another limit":           {"/api/v1/filings?kind=guide&limit=9&page=" + page.Next, 200},
		"other filters":           {"/api/v1/filings?page=" + page.Next, 400},
		"another list":            {"/api/v1/organs?page=" + page.Next, 400},
		"its last letter changed": {"/api/v1/filings?kind=guide&page=" + page.Next[:len(page.Next)-1] + "!", 400},
		"another position":        {"/api/v1/filings?kind=guide&page=" + page.Next + "AAAA", 400},
	} {
		t.Run(name, func(t *testing.T) {
			if a := ask(t, h, "GET", c.target); a.status != c.status {
				t.Errorf("%d, want %d: %s", a.status, c.status, a.body)
			}
		})
	}
}

func TestCellsInCSVAreTheLinesOfTheExport(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	var want strings.Builder
	if err := export.CSV(&want, export.Rows(t.Context(), s.arc, archive.FilingQuery{Kind: "annual_report", Year: 2023})); err != nil {
		t.Fatal(err)
	}
	var lines [][]string
	for next := "/api/v1/cells?year=2023&limit=333"; next != ""; {
		a := ask(t, h, "GET", next, "Accept", "text/csv")
		if ct := a.header.Get("Content-Type"); a.status != 200 || !strings.HasPrefix(ct, "text/csv;") || a.header.Get("Vary") != "Accept" {
			t.Fatalf("%d %s, Vary %q", a.status, ct, a.header.Get("Vary"))
		}
		rows, err := csv.NewReader(strings.NewReader(string(a.body))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(lines) > 0 {
			rows = rows[1:]
		}
		lines, next = append(lines, rows...), linkOf(a)
	}
	all, err := csv.NewReader(strings.NewReader(want.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 1000 || !slices.EqualFunc(lines, all, slices.Equal[[]string]) {
		t.Errorf("%d lines, the export has %d, or they differ", len(lines), len(all))
	}
}

func TestChangesFollowedByCursorAreTheLog(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	var want []uint64
	for c, err := range s.arc.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, c.Number)
	}
	var got []uint64
	target := "/api/v1/changes?limit=10"
	for {
		var page struct {
			Items []archive.Change
			Next  string
			More  bool
		}
		a := get(t, h, target, &page)
		for _, c := range page.Items {
			got = append(got, c.Number)
		}
		target = "/api/v1/changes?limit=10&since=" + page.Next
		if page.More != (linkOf(a) != "") {
			t.Errorf("more is %v, Link %q", page.More, linkOf(a))
		}
		if !page.More {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	var page struct {
		Items []archive.Change
		Next  string
	}
	get(t, h, target, &page)
	if len(page.Items) != 0 || !strings.HasSuffix(target, page.Next) {
		t.Errorf("behind the end: %d items, next %s", len(page.Items), page.Next)
	}
	get(t, h, "/api/v1/changes?kind=gone,content&portal="+s.corrected.Portal, &page)
	// the article that was corrected, and its copy in a PDF
	if len(page.Items) != 2 || page.Items[0].URL != s.corrected.URL || !strings.HasSuffix(page.Items[1].URL, ".pdf") ||
		slices.ContainsFunc(page.Items, func(c archive.Change) bool { return c.Kind != archive.ChangeContent || c.Cells != 1 }) {
		t.Errorf("of kinds gone and content in %s: %+v", s.corrected.Portal, page.Items)
	}
}

func TestFiltersChoose(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	for name, c := range map[string]struct {
		target string
		total  int
	}{
		"all":                      {"/api/v1/filings", 72},
		"a portal":                 {"/api/v1/filings?portal=trs", 18},
		"guides":                   {"/api/v1/filings?kind=guide", 12},
		"a year":                   {"/api/v1/filings?year=2023", 12},
		"an organ by id":           {"/api/v1/filings?organ=" + url.QueryEscape(s.corrected.Portal+"/"+archive.NormalName(s.corrected.Organ)), 6},
		"an organ by name":         {"/api/v1/filings?organ=" + url.QueryEscape(s.corrected.Organ), 6},
		"words":                    {"/api/v1/filings?q=" + url.QueryEscape("2023 年报"), 12},
		"what was withdrawn":       {"/api/v1/filings?mark=gone", 1},
		"before the first pass":    {"/api/v1/filings?at=2026-10-31", 0},
		"after the first pass":     {"/api/v1/filings?at=2026-11-01", 72},
		"words that nobody writes": {"/api/v1/filings?q=xyzzy", 0},
	} {
		t.Run(name, func(t *testing.T) {
			var page struct {
				Items []struct{ Self string }
				Total int
			}
			get(t, h, c.target+sep(c.target)+"limit=500", &page)
			if page.Total != c.total || len(page.Items) != c.total {
				t.Errorf("%d items, total %d, want %d", len(page.Items), page.Total, c.total)
			}
			for _, i := range page.Items[:min(3, len(page.Items))] {
				if a := ask(t, h, "GET", i.Self); a.status != 200 {
					t.Errorf("self leads to %d: %s", a.status, a.body)
				}
			}
		})
	}
}

func sep(target string) string {
	if strings.Contains(target, "?") {
		return "&"
	}
	return "?"
}
