package crawler

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gongkai/archive"
)

func TestWhatIsDue(t *testing.T) {
	now := time.Date(2026, 6, 10, 2, 0, 0, 0, time.UTC)
	link := archive.Link{Text: "青石区水利局2021年政府信息公开工作年度报告", Date: "2022-01-20"}
	old := archive.Page{ID: "0011223344556677", Role: archive.RoleArticle, Captures: 3, Versions: 1, LastOutcome: archive.OK, LastChecked: now.Add(-time.Hour), Link: link}
	with := func(f func(p *archive.Page)) archive.Page {
		p := old
		f(&p)
		return p
	}
	other := link
	other.Text += "（更正）"
	for _, c := range []struct {
		name   string
		page   archive.Page
		link   archive.Link
		newest bool
		due    bool
	}{
		{"older report just seen waits", old, link, false, false},
		{"never seen", archive.Page{}, link, false, true},
		{"newest year", old, link, true, true},
		{"link says something else", old, other, false, true},
		{"last answer was no success", with(func(p *archive.Page) { p.LastOutcome = archive.Blocked }), link, false, true},
		{"guide", with(func(p *archive.Page) { p.Role = archive.RoleGuide }), link, false, true},
		{"list", with(func(p *archive.Page) { p.Role = archive.RoleList }), link, false, true},
		{"a period has passed", with(func(p *archive.Page) { p.LastChecked = now.Add(-30 * day) }), link, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := recheck{now: now, days: 30, interval: time.Minute}
			if got := r.due(c.page, c.link, c.newest); got != c.due {
				t.Errorf("due: %v", got)
			}
		})
	}
}

// Passes at any regular interval ask for every page within the period, and
// spread what they ask for.
func TestRotationKeepsItsPeriod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(1, 90).Draw(t, "days")
		interval := time.Duration(rapid.IntRange(1, days*24).Draw(t, "interval in hours")) * time.Hour
		id := archive.PageID(fmt.Sprintf("%016x", rapid.Uint64().Draw(t, "page")))
		start := time.Unix(rapid.Int64Range(1.7e9, 1.9e9).Draw(t, "start"), 0)
		p := archive.Page{ID: id, Role: archive.RoleArticle, Captures: 1, LastOutcome: archive.OK, LastChecked: start}
		checks := 0
		for now := start.Add(interval); now.Sub(start) < 10*time.Duration(days)*day; now = now.Add(interval) {
			r := recheck{now: now, days: days, interval: interval}
			if r.due(p, archive.Link{}, false) {
				p.LastChecked = now
				checks++
			} else if now.Sub(p.LastChecked) > time.Duration(days)*day {
				t.Fatalf("not asked for in %v", now.Sub(p.LastChecked))
			}
		}
		if most := 22; interval <= time.Duration(days)*day/4 && checks > most {
			t.Fatalf("asked for %d times in ten periods", checks)
		}
	})
}
