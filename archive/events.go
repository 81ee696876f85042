package archive

import (
	"slices"
)

// tellArrival tells of a page whose documents were not known under it: moved
// where the same content was elsewhere and is gone there, nothing where it
// stands elsewhere still, else new.
func (n *interpreter) tellArrival(p *Page, v *Version, docs []found, moves map[int]Source) error {
	var fresh []found
	for i, d := range docs {
		if _, moved := moves[i]; !moved && !d.silent {
			fresh = append(fresh, d)
		}
	}
	var told []PageID
	for i := range docs {
		old, moved := moves[i]
		if !moved || slices.Contains(told, old.Page) {
			continue
		}
		told = append(told, old.Page)
		var with []found
		for j := range docs {
			if m, ok := moves[j]; ok && m.Page == old.Page {
				with = append(with, docs[j])
			}
		}
		c := Change{Kind: ChangeMoved, Page: old.Page, URL: old.URL, Version: old.Version, MovedTo: p.URL, Filings: heldOf(with)}
		if err := n.emit(c, p, titleOf(p, with)); err != nil {
			return err
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	return n.emit(Change{Kind: ChangeNew, Version: v.Number, Filings: heldOf(fresh)}, p, titleOf(p, fresh))
}

// takeOver marks sources of the same content as gone whose pages only lead to
// this one: they were told to have moved before this page was met.
func (s *filingSet) takeOver(p *Page, docs []found) {
	for _, d := range docs {
		if !d.silent || d.source.Gone {
			continue
		}
		sources := s.filings[d.Filing].Sources
		for i := range sources {
			src := &sources[i]
			if src.Gone || src.LeadsTo == "" || src.Page == p.ID || src.Cited != d.source.Cited {
				continue
			}
			if id, _, err := PageIDOf("GET", src.LeadsTo, nil); err == nil && id == p.ID {
				src.Gone = true
			}
		}
	}
}

// cameBack follows a page that is there again with the bytes it had.
func (n *interpreter) cameBack(p *Page, version int, to string) error {
	filings, err := n.filingsOf(p.Holds, nil)
	if err != nil {
		return err
	}
	if filings.standsAt(to) != "" {
		return nil // it only leads to where its documents are known to be
	}
	flipped := 0
	for _, id := range filings.order {
		for i := range filings.filings[id].Sources {
			src := &filings.filings[id].Sources[i]
			if src.Page != p.ID || src.Version != p.HoldsOf {
				continue
			}
			src.LeadsTo = to
			if src.Gone {
				src.Gone = false
				flipped++
			}
		}
	}
	if flipped == 0 {
		return nil
	}
	if err := n.keepFilings(filings); err != nil {
		return err
	}
	return n.tell(Change{Kind: ChangeReturned, Version: version, Filings: p.Holds}, p)
}

// ledElsewhere follows a page that leads to another one since this capture and
// gives the bytes that it gave itself.
func (n *interpreter) ledElsewhere(p *Page, version int, to string) error {
	if len(p.Holds) == 0 {
		return nil
	}
	filings, err := n.filingsOf(p.Holds, nil)
	if err != nil {
		return err
	}
	if filings.standsAt(to) != "" {
		if _, flipped := filings.leave(p); flipped == 0 {
			return nil
		}
	}
	for _, f := range filings.filings {
		for i := range f.Sources {
			if f.Sources[i].Page == p.ID {
				f.Sources[i].LeadsTo = to
			}
		}
	}
	if err := n.keepFilings(filings); err != nil {
		return err
	}
	return n.tell(Change{Kind: ChangeMoved, Version: version, MovedTo: to, Filings: p.Holds}, p)
}

// tell emits a change of a page that made no new version.
func (n *interpreter) tell(c Change, p *Page) error {
	before, err := n.before(p)
	if err != nil {
		return err
	}
	return n.emit(c, p, titleOf(p, before.docs))
}

// standsAt returns the address of the page that to names where it is a source
// of these filings that is there; else "".
func (s *filingSet) standsAt(to string) string {
	if to == "" {
		return ""
	}
	page, _, err := PageIDOf("GET", to, nil)
	if err != nil {
		return ""
	}
	for _, id := range s.order {
		for _, src := range s.filings[id].Sources {
			if src.Page == page && !src.Gone {
				return src.URL
			}
		}
	}
	return ""
}
