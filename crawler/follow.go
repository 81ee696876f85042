package crawler

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"gongkai/archive"
	"gongkai/crawler/family"
)

// follow puts what a page leads to into the frontier. fresh says that the page
// is new or another than before.
func (w *walk) follow(j *job, a *answer, doc *goquery.Document, fresh bool) {
	if j.role == archive.RoleAttachment || len(a.text) == 0 {
		return
	}
	page := pageOf(j, a, doc)
	var l family.Listing
	if j.role.Wanted() && (j.aim == aimReport || j.aim == aimGuideText) {
		// Only its files matter, not how a list goes on.
		l.Links = family.Links(page)
		if !w.familyClear() {
			w.recognise(page)
			w.texts++
		}
	} else {
		l = w.recognise(page).Links(page)
	}
	v := &view{walk: w, job: j, answer: a, doc: doc, listing: l, fresh: fresh}
	if v.jumps() {
		return
	}
	switch {
	case j.aim == aimHome:
		v.home()
	case j.aim == aimPlatform, j.aim == aimDirectory:
		v.platform()
	case j.aim == aimAnnual, j.aim == aimGuide, !j.role.Wanted():
		v.column()
	}
	if j.role.Wanted() {
		v.files()
		for _, next := range family.PagesOf(page) {
			v.part(next)
		}
	}
}

// view is a page whose links are followed.
type view struct {
	*walk
	job     *job
	answer  *answer
	doc     *goquery.Document
	listing family.Listing
	fresh   bool
	name    string // of its column, once named
	named   bool
}

// may reports whether a link can be followed at all.
func (v *view) may(l family.Link) bool {
	return v.recorder.scope.holds(l.URL) && left(l.URL, v.portal.Seeds) == ""
}

// furniture reports whether a link stands on the home page too: the menus and
// footers of all pages do. On the home page itself nothing is.
func (v *view) furniture(l family.Link) bool { return v.walk.home[l.Address()] }

// next makes the job of a link.
func (v *view) next(l family.Link, a aim, text string) *job {
	j := &job{
		method: http.MethodGet, url: l.URL, aim: a, referer: v.answer.final.String(),
		organ: v.job.organ, depth: v.job.depth + 1,
		link: archive.Link{Via: v.job.url.String(), Text: text, Date: l.Date, Organ: v.job.organ},
	}
	j.role = roleFor(j)
	return j
}

// jumps follows where a page sends its reader, for the same aim and as the same
// link; it reports whether the page is nothing but that.
func (v *view) jumps() bool {
	found := false
	for _, l := range v.listing.Links {
		if l.Kind != family.Jump || !v.may(l) {
			continue
		}
		j := v.next(l, v.job.aim, v.job.link.Text)
		j.link, j.organ, j.year, j.key = v.job.link, v.job.organ, v.job.year, v.job.key
		j.link.Via, j.old = v.job.url.String(), v.job.old
		j.score = max(scorePart, v.job.score)
		j.changed = v.fresh && v.job.aim.wanted()
		v.push(j)
		found = true
	}
	return found && v.job.holds.runes < 200 && len(v.listing.Links) < 5
}

// pushMeant pushes a link that means something, outside a list.
func (v *view) pushMeant(l family.Link, m meaning) { v.pushMeantIn(l, m, false) }

func (v *view) pushMeantIn(l family.Link, m meaning, old bool) {
	if m.aim == aimNone || m.aim == aimPlatform || m.aim == aimDirectory {
		return
	}
	if l.Region == family.Footer && (m.aim == aimAnnual || m.aim == aimGuide) && v.job.aim != aimHome {
		return
	}
	text := l.Title
	if family.IsMore(text) || len(m.text) > len(v.words.plainText(text)) {
		text = m.text
	}
	j := v.next(l, m.aim, text)
	j.link.Column = v.columnName()
	j.year, j.old = m.year, old && !j.aim.wanted()
	if j.aim == aimReport {
		if j.year == 0 && len(l.Date) >= 4 {
			if y, err := strconv.Atoi(l.Date[:4]); err == nil {
				j.year = y - 1 // a report speaks of the year before it was published
			}
		}
		j.key = cmp.Or(plainText(m.agency), j.organ, j.link.Column)
		v.newest[j.key] = max(v.newest[j.key], j.year)
	}
	v.push(j)
}

// isNewest reports whether a report is of its organ's newest year, or of a year
// that is not known.
func (w *walk) isNewest(j *job) bool {
	return j.aim == aimReport && (j.year == 0 || j.key == "" || j.year >= w.newest[j.key])
}

// files pushes the files of a wanted page.
func (v *view) files() {
	of := v.job.link.Text
	if of == "" && v.doc != nil {
		of = cmp.Or(metaValue(v.doc, "ArticleTitle"), strings.TrimSpace(v.doc.Find("title").First().Text()))
	}
	for _, l := range v.listing.Links {
		if l.Region == family.Footer || v.furniture(l) || !isFile(l) || !v.may(l) || l.Address() == v.answer.final.String() {
			continue
		}
		if v.words.read(l, aimNone).lookAlike {
			continue
		}
		j := v.next(l, aimFile, cmp.Or(l.Title, l.File))
		j.link.Of, j.link.Column = of, v.job.link.Column
		j.year, j.key = v.job.year, v.job.key
		j.changed, j.newest = v.fresh, v.isNewest(v.job) || v.job.role == archive.RoleGuide
		v.push(j)
	}
}

// part pushes a further page of an article's own text.
func (v *view) part(next family.Request) {
	l := family.Link{URL: next.URL, Date: v.job.link.Date}
	if !v.may(l) {
		return
	}
	j := v.next(l, v.job.aim, v.job.link.Text)
	j.link.Of, j.link.Column = v.job.link.Text, v.job.link.Column
	j.year, j.key, j.score, j.changed = v.job.year, v.job.key, scorePart, v.fresh
	v.push(j)
}
