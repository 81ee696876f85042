package page_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"gongkai/archive"
	"gongkai/extract/report"
)

// pageOf is the page of an address of the world.
func (w *world) pageOf(address string) archive.Page {
	w.t.Helper()
	p, err := w.arc.PageByURL(w.t.Context(), address)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// rows are the texts of a table's body, a row each, its cells with bars between.
func rows(s *goquery.Selection) []string {
	return s.Find("tbody tr").Map(func(_ int, tr *goquery.Selection) string {
		return strings.Join(tr.Find("th, td").Map(func(_ int, c *goquery.Selection) string {
			return strings.Join(strings.Fields(c.Text()), " ")
		}), "|")
	})
}

func TestFilingShowsWhatTheDayKnew(t *testing.T) {
	p := small(t).pages()
	for name, c := range map[string]struct {
		path, cell, head string
		status           int
	}{
		"now":                   {"/filing/yunhu/云湖市水务局/2025", "6", "云湖市水务局 2025 年度报告", 200},
		"before it was changed": {"/filing/yunhu/云湖市水务局/2025?at=2026-02-20", "5", "云湖市水务局 2025 年度报告", 200},
		"in English":            {"/en/filing/yunhu/云湖市水务局/2025", "6", "云湖市水务局 2025 annual report", 200},
		"before it was seen":    {"/filing/yunhu/云湖市水务局/2025?at=2026-01-01", "", "那时还没有见过", 404},
		"gone by then":          {"/filing/yunhu/云湖市财政局/2025?at=2026-03-20", "", "那时已经撤下", 404},
		"gone, today":           {"/filing/yunhu/云湖市财政局/2025", "3", "云湖市财政局 2025 年度报告", 200},
		"never":                 {"/filing/yunhu/云湖市水务局/1999", "", "档案里没有这一页", 404},
		"a year that is none":   {"/filing/yunhu/云湖市水务局/last", "", "档案里没有这一页", 404},
		"a time in the year":    {"/filing/yunhu/云湖市水务局/2025@2026", "", "档案里没有这一页", 404},
	} {
		t.Run(name, func(t *testing.T) {
			w, doc := get(t, p, c.path)
			if w.Code != c.status || doc.Find("h1").Text() != c.head || doc.Find(`[id="c-applications.new.total"]`).Text() != c.cell {
				t.Errorf("%d %q %q", w.Code, doc.Find("h1").Text(), doc.Find(`[id="c-applications.new.total"]`).Text())
			}
		})
	}
}

func TestFilingSaysWhatIsWrongWithIt(t *testing.T) {
	p := small(t).pages()
	_, doc := get(t, p, "/filing/yunhu/云湖市水务局/2022")
	sum := doc.Find(`[id="check-applications.balance.total"]`)
	if got := sum.Find(".mono").Text(); got != "本年新收政府信息公开申请数量 5 + 上年结转政府信息公开申请数量 0 = 5 ≠ 12 = 办理结果总计 12 + 结转下年度继续办理 0" {
		t.Errorf("both sides: %s", got)
	}
	if got := sum.Find(".tag").Text(); got != "原件所印如此" {
		t.Errorf("whose fault: %s", got)
	}
	for _, a := range sum.Find("a").Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") }) {
		if doc.Find(`[id="`+strings.TrimPrefix(a, "#")+`"]`).Length() != 1 {
			t.Errorf("%s leads nowhere", a)
		}
	}
	_, doc = get(t, p, "/filing/yunhu/云湖市水务局/2021")
	if got := doc.Find(".tag.late").Text(); got != "晚 10 天" {
		t.Errorf("lateness: %q", got)
	}
	_, doc = get(t, p, "/filing/yunhu/云湖市财政局/2024")
	if got := doc.Find(".notice").Text(); !strings.Contains(got, "格式 gongkai 还读不了") {
		t.Errorf("a file that was not read says %q", got)
	}
}

// Where only the list gives the date, the filing's page has it and the lateness
// as every list does, also of a file that was not read and as of a day.
func TestFilingHasTheDateOfTheList(t *testing.T) {
	w := newWorld(t)
	w.walk("yunhu", func() {
		r := annual("云湖市水务局", 2021, "", 5)
		w.visit("http://www.yunhu.example/a.html", archive.RoleArticle, archive.Link{Text: r.Title, Date: "2022-02-10"}, []report.Record{r})
		w.visit("http://www.yunhu.example/b.pdf", archive.RoleAttachment, archive.Link{Text: "云湖市水务局2022年政府信息公开工作年度报告", Date: "2023-02-02"}, "pdf")
		w.visit("http://www.yunhu.example/c.html", archive.RoleArticle, archive.Link{Date: "2024-02-02"}, []report.Record{annual("云湖市水务局", 2023, "2024-01-31", 5)})
	}, archive.Pass{})
	p := w.pages()
	for year, want := range map[string]string{
		"2021": "2022-02-10 晚 10 天 条例规定不晚于 2022-01-31",
		"2022": "2023-02-02 晚 2 天 条例规定不晚于 2023-01-31",
		"2023": "2024-01-31 条例规定不晚于 2024-01-31", // the document's own word comes first
	} {
		for _, at := range []string{"", "?at=2026-06-01"} {
			_, doc := get(t, p, "/filing/yunhu/云湖市水务局/"+year+at)
			got := doc.Find("dl.facts dt").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Text() == "发布" }).Next().Text()
			if got = strings.Join(strings.Fields(got), " "); got != want {
				t.Errorf("%s: %q, want %q", year+at, got, want)
			}
		}
	}
}

func TestFilingLeadsToTheYearsAroundIt(t *testing.T) {
	_, doc := get(t, small(t).pages(), "/filing/yunhu/云湖市水务局/2022")
	want := []string{"/filing/yunhu/云湖市水务局/2021", "/compare?from=yunhu/云湖市水务局/annual_report/2021&to=yunhu/云湖市水务局/annual_report/2022", "/filing/yunhu/云湖市水务局/2024"}
	got := doc.Find(".years a").Map(func(_ int, a *goquery.Selection) string {
		s, err := url.QueryUnescape(a.AttrOr("href", ""))
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSourcesThatDisagreeStandSideBySide(t *testing.T) {
	w := newWorld(t)
	w.walk("p", func() {
		for i, n := range []int64{5, 6, 5} {
			r := annual("云湖市水务局", 2024, "2025-01-20", n)
			w.visit("http://p.example/"+string(rune('a'+i)), archive.RoleArticle, archive.Link{}, []report.Record{r})
		}
	}, archive.Pass{})
	_, doc := get(t, w.pages(), "/filing/p/云湖市水务局/2024")
	if diff := cmp.Diff([]string{"本年新收政府信息公开申请数量 · 总计|5|6", "办理结果总计 · 总计|5|6"}, rows(doc.Find("#disagree").Parent())); diff != "" {
		t.Error(diff)
	}
	if n := doc.Find("#sources").Parent().Find("tbody tr").Length(); n != 3 {
		t.Errorf("%d sources, want 3", n)
	}
}

func TestOrganShowsEveryYear(t *testing.T) {
	_, doc := get(t, small(t).pages(), "/organ/yunhu/云湖市水务局")
	got := map[string]string{}
	for _, r := range rows(doc.Find("#reports").Parent()) {
		cells := strings.Split(r, "|")
		got[cells[0]] = cells[1]
	}
	want := map[string]string{"2025": "无异常", "2024": "无异常", "2023": "缺", "2022": "1 处对不上", "2021": "迟 10 天", "2020": "无异常"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	chart := doc.Find("#applications-0-d").Text()
	if chart != "2020 年 5；2021 年 5；2022 年 5；2023 年没有数：没有年报；2024 年 5；2025 年 6" {
		t.Errorf("the chart of new applications: %s", chart)
	}
	if got := doc.Find(".office dd").First().Text(); got != "云湖市水务局办公室" {
		t.Errorf("the guide's office: %q", got)
	}
	if feeds := doc.Find(`link[type="application/atom+xml"]`).AttrOr("href", ""); !strings.HasPrefix(feeds, "/feed/organ/yunhu/") {
		t.Errorf("feed %s", feeds)
	}
}

func TestOrganAsOfADay(t *testing.T) {
	p := small(t).pages()
	if w, _ := get(t, p, "/organ/yunhu/云湖市水务局?at=2020-01-01"); w.Code != http.StatusNotFound {
		t.Errorf("before it was seen: %d", w.Code)
	}
	_, doc := get(t, p, "/organ/yunhu/云湖市水务局?at=2026-02-20")
	if got := doc.Find("#applications-0-d").Text(); !strings.HasSuffix(got, "2025 年 5") {
		t.Errorf("the chart knows what came later: %s", got)
	}
	if href := doc.Find(`.facts a[href^="/api/"]`).AttrOr("href", ""); strings.Contains(href, "?") {
		t.Errorf("%s: the API knows an organ only as of now", href)
	}
}

// A list of a day past has what had been seen then; what it says of each comes
// from the newest reading, and a reader must not take that for the day's.
func TestWhatIsKnownTodayIsNotTakenForTheDays(t *testing.T) {
	w := small(t)
	id := w.pageOf("http://www.yunhu.example/finance/2025.html").ID
	for path, said := range map[string]string{
		"/":                         "是今天所知的",
		"/portals":                  "是今天所知的",
		"/portal/yunhu":             "是今天所知的",
		"/checks":                   "是今天所知的",
		"/search":                   "是今天所知的",
		"/organ/yunhu/云湖市水务局":       "是今天所知的",
		"/filing/yunhu/云湖市水务局/2025": "现状是今天所知的",
		"/page/" + string(id):       "是今天所知的",
		"/en/organ/yunhu/云湖市水务局":    "what is known today",
		"/en/filing/yunhu/云湖市水务局/2025": "what is known today",
		"/en/page/" + string(id):       "what is known today",
		"/en/portals":                  "what is known today",
	} {
		_, then := get(t, w.pages(), path+"?at=2026-02-20")
		if !strings.Contains(then.Find("main").Text(), said) {
			t.Errorf("%s as of a day: does not say what is of today", path)
		}
		if _, now := get(t, w.pages(), path); strings.Contains(now.Find("main").Text(), said) {
			t.Errorf("%s now: speaks of another day", path)
		}
	}
}

func TestHistoryTellsRunsApart(t *testing.T) {
	w := small(t)
	id := w.pageOf("http://www.yunhu.example/finance/2025.html").ID
	_, doc := get(t, w.pages(), "/page/"+string(id))
	got := rows(doc.Find("#spans").Parent())
	for i, r := range got {
		got[i] = strings.SplitN(r, "|", 3)[2]
	}
	if diff := cmp.Diff([]string{"没有这一页|—|1", "取到|第 1 版|1"}, got); diff != "" {
		t.Error(diff)
	}
	_, doc = get(t, w.pages(), "/page/"+string(id)+"?at=2026-02-20")
	if n := len(rows(doc.Find("#spans").Parent())); n != 1 {
		t.Errorf("%d runs by a day before it was gone, want 1", n)
	}
}

func TestTheTimelineBeginsWithTheOldestListedVersion(t *testing.T) {
	w := newWorld(t)
	w.walk("p", func() {
		for i := range 205 {
			w.visit("http://p.example/", archive.RoleArticle, archive.Link{}, fmt.Sprint(i))
		}
	}, archive.Pass{})
	_, doc := get(t, w.pages(), "/en/page/"+string(w.pageOf("http://p.example/").ID))
	section := doc.Find("#spans").Parent()
	runs := rows(section)
	if len(runs) != 200 || !strings.HasSuffix(runs[0], "No. 205|1") || !strings.HasSuffix(runs[199], "No. 6|1") {
		t.Errorf("%d runs, the last is %s: versions that are not listed are taken for one", len(runs), runs[len(runs)-1])
	}
	if !strings.Contains(section.Text(), "begins with version 6") {
		t.Error("does not say where the timeline begins")
	}
}

func TestHistoryPagesThroughCaptures(t *testing.T) {
	w := newWorld(t)
	w.walk("p", func() {
		for range 230 {
			w.visit("http://p.example/", archive.RoleArticle, archive.Link{}, []report.Record{annual("局", 2024, "2025-01-20", 5)})
		}
	}, archive.Pass{})
	p, next := w.pages(), "/page/"+string(w.pageOf("http://p.example/").ID)
	seen := map[string]bool{}
	var pages []int
	for next != "" && len(pages) < 9 {
		_, doc := get(t, p, next)
		list := rows(doc.Find("#captures").Parent())
		for _, r := range list {
			seen[r] = true
		}
		pages = append(pages, len(list))
		next = doc.Find("#captures").Parent().Find(".pager a").AttrOr("href", "")
	}
	if !slices.Equal(pages, []int{100, 100, 30}) || len(seen) != 230 {
		t.Errorf("pages of %v captures, %d different ones", pages, len(seen))
	}
}

func TestOriginalIsWhatWasReceived(t *testing.T) {
	w := small(t)
	id := w.pageOf("http://www.yunhu.example/finance/2024.pdf").ID
	p := w.pages()
	path := "/original/" + string(id) + "/1"
	rec, _ := get(t, p, path)
	if rec.Body.String() != "pdf 2024" {
		t.Errorf("%q", rec.Body)
	}
	for name, want := range map[string]string{
		"Content-Type":                 "application/octet-stream",
		"Content-Disposition":          `attachment; filename="2024.pdf"; filename*=UTF-8''2024.pdf`,
		"Content-Security-Policy":      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := rec.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	part := httptest.NewRequest(http.MethodGet, path, nil)
	part.Header.Set("Range", "bytes=4-")
	rec = httptest.NewRecorder()
	p.ServeHTTP(rec, part)
	if rec.Code != http.StatusPartialContent || rec.Body.String() != "2024" {
		t.Errorf("a part: %d %q", rec.Code, rec.Body)
	}
	for _, path := range []string{"/original/" + string(id) + "/2", "/original/" + string(id) + "/0", "/original/x/1", "/original/" + string(id) + "/1x", "/original/..%2f..%2fetc/1"} {
		if rec, _ := get(t, p, path); rec.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, rec.Code)
		}
	}
}

func TestDiffOfVersions(t *testing.T) {
	w := small(t)
	id := string(w.pageOf("http://www.yunhu.example/water/2025.html").ID)
	p := w.pages()
	_, doc := get(t, p, "/diff?from="+id+".1&to="+id+".2")
	want := []string{"本年新收政府信息公开申请数量 · 总计|5|6|+1", "办理结果总计 · 总计|5|6|+1"}
	if diff := cmp.Diff(want, rows(doc.Find("table.cells"))); diff != "" {
		t.Error(diff)
	}
	if doc.Find(".runs ins").Length() == 0 || doc.Find(".runs del").Length() == 0 {
		t.Error("the text has no marks of what changed")
	}
	pdf := string(w.pageOf("http://www.yunhu.example/finance/2024.pdf").ID)
	_, doc = get(t, p, "/diff?from="+id+".1&to="+pdf+".1")
	if got := doc.Find(".notice").Text(); !strings.Contains(got, pdf+".1") {
		t.Errorf("a version that was not read says %q", got)
	}
	for path, status := range map[string]int{
		"/diff": 400, "/diff?from=x&to=y": 400, "/diff?from=" + id + ".1&to=" + id: 400, "/diff?from=" + id + ".1&to=" + id + ".9": 404,
	} {
		if rec, _ := get(t, p, path); rec.Code != status {
			t.Errorf("%s: %d, want %d", path, rec.Code, status)
		}
	}
}

func TestCompareOfYears(t *testing.T) {
	w := newWorld(t)
	n := func(v int64) report.Cell {
		x := report.NewNumber(v)
		return report.Cell{Raw: x.String(), Value: &x, State: report.StateValue}
	}
	old, now := annual("云湖市水务局", 2020, "2021-01-20", 5), annual("云湖市水务局", 2021, "2022-01-20", 9)
	old.Forms = &report.Forms{Proactive: "2019", Applications: "2019"}
	old.Cells["proactive.licensing.decisions"], now.Cells["proactive.licensing.decisions"] = n(1), n(2)
	old.Cells["applications.otherwise.total"] = n(3)
	now.Cells["applications.carried_in.total"] = report.Cell{State: report.StateBlank}
	w.walk("p", func() {
		w.visit("http://p.example/a", archive.RoleArticle, archive.Link{}, []report.Record{old})
		w.visit("http://p.example/b", archive.RoleArticle, archive.Link{}, []report.Record{now})
	}, archive.Pass{})
	path := "/compare?from=p/云湖市水务局/annual_report/2020&to=p/云湖市水务局/annual_report/2021"
	_, doc := get(t, w.pages(), path)
	var got [][]string
	doc.Find("table.cells").Each(func(_ int, s *goquery.Selection) { got = append(got, rows(s)) })
	want := [][]string{
		{"本年新收政府信息公开申请数量 · 总计|5|9|+4", "上年结转政府信息公开申请数量 · 总计|0|空|—", "办理结果总计 · 总计|5|9|+4"},
		{"行政许可 · 处理决定数量|1|没有这一格|—", "其他处理 · 总计|3|没有这一格|—"},
		{"行政许可 · 处理决定数量|没有这一格|2|—"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for path, status := range map[string]int{
		"/compare": 400, "/compare?from=a&to=b": 400, strings.Replace(path, "2020", "1990", 1): 404,
	} {
		if rec, _ := get(t, w.pages(), path); rec.Code != status {
			t.Errorf("%s: %d, want %d", path, rec.Code, status)
		}
	}
}
