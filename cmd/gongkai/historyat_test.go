package main

import (
	"bytes"
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/boltstore"
)

// As of a day nothing is told that came later: not that the page went away, nor
// that it was seen again.
func TestHistoryAsOfADayKnowsNothingOfLaterDays(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 3, n, 9, 0, 0, 0, time.UTC) }
	store, err := boltstore.Open(t.Context(), filepath.Join(t.TempDir(), "archive"), boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	now := day(1)
	arc, err := archive.New(t.Context(), store, archive.Options{Clock: func() time.Time { return now }, Reader: reader{}})
	if err != nil {
		t.Fatal(err)
	}
	defer arc.Close()
	const report = "<html><head><meta charset=utf-8><title>云湖市水务局2023年政府信息公开工作年度报告</title></head><body><h1>云湖市水务局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p></body></html>"
	for _, x := range []struct {
		day    int
		status int
	}{{1, 200}, {2, 200}, {9, 404}} {
		now = day(x.day)
		p, _, err := arc.BeginPass(t.Context(), "one")
		if err != nil {
			t.Fatal(err)
		}
		f := archive.Fetch{Portal: "one", Pass: p.ID, URL: "http://one.example/a.html", Role: archive.RoleArticle, Outcome: archive.OK, Payload: []byte(report), Time: now}
		if x.status == 404 {
			f.Outcome, f.Payload = archive.NotFound, nil
		}
		f.Hops = []archive.FetchHop{{Hop: archive.Hop{Method: "GET", URL: f.URL, Status: x.status, Header: http.Header{"Content-Type": {"text/html"}}}, Wire: f.Payload}}
		p.State = archive.PassDone
		if err := errors.Join(arc.Record(t.Context(), f), arc.Flush(t.Context())); err != nil {
			t.Fatal(err)
		}
		if _, err := arc.EndPass(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	page, err := arc.PageByURL(t.Context(), "http://one.example/a.html")
	if err != nil {
		t.Fatal(err)
	}
	v, err := arc.Version(t.Context(), page.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := seenUntil(t.Context(), arc, &v, day(1).Add(time.Hour)); err != nil || !v.LastSeen.Equal(day(1)) || v.LastCapture != v.FirstCapture {
		t.Errorf("seen until %v in capture %d, first in %d, %v", v.LastSeen, v.LastCapture, v.FirstCapture, err)
	}
	for _, tt := range []struct {
		name      string
		at        time.Time
		has, hasn []string
	}{
		{"between two visits", day(1).Add(time.Hour), []string{"2026-03-01 17:00:00  2026-03-01 17:00:00", "2023 年报", "在 live"}, []string{"2026-03-02", "gone", "03-09"}},
		{"before it went away", day(5), []string{"2026-03-01 17:00:00  2026-03-02 17:00:00", "在 live"}, []string{"gone", "03-09"}},
		{"now", time.Time{}, []string{"已撤 gone", "2026-03-09 17:00:00"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			a := &app{out: &out}
			if err := a.pageHistory(t.Context(), arc, &page, tt.at); err != nil {
				t.Fatal(err)
			}
			for _, s := range tt.has {
				if !strings.Contains(out.String(), s) {
					t.Errorf("%q is not told in\n%s", s, &out)
				}
			}
			for _, s := range tt.hasn {
				if strings.Contains(out.String(), s) {
					t.Errorf("%q is told in\n%s", s, &out)
				}
			}
		})
	}
}
