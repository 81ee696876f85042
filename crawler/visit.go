package crawler

import (
	"context"
	"fmt"

	"github.com/PuerkitoBio/goquery"

	"gongkai/archive"
	"gongkai/crawler/family"
)

// roomEvery is after how many pages a walk asks again whether there is room.
const roomEvery = 32

// visit asks for one page, records how it ended and follows what it holds.
func (w *walk) visit(ctx context.Context, j *job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if j.list != nil && j.list.ended && j.asked.URL != nil {
		return nil
	}
	if j.depth > w.portal.MaxDepth {
		w.note(&w.left, j.url.String())
		w.note(&w.suspect, fmt.Sprintf("deeper than %d links, not asked for: %s", w.portal.MaxDepth, j.url))
		return nil
	}
	if j.list != nil && j.asked.URL != nil {
		j.list.waiting--
	}
	page, err := w.known(ctx, j.id)
	if err != nil {
		return err
	}
	if j.aim == aimHome {
		w.sawHome(page)
	}
	q, answered, err := w.captured(ctx, j, page)
	if err != nil {
		return err
	}
	if !answered {
		if w.fromBefore(ctx, j, page, &q) {
			answered = true
			w.notDue[j.id] = true
		} else if !w.due(j, page) {
			w.notDue[j.id] = true
			w.count(j, roleFor(j))
			return nil
		}
	}
	if !answered {
		if w.asked >= w.portal.MaxPages {
			w.halt(archive.StopLimit, fmt.Sprintf("limit of %d pages reached", w.portal.MaxPages))
			w.note(&w.left, j.url.String())
			return nil
		}
		if w.asked%roomEvery == roomEvery-1 {
			if err := w.c.room(ctx); err != nil {
				w.halt(archive.StopRoom, err.Error())
				w.note(&w.left, j.url.String())
				return nil
			}
		}
		w.asked++
		if q, err = w.conditional(ctx, j, page); err != nil {
			return err
		}
	}
	a, doc, err := w.fetch(ctx, j, q, page)
	if err != nil {
		return err
	}
	w.react(j, &a)
	if !success(a.outcome) || w.stop != "" {
		return nil
	}
	fresh := a.outcome == archive.OK
	if fresh && page.Versions > 0 && j.role.Wanted() {
		v, err := w.c.o.Archive.Version(ctx, page.ID, page.Versions)
		if err != nil {
			return err
		}
		fresh = v.Payload != archive.DigestOf(a.payload)
	}
	w.follow(j, &a, doc, fresh)
	return nil
}

// due reports whether the page is asked for in this pass.
func (w *walk) due(j *job, p archive.Page) bool {
	if j.last || j.changed || !j.aim.wanted() {
		return true
	}
	return w.recheck.due(p, j.link, j.newest || w.isNewest(j))
}

// wanted reports whether pages of this aim hold documents; the re-check of all
// others is every pass.
func (a aim) wanted() bool { return a == aimReport || a == aimGuideText || a == aimFile }

// count counts a wanted page that is there.
func (w *walk) count(j *job, r archive.Role) {
	switch {
	case r == archive.RoleArticle, r == archive.RoleAttachment && j.aim == aimReport:
		w.reports++
	case r == archive.RoleGuide, r == archive.RoleAttachment && j.aim == aimGuideText:
		w.guides++
	}
}

// pageOf is the page as the families see it.
func pageOf(j *job, a *answer, doc *goquery.Document) family.Page {
	if a.read.URL == nil {
		a.read = family.Page{URL: a.final, Text: a.text, Doc: doc, Number: max(1, j.asked.Number), Asked: j.asked}.Keep()
	}
	return a.read
}
