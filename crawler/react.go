package crawler

import (
	"fmt"
	"net/url"
	"strings"

	"gongkai/archive"
)

// react draws the conclusions of an ending that is no success: a wall, a home
// page that does not answer or a host that has stopped answering end the walk.
func (w *walk) react(j *job, a *answer) {
	if success(a.outcome) {
		w.silent, w.refused = 0, 0
		if j.aim == aimHome {
			w.homeOK = true
			w.knowHome(a)
		}
		return
	}
	if w.stop != "" {
		return
	}
	says := fmt.Sprintf("%s (%s) at %s", a.outcome, a.detail, j.url)
	if j.list != nil && j.asked.URL != nil {
		j.list.ended = true
		if !j.asked.Probe || a.outcome != archive.NotFound {
			w.shaky = true
		}
		w.note(&w.suspect, fmt.Sprintf("list %q ends at page %d: %s", j.list.name, j.asked.Number, says))
	} else if j.aim.wanted() && !absent(a.outcome) {
		// A report that is linked and could not be had is not a report that is
		// not there.
		w.missed = true
		w.note(&w.suspect, "report, guide or file not read: "+says)
		w.note(&w.left, j.url.String())
	} else if !j.aim.wanted() && j.aim != aimHome {
		w.shaky = true
		w.note(&w.suspect, "column or list not read: "+says)
	}
	switch {
	case a.outcome == archive.Challenged:
		w.halt(archive.StopRefused, "challenge page: "+says+"; open it in a browser, or ask the operator of the portal")
	case j.aim == aimHome:
		w.halt(stopOfHome(a), "home page not read: "+says)
	case a.outcome == archive.Blocked:
		if w.refused++; w.refused >= maxRefused {
			w.halt(archive.StopRefused, fmt.Sprintf("%d refusals in a row, the last: %s", w.refused, says))
		}
	case transient(a.outcome) || a.outcome == archive.Unreachable:
		if w.silent++; w.silent >= maxInARow {
			w.halt(archive.StopSilent, fmt.Sprintf("%d addresses in a row gave no answer, the last: %s", w.silent, says))
		}
	}
}

// halt ends the walk before its end.
func (w *walk) halt(kind archive.Stop, why string) { w.stopKind, w.stop = kind, why }

// stopOfHome tells a home page that is refused from one that could not be had.
// Where robots.txt gave no answer (robots.go) the portal gives none, unless it
// asked for a pause there.
func stopOfHome(a *answer) archive.Stop {
	switch a.outcome {
	case archive.Blocked:
		return archive.StopRefused
	case archive.Robots:
		if !strings.HasPrefix(a.detail, robotsSilent) || strings.HasPrefix(a.detail, robotsSilent+" ("+string(archive.Blocked)) {
			return archive.StopRefused
		}
	}
	return archive.StopSilent
}

// absent reports whether the answer is that the page is not there, or that it
// may not be asked for: nothing is left to do.
func absent(o archive.Outcome) bool {
	switch o {
	case archive.NotFound, archive.Gone, archive.Soft404, archive.Robots:
		return true
	}
	return false
}

// knowHome remembers the home page: portals send it, or lead there, in place of
// pages that are gone.
func (w *walk) knowHome(a *answer) {
	digest, size, final := archive.DigestOf(a.page), len(a.page), *a.final
	before := w.recorder.homeSeen
	w.recorder.homeSeen = func(u *url.URL, payload []byte) bool {
		return before != nil && before(u, payload) || u.Host == final.Host && u.RequestURI() == final.RequestURI() || len(payload) == size && archive.DigestOf(payload) == digest
	}
}
