package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/archive/catalog"
	"gongkai/archive/memstore"
	"gongkai/crawler"
	"gongkai/crawler/portalsim"
)

// grownArchive makes an archive with at least n filings in dir, unless an
// earlier run did, and lists their ids. It is the sample portals crawled, with
// a correction and a new frame on some, and then recorded again and again as
// other portals, each page with other bytes: captures, versions, readings and
// filings are those that Record makes.
func grownArchive(t *testing.T, dir string, n int) []string {
	t.Helper()
	if ids, err := grownList(dir); err == nil {
		return ids
	}
	start := time.Now()
	if err := os.RemoveAll(dir); err != nil { // an earlier run did not come to its end
		t.Fatal(err)
	}
	pages := samplePages(t)
	t.Logf("%d sample pages in %s", len(pages), time.Since(start).Round(time.Second))

	ctx := t.Context()
	store, err := boltstore.Open(ctx, dir, boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	arc, err := archive.New(ctx, store, archive.Options{Reader: reader{}, BatchSize: 512, BatchBytes: 64 << 20})
	if err != nil {
		t.Fatal(err)
	}
	held := catalog.New(arc, catalog.Options{})
	filings := 0
	for round := 0; filings < n; round++ {
		filings = recordAgain(t, arc, held, pages, round, n)
		t.Logf("%d filings after %s", filings, time.Since(start).Round(time.Second))
	}
	var ids strings.Builder
	for f, err := range arc.Filings(ctx, archive.FilingQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&ids, f.ID)
	}
	if err := arc.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, listFile), []byte(ids.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(ids.String()), "\n")
}

// listFile holds the ids of a grown archive, a line each. It is written last.
const listFile = "filings.txt"

// grownList reads the ids of an archive that an earlier run grew.
func grownList(dir string) ([]string, error) {
	b, err := os.ReadFile(filepath.Join(dir, listFile))
	return strings.Split(strings.TrimSpace(string(b)), "\n"), err
}

// samplePage is one version of a page of the sample portals.
type samplePage struct {
	page    archive.Page
	version archive.Version
	payload []byte
}

// samplePages crawls the sample portals twice and takes what they hold out.
func samplePages(t *testing.T) []samplePage {
	t.Helper()
	ctx := t.Context()
	world := portalsim.New(portalsim.Options{Seed: 11, Organs: 24, Years: 10, HomeBytes: 4000})
	server := httptest.NewServer(world)
	defer server.Close()
	u, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	arc, err := archive.New(ctx, memstore.New(), archive.Options{Reader: reader{}})
	if err != nil {
		t.Fatal(err)
	}
	defer arc.Close()
	var portals []crawler.Portal
	for _, p := range world.Portals() {
		portals = append(portals, crawler.Portal{
			ID: p.ID, Name: p.Name, Region: p.Region, Seeds: []string{p.Home},
			Timeout: time.Minute, RecheckDays: 30, MaxPages: 1 << 20, MaxDepth: 12, MaxBody: 64 << 20,
		})
	}
	walk := func() {
		cr := crawler.New(crawler.Options{
			Archive: arc, UserAgent: "gongkai-load", Clock: time.Now, Sleep: sleep, Log: (&app{err: os.Stderr}).log(),
			Dial: portalsim.Dialer(u.Host), AllowPrivate: true, Progress: func(crawler.Event) {},
		})
		err := cr.WalkAll(ctx, portals, 2, func(p crawler.Portal, _ crawler.Summary, err error) {
			if err != nil {
				t.Errorf("%s: %v", p.ID, err)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	walk()
	if _, err := world.ChangeFrame("jpage"); err != nil {
		t.Fatal(err)
	}
	if _, err := world.CorrectCell(newestReport(world, "trs").URL, "applications.granted.total", "777"); err != nil {
		t.Fatal(err)
	}
	walk()
	if t.Failed() {
		t.FailNow()
	}
	var out []samplePage
	for p, err := range arc.Pages(ctx, "") {
		if err != nil {
			t.Fatal(err)
		}
		if !p.Role.Wanted() || p.Method != "GET" {
			continue
		}
		for v, err := range arc.Versions(ctx, p.ID) {
			if err != nil {
				t.Fatal(err)
			}
			payload, err := arc.Payload(ctx, v)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, samplePage{p, v, payload})
		}
	}
	return out
}

// recordAgain records the pages as portals of their own and returns how many
// filings there are then; it ends where there are n.
func recordAgain(t *testing.T, arc *archive.Archive, held *catalog.Catalog, pages []samplePage, round, n int) int {
	t.Helper()
	ctx := t.Context()
	passes := map[string]archive.Pass{}
	for i, s := range pages {
		if i%512 == 0 && countFilings(t, arc, held) >= n {
			break
		}
		portal := fmt.Sprintf("%s%03d", s.page.Portal, round)
		if _, begun := passes[portal]; !begun {
			p, _, err := arc.BeginPass(ctx, portal)
			if err != nil {
				t.Fatal(err)
			}
			passes[portal] = p
		}
		if err := arc.Record(ctx, s.fetch(portal, round, passes[portal].ID)); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range passes {
		p.State, p.Family = archive.PassDone, "sample"
		if _, err := arc.EndPass(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	return countFilings(t, arc, held)
}

// countFilings makes what was recorded durable and counts the filings.
func countFilings(t *testing.T, arc *archive.Archive, held *catalog.Catalog) int {
	t.Helper()
	if err := arc.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	s, err := held.Refresh(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, total := s.Search(catalog.Query{Limit: 1})
	return total
}

// fetch is the page as another portal has it.
func (s *samplePage) fetch(portal string, round int, pass archive.PassID) archive.Fetch {
	host := func(address string) string {
		return strings.Replace(address, "://"+s.page.Portal+".", "://"+portal+".", 1)
	}
	payload := s.payload
	if strings.Contains(s.version.ContentType, "html") {
		payload = append(bytes.Clone(payload), fmt.Sprintf("\n<!-- %03d -->\n", round)...)
	}
	link := s.page.Link
	link.Via = host(link.Via)
	f := archive.Fetch{
		Portal: portal, Pass: pass, URL: host(s.page.URL), Role: s.page.Role, Link: link,
		Time: s.version.FirstSeen, Outcome: archive.OK, Payload: payload,
	}
	f.Hops = []archive.FetchHop{{Wire: payload, Hop: archive.Hop{
		Method: "GET", URL: f.URL, Status: http.StatusOK, Header: http.Header{"Content-Type": {s.version.ContentType}},
	}}}
	return f
}
