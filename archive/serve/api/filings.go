package api

import (
	"context"
	"errors"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/extract/report"
)

// query reads the filters that filings and cells share.
func (s *Server) query(ctx context.Context, c *call, snap *catalog.Snapshot) (q catalog.Query, err error) {
	if q.Portal, err = s.knownPortal(c, snap); err != nil {
		return q, err
	}
	if q.Organ, err = s.organNamed(ctx, c, snap); err != nil {
		return q, err
	}
	if q.Kind, err = c.kind(); err != nil {
		return q, err
	}
	if q.Year, err = c.year(); err != nil {
		return q, err
	}
	if q.Mark, err = c.mark(); err != nil {
		return q, err
	}
	if q.SeenBy, err = c.at(); err != nil {
		return q, err
	}
	q.Text = c.text("q")
	return q, nil
}

// organNamed reads the organ filter: an id, or any spelling of a name.
func (s *Server) organNamed(ctx context.Context, c *call, snap *catalog.Snapshot) (string, error) {
	name := c.text("organ")
	if name == "" || snap.Organ(name) != nil {
		return name, nil
	}
	t, err := s.o.Archive.Resolve(ctx, name)
	var several *archive.AmbiguousError
	var bad *archive.ReferenceError
	switch {
	case errors.As(err, &several):
		return "", ambiguous.says("organ 可能是其中之一 · organ may be any of %d", len(several.Candidates)).of("organ", several.Candidates...)
	case err == nil && t.Kind == archive.TargetOrgan:
		return t.Organ.ID, nil
	case err == nil, errors.Is(err, archive.ErrNotFound), errors.As(err, &bad):
		return "", badParameter.says("没有这个机关；用 /api/v1/organs?q= 找 · no such organ; find it with /api/v1/organs?q=").of("organ")
	}
	return "", err
}

func (s *Server) filings(ctx context.Context, c *call) (*answer, error) {
	p, err := c.newPage(maxLimit)
	if err != nil {
		return nil, err
	}
	snap, err := s.o.Catalog.Current(ctx)
	if err != nil {
		return nil, err
	}
	q, err := s.query(ctx, c, snap)
	if err != nil {
		return nil, err
	}
	return listEntries(p, snap, q)
}

// listEntries writes a page of what the query chooses. The catalog gives at most
// as many entries as a page has, so whether more follow is told by asking for
// one behind the last.
func listEntries(p *page, snap *catalog.Snapshot, q catalog.Query) (*answer, error) {
	q.After, q.Limit = p.after, p.limit
	found, total := snap.Search(q)
	last := ""
	for _, e := range found {
		if p.full() {
			break
		}
		if err := p.add(newEntryJSON(e)); err != nil {
			return nil, err
		}
		last = e.ID
	}
	p.total = &total
	if p.full() {
		q.After, q.Limit = last, 1
		if more, _ := snap.Search(q); len(more) > 0 {
			p.next = last
		}
	}
	return p.answer()
}

func (s *Server) report(ctx context.Context, c *call) (*answer, error) {
	id, ok := filingID(c.organID(), c.part("year"))
	if !ok {
		return nil, notFound.says("最后一段要四位年度或 guide · the last part is a year of four digits, or guide")
	}
	return s.filing(ctx, c, id)
}

func (s *Server) guide(ctx context.Context, c *call) (*answer, error) {
	return s.filing(ctx, c, c.organID()+"/"+string(report.Guide))
}
