package archive

import (
	"slices"
)

// maxSources is how many places of one filing are kept; beyond it the least
// preferred are left out, with a line in the log.
const maxSources = 200

// filingSet is the filings that one version touches.
type filingSet struct {
	page    PageID
	filings map[string]*Filing
	order   []string // ids, as first met
}

// filingsOf loads the filings that a page held and those that it holds now;
// one that is new is made.
func (n *interpreter) filingsOf(was []Held, docs []found) (*filingSet, error) {
	s := &filingSet{filings: map[string]*Filing{}}
	load := func(id string) (*Filing, error) {
		if f := s.filings[id]; f != nil {
			return f, nil
		}
		f := &Filing{}
		if _, err := n.a.codec.get(n.tx, inFilings, []byte(id), f); err != nil {
			return nil, err
		}
		s.filings[id] = f
		s.order = append(s.order, id)
		return f, nil
	}
	for _, h := range was {
		if _, err := load(h.Filing); err != nil {
			return nil, err
		}
	}
	for i := range docs {
		d := &docs[i]
		f, err := load(d.Filing)
		if err != nil {
			return nil, err
		}
		if f.ID == "" {
			*f = Filing{ID: d.Filing, Organ: d.Organ, Kind: d.Kind, Year: d.Year, FirstSeen: d.source.FirstSeen}
		}
	}
	return s, nil
}

// arrivals compares the documents of a page with what other pages hold. A
// document whose content stands elsewhere is marked silent; for one whose
// content stood elsewhere and is gone there, that source is returned by its
// place in docs. elsewhere is the page that this one leads to, "" for none: a
// document that stands there is not here.
func (s *filingSet) arrivals(p *Page, docs []found, elsewhere string) map[int]Source {
	moves := map[int]Source{}
	for i := range docs {
		d := &docs[i]
		for _, src := range s.filings[d.Filing].Sources {
			if src.Page == p.ID || src.Cited != d.source.Cited || src.Cited.IsZero() {
				continue
			}
			if !src.Gone {
				d.silent = true
				d.source.Gone = d.source.Gone || src.URL == elsewhere
			} else if old, ok := moves[i]; !ok || src.FirstSeen.After(old.FirstSeen) {
				moves[i] = src
			}
		}
		if d.silent {
			delete(moves, i)
		}
	}
	return moves
}

// place makes the documents of the page's newest version its sources. A filing
// that the page held and does not hold any more keeps the last version that did.
func (s *filingSet) place(p *Page, docs []found) {
	s.page = p.ID
	for _, id := range s.order {
		f := s.filings[id]
		f.Portal = p.Portal
		var now []Source
		for _, d := range docs {
			if d.Filing == id {
				now = append(now, d.source)
			}
		}
		if len(now) == 0 {
			for i := range f.Sources {
				if f.Sources[i].Page == p.ID {
					f.Sources[i].Gone = true
				}
			}
			continue
		}
		for i := range now {
			for _, old := range f.Sources {
				if old.Page == p.ID && old.FirstSeen.Before(now[i].FirstSeen) {
					now[i].FirstSeen = old.FirstSeen
				}
			}
		}
		f.Sources = slices.DeleteFunc(f.Sources, func(o Source) bool { return o.Page == p.ID })
		f.Sources = append(f.Sources, now...)
	}
}

// retract takes away what an earlier reading of a version said: sources of it
// that the new reading does not give.
func (s *filingSet) retract(p PageID, version int, docs []found) {
	for _, id := range s.order {
		given := slices.ContainsFunc(docs, func(d found) bool { return d.Filing == id })
		f := s.filings[id]
		f.Sources = slices.DeleteFunc(f.Sources, func(o Source) bool {
			return !given && o.Page == p && o.Version == version
		})
	}
}

// replace puts what a new reading of an old version says in the place of what
// the one before said.
func (s *filingSet) replace(p PageID, version int, docs []found) {
	for _, id := range s.order {
		f := s.filings[id]
		was := len(f.Sources)
		f.Sources = slices.DeleteFunc(f.Sources, func(o Source) bool { return o.Page == p && o.Version == version })
		if len(f.Sources) == was {
			continue // that version was no source of it
		}
		for _, d := range docs {
			if d.Filing == id {
				d.source.Gone = true
				f.Sources = append(f.Sources, d.source)
			}
		}
	}
}

// keepFilings brings what a filing says of its sources up to date and stores it.
func (n *interpreter) keepFilings(s *filingSet) error {
	for _, id := range s.order {
		f := s.filings[id]
		if f.ID == "" {
			continue
		}
		n.a.written.note(f.Organ)
		if len(f.Sources) == 0 { // it was a misreading
			if err := n.tx.Delete(inFilings, []byte(id)); err != nil {
				return err
			}
			continue
		}
		if err := n.refresh(f); err != nil {
			return err
		}
		if err := n.a.codec.put(n.tx, inFilings, []byte(id), f); err != nil {
			return err
		}
	}
	return nil
}

// refresh sorts the sources and takes over what the preferred one says.
func (n *interpreter) refresh(f *Filing) error {
	slices.SortFunc(f.Sources, preferred)
	if len(f.Sources) > maxSources {
		n.a.o.Log.Warn("archive: filing has too many sources", "filing", f.ID, "left_out", len(f.Sources)-maxSources)
		f.Sources = f.Sources[:maxSources]
	}
	var o Organ
	if ok, err := n.a.codec.get(n.tx, inOrgans, []byte(f.Organ), &o); err != nil {
		return err
	} else if ok {
		f.OrganName = o.Name
	}
	f.Published, f.Failing = "", 0
	if len(f.Sources) > 0 {
		f.Published, f.Failing = f.Sources[0].Published, f.Sources[0].Failing
	}
	for _, src := range f.Sources {
		if src.FirstSeen.Before(f.FirstSeen) {
			f.FirstSeen = src.FirstSeen
		}
	}
	disagree, err := n.disagree(f)
	f.Disagree = disagree
	return err
}
