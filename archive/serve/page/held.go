package page

import (
	"context"
	"errors"
	"regexp"
	"time"

	"gongkai/archive"
	"gongkai/extract/report"
)

// held is a filing as it stood at the reader's moment.
type held struct {
	archive.Target
	Record *report.Record // nil: nothing was read yet, or no such document
	Of     int            // documents of the version
}

var yearPart = regexp.MustCompile(`^[0-9]{4}$`)

// filingID makes a filing's id of the parts of its address.
func filingID(portal, organ, year string) (string, error) {
	switch {
	case year == string(report.Guide):
		return portal + "/" + organ + "/guide", nil
	case yearPart.MatchString(year):
		return portal + "/" + organ + "/annual_report/" + year, nil
	}
	return "", archive.ErrNotFound
}

// held finds a filing by its exact id, with its preferred source; at another
// time, with the first of its sources that stood then. The errors are those of
// archive.Resolve.
func (p *Pages) held(ctx context.Context, id string, at time.Time) (*held, error) {
	f, err := p.Archive.Filing(ctx, id)
	if err != nil {
		return nil, err
	}
	var t archive.Target
	switch {
	case !at.IsZero():
		t, err = p.Archive.Resolve(ctx, id+"@"+at.UTC().Format(time.RFC3339Nano))
	case len(f.Sources) == 0:
		err = archive.ErrNotFound
	default:
		t, err = p.now(ctx, f)
	}
	if err != nil {
		return nil, err
	}
	if t.Filing == nil || t.Filing.ID != id || t.Version == nil {
		return nil, archive.ErrNotFound
	}
	h := &held{Target: t}
	h.Record, h.Of, err = p.read(ctx, t.Version, t.Document)
	return h, err
}

// now is a filing by its preferred source: what Resolve finds for its id, without
// the ways to read a reference that it tries before.
func (p *Pages) now(ctx context.Context, f archive.Filing) (archive.Target, error) {
	s := &f.Sources[0]
	o, err := p.Archive.Organ(ctx, f.Organ)
	if err != nil {
		return archive.Target{}, err
	}
	pg, err := p.Archive.Page(ctx, s.Page)
	if err != nil {
		return archive.Target{}, err
	}
	v, err := p.Archive.Version(ctx, s.Page, s.Version)
	if err != nil {
		return archive.Target{}, err
	}
	return archive.Target{Kind: archive.TargetFiling, Organ: &o, Filing: &f, Page: &pg, Version: &v, Document: s.Document}, nil
}

// read returns what a document of a version was read as, nil where there is
// none, and how many documents the version holds.
func (p *Pages) read(ctx context.Context, v *archive.Version, document int) (*report.Record, int, error) {
	rec, of, err := p.Archive.ReadingRecord(ctx, *v, document)
	if errors.Is(err, archive.ErrNotFound) {
		return nil, 0, nil
	}
	return rec, of, err
}

// notRead says in plain words why a version has nothing to show, "" where it
// was read.
func notRead(s archive.ReadState, l lang) string {
	switch s {
	case archive.WasRead:
		return ""
	case archive.FormatNotRead:
		return l.t("这份文件的格式 gongkai 还读不了。原件照样存着，可以打开看。", "gongkai cannot read this format yet. The original is kept and can be opened.")
	case archive.Unreadable:
		return l.t("这份文件读不出：可能坏了、加了密，或只是扫描的图。原件照样存着。", "This file could not be read: damaged, encrypted, or a scanned picture. The original is kept.")
	case archive.ReaderFailed:
		return l.t("读这份文件的程序几次都坏在上面，没有读成；这是我们的问题。原件照样存着。", "Our reader broke on this file each time it tried; the fault is ours. The original is kept.")
	case archive.NotWanted:
		return l.t("这是走到文件的路上的一页，不读。", "This is a page on the way to documents; it is not read.")
	}
	return l.t("已经存下，还没有读。", "It is stored and was not read yet.")
}

func isNotFound(err error) bool { return errors.Is(err, archive.ErrNotFound) }
