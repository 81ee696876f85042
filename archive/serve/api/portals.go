package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

// portalJSON is one portal.
type portalJSON struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Region string `json:"region"`
	Home   string `json:"home"`
	// Configured: the configuration names it; else it is only in the archive.
	Configured bool           `json:"configured"`
	Enabled    bool           `json:"enabled"`
	Running    bool           `json:"running"`
	Next       *visitJSON     `json:"next"` // nil: never by itself
	Health     health         `json:"health"`
	Totals     catalog.Totals `json:"totals"`
	LastPass   *archive.Pass  `json:"last_pass,omitempty"` // only where one portal is asked for
}

type visitJSON struct {
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
}

func (s *Server) portals(ctx context.Context, _ *call) (*answer, error) {
	snap, err := s.o.Catalog.Current(ctx)
	if err != nil {
		return nil, err
	}
	all, err := s.allPortals(ctx)
	if err != nil {
		return nil, err
	}
	list := struct {
		Items []portalJSON `json:"items"`
	}{Items: []portalJSON{}}
	for _, p := range all {
		if err := s.complete(ctx, &p, snap); err != nil {
			return nil, err
		}
		p.LastPass = nil
		list.Items = append(list.Items, p)
	}
	return inJSON(list)
}

func (s *Server) portal(ctx context.Context, c *call) (*answer, error) {
	p, err := s.portalNamed(ctx, c.part("portal"))
	if err != nil {
		return nil, err
	}
	snap, err := s.o.Catalog.Current(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.complete(ctx, p, snap); err != nil {
		return nil, err
	}
	return inJSON(p)
}

func (s *Server) passes(ctx context.Context, c *call) (*answer, error) {
	p, err := c.newPage(maxLimit)
	if err != nil {
		return nil, err
	}
	portal, err := s.portalNamed(ctx, c.part("portal"))
	if err != nil {
		return nil, err
	}
	if err := fill(p, s.o.Archive.Passes(ctx, portal.ID), func(x *archive.Pass) string { return string(x.ID) }); err != nil {
		return nil, err
	}
	return p.answer()
}

// crawl starts a pass. Who may ask for it is checked before.
func (s *Server) crawl(ctx context.Context, c *call) (*answer, error) {
	name := c.part("portal")
	if s.o.Crawl == nil {
		return nil, noCrawls.says("它只读 · it only reads")
	}
	switch err := s.o.Crawl(ctx, name); {
	case errors.Is(err, ErrUnknownPortal):
		return nil, notFound.says("配置里没有这个门户 · no such portal in the configuration")
	case errors.Is(err, ErrRunning):
		return nil, running.says("这个门户正在爬 · a pass of this portal is running")
	case errors.Is(err, ErrNoContact):
		return nil, noContact.says("它的配置里没有 contact：先写明怎样联系 · the configuration has no contact: write first how to be reached")
	case err != nil:
		return nil, err
	}
	passes := base + "/portals/" + url.PathEscape(name) + "/passes"
	a, err := inJSON(map[string]string{"portal": name, "passes": passes})
	if err != nil {
		return nil, err
	}
	a.status, a.header = http.StatusAccepted, http.Header{"Location": {passes}}
	return a, nil
}

// allPortals lists the portals of configuration and archive by id.
func (s *Server) allPortals(ctx context.Context) ([]portalJSON, error) {
	var all []portalJSON
	for _, p := range s.o.Portals() {
		x := portalJSON{ID: p.ID, Name: p.Name, Region: p.Region, Home: p.Home, Configured: true, Enabled: p.Enabled, Running: p.Running}
		if !p.Next.At.IsZero() {
			x.Next = &visitJSON{At: p.Next.At.UTC(), Reason: p.Next.Reason}
		}
		all = append(all, x)
	}
	for id, err := range s.o.Archive.Portals(ctx) {
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(all, func(p portalJSON) bool { return p.ID == id }) {
			all = append(all, portalJSON{ID: id})
		}
	}
	slices.SortFunc(all, func(a, b portalJSON) int { return cmp.Compare(a.ID, b.ID) })
	return all, nil
}

func (s *Server) portalNamed(ctx context.Context, id string) (*portalJSON, error) {
	all, err := s.allPortals(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(p portalJSON) bool { return p.ID == id })
	if i < 0 {
		return nil, notFound.says("没有这个门户；/api/v1/portals 列出全部 · no such portal; /api/v1/portals lists them")
	}
	return &all[i], nil
}

// complete adds what the archive knows of a portal.
func (s *Server) complete(ctx context.Context, p *portalJSON, snap *catalog.Snapshot) error {
	p.Totals = snap.Totals(p.ID, s.o.Clock())
	for last, err := range s.o.Archive.Passes(ctx, p.ID) {
		if err != nil {
			return err
		}
		p.LastPass = &last
		break
	}
	p.Health = healthOf(p.LastPass, p.Running || !p.Configured)
	return nil
}
