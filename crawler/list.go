package crawler

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"gongkai/archive"
	"gongkai/crawler/family"
)

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
		if in == aimAnnual {
			newest = max(newest, v.words.yearOf(l))
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
		key := l.Address()
		if v.walk.home[key] && !speaksOfDisclosure(l.Title) {
			continue // a menu, not the list
		}
		m := v.words.read(l, in)
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
		year := 0
		if newest > 0 {
			year = v.words.yearOf(l)
		}
		v.pushMeantIn(l, m, v.job.old || year > 0 && year < newest)
	}
	v.pushOrgans(organs)
	v.turn(list, fresh)
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

// columnName is the name of the column that the page is or belongs to.
func (v *view) columnName() string {
	if v.job.list != nil {
		return v.job.list.name
	}
	if v.job.aim == aimHome || v.doc == nil {
		return ""
	}
	if !v.named {
		v.named, v.name = true, cmp.Or(metaValue(v.doc, "ColumnName"), v.job.link.Text, strings.TrimSpace(v.doc.Find("title").First().Text()))
	}
	return v.name
}
