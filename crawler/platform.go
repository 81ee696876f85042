package crawler

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gongkai/crawler/family"
)

// home follows the home page: the best link to the platform, and columns that
// the home page links itself. Everything else that sounds like disclosure is
// put aside for the case that nothing comes of it.
func (v *view) home() {
	var candidates []*job
	for _, l := range v.listing.Links {
		words := speaksOfDisclosure(l.Title) || strings.Contains(l.Heading, "公开") && family.IsMore(l.Title) ||
			strings.Contains(l.Title, "地图") || isDirectory(v.words.plainText(l.Title))
		if l.Kind == family.Jump || l.Kind != family.Frame && !words || !v.may(l) {
			continue
		}
		if l.Kind == family.Frame {
			if len(v.listing.Links) < 10 { // the page is a frameset
				v.push(v.next(l, aimHome, l.Title))
			}
			continue
		}
		m := v.words.read(l, aimHome)
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
		v.walk.home[l.Address()] = true
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
		// Furniture without the word is no column; most links end here.
		if l.Kind == family.Jump || v.furniture(l) && !speaksOfDisclosure(l.Title) || !v.may(l) {
			continue
		}
		if l.Kind == family.Frame {
			j := v.next(l, v.job.aim, l.Title)
			j.score = scorePart
			v.push(j)
			continue
		}
		m := v.words.read(l, aimPlatform)
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
	switch c := column(v.words.plainText(l.Heading)); {
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

// pushOrgans follows organs. One name alone is a list of organs only on the
// platform itself, whose portal may have a single office below it; anywhere else
// it is a word among others.
func (v *view) pushOrgans(organs []*job) {
	if len(organs) < 2 && v.job.aim != aimPlatform {
		return
	}
	for _, j := range organs {
		v.push(j)
	}
}
