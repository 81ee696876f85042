package api

import (
	"bytes"
	"context"
	"errors"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

// newestVersions is how many versions of its page a filing's answer lists;
// /pages/{id}/versions has them all.
const newestVersions = 10

// filingJSON is one filing with what its preferred source says. The record
// stands behind these fields, as the archive keeps it.
type filingJSON struct {
	// Filing is of now; as of another time it has one source, the version of that
	// time with its numbers (archive.Target.Then), and only its names and
	// first_seen are of now.
	Filing archive.Filing    `json:"filing"`
	State  archive.ReadState `json:"state"` // of the version
	// Mark, Due and LateDays are of now, and not told as of another time.
	Mark     catalog.Mark `json:"mark,omitempty"`
	Due      string       `json:"due,omitempty"`
	LateDays int          `json:"late_days,omitempty"`
	At       time.Time    `json:"at,omitzero"` // the time that was asked about
	// Version is what the record was read from, and Document its place there.
	Version  *archive.Version `json:"version"`
	Document int              `json:"document"`
	// Versions are the newest of that version's page, the newest first.
	Versions      []archive.Version `json:"versions"`
	VersionsTotal int               `json:"versions_total"`
}

func (s *Server) filing(ctx context.Context, c *call, id string) (*answer, error) {
	at, err := c.at()
	if err != nil {
		return nil, err
	}
	var x filingJSON
	if at.IsZero() {
		err = s.filingNow(ctx, id, &x)
	} else {
		err = s.filingAt(ctx, id, at, &x)
	}
	if errors.Is(err, archive.ErrNotFound) {
		return nil, notFound.says("没有找到过这一份；用 /api/v1/filings 找 · nothing was found of this filing; find filings with /api/v1/filings")
	}
	if err != nil {
		return nil, err
	}
	return s.withRecord(ctx, &x)
}

// filingNow gives the filing by its preferred source.
func (s *Server) filingNow(ctx context.Context, id string, x *filingJSON) error {
	f, err := s.o.Archive.Filing(ctx, id)
	if err != nil {
		return err
	}
	x.Filing, x.State = f, f.State()
	snap, err := s.o.Catalog.Current(ctx)
	if err != nil {
		return err
	}
	if e := snap.Entry(id); e != nil {
		x.Mark, x.Due, x.LateDays = e.Mark(), e.Due, e.LateDays
	}
	if len(f.Sources) == 0 {
		return nil
	}
	src := &f.Sources[0]
	v, err := s.o.Archive.Version(ctx, src.Page, src.Version)
	if err != nil {
		return err
	}
	x.Version, x.Document = &v, src.Document
	p, err := s.o.Archive.Page(ctx, src.Page)
	if err != nil {
		return err
	}
	return s.versionsOf(ctx, &p, x)
}

// filingAt gives the filing by the first of its sources that stood at a time.
func (s *Server) filingAt(ctx context.Context, id string, at time.Time, x *filingJSON) error {
	if _, err := s.o.Archive.Filing(ctx, id); err != nil {
		return err
	}
	t, err := filingThen(ctx, s.o.Archive, id, at)
	if err != nil {
		return err
	}
	rec, _, err := s.o.Archive.ReadingRecord(ctx, *t.Version, t.Document)
	if err != nil && !errors.Is(err, archive.ErrNotFound) { // nil of one that was not read
		return err
	}
	x.Filing, x.Version, x.Document, x.At, x.State = t.Then(rec), t.Version, t.Document, at, t.Version.State
	return s.versionsOf(ctx, t.Page, x)
}

// versionsOf lists the newest versions of a page; of them none that came later
// than the time that was asked about.
func (s *Server) versionsOf(ctx context.Context, p *archive.Page, x *filingJSON) error {
	x.VersionsTotal = p.Versions
	if !x.At.IsZero() {
		x.VersionsTotal = x.Version.Number
	}
	for n := x.VersionsTotal; n > 0 && len(x.Versions) < newestVersions; n-- {
		v := *x.Version
		if n != v.Number {
			var err error
			if v, err = s.o.Archive.Version(ctx, p.ID, n); err != nil {
				return err
			}
		}
		x.Versions = append(x.Versions, v)
	}
	return nil
}

// record appends the JSON of what was read of the filing to to, nothing if
// nothing was.
func (s *Server) record(ctx context.Context, to []byte, x *filingJSON) ([]byte, error) {
	if x.Version == nil {
		return to, nil
	}
	record, err := s.o.Archive.ReadingRecordJSON(ctx, to, *x.Version, x.Document)
	if errors.Is(err, archive.ErrNotFound) {
		return to, nil // unread
	}
	return record, err
}

// withRecord writes the answer and puts the record in as it is, so that it is
// neither decoded nor encoded again.
func (s *Server) withRecord(ctx context.Context, x *filingJSON) (*answer, error) {
	if x.Versions == nil {
		x.Versions = []archive.Version{}
	}
	b := bytes.NewBuffer(s.bodies.Take())
	if err := writeJSON(b, x); err != nil {
		return nil, err
	}
	b.Truncate(b.Len() - len("}\n"))
	b.WriteString(`,"record":`)
	before := b.Len()
	body, err := s.record(ctx, b.Bytes(), x)
	if err != nil {
		return nil, err
	}
	if len(body) == before {
		body = append(body, "null"...)
	}
	return &answer{contentType: jsonType, body: append(body, "}\n"...), borrowed: true}, nil
}
