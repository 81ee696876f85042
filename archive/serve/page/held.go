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
	if _, err := p.Archive.Filing(ctx, id); err != nil {
		return nil, err
	}
	ref := id
	if !at.IsZero() {
		ref += "@" + at.UTC().Format(time.RFC3339Nano)
	}
	t, err := p.Archive.Resolve(ctx, ref)
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
