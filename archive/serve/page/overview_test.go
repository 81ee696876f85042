package page_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/extract/report"
)

// texts are the texts of what a selector finds, white space folded.
func texts(doc *goquery.Document, selector string) []string {
	var out []string
	doc.Find(selector).Each(func(_ int, s *goquery.Selection) {
		out = append(out, strings.Join(strings.Fields(s.Text()), " "))
	})
	return out
}

// fields are the signs of an organ's row in the map, its guide last.
func fields(doc *goquery.Document, organ string) []string {
	var out []string
	doc.Find(".heat tbody tr").Each(func(_ int, tr *goquery.Selection) {
		if strings.TrimSpace(tr.Find("th").Text()) != organ {
			return
		}
		tr.Find("td").Each(func(_ int, td *goquery.Selection) {
			out = append(out, strings.TrimSpace(td.Text())+" "+strings.TrimPrefix(td.AttrOr("class", ""), "m m-"))
		})
	})
	return out
}

func TestMapShowsHowEachReportStands(t *testing.T) {
	p := small(t).pages()
	for _, path := range []string{"/", "/portal/yunhu"} {
		_, doc := get(t, p, path)
		want := []string{"✓ ok", "+10 late", "≠1 failing", "缺 missing", "✓ ok", "✓ ok", "✓ ok"}
		if diff := cmp.Diff(want, fields(doc, "云湖市水务局")); diff != "" {
			t.Errorf("%s: water (-want +got):\n%s", path, diff)
		}
		want = []string{"before", "before", "before", "before", "? unread", "✕ gone", "– "}
		got := fields(doc, "云湖市财政局")
		for i := range got {
			got[i] = strings.TrimPrefix(got[i], " ")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: finance (-want +got):\n%s", path, diff)
		}
	}
	if _, doc := get(t, p, "/en/portal/yunhu"); fields(doc, "云湖市水务局")[3] != "no missing" {
		t.Errorf("in English: %v", fields(doc, "云湖市水务局"))
	}
	if _, doc := get(t, p, "/"); doc.Find(`.heat a[href="/filing/yunhu/%E4%BA%91%E6%B9%96%E5%B8%82%E6%B0%B4%E5%8A%A1%E5%B1%80/2021"]`).Length() != 1 {
		t.Error("the field of 2021 does not lead to its report")
	}
}

// Where all organs owe the last years, those years are still columns.
func TestMapShowsYearsThatEverybodyMisses(t *testing.T) {
	w := newWorld(t)
	w.walk("yunhu", func() {
		for y := 2021; y <= 2022; y++ {
			w.visit(fmt.Sprintf("http://www.yunhu.example/%d", y), archive.RoleArticle, archive.Link{}, []report.Record{annual("云湖市水务局", y, fmt.Sprintf("%d-01-20", y+1), 5)})
		}
	}, archive.Pass{})
	p := w.pages()
	for _, path := range []string{"/", "/portal/yunhu"} {
		for at, want := range map[string][]string{
			"":               {"✓ ok", "✓ ok", "缺 missing", "缺 missing", "缺 missing", "–"},
			"?at=2026-02-20": {"✓ ok", "✓ ok", "缺 missing", "缺 missing", "缺 missing", "–"},
		} {
			_, doc := get(t, p, path+at)
			got := fields(doc, "云湖市水务局")
			for i := range got {
				got[i] = strings.TrimSpace(got[i])
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path+at, diff)
			}
			if years := texts(doc, ".heat thead th[scope=col]"); !slices.Contains(years, "2025") {
				t.Errorf("%s: columns %q", path+at, years)
			}
		}
	}
}

func TestOverviewCountsAndTells(t *testing.T) {
	_, doc := get(t, small(t).pages(), "/")
	want := []string{"2 门户", "3 机关", "8 年报", "1 指南", "1 缺", "1 迟", "1 对不上", "1 没读出", "1 撤下"}
	var got []string
	doc.Find(".totals > div").Each(func(_ int, s *goquery.Selection) {
		got = append(got, strings.TrimSpace(s.Find("dd").Text())+" "+s.Find("dt").Text())
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("totals (-want +got):\n%s", diff)
	}
	changes := texts(doc, "section[aria-labelledby=lately] li")
	if len(changes) < 3 || !strings.Contains(changes[0], "丹溪区人民政府 2025 年报") || !strings.Contains(changes[2], "1 格不同") && !strings.Contains(changes[2], "格不同") {
		t.Errorf("changes: %q", changes)
	}
	if failing := texts(doc, "section[aria-labelledby=doubts] li"); len(failing) != 1 || failing[0] != "1 处对不上 云湖市水务局 2022 年报" {
		t.Errorf("failing: %q", failing)
	}
	portals := texts(doc, "section[aria-labelledby=portals] tbody tr")
	if len(portals) != 2 {
		t.Fatalf("portals: %q", portals)
	}
	for _, want := range []string{"半途停下", "host refused 5 times", "列表比说的短", "2026-07-02 18:00", "每周一遍"} {
		if !strings.Contains(portals[0], want) {
			t.Errorf("yunhu: %q lacks %q", portals[0], want)
		}
	}
}

func TestTotalsAreTheCatalogs(t *testing.T) {
	w := hostile(t)
	snap, err := catalog.New(w.arc, catalog.Options{}).Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p := w.pages()
	for _, portal := range []string{"", "yunhu", "danxi", "evil"} {
		n := snap.Totals(portal, today)
		want := []string{fmt.Sprint(n.Organs), fmt.Sprint(n.Reports), fmt.Sprint(n.Guides), fmt.Sprint(n.Missing), fmt.Sprint(n.Late), fmt.Sprint(n.Failing), fmt.Sprint(n.Unread), fmt.Sprint(n.Gone)}
		path := "/"
		if portal != "" {
			path = "/portal/" + portal
		}
		_, doc := get(t, p, path)
		got := texts(doc, ".totals dd")
		if portal == "" {
			got = got[1:] // of the portals
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

func TestLookingBackLeavesOutWhatCameLater(t *testing.T) {
	w := small(t)
	p := w.pages()
	_, doc := get(t, p, "/?at=2026-02-10")
	if names := texts(doc, ".maps h3 > a:first-child"); len(names) != 1 || names[0] != "云湖市人民政府" {
		t.Errorf("portals that day: %q", names)
	}
	if !strings.Contains(doc.Find(".asof").Text(), "2026-02-10") {
		t.Error("the page does not say what day it shows")
	}
	if href := doc.Find(`.nav a[href^="/changes"]`).AttrOr("href", ""); href != "/changes?at=2026-02-10" {
		t.Errorf("the navigation leads to %q", href)
	}
	_, doc = get(t, p, "/?at=2026-02-09")
	if rows := doc.Find(".heat tbody tr").Length(); rows != 0 {
		t.Errorf("%d organs before the first pass", rows)
	}
	_, doc = get(t, p, "/changes?at=2026-02-10&portal=danxi")
	if rows := doc.Find("table.list tbody tr").Length(); rows != 0 {
		t.Errorf("%d changes of a portal that was walked later", rows)
	}
	_, doc = get(t, p, "/search?at=2026-02-10")
	if count := texts(doc, ".count"); count[0] != "共 8 份" {
		t.Errorf("found that day: %q", count)
	}
	if v := doc.Find(".filter input[name=at]").AttrOr("value", ""); v != "2026-02-10" {
		t.Errorf("the form forgets the day: %q", v)
	}
}

func TestOverviewStaysSmall(t *testing.T) {
	w := newWorld(t)
	for i := range 60 {
		id := fmt.Sprintf("p%02d", i)
		w.portals = append(w.portals, catalog.Portal{ID: id, Name: id, Enabled: true})
		w.walk(id, func() {
			var all []report.Record
			for k := range 12 {
				all = append(all, annual(fmt.Sprintf("云湖市%s第%d局", id, k), 2025, "2026-01-20", 1))
			}
			w.visit("http://"+id+".example/", archive.RoleArticle, archive.Link{}, all)
		}, archive.Pass{})
	}
	w2, doc := get(t, w.pages(), "/")
	if rows := doc.Find(".heat tbody tr").Length(); rows > 96 || rows < 48 {
		t.Errorf("%d organs on the first page", rows)
	}
	if !strings.Contains(doc.Find("section[aria-labelledby=map]").Text(), "另有 12 个门户没有列在这里") {
		t.Error("it is not said that portals are left out")
	}
	if w2.Body.Len() > 300<<10 {
		t.Errorf("%d bytes", w2.Body.Len())
	}
}

func TestReportsWithoutAColumnAreSaid(t *testing.T) {
	w := newWorld(t)
	w.walk("yunhu", func() {
		w.visit("http://www.yunhu.example/", archive.RoleArticle, archive.Link{}, []report.Record{
			annual("云湖市水务局", 1999, "2000-01-20", 1), annual("云湖市水务局", 2025, "2026-01-20", 1),
		})
	}, archive.Pass{})
	_, doc := get(t, w.pages(), "/en/portal/yunhu")
	if heads := texts(doc, ".heat thead th"); len(heads) != 26 || heads[1] != "2002" || heads[24] != "2025" {
		t.Errorf("columns: %q", heads)
	}
	if text := doc.Find("section[aria-labelledby=map]").Text(); !strings.Contains(text, "1 more reports have no column") {
		t.Error("the report of 1999 is left out in silence")
	}
}
