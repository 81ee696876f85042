package archive_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/archive"
)

// model is what a page must come to, told the naive way. Pages of the model
// hold reports of different organs, so that none is another's second address.
type model struct {
	bodies  []string // one a version
	live    bool
	holds   bool
	content string // what that version says
	changes []string
}

// says returns what a body says: all but the frame; "" for no document.
func says(body string) string {
	for _, frame := range []string{"# 1\n", "# 2\n"} {
		if len(body) > len(frame) && body[:len(frame)] == frame {
			return body[len(frame):]
		}
	}
	return body
}

func (m *model) see(outcome, body string) {
	change := func(kind archive.ChangeKind) { m.changes = append(m.changes, string(kind)) }
	switch outcome {
	case "404", "410":
		if m.live && m.holds {
			change(archive.ChangeGone)
		}
		m.live = false
	case "304":
		if len(m.bodies) == 0 {
			return
		}
		if !m.live && m.holds {
			change(archive.ChangeReturned)
		}
		m.live = true
	case "200":
		returned := len(m.bodies) > 0 && !m.live
		m.live = true
		same := len(m.bodies) > 0 && m.bodies[len(m.bodies)-1] == body
		if returned && m.holds {
			change(archive.ChangeReturned)
		}
		if same {
			return
		}
		m.bodies = append(m.bodies, body)
		had, document := m.holds, says(body) != "welcome"
		switch {
		case !had && document:
			change(archive.ChangeNew)
		case had && m.content == says(body):
			if !returned { // that it is there again says enough
				change(archive.ChangeChrome)
			}
		case had:
			change(archive.ChangeContent)
		}
		m.holds, m.content = document, says(body)
	}
}

func TestArchiveAgreesWithTheModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		w := newWorld(t)
		w.ctx = ctx
		w.begin()
		pages := []*model{{}, {}, {}}
		steps := rapid.IntRange(1, 25).Draw(rt, "steps")
		for range steps {
			n := rapid.IntRange(0, len(pages)-1).Draw(rt, "page")
			url := fmt.Sprintf("%sp%d", site, n)
			outcome := rapid.SampledFrom([]string{"200", "200", "200", "304", "403", "404", "410"}).Draw(rt, "outcome")
			body := outcome
			if outcome == "200" {
				body = rapid.SampledFrom([]string{"", "# 1\n", "# 2\n"}).Draw(rt, "frame")
				if number := rapid.IntRange(0, 3).Draw(rt, "number"); number > 0 {
					body += fmt.Sprintf("report 青石区第%d局 2023 applications.new.total=%d", n, number)
				} else {
					body += "welcome"
				}
			}
			pages[n].see(outcome, body)
			w.record(w.fetch(url, body))
			switch rapid.IntRange(0, 5).Draw(rt, "then") {
			case 0:
				w.flush()
			case 1: // another process goes on
				if err := w.a.Close(); err != nil {
					rt.Fatal(err)
				}
				w.store = w.store.Reopen()
				w.open()
				w.begin()
			}
		}
		w.flush()
		got := map[string][]string{}
		for _, c := range collect(t, w.a.Changes(ctx, 0)) {
			got[c.URL] = append(got[c.URL], string(c.Kind))
		}
		for n, m := range pages {
			url := fmt.Sprintf("%sp%d", site, n)
			if diff := cmp.Diff(m.changes, got[url]); diff != "" {
				rt.Errorf("changes of %s: %s", url, diff)
			}
			p, err := w.a.PageByURL(ctx, url)
			if err != nil {
				continue // never fetched
			}
			want := archive.PageNever
			if m.live {
				want = archive.PageLive
			} else if len(m.bodies) > 0 {
				want = archive.PageGone
			}
			if p.State != want {
				rt.Errorf("%s is %s, want %s", url, p.State, want)
			}
			var bodies []string
			for _, v := range collect(t, w.a.Versions(ctx, p.ID)) {
				b, err := w.a.Payload(ctx, v)
				if err != nil {
					rt.Fatal(err)
				}
				bodies = append(bodies, string(b))
			}
			if diff := cmp.Diff(m.bodies, bodies); diff != "" {
				rt.Errorf("versions of %s: %s", url, diff)
			}
		}
		w.sound()
		if err := w.a.Close(); err != nil {
			rt.Fatal(err)
		}
	})
}
