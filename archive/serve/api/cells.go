package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strings"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/export"
	"gongkai/extract/report"
)

// maxOpened is how many reports one request for cells opens. A filter that few
// cells meet gives pages that are not full; next says that the list goes on.
const maxOpened = 200

func (s *Server) cells(ctx context.Context, c *call) (*answer, error) {
	p, err := c.newPage(maxCells)
	if err != nil {
		return nil, err
	}
	snap, err := s.o.Catalog.Current(ctx)
	if err != nil {
		return nil, err
	}
	q, err := s.query(ctx, c, snap)
	if err != nil {
		return nil, err
	}
	q.Kind = string(report.AnnualReport) // a guide has no cells
	prefix, err := c.key()
	if err != nil {
		return nil, err
	}
	t := &cellTable{arc: s.o.Archive, snap: snap, query: q, prefix: prefix, page: p}
	if c.media == jsonType {
		for cell, err := range t.rows(ctx) {
			if err != nil {
				return nil, err
			}
			if err := p.add(newCellJSON(cell)); err != nil {
				return nil, err
			}
		}
		return p.answer()
	}
	var b bytes.Buffer
	if err := export.CellsCSV(&b, t.rows(ctx)); err != nil {
		return nil, err
	}
	a := &answer{contentType: csvType + "; charset=utf-8; header=present", header: http.Header{}, body: b.Bytes()}
	if p.next != "" {
		a.header.Set("Link", c.link("page", c.token(p.next)))
	}
	return a, nil
}

// sections are the first words of the keys of statutory cells.
var sections = []string{"proactive", "applications", "review", "litigation_direct", "litigation_after_review"}

// key reads a key of cells or its first words, "" where none was given.
func (c *call) key() (string, error) {
	k := c.text("key")
	if first, _, _ := strings.Cut(k, "."); k != "" && !slices.Contains(sections, first) {
		return "", badParameter.says("没有这样的格 · no cell has such a key").of("key", sections...)
	}
	return k, nil
}

// cellTable walks the cells of the reports that a query chooses.
type cellTable struct {
	arc    Archive
	snap   *catalog.Snapshot
	query  catalog.Query
	prefix string // a key, or its first words: applications.new
	page   *page
	given  int // cells
	bytes  int // of what was printed in them
}

// full is page.full for every format.
func (t *cellTable) full() bool { return t.given >= t.page.limit || t.bytes >= maxBytes }

// rows yields the cells of the page and sets its next. A position is a filing
// and the key of the last cell that was given of it, nothing behind the newline
// once it is done with.
func (t *cellTable) rows(ctx context.Context) iter.Seq2[export.Cell, error] {
	return func(yield func(export.Cell, error) bool) {
		filing, key, within := strings.Cut(t.page.after, "\n")
		opened := 0
		if within {
			row, err := t.open(ctx, filing)
			if err != nil {
				yield(export.Cell{}, err)
				return
			}
			if !t.some(&row, key, yield) {
				return
			}
			opened++
		}
		t.query.After, t.query.Limit = filing, maxOpened+1
		list, _ := t.snap.Search(t.query)
		for _, e := range list {
			if opened == maxOpened || t.full() {
				t.page.next = filing
				return
			}
			row, err := t.open(ctx, e.ID)
			if err != nil {
				yield(export.Cell{}, err)
				return
			}
			if !t.some(&row, "", yield) {
				return
			}
			filing = e.ID
			opened++
		}
	}
}

// some yields the cells of one row behind a key and reports whether the page
// goes on with the next row.
func (t *cellTable) some(row *export.Row, after string, yield func(export.Cell, error) bool) bool {
	last := after
	for c := range export.Cells(row) {
		if c.Key != "" && (c.Key <= after || !t.wants(c.Key)) || row.Filing.ID == "" {
			continue
		}
		if t.full() {
			t.page.next = row.Filing.ID + "\n" + last
			return false
		}
		if !yield(c, nil) {
			return false
		}
		t.given++
		t.bytes += len(c.Cell.Raw)
		last = c.Key
	}
	return true
}

func (t *cellTable) wants(key string) bool {
	rest, ok := strings.CutPrefix(key, t.prefix)
	return ok && (t.prefix == "" || rest == "" || rest[0] == '.')
}

// open reads one filing as the export does, as of the time that is asked about.
// One that is not there, or was not then, gives an empty row.
func (t *cellTable) open(ctx context.Context, id string) (export.Row, error) {
	f, err := t.arc.Filing(ctx, id)
	var then archive.Target
	if err == nil && !t.query.SeenBy.IsZero() {
		if then, err = filingThen(ctx, t.arc, id, t.query.SeenBy); err == nil {
			f = then.Then(nil)
		}
	}
	var away *archive.GoneError
	if errors.Is(err, archive.ErrNotFound) || errors.Is(err, archive.ErrNotYetSeen) || errors.As(err, &away) {
		return export.Row{}, nil
	}
	if err != nil {
		return export.Row{}, err
	}
	for row, err := range export.Rows(ctx, one{t.arc, f}, archive.FilingQuery{}) {
		if then.Version != nil {
			row.Filing = then.Then(row.Record)
		}
		return row, err
	}
	return export.Row{}, fmt.Errorf("api: no row of %s", id)
}

// filingThen finds what stood of a filing at a time. The filing must be one that
// is there now: else Resolve would look for other things of the name.
func filingThen(ctx context.Context, arc Archive, id string, at time.Time) (archive.Target, error) {
	t, err := arc.Resolve(ctx, id+"@"+at.Format(time.RFC3339Nano))
	if err == nil && (t.Filing == nil || t.Version == nil || t.Page == nil) {
		err = fmt.Errorf("api: filing %s at %s: %w", id, at, archive.ErrNotYetSeen)
	}
	return t, err
}

// one is an archive of one filing, for the export's rows.
type one struct {
	Archive
	filing archive.Filing
}

// Filings yields the filing.
func (o one) Filings(context.Context, archive.FilingQuery) iter.Seq2[archive.Filing, error] {
	return func(yield func(archive.Filing, error) bool) { yield(o.filing, nil) }
}
