package api

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/extract/report"
)

// organJSON is a line of the list of organs.
type organJSON struct {
	archive.Organ
	Guide     bool `json:"guide"`
	Reports   int  `json:"reports"`
	FirstYear int  `json:"first_year,omitempty"` // that a report is about
	LastYear  int  `json:"last_year,omitempty"`
}

func newOrganJSON(o *catalog.Organ) organJSON {
	first, last := o.Years()
	return organJSON{Organ: o.Organ, Guide: o.Guide != nil, Reports: len(o.Reports), FirstYear: first, LastYear: last}
}

func (s *Server) organs(ctx context.Context, c *call) (*answer, error) {
	p, err := c.newPage(maxLimit)
	if err != nil {
		return nil, err
	}
	at, err := c.at()
	if err != nil {
		return nil, err
	}
	snap, err := s.o.Catalog.Current(ctx)
	if err != nil {
		return nil, err
	}
	portal, err := s.knownPortal(c, snap)
	if err != nil {
		return nil, err
	}
	q := archive.NormalName(c.text("q"))
	if q == "" && c.text("q") != "" {
		return nil, badParameter.says("q 里没有字 · no letter in it").of("q")
	}
	organs := snap.Organs(portal)
	slices.SortFunc(organs, func(a, b *catalog.Organ) int { return cmp.Compare(a.ID, b.ID) })
	last := ""
	for _, o := range organs {
		if o.ID <= p.after || !at.IsZero() && o.FirstSeen.After(at) || !called(o, q) {
			continue
		}
		if p.full() {
			p.next = last
			break
		}
		if err := p.add(newOrganJSON(o)); err != nil {
			return nil, err
		}
		last = o.ID
	}
	return p.answer()
}

// called reports whether a normal form is a piece of any of the organ's names.
func called(o *catalog.Organ, q string) bool {
	if q == "" || strings.Contains(archive.NormalName(o.Name), q) {
		return true
	}
	return slices.ContainsFunc(o.Names, func(n string) bool { return strings.Contains(archive.NormalName(n), q) })
}

// yearJSON is one year of an organ, as the heat map shows it.
type yearJSON struct {
	Year   int          `json:"year"`
	Mark   catalog.Mark `json:"mark"`
	Due    string       `json:"due,omitempty"`
	Filing *entryJSON   `json:"filing,omitempty"`
}

// organDetail is the answer for one organ.
type organDetail struct {
	organJSON
	GuideFiling *entryJSON `json:"guide_filing,omitempty"`
	Years       []yearJSON `json:"years"`
}

func (s *Server) organ(ctx context.Context, c *call) (*answer, error) {
	snap, err := s.o.Catalog.Current(ctx)
	if err != nil {
		return nil, err
	}
	o := snap.Organ(c.organID())
	if o == nil {
		return nil, noOrgan()
	}
	d := organDetail{organJSON: newOrganJSON(o), Years: years(o, s.o.Clock())}
	if o.Guide != nil {
		e := newEntryJSON(o.Guide)
		d.GuideFiling = &e
	}
	return inJSON(d)
}

// years lists an organ's years from its first report to the last that today is
// of some interest: the year before in China, or a later one with a report.
func years(o *catalog.Organ, today time.Time) []yearJSON {
	out := []yearJSON{}
	first, last := o.Years()
	if first == 0 {
		return out
	}
	before := today.In(archive.China()).Year() - 1
	for y := first; y <= max(last, before); y++ {
		x := yearJSON{Year: y, Mark: o.Mark(y, today), Due: catalog.DueDate(o.Name, y)}
		if e := o.Report(y); e != nil {
			f := newEntryJSON(e)
			x.Filing = &f
		}
		out = append(out, x)
	}
	return out
}

// organChecks lists what fits and what does not between an organ's reports.
func (s *Server) organChecks(ctx context.Context, c *call) (*answer, error) {
	p, err := c.newPage(maxLimit)
	if err != nil {
		return nil, err
	}
	year, err := c.year()
	if err != nil {
		return nil, err
	}
	verdict, err := c.oneOf("verdict", string(report.Holds), string(report.Fails), string(report.HoldsIfBlankIsZero), string(report.Undecidable))
	if err != nil {
		return nil, err
	}
	hints, err := c.oneOf("hints", "yes", "no")
	if err != nil {
		return nil, err
	}
	snap, err := s.o.Catalog.Current(ctx)
	if err != nil {
		return nil, err
	}
	o := snap.Organ(c.organID())
	if o == nil {
		return nil, noOrgan()
	}
	list, err := s.o.Archive.CheckAcross(ctx, o.ID)
	if err != nil {
		return nil, err
	}
	err = fill(p, func(yield func(archive.CrossCheck, error) bool) {
		for _, k := range list {
			if year != 0 && k.Year != year || verdict != "" && string(k.Verdict) != verdict || k.Hint && hints == "no" {
				continue
			}
			if !yield(k, nil) {
				return
			}
		}
	}, func(k *archive.CrossCheck) string { return strconv.Itoa(k.Year) + "/" + k.ID })
	if err != nil {
		return nil, err
	}
	return p.answer()
}

// organID is the id of the organ that the path names.
func (c *call) organID() string { return c.part("portal") + "/" + c.part("organ") }

func noOrgan() *Problem {
	return notFound.says("没有这个机关；用 /api/v1/organs?q= 找 · no such organ; find it with /api/v1/organs?q=")
}
