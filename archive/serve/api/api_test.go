package api_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/export"
	"gongkai/archive/serve/api"
	"gongkai/crawler/portalsim"
)

// problem is what a program looks at in a problem document.
type problem struct {
	Type, Detail, Instance, Parameter, Before, Cursor, Since string
	Status                                                   int
	Known                                                    []string
}

// pathOf is the address of a report of the ledger.
func pathOf(r portalsim.Report) string {
	return fmt.Sprintf("/api/v1/filings/%s/%s/%d", r.Portal, url.PathEscape(archive.NormalName(r.Organ)), r.Year)
}

func TestRequestsThatAreRefused(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	withdrawn, corrected := pathOf(s.withdrawn), pathOf(s.corrected)
	long := strings.Repeat("a", 9000)
	for name, c := range map[string]struct {
		method, target string
		accept         string
		status         int
		kind           string
		parameter      string
	}{
		"a route that is not there":         {target: "/api/v1/nothing", status: 404, kind: "unknown-route"},
		"a slash at the end":                {target: "/api/v1/filings/", status: 404, kind: "unknown-route"},
		"a path with dots":                  {target: "/api/v1/organs/../filings", status: 404, kind: "unknown-route"},
		"a path with two slashes":           {target: "/api/v1//filings", status: 404, kind: "unknown-route"},
		"dots that are escaped":             {target: "/api/v1/organs/%2e%2e/x", status: 404, kind: "unknown-route"},
		"a slash in an organ":               {target: "/api/v1/organs/trs/a%2Fb", status: 404, kind: "not-found"},
		"NUL in an organ":                   {target: "/api/v1/organs/trs/a%00b", status: 404, kind: "not-found"},
		"broken UTF-8 in an organ":          {target: "/api/v1/organs/trs/%ff%fe", status: 404, kind: "not-found"},
		"an organ that is not there":        {target: "/api/v1/organs/trs/没有", status: 404, kind: "not-found"},
		"a portal that is not there":        {target: "/api/v1/portals/nothing", status: 404, kind: "not-found"},
		"a year that is none":               {target: "/api/v1/filings/trs/x/23", status: 404, kind: "not-found"},
		"a year that was not reported":      {target: strings.Replace(corrected, "2025", "1999", 1), status: 404, kind: "not-found"},
		"a page id that is none":            {target: "/api/v1/pages/../x", status: 404, kind: "unknown-route"},
		"a page id in capitals":             {target: "/api/v1/pages/ABCDEF0123456789", status: 404, kind: "not-found"},
		"a page that is not there":          {target: "/api/v1/pages/0123456789abcdef", status: 404, kind: "not-found"},
		"an address never fetched":          {target: "/api/v1/pages?url=http://nowhere.example/", status: 404, kind: "not-found"},
		"an address that is none":           {target: "/api/v1/pages?url=javascript:alert(1)", status: 400, kind: "bad-parameter", parameter: "url"},
		"no address":                        {target: "/api/v1/pages", status: 400, kind: "bad-parameter", parameter: "url"},
		"a misspelt filter":                 {target: "/api/v1/filings?portl=trs", status: 400, kind: "unknown-parameter", parameter: "portl"},
		"a filter of another route":         {target: "/api/v1/organs?year=2023", status: 400, kind: "unknown-parameter", parameter: "year"},
		"an empty filter":                   {target: "/api/v1/filings?portal=", status: 400, kind: "bad-parameter", parameter: "portal"},
		"a filter given twice":              {target: "/api/v1/filings?year=2023&year=2024", status: 400, kind: "bad-parameter", parameter: "year"},
		"a query that cannot be read":       {target: "/api/v1/filings?q=%zz", status: 400, kind: "bad-parameter"},
		"semicolons":                        {target: "/api/v1/filings?year=2023;kind=guide", status: 400, kind: "bad-parameter"},
		"NUL in a filter":                   {target: "/api/v1/filings?q=a%00", status: 400, kind: "bad-parameter", parameter: "q"},
		"broken UTF-8 in a filter":          {target: "/api/v1/filings?q=%ff", status: 400, kind: "bad-parameter", parameter: "q"},
		"broken UTF-8 in a name":            {target: "/api/v1/filings?%ff=1", status: 400, kind: "unknown-parameter", parameter: "�"},
		"a filter too long":                 {target: "/api/v1/filings?q=" + long[:5000], status: 400, kind: "bad-parameter", parameter: "q"},
		"an address too long":               {target: "/api/v1/filings?q=" + long, status: 414, kind: "uri-too-long"},
		"a negative limit":                  {target: "/api/v1/filings?limit=-1", status: 400, kind: "bad-parameter", parameter: "limit"},
		"a limit of nothing":                {target: "/api/v1/filings?limit=0", status: 400, kind: "bad-parameter", parameter: "limit"},
		"a limit too high":                  {target: "/api/v1/filings?limit=501", status: 400, kind: "bad-parameter", parameter: "limit"},
		"a limit past all numbers":          {target: "/api/v1/filings?limit=99999999999999999999", status: 400, kind: "bad-parameter", parameter: "limit"},
		"a limit with a sign":               {target: "/api/v1/filings?limit=%2B5", status: 400, kind: "bad-parameter", parameter: "limit"},
		"a year in words":                   {target: "/api/v1/filings?year=last", status: 400, kind: "bad-parameter", parameter: "year"},
		"a kind that is none":               {target: "/api/v1/filings?kind=report", status: 400, kind: "bad-parameter", parameter: "kind"},
		"a mark that no filing has":         {target: "/api/v1/filings?mark=missing", status: 400, kind: "bad-parameter", parameter: "mark"},
		"a portal to filter by, not there":  {target: "/api/v1/filings?portal=nothing", status: 400, kind: "bad-parameter", parameter: "portal"},
		"an organ to filter by, not there":  {target: "/api/v1/filings?organ=没有", status: 400, kind: "bad-parameter", parameter: "organ"},
		"a day that is none":                {target: corrected + "?at=2021-02-30", status: 400, kind: "bad-parameter", parameter: "at"},
		"a key that no cell has":            {target: "/api/v1/cells?key=aplications", status: 400, kind: "bad-parameter", parameter: "key"},
		"a page token made up":              {target: "/api/v1/filings?page=AAAA", status: 400, kind: "bad-page", parameter: "page"},
		"a page token that is no base64":    {target: "/api/v1/filings?page=%24%24", status: 400, kind: "bad-page", parameter: "page"},
		"a version that is not there":       {target: "/api/v1/diff?from=0123456789abcdef.1&to=0123456789abcdef.2", status: 404, kind: "not-found", parameter: "from"},
		"a difference to nothing":           {target: "/api/v1/diff?from=" + url.QueryEscape(s.corrected.Organ+"/2025"), status: 400, kind: "bad-parameter", parameter: "to"},
		"a difference of organs":            {target: "/api/v1/diff?from=" + url.QueryEscape(s.corrected.Organ) + "&to=x", status: 400, kind: "bad-parameter", parameter: "from"},
		"a reference with a time that is":   {target: "/api/v1/resolve?ref=x@yesterday", status: 400, kind: "bad-parameter", parameter: "ref"},
		"a cursor that is none":             {target: "/api/v1/changes?since=17", status: 400, kind: "bad-parameter", parameter: "since"},
		"a cursor of another archive":       {target: "/api/v1/changes?since=00000000.1.1", status: 410, kind: "stale-cursor", parameter: "since"},
		"a cursor of another epoch":         {target: "/api/v1/changes?since=" + cursor(s, 9, 1), status: 410, kind: "stale-cursor", parameter: "since"},
		"a cursor above the last change":    {target: "/api/v1/changes?since=" + cursor(s, 1, 1<<40), status: 410, kind: "stale-cursor", parameter: "since"},
		"a kind of change that is none":     {target: "/api/v1/changes?kind=new,old", status: 400, kind: "bad-parameter", parameter: "kind"},
		"before it was seen":                {target: corrected + "?at=2020-01-01", status: 404, kind: "not-yet-seen"},
		"after it was withdrawn":            {target: withdrawn + "?at=2026-11-20", status: 410, kind: "gone"},
		"a format that is none":             {target: "/api/v1/cells?format=xml", status: 400, kind: "bad-parameter", parameter: "format"},
		"a format where there is one only":  {target: "/api/v1/filings?format=csv", status: 400, kind: "unknown-parameter", parameter: "format"},
		"a media type that is not there":    {target: "/api/v1", accept: "text/html", status: 406, kind: "not-acceptable"},
		"a media type that is refused":      {target: "/api/v1", accept: "application/json;q=0, text/*", status: 406, kind: "not-acceptable"},
		"writing to what is read":           {method: "POST", target: "/api/v1/filings", status: 405, kind: "method-not-allowed"},
		"deleting":                          {method: "DELETE", target: corrected, status: 405, kind: "method-not-allowed"},
		"a method made up":                  {method: "BREW", target: "/api/v1", status: 405, kind: "method-not-allowed"},
		"reading what starts a crawl":       {target: "/api/v1/portals/trs/crawl", status: 405, kind: "method-not-allowed"},
		"a crawl where none is to be had":   {method: "POST", target: "/api/v1/portals/trs/crawl", status: 501, kind: "no-crawls"},
		"a type of problem that is not one": {target: "/api/v1/problems/x", status: 404, kind: "not-found"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.method == "" {
				c.method = "GET"
			}
			a := ask(t, h, c.method, c.target, "Accept", c.accept)
			var p problem
			unmarshal(t, a.body, &p)
			if a.status != c.status || p.Status != c.status || p.Type != "/api/v1/problems/"+c.kind || p.Parameter != c.parameter {
				t.Errorf("got %d\n%swant %d %s %s", a.status, a.body, c.status, c.kind, c.parameter)
			}
			if got := a.header.Get("Content-Type"); got != "application/problem+json" {
				t.Errorf("Content-Type %q", got)
			}
			if p.Detail == "" || !strings.Contains(p.Detail, "·") && a.status != 414 {
				t.Errorf("detail %q is not in both languages", p.Detail)
			}
			if a.status == 405 && a.header.Get("Allow") == "" {
				t.Error("405 without Allow")
			}
		})
	}
}

// cursor makes a cursor of the sample's archive.
func cursor(s *sample, epoch, number uint64) string {
	c := s.arc.Cursor(number)
	c.Epoch = epoch
	return c.String()
}

func TestGoneSaysSinceWhenAndWhatWasThere(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	var p problem
	unmarshal(t, ask(t, h, "GET", pathOf(s.withdrawn)+"?at=2026-11-20").body, &p)
	if p.Since != "2026-11-02T02:00:00Z" || p.Before == "" {
		t.Fatalf("since %q, before %q", p.Since, p.Before)
	}
	var before struct{ Kind string }
	get(t, h, "/api/v1/resolve?ref="+p.Before, &before)
	if before.Kind != "page" {
		t.Errorf("before leads to %+v", before)
	}
}

func TestAReportAsOfATimeHasTheNumbersOfThatTime(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	const key = "applications.granted.total"
	type answer struct {
		Version struct{ Number int }
		Record  struct {
			Cells map[string]struct{ Raw string }
		}
	}
	var then, today answer
	get(t, h, pathOf(s.corrected)+"?at=2026-11-01", &then)
	get(t, h, pathOf(s.corrected), &today)
	if then.Record.Cells[key].Raw == "777" || today.Record.Cells[key].Raw != "777" || then.Version.Number != 1 || today.Version.Number != 2 {
		t.Errorf("then %q in version %d, now %q in version %d", then.Record.Cells[key].Raw, then.Version.Number, today.Record.Cells[key].Raw, today.Version.Number)
	}
}

func TestCellsAsOfATimeAreThoseThatStoodThen(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	const key = "applications.granted.total"
	for name, c := range map[string]struct {
		report portalsim.Report
		at     string
		raw    string // "": the report was not there
	}{
		"before the correction":       {s.corrected, "2026-11-01", s.corrected.Cells[key].Raw},
		"after the correction":        {s.corrected, "2026-11-02", "777"},
		"before it was seen":          {s.corrected, "2026-10-31", ""},
		"before it was withdrawn":     {s.withdrawn, "2026-11-01", s.withdrawn.Cells[key].Raw},
		"after it was withdrawn":      {s.withdrawn, "2026-11-02", ""},
		"a moment, not a day":         {s.withdrawn, "2026-11-02T01:59:59Z", s.withdrawn.Cells[key].Raw},
		"the moment it was withdrawn": {s.withdrawn, "2026-11-02T02:00:00Z", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var page struct {
				Items []struct{ Raw, Published string }
			}
			get(t, h, fmt.Sprintf("/api/v1/cells?organ=%s&year=%d&key=%s&at=%s", url.QueryEscape(c.report.Organ), c.report.Year, key, c.at), &page)
			switch {
			case c.raw == "" && len(page.Items) == 0:
			case len(page.Items) != 1 || page.Items[0].Raw != c.raw || page.Items[0].Published != c.report.Published:
				t.Errorf("got %+v, want %q", page.Items, c.raw)
			}
		})
	}
}

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
	if len(page.Items) != 1 || page.Items[0].Kind != archive.ChangeContent {
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

func TestAPortalSaysHowItDoes(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, func(o *api.Options) {
		inner := o.Portals
		o.Portals = func() []catalog.Portal {
			list := inner()
			list[0].Running = true
			return append(list, catalog.Portal{ID: "new", Name: "新门户", Enabled: true})
		}
	})
	type portal struct {
		ID                  string
		Configured, Running bool
		Next                *struct{ Reason string }
		Health              struct{ State string }
		Totals              struct{ Reports int }
		LastPass            *archive.Pass `json:"last_pass"`
	}
	var list struct{ Items []portal }
	get(t, h, "/api/v1/portals", &list)
	got := map[string]portal{}
	for _, p := range list.Items {
		got[p.ID] = p
		var alone portal
		get(t, h, "/api/v1/portals/"+p.ID, &alone)
		if (alone.LastPass == nil) != (p.Health.State == "never") {
			t.Errorf("%s: last pass %v, health %s", p.ID, alone.LastPass, p.Health.State)
		}
	}
	ids := s.world.Portals()
	for name, ok := range map[string]bool{
		"one that nothing was fetched of":     got["new"].Health.State == "never" && got["new"].Configured && got["new"].Totals.Reports == 0,
		"one that only the archive knows":     !got[ids[3].ID].Configured && got[ids[3].ID].Health.State == "ok",
		"one that is visited next":            got[ids[0].ID].Next != nil && got[ids[0].ID].Next.Reason != "" && got[ids[0].ID].Running,
		"one that is never visited by itself": got[ids[2].ID].Next == nil,
		"all of them, with what they publish": len(got) == 5 && got[ids[1].ID].Totals.Reports == 15,
	} {
		if !ok {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestACrawlIsStarted(t *testing.T) {
	s := useSample(t)
	for name, c := range map[string]struct {
		err    error
		status int
	}{
		"and has begun":               {nil, 202},
		"not where one runs":          {fmt.Errorf("desk: %w", api.ErrRunning), 409},
		"not of a portal not there":   {fmt.Errorf("desk: %w", api.ErrUnknownPortal), 404},
		"not when the server is full": {errors.New("disk is full"), 500},
	} {
		t.Run(name, func(t *testing.T) {
			started := ""
			h := newServer(t, s, func(o *api.Options) {
				o.Crawl = func(_ context.Context, portal string) error { started = portal; return c.err }
			})
			a := ask(t, h, "POST", "/api/v1/portals/trs/crawl")
			describe(t, h).validate(t, "/api/v1/portals/{portal}/crawl", "post", a)
			if a.status != c.status || started != "trs" {
				t.Errorf("%d, want %d; started %q", a.status, c.status, started)
			}
			if strings.Contains(string(a.body), "disk is full") {
				t.Error("the answer tells what belongs into the log")
			}
			if a.header.Get("Access-Control-Allow-Origin") != "" {
				t.Error("other origins may read the answer to a POST")
			}
			if loc := a.header.Get("Location"); (loc == "/api/v1/portals/trs/passes") != (c.status == 202) {
				t.Errorf("Location %q", loc)
			}
		})
	}
}

func TestOtherOriginsMayReadAndNothingElse(t *testing.T) {
	h := newServer(t, useSample(t), nil)
	a := ask(t, h, "GET", "/api/v1/portals", "Origin", "https://elsewhere.example")
	if a.header.Get("Access-Control-Allow-Origin") != "*" || a.header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("GET: %v", a.header)
	}
	pre := []string{"Origin", "https://elsewhere.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match"}
	a = ask(t, h, "OPTIONS", "/api/v1/portals", pre...)
	if a.status != 204 || a.header.Get("Access-Control-Allow-Methods") != "GET, HEAD" || len(a.body) != 0 {
		t.Errorf("preflight: %d %v", a.status, a.header)
	}
	a = ask(t, h, "OPTIONS", "/api/v1/portals/trs/crawl", pre...)
	if a.status != 405 || a.header.Get("Access-Control-Allow-Origin") != "" || a.header.Get("Access-Control-Allow-Methods") != "" {
		t.Errorf("preflight of a POST: %d %v", a.status, a.header)
	}
}

func TestDamageIsToldAndLoggedAndNotShown(t *testing.T) {
	s := useSample(t)
	for name, c := range map[string]struct {
		err    error
		status int
		kind   string
	}{
		"damage":                  {fmt.Errorf("record secret: %w", archive.ErrCorrupt), 500, "damaged"},
		"anything else":           {errors.New("secret"), 500, "internal"},
		"the archive was closed":  {fmt.Errorf("secret: %w", archive.ErrClosed), 503, "unavailable"},
		"the time was up":         {fmt.Errorf("secret: %w", context.DeadlineExceeded), 503, "unavailable"},
		"a problem in the middle": {fmt.Errorf("secret: %w", archive.ErrNotYetSeen), 404, "not-yet-seen"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newServer(t, s, func(o *api.Options) { o.Catalog = broken{c.err} })
			a := ask(t, h, "GET", "/api/v1/filings")
			var p problem
			unmarshal(t, a.body, &p)
			if a.status != c.status || p.Type != "/api/v1/problems/"+c.kind || strings.Contains(string(a.body), "secret") {
				t.Errorf("%d %s", a.status, a.body)
			}
		})
	}
}

// broken is a catalog that gives an error.
type broken struct{ err error }

func (b broken) Current(context.Context) (*catalog.Snapshot, error) { return nil, b.err }
