package api

import (
	"iter"

	"gongkai/archive/catalog"
)

// fill takes the page out of a listing of the archive, whose order is stable.
// position names an item within it.
func fill[T any](p *page, items iter.Seq2[T, error], position func(*T) string) error {
	found := p.after == ""
	last := ""
	for v, err := range items {
		if err != nil {
			return err
		}
		if !found {
			found = position(&v) == p.after
			continue
		}
		if p.full() {
			p.next = last
			break
		}
		if err := p.add(v); err != nil {
			return err
		}
		last = position(&v)
	}
	if !found {
		return badPage.says("那一条已不在列表里 · the item that it names is not in the list").of("page")
	}
	return nil
}

// knownPortal refuses a portal that neither the archive nor the configuration
// knows: it must not look like one without reports.
func (s *Server) knownPortal(c *call, snap *catalog.Snapshot) (string, error) {
	name := c.text("portal")
	if name == "" {
		return "", nil
	}
	known := snap.Portals()
	for _, p := range s.o.Portals() {
		known = append(known, p.ID)
	}
	for _, p := range known {
		if p == name {
			return name, nil
		}
	}
	return "", badParameter.says("没有这个门户；/api/v1/portals 列出全部 · no such portal; /api/v1/portals lists them").of("portal")
}
