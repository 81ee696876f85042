package archive

import (
	"slices"
)

// wentAway follows a page that is not there any more: moved where all that it
// held stands elsewhere with the same content, else gone.
func (n *interpreter) wentAway(p *Page, version int) error {
	filings, err := n.filingsOf(p.Holds, nil)
	if err != nil {
		return err
	}
	to, flipped := filings.leave(p)
	if flipped == 0 {
		return nil // it held nothing, or was told to have moved before
	}
	if err := n.keepFilings(filings); err != nil {
		return err
	}
	c := Change{Kind: ChangeGone, Version: version, Filings: p.Holds}
	if to != "" {
		c.Kind, c.MovedTo = ChangeMoved, to
	}
	return n.tell(c, p)
}

// leave marks the sources of the page as gone. It returns how many were not so
// before, and where the same content stands, if it does for all of them.
func (s *filingSet) leave(p *Page) (to string, flipped int) {
	lost := false
	for _, id := range s.order {
		f := s.filings[id]
		for i := range f.Sources {
			src := &f.Sources[i]
			if src.Page != p.ID || src.Gone {
				continue
			}
			src.Gone = true
			flipped++
			at := slices.IndexFunc(f.Sources, func(o Source) bool {
				return o.Page != p.ID && !o.Gone && o.Cited == src.Cited && !o.Cited.IsZero()
			})
			switch {
			case at < 0:
				lost = true
			case to == "":
				to = f.Sources[at].URL
			}
		}
	}
	if lost {
		to = ""
	}
	return to, flipped
}
