package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"gongkai/crawler"
)

// crawlDue walks those of the portals that are due, and says of the others when
// and why they are.
func (a *app) crawlDue(ctx context.Context, c *Config, portals []crawler.Portal, draw bool) error {
	list, err := c.scheduled()
	if err != nil {
		return err
	}
	for i, p := range list { // one that is named is meant, enabled or not
		list[i].Enabled = slices.ContainsFunc(portals, func(q crawler.Portal) bool { return q.ID == p.Portal.ID })
	}
	return a.within(ctx, c, found, func(h *house) error {
		desk, err := h.crawler(c)
		if err != nil {
			return err
		}
		now := time.Now()
		status, err := crawler.Plan(ctx, h.arc, list, desk.Running(), now)
		if err != nil {
			return err
		}
		var due []crawler.Scheduled
		for i, s := range status {
			switch {
			case !s.Enabled:
				continue
			case s.Next.Due(now) && s.Since.IsZero():
				due = append(due, list[i])
			default:
				if err := a.tellNotDue(s); err != nil {
					return err
				}
			}
		}
		if len(due) == 0 {
			return nil
		}
		// With many portals the turn of one comes hours later: serve may have
		// walked it, or its quiet hours begun. Told at the end, below the bars.
		var mu sync.Mutex // several turns come at once
		var late []crawler.PortalStatus
		err = a.crawlIn(ctx, h, c, due, func(p crawler.Scheduled) bool {
			i := slices.IndexFunc(list, func(q crawler.Scheduled) bool { return q.Portal.ID == p.Portal.ID })
			now := time.Now()
			status, err := crawler.Plan(ctx, h.arc, list, desk.Running(), now)
			if err != nil { // the walk will say what is wrong with the archive
				return true
			}
			if status[i].Next.Due(now) || !status[i].Since.IsZero() {
				return true
			}
			mu.Lock()
			defer mu.Unlock()
			late = append(late, status[i])
			return false
		}, draw)
		for _, s := range late {
			if told := a.tellNotDue(s); told != nil {
				return errors.Join(err, told)
			}
		}
		return err
	})
}

// tellNotDue says when a portal is due that is not, and why then.
func (a *app) tellNotDue(s crawler.PortalStatus) error {
	if a.json {
		return a.printJSON(s)
	}
	at := "—"
	if !s.Next.At.IsZero() {
		at = when(s.Next.At)
	}
	_, err := fmt.Fprintf(a.out, "%s  还不该走 not due: %s  %s\n", s.Portal, at, s.Next.Reason)
	return err
}
