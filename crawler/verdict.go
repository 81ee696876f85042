package crawler

import (
	"gongkai/archive"
	"gongkai/crawler/family"
)

// verdict fills in how the pass ended.
func (w *walk) verdict(p archive.Pass) archive.Pass {
	if w.stop != "" {
		for j := w.frontier.pop(); j != nil; j = w.frontier.pop() {
			w.note(&w.left, j.url.String())
		}
	} else if w.homeOK {
		if w.reports == 0 {
			w.note(&w.suspect, "no annual report found")
		}
		if w.guides == 0 {
			w.note(&w.suspect, "no guide found")
		}
	}
	p.State, p.Stop, p.StopReason, p.Left, p.Suspect = archive.PassDone, w.stopKind, w.stop, w.left, w.suspect
	if w.stop != "" || w.missed {
		p.State = archive.PassPartial
		if !w.homeOK {
			p.State = archive.PassFailed
		}
	}
	p.Family = w.familyName()
	return p
}

// familyName returns the family that the pages are most sure of.
func (w *walk) familyName() string {
	if w.portal.Family != "" {
		return w.portal.Family
	}
	best, sure := family.Generic{}.Name(), 0
	for _, f := range family.All() {
		if n := w.families[f.Name()]; n > sure {
			best, sure = f.Name(), n
		}
	}
	return best
}

func (w *walk) summary(p archive.Pass) Summary {
	return Summary{
		Pass: p, Resumed: w.resumed, Requests: w.requests, Pages: w.pages, FromArchive: w.fromArchive,
		NotDue: len(w.notDue), Reports: w.reports, Guides: w.guides, Suspect: w.suspect, Left: w.left,
	}
}

// note adds a line to a list that says when it is full.
func (w *walk) note(list *[]string, line string) {
	switch {
	case len(*list) < maxNoted:
		*list = append(*list, line)
	case len(*list) == maxNoted:
		*list = append(*list, "… and more")
	}
}

// event tells of a page.
func (w *walk) event(u string, role archive.Role, a *answer) {
	w.c.o.Log.Debug("page", "portal", w.portal.ID, "url", u, "role", string(role), "outcome", string(a.outcome), "detail", a.detail)
	e := Event{
		Portal: w.portal.ID, URL: u, Role: role, Outcome: a.outcome, FromArchive: a.fromArchive,
		Requests: w.requests, Queued: w.frontier.len(), Reports: w.reports, Guides: w.guides,
	}
	for _, tell := range []func(Event){w.c.o.Progress, w.progress} {
		if tell != nil {
			tell(e)
		}
	}
}
