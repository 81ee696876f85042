// Package export writes what an archive knows for other programs: one iterator
// of rows, several encoders.
package export

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"gongkai/archive"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

// Archive is what an export needs of an archive: its reading half.
type Archive interface {
	Filings(ctx context.Context, q archive.FilingQuery) iter.Seq2[archive.Filing, error]
	Version(ctx context.Context, page archive.PageID, n int) (archive.Version, error)
	Reading(ctx context.Context, v archive.Version) (archive.Reading, error)
}

// Row is one filing with what its preferred source says, as of the newest
// version. Record is nil where no source could be read: such a filing is a
// row all the same, so that what is missing is not taken for what is not there.
type Row struct {
	Filing    archive.Filing    `json:"filing"`
	URL       string            `json:"url"`
	Version   string            `json:"version"` // name of the version for `gongkai show`
	State     archive.ReadState `json:"state"`   // how far the filing could be read
	Gone      bool              `json:"gone"`    // this source was withdrawn: it is the last that was seen of it
	FirstSeen time.Time         `json:"first_seen"`
	LastSeen  time.Time         `json:"last_seen"`
	Payload   archive.Digest    `json:"payload"`
	Record    *report.Record    `json:"record,omitempty"`
}

// Rows yields every filing that the query selects, in the order of their ids.
func Rows(ctx context.Context, a Archive, q archive.FilingQuery) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for f, err := range a.Filings(ctx, q) {
			if err != nil {
				yield(Row{}, err)
				return
			}
			row, err := newRow(ctx, a, f)
			if err != nil {
				err = fmt.Errorf("filing %s: %w", f.ID, err)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func newRow(ctx context.Context, a Archive, f archive.Filing) (Row, error) {
	row := Row{Filing: f}
	if len(f.Sources) == 0 {
		return row, nil
	}
	src := f.Sources[0]
	v, err := a.Version(ctx, src.Page, src.Version)
	if err != nil {
		return row, err
	}
	row.URL, row.Version, row.State, row.Gone = src.URL, v.Ref(), f.State(), src.Gone
	row.FirstSeen, row.LastSeen, row.Payload = v.FirstSeen, v.LastSeen, v.Payload
	if v.State != archive.WasRead {
		return row, nil
	}
	r, err := a.Reading(ctx, v)
	if err != nil {
		return row, err
	}
	if src.Document < len(r.Records) {
		row.Record = &r.Records[src.Document]
	}
	return row, nil
}

// Cell is one statutory cell of one filing.
type Cell struct {
	Row   *Row
	Key   string
	Cell  report.Cell
	Place document.Place
}

// Cells yields the statutory cells of a row by key. A row without cells yields
// one Cell with an empty Key.
func Cells(row *Row) iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		if row.Record == nil || len(row.Record.Cells) == 0 {
			yield(Cell{Row: row})
			return
		}
		keys := make([]string, 0, len(row.Record.Cells))
		for k := range row.Record.Cells {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			c := row.Record.Cells[k]
			if !yield(Cell{row, k, c, c.Place}) {
				return
			}
		}
	}
}
