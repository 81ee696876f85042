package api_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"gongkai/archive"
	"gongkai/archive/catalog"
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
