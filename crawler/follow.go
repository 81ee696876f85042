package crawler

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"gongkai/archive"
	"gongkai/crawler/family"
	"gongkai/extract/report"
)

// follow puts what a page leads to into the frontier. fresh says that the page
// is new or another than before.
func (w *walk) follow(j *job, a *answer, doc *goquery.Document, fresh bool) {
	if j.role == archive.RoleAttachment || len(a.text) == 0 {
		return
	}
	page := pageOf(j, a, doc)
	f, sure := family.Recognise(page)
	w.families[f.Name()] += sure
	if named, ok := family.ByName(w.portal.Family); ok {
		f = named
	}
	l := f.Links(page)
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
}

// may reports whether a link can be followed at all.
func (v *view) may(l family.Link) bool {
	return v.recorder.scope.holds(l.URL) && left(l.URL, v.portal.Seeds) == ""
}

// furniture reports whether a link stands on the home page too: the menus and
// footers of all pages do. On the home page itself nothing is.
func (v *view) furniture(l family.Link) bool { return v.walk.home[l.URL.String()] }

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

// home follows the home page: the best link to the platform, and columns that
// the home page links itself. Everything else that sounds like disclosure is
// put aside for the case that nothing comes of it.
func (v *view) home() {
	var candidates []*job
	for _, l := range v.listing.Links {
		if l.Kind == family.Jump || !v.may(l) {
			continue
		}
		if l.Kind == family.Frame {
			if len(v.listing.Links) < 10 { // the page is a frameset
				v.push(v.next(l, aimHome, l.Title))
			}
			continue
		}
		m := read(l, aimHome)
		switch m.aim {
		case aimAnnual, aimGuide, aimReport, aimGuideText:
			v.pushMeant(l, m)
			continue
		}
		j := v.next(l, aimPlatform, m.text)
		switch s := platformScore(m.text); {
		case m.lookAlike:
			continue
		case s > 0:
			j.score = scorePlatform + s + bonus(l)
			candidates = append(candidates, j)
		case isDirectory(m.text):
			j.aim, j.score = aimDirectory, 20+bonus(l)
			v.reserve = append(v.reserve, j)
		case m.text == "网站地图" || m.text == "站点地图":
			j.aim, j.score = aimDirectory, 1
			v.reserve = append(v.reserve, j)
		}
	}
	for _, l := range v.listing.Links {
		v.walk.home[l.URL.String()] = true
	}
	v.best(candidates)
}

// best pushes the most promising candidate and puts the others aside.
func (v *view) best(candidates []*job) {
	slices.SortStableFunc(candidates, func(a, b *job) int { return cmp.Compare(b.score, a.score) })
	for i, j := range candidates {
		if i == 0 {
			v.push(j)
			continue
		}
		j.score -= scorePlatform
		v.reserve = append(v.reserve, j)
	}
}

var pathHints = regexp.MustCompile(`(?i)zfxxgk|xxgk|zwgk|gongkai|gknb|openness|public`)

// bonus breaks ties: by the place of a link, and least of all by its path.
func bonus(l family.Link) int {
	n := 0
	switch l.Region {
	case family.Menu:
		n += 2
	case family.Footer:
		n -= 5
	}
	if pathHints.MatchString(l.URL.Path) {
		n++
	}
	return n
}

// platform follows a disclosure platform, of the portal or of one organ: its
// columns, and on the portal's the organs.
func (v *view) platform() {
	columns := 0
	var organs, candidates []*job
	for _, l := range v.listing.Links {
		if l.Kind == family.Jump || !v.may(l) {
			continue
		}
		if l.Kind == family.Frame {
			j := v.next(l, v.job.aim, l.Title)
			j.score = scorePart
			v.push(j)
			continue
		}
		m := read(l, aimPlatform)
		switch m.aim {
		case aimAnnual, aimGuide, aimReport, aimGuideText:
			if m.aim == aimAnnual || m.aim == aimGuide {
				columns++
			}
			v.pushMeant(l, m)
		case aimPlatform:
			if j := v.organ(l, m); j != nil {
				organs = append(organs, j)
			}
		case aimDirectory:
			if !v.furniture(l) && v.job.organ == "" && v.job.aim == aimPlatform {
				j := v.next(l, aimDirectory, m.text)
				v.push(j)
			}
		default:
			if s := platformScore(m.text); s > 0 && !m.lookAlike && !v.furniture(l) {
				j := v.next(l, aimPlatform, m.text)
				j.score = scorePlatform + s + bonus(l)
				candidates = append(candidates, j)
			}
		}
	}
	if columns == 0 && len(organs) == 0 {
		v.best(candidates)
	}
	v.pushOrgans(organs)
}

// organ makes the job of a link that is an organ's name; nil where it leads to
// no part of this platform: menus and footers of all pages name organs too.
func (v *view) organ(l family.Link, m meaning) *job {
	if v.job.organ != "" || v.furniture(l) || l.Region == family.Footer || l.URL.Path == "/" {
		return nil
	}
	a := aimPlatform
	switch c := column(plainText(l.Heading)); {
	case v.job.aim == aimAnnual || v.job.aim == aimGuide:
		a = v.job.aim
	case c != aimNone:
		a = c
	}
	j := v.next(l, a, m.text)
	j.organ, j.link.Organ, j.score = m.text, m.text, scoreOrgan
	if a != aimPlatform {
		j.score = scoreOrgan + 50
	}
	return j
}

// pushOrgans follows organs where there are several: one name alone is no list
// of organs.
func (v *view) pushOrgans(organs []*job) {
	if len(organs) < 2 {
		return
	}
	for _, j := range organs {
		v.push(j)
	}
}

// column follows a column of reports or guides, a page of its list or an answer
// of its data endpoint.
func (v *view) column() {
	in := v.job.aim
	if in == aimReport {
		in = aimAnnual
	} else if in == aimGuideText {
		in = aimGuide
	}
	list := v.job.list
	if list == nil {
		list = &listing{name: v.columnName(), url: v.job.url.String(), entries: map[string]bool{}, seen: map[string]bool{}}
	}
	list.declared = max(list.declared, v.listing.Declared)
	var organs []*job
	fresh, newest := 0, 0
	for _, l := range v.listing.Links {
		if y := yearOf(l); in == aimAnnual {
			newest = max(newest, y)
		}
	}
	for _, l := range v.listing.Links {
		if l.Kind == family.Jump {
			continue
		}
		if l.Kind == family.Frame {
			if v.may(l) {
				j := v.next(l, in, v.job.link.Text)
				j.list, j.score, j.role = list, scorePart, archive.RoleList
				v.push(j)
			}
			continue
		}
		key := l.URL.String()
		if v.walk.home[key] && !strings.Contains(l.Title, "公开") {
			continue // a menu, not the list
		}
		m := read(l, in)
		if !isPager(m.text) && !list.seen[key] && !v.furniture(l) {
			fresh++
		}
		list.seen[key] = true
		if l.Date != "" || m.lookAlike || m.aim == aimReport || m.aim == aimGuideText || v.doc == nil {
			if !v.furniture(l) {
				list.entries[key] = true
			}
		}
		if !v.may(l) {
			continue
		}
		if m.aim == in && isOrgan(m.text) {
			if j := v.organ(l, m); j != nil {
				organs = append(organs, j)
			}
			continue
		}
		if (m.aim == aimAnnual || m.aim == aimGuide) && v.furniture(l) && m.aim != in {
			continue
		}
		v.pushMeantIn(l, m, v.job.old || in == aimAnnual && yearOf(l) > 0 && yearOf(l) < newest)
	}
	v.pushOrgans(organs)
	v.turn(list, fresh)
}

// yearOf returns the year that is all a link says, 0 for any other link: the
// name of a column that holds one year.
func yearOf(l family.Link) int {
	text := plainText(l.Title)
	if !yearOnly.MatchString(text) {
		return 0
	}
	return report.ReadTitle(text).Year
}

// turn goes on to the next pages of a list, or ends it. A page without a new
// address ends a list whatever its pager says: servers repeat the last page, or
// another one, for ever.
func (v *view) turn(list *listing, fresh int) {
	if v.job.asked.URL != nil && fresh == 0 {
		list.ended = true
	}
	pushed := false
	if !list.ended {
		for _, next := range v.listing.Next {
			pushed = v.more(list, next) || pushed
		}
	}
	if (list.ended || !pushed && list.waiting == 0) && list.declared > len(list.entries) && len(list.entries) > 0 {
		v.shaky = true
		v.note(&v.suspect, fmt.Sprintf("list %q declares %d entries, %d were found: %s", list.name, list.declared, len(list.entries), list.url))
	}
}

// more pushes the next page of a list.
func (v *view) more(list *listing, next family.Request) bool {
	l := family.Link{URL: next.URL}
	if !v.may(l) {
		return false
	}
	j := v.next(l, v.job.aim, v.job.link.Text)
	j.method, j.body, j.asked, j.list = next.Method, next.Body, next, list
	j.depth = v.job.depth // a long list is no deep one
	j.old = v.job.old
	j.link.Column = v.columnName()
	j.score, j.role = scorePart, archive.RoleList
	if next.Referer != "" {
		j.referer = next.Referer
	}
	if !v.push(j) {
		return false
	}
	if list != nil {
		list.waiting++
	}
	return true
}

var pagerWords = regexp.MustCompile(`^(?:\d{1,4}|首页|上一?页|下一?页|后一?页|前一?页|尾页|末页|next|prev|previous|first|last|GO|跳转|确定)$`)

func isPager(text string) bool { return pagerWords.MatchString(text) }

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
	if family.IsMore(text) || len(m.text) > len(plainText(text)) {
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

// columnName is the name of the column that the page is or belongs to.
func (v *view) columnName() string {
	if v.job.list != nil {
		return v.job.list.name
	}
	if v.job.aim == aimHome || v.doc == nil {
		return ""
	}
	return cmp.Or(metaValue(v.doc, "ColumnName"), v.job.link.Text, strings.TrimSpace(v.doc.Find("title").First().Text()))
}

// files pushes the files of a wanted page.
func (v *view) files() {
	of := v.job.link.Text
	if of == "" && v.doc != nil {
		of = cmp.Or(metaValue(v.doc, "ArticleTitle"), strings.TrimSpace(v.doc.Find("title").First().Text()))
	}
	for _, l := range v.listing.Links {
		if !isFile(l) || !v.may(l) || v.furniture(l) || l.Region == family.Footer || l.URL.String() == v.answer.final.String() {
			continue
		}
		if read(l, aimNone).lookAlike {
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
