package page_test

import (
	"strings"
	"testing"

	"gongkai/archive"
	"gongkai/extract/report"
)

// A document of many megabytes is printed in part, and the page says so: what it
// costs must not be for a publisher to say.
func TestWhatIsTooLongForAPageIsCutAloud(t *testing.T) {
	const most = 3 << 19
	line := strings.Repeat("很长的一行", 100)
	lines := strings.Repeat(line+"\n", 1500) // 2 MB
	for name, grow := range map[string]func(*report.Record){
		"words":    func(r *report.Record) { r.Sections[0].Text = lines },
		"one line": func(r *report.Record) { r.Sections[0].Text = strings.ReplaceAll(lines, "\n", "") },
		"headings": func(r *report.Record) {
			for range 30_000 {
				r.Sections = append(r.Sections, report.Section{Number: 1, Heading: "一"})
			}
		},
		"table": func(r *report.Record) {
			r.Tables = []report.FreeTable{{Section: 1, Rows: make([][]string, 300)}}
			for i := range r.Tables[0].Rows {
				r.Tables[0].Rows[i] = make([]string, 100)
			}
			r.Tables[0].Rows[0][0] = lines
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.walk("p", func() {
				for received := range int64(2) {
					r := annual("局", 2024, "2025-01-20", 7+received)
					grow(&r)
					r.Sections = append(r.Sections, report.Section{Number: 3, Heading: "三、", Text: "第三节的话"})
					w.visit("http://p.example/", archive.RoleArticle, archive.Link{}, []report.Record{r})
				}
			}, archive.Pass{})
			id := string(w.pageOf("http://p.example/").ID)
			for path, said := range map[string]string{
				"/en/filing/p/局/2024":                        "This document is too long for a page",
				"/en/diff?from=" + id + ".1&to=" + id + ".2": "Differences not listed: 1",
			} {
				rec, doc := get(t, w.pages(), path)
				if n := rec.Body.Len(); n > most {
					t.Errorf("%s: %d bytes, want at most %d", path, n, most)
				}
				if !strings.Contains(doc.Find(".notice").Text(), said) {
					t.Errorf("%s: does not say that it is cut", path)
				}
			}
			_, doc := get(t, w.pages(), "/filing/p/局/2024")
			if got := doc.Find(`[id="c-applications.new.total"]`).Text(); got != "8" {
				t.Errorf("the statutory table has %q, want 8", got)
			}
		})
	}
	w := small(t)
	id := string(w.pageOf("http://www.yunhu.example/water/2025.html").ID)
	for _, path := range []string{"/en/filing/yunhu/云湖市水务局/2025", "/en/diff?from=" + id + ".1&to=" + id + ".2"} {
		if _, doc := get(t, w.pages(), path); strings.Contains(doc.Find(".notice").Text(), "too ") {
			t.Errorf("%s is cut", path)
		}
	}
}
