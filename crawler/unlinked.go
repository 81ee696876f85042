package crawler

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"gongkai/archive"
)

// explore returns the most promising address that was put aside, while no
// report or no guide was found, nil if there is none or enough were tried.
func (w *walk) explore() *job {
	if w.reports > 0 && w.guides > 0 || w.explored >= maxExplored || len(w.reserve) == 0 {
		return nil
	}
	slices.SortStableFunc(w.reserve, func(a, b *job) int { return cmp.Compare(b.score, a.score) })
	for len(w.reserve) > 0 {
		j := w.reserve[0]
		w.reserve = w.reserve[1:]
		if w.push(j) {
			w.explored++
			return w.frontier.pop()
		}
	}
	return nil
}

// unlinked asks for the known pages that nothing led to in this pass: only so
// can it be told that they are gone, or moved. Files of articles that were not
// due follow the rotation.
func (w *walk) unlinked(ctx context.Context) error {
	var jobs []*job
	for p, err := range w.c.o.Archive.Pages(ctx, w.portal.ID) {
		if err != nil {
			return err
		}
		if !p.Role.Wanted() || p.Versions == 0 || p.Method != http.MethodGet || w.frontier.seen[p.ID] {
			continue
		}
		via, _, err := archive.PageIDOf(http.MethodGet, p.Link.Via, nil)
		waits := err == nil && p.Role == archive.RoleAttachment && w.notDue[via]
		if (waits || w.shaky || p.State == archive.PageGone) && !w.recheck.turn(p, w.portal.RecheckDays) {
			if waits {
				w.notDue[p.ID] = true
			}
			continue
		}
		u, err := url.Parse(p.URL)
		if err != nil {
			continue
		}
		j := &job{method: p.Method, url: u, role: p.Role, link: p.Link, organ: p.Link.Organ, referer: p.Link.Via, score: scoreUnlinked, last: true}
		switch p.Role {
		case archive.RoleAttachment:
			j.aim = aimFile
		case archive.RoleGuide:
			j.aim = aimGuideText
		default:
			j.aim = aimReport
		}
		jobs = append(jobs, j)
	}
	for _, j := range jobs {
		w.push(j)
	}
	for w.stop == "" {
		j := w.frontier.pop()
		if j == nil {
			return nil
		}
		if err := w.visit(ctx, j); err != nil {
			return err
		}
	}
	return nil
}
