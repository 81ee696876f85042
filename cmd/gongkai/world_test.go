package main

import (
	"fmt"

	"gongkai/crawler/portalsim"
)

// newestReport returns the newest report of a portal that is an article of its
// own (no attachment, one document on its page).
func newestReport(w *portalsim.World, portal string) portalsim.Report {
	best, ok := newestArticle(w, portal)
	if !ok {
		panic("portal " + portal + " has no article of its own")
	}
	return best
}

// ledgerFilings names every filing that is published, as exports name them.
func ledgerFilings(w *portalsim.World) []string {
	var out []string
	l := w.Ledger()
	for _, r := range l.Reports {
		out = append(out, fmt.Sprintf("%s/%s/annual_report/%d", r.Portal, r.Organ, r.Year))
	}
	for _, g := range l.Guides {
		out = append(out, fmt.Sprintf("%s/%s/guide/0", g.Portal, g.Organ))
	}
	return out
}
