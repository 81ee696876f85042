package page_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
	"gongkai/extract/report"
)

// crowded is a world with n reports of one portal, each a change, every third
// of which does not add up.
func crowded(t *testing.T, n int) *world {
	t.Helper()
	w := newWorld(t)
	w.walk("yunhu", func() {
		for i := range n {
			r := annual(fmt.Sprintf("云湖市第%03d局", i), 2025, "2026-01-20", int64(i))
			if i%3 == 0 {
				r = wrong(r)
			}
			w.visit(fmt.Sprintf("http://www.yunhu.example/%d", i), archive.RoleArticle, archive.Link{}, []report.Record{r})
		}
	}, archive.Pass{})
	return w
}

// pagesOf follows "next" from a page on and returns column of every row.
func pagesOf(t *testing.T, w *world, path, column string) (rows []string, pages int) {
	t.Helper()
	p := w.pages()
	for path != "" {
		r, doc := get(t, p, path)
		if r.Code != 200 {
			t.Fatalf("%s: %d", path, r.Code)
		}
		rows = append(rows, texts(doc, "table.list tbody "+column)...)
		path = doc.Find("a[rel=next]").AttrOr("href", "")
		if pages++; pages > 20 {
			t.Fatal("the pages do not end")
		}
	}
	return rows, pages
}

func TestPagesGoThroughEverythingOnce(t *testing.T) {
	const n = 130
	w := crowded(t, n)
	var numbers []string
	for i := n; i > 0; i-- {
		numbers = append(numbers, strconv.Itoa(i))
	}
	got, pages := pagesOf(t, w, "/changes", "td:last-child")
	if diff := cmp.Diff(numbers, got); diff != "" || pages != 3 {
		t.Errorf("changes on %d pages (-want +got):\n%s", pages, diff)
	}
	var organs, failing []string
	for i := range n {
		name := fmt.Sprintf("云湖市第%03d局", i)
		organs = append(organs, name+" yunhu")
		if i%3 == 0 {
			failing = append(failing, name+" yunhu")
		}
	}
	for path, want := range map[string][]string{
		"/search": organs, "/search?mark=failing": failing, "/checks": failing, "/en/checks?whose=publisher": failing,
	} {
		got, _ := pagesOf(t, w, path, "th")
		slices.Sort(got) // ids sort otherwise than names
		for i := range got {
			got[i] = strings.Replace(got[i], "局yunhu", "局 yunhu", 1)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	if got, _ := pagesOf(t, w, "/checks?whose=reader", "th"); len(got) != 0 {
		t.Errorf("not read: %q", got)
	}
}

func TestPortalMapGoesOnOverPages(t *testing.T) {
	w := newWorld(t)
	w.walk("yunhu", func() {
		var all []report.Record
		for i := range 230 {
			all = append(all, annual(fmt.Sprintf("云湖市第%03d局", i), 2025, "2026-01-20", 1))
		}
		w.visit("http://www.yunhu.example/", archive.RoleArticle, archive.Link{}, all)
	}, archive.Pass{})
	p := w.pages()
	_, first := get(t, p, "/portal/yunhu")
	next := first.Find("a[rel=next]").AttrOr("href", "")
	_, second := get(t, p, next)
	a, b := texts(first, ".heat tbody th"), texts(second, ".heat tbody th")
	if len(a) != 200 || len(b) != 30 || slices.Contains(b, a[199]) {
		t.Errorf("%d and %d organs", len(a), len(b))
	}
	if second.Find("a[rel=next]").Length() != 0 {
		t.Error("the last page goes on")
	}
}

func TestChangesAreChosen(t *testing.T) {
	p := small(t).pages()
	for path, want := range map[string]int{
		"/changes?kind=gone": 1, "/changes?kind=content": 1, "/changes?portal=danxi": 1, "/changes?kind=chrome": 0,
		"/changes?portal=danxi&kind=gone": 0, "/changes?before=2": 1,
	} {
		_, doc := get(t, p, path)
		if rows := doc.Find("table.list tbody tr").Length(); rows != want {
			t.Errorf("%s: %d rows, want %d", path, rows, want)
		}
	}
	_, doc := get(t, p, "/changes?kind=content")
	if link := doc.Find(`td a[href^="/diff?from="]`); !strings.Contains(link.Text(), "2 格不同") {
		t.Errorf("the difference: %q", link.Text())
	}
}

func TestChecksGiveBothSides(t *testing.T) {
	_, doc := get(t, small(t).pages(), "/checks")
	rows := texts(doc, "table.list tbody tr")
	if len(rows) != 2 {
		t.Fatalf("%q", rows)
	}
	for _, want := range []string{"5 ≠ 12", "2022 年报", "发布单位"} {
		if !slices.ContainsFunc(rows, func(r string) bool { return strings.Contains(r, want) }) {
			t.Errorf("%q lacks %q", rows, want)
		}
	}
	if !slices.ContainsFunc(rows, func(r string) bool {
		return strings.Contains(r, "这种格式还读不了") && strings.Contains(r, "我们")
	}) {
		t.Errorf("what we could not read is not said to be ours: %q", rows)
	}
}

func TestSearchFinds(t *testing.T) {
	p := small(t).pages()
	for path, want := range map[string]int{
		"/search": 9, "/search?q=%E6%B0%B4%E5%8A%A1": 6, "/search?q=2025": 3, "/search?kind=guide": 1,
		"/search?mark=late": 1, "/search?mark=gone": 1, "/search?year=2025&portal=danxi": 1, "/search?q=zzzz": 0,
	} {
		_, doc := get(t, p, path)
		if rows := doc.Find("table.list tbody tr").Length(); rows != want {
			t.Errorf("%s: %d rows, want %d: %q", path, rows, want, texts(doc, ".count"))
		}
	}
}

func TestBadParametersAreSaid(t *testing.T) {
	p := small(t).pages()
	for _, path := range []string{
		"/changes?before=x", "/changes?before=-1", "/changes?before=18446744073709551615", "/changes?kind=x", "/changes?portal=nobody",
		"/checks?year=x", "/checks?year=0", "/checks?whose=me", "/search?mark=missing", "/search?kind=x", "/search?year=99999",
		"/portal/yunhu?after=nobody",
	} {
		if w, doc := get(t, p, path); w.Code != 400 || doc.Find("h1").Length() != 1 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	for _, path := range []string{"/portal/nobody", "/portal/", "/portal/yunhu/x", "/en/portal/%00", "/portals/"} {
		if w, _ := get(t, p, path); w.Code != 404 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}
