package catalog

import (
	"slices"
	"strings"
)

// Snapshot is an archive's lists as they stood at one moment. It never changes.
type Snapshot struct {
	change  uint64
	noted   uint64 // the archive's note up to which it is complete
	organs  []*Organ
	portals []span
}

// span is the organs of one portal: organs[from:to].
type span struct {
	portal   string
	from, to int
}

// newSnapshot takes organs that are sorted.
func newSnapshot(change, noted uint64, organs []*Organ) *Snapshot {
	s := &Snapshot{change: change, noted: noted, organs: organs}
	for i, o := range organs {
		if n := len(s.portals); n > 0 && s.portals[n-1].portal == o.Portal {
			s.portals[n-1].to = i + 1
			continue
		}
		s.portals = append(s.portals, span{o.Portal, i, i + 1})
	}
	return s
}

// Change returns a number of the change log: what the changes up to it say is in
// the snapshot. Something of later ones may be.
func (s *Snapshot) Change() uint64 { return s.change }

// Portals lists the portals that have an organ, in the order of their organs.
func (s *Snapshot) Portals() []string {
	out := make([]string, len(s.portals))
	for i, p := range s.portals {
		out[i] = p.portal
	}
	return out
}

// Organs lists the organs of a portal, of all portals for "", in the order of
// their filings' ids. The list is the caller's; the organs are everybody's and
// not to be written to.
func (s *Snapshot) Organs(portal string) []*Organ { return slices.Clone(s.of(portal)) }

// of is Organs without a copy.
func (s *Snapshot) of(portal string) []*Organ {
	if portal == "" {
		return s.organs
	}
	for _, p := range s.portals {
		if p.portal == portal {
			return s.organs[p.from:p.to]
		}
	}
	return nil
}

// Organ returns the organ of an id ("zhangdian/张店区服务业发展中心"), nil if there is none.
func (s *Snapshot) Organ(id string) *Organ {
	if i, ok := find(s.organs, id); ok {
		return s.organs[i]
	}
	return nil
}

// Entry returns the entry of a filing's id ("zhangdian/张店区服务业发展中心/annual_report/2023"),
// nil if there is none.
func (s *Snapshot) Entry(filing string) *Entry {
	o := s.Organ(organOf(filing))
	if o == nil {
		return nil
	}
	for i := range o.entries {
		if o.entries[i].ID == filing {
			return &o.entries[i]
		}
	}
	return nil
}

// Years returns the first and the last year that a report of the portal is
// about, of any portal for "". 0, 0 where there is none.
func (s *Snapshot) Years(portal string) (first, last int) {
	for _, o := range s.of(portal) {
		if a, b := o.Years(); a > 0 && (first == 0 || a < first) {
			first, last = a, max(last, b)
		} else {
			last = max(last, b)
		}
	}
	return first, last
}

// organOf returns the part of a filing's id that is the organ's: up to the
// second slash.
func organOf(filing string) string {
	portal := strings.IndexByte(filing, '/')
	if portal < 0 {
		return ""
	}
	if n := strings.IndexByte(filing[portal+1:], '/'); n >= 0 {
		return filing[:portal+1+n]
	}
	return filing
}

// find returns the place of an organ among sorted ones.
func find(organs []*Organ, id string) (int, bool) {
	return slices.BinarySearchFunc(organs, id, func(o *Organ, id string) int { return compareIDs(o.ID, id) })
}

// compareIDs sorts ids of organs as those of their filings sort: as if each
// ended with a slash. ("p/a" is before "p/a(b)", "p/a(b)/guide" before "p/a/guide".)
func compareIDs(a, b string) int {
	n := min(len(a), len(b))
	if c := strings.Compare(a[:n], b[:n]); c != 0 || len(a) == len(b) {
		return c
	}
	if len(a) < len(b) {
		return strings.Compare("/", b[n:])
	}
	return strings.Compare(a[n:], "/")
}
