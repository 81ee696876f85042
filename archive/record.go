package archive

import (
	"context"
	"fmt"

	"gongkai/extract/report"
)

// ReadingRecord returns the record at a place (from 0) in the reading of a version,
// nil where there is none at that place, and how many the reading has.
// ErrNotFound if the version was not read. It costs a fraction of Reading where
// a payload holds many documents.
func (a *Archive) ReadingRecord(ctx context.Context, v Version, document int) (rec *report.Record, of int, err error) {
	key := readingKey(&v)
	err = a.store.View(ctx, func(tx Tx) error {
		b, err := tx.Get(inReadings, key)
		if err != nil {
			return fmt.Errorf("%s %q: %w", inReadings, key, err)
		}
		return a.codec.borrow(b, func(j []byte) error {
			k, err := scanReading(j)
			if err != nil {
				return err
			}
			of = len(k.records)
			rec, err = k.record(document) // keeps nothing of j
			return err
		})
	})
	if err != nil {
		return nil, 0, fmt.Errorf("archive: reading of %s: %w", v.Ref(), err)
	}
	return rec, of, nil
}

// ReadingRecordJSON is ReadingRecord as the JSON that is kept, nil where there is none.
func (a *Archive) ReadingRecordJSON(ctx context.Context, v Version, document int) ([]byte, error) {
	k, err := a.scanned(ctx, &v)
	if err != nil || document < 0 || document >= len(k.records) {
		return nil, err
	}
	return k.records[document], nil
}

// scanned returns the reading of a version with its records not decoded.
func (a *Archive) scanned(ctx context.Context, v *Version) (keptReading, error) {
	j, err := a.ReadingJSON(ctx, *v)
	if err != nil {
		return keptReading{}, err
	}
	k, err := scanReading(j)
	if err != nil {
		return k, fmt.Errorf("archive: reading of %s: %w", v.Ref(), err)
	}
	return k, nil
}

// record decodes one record, nil where there is none.
func (k *keptReading) record(document int) (*report.Record, error) {
	if document < 0 || document >= len(k.records) {
		return nil, nil
	}
	rec, err := report.Decode(k.records[document])
	if err != nil {
		return nil, fmt.Errorf("record %d: %w: %w", document, err, ErrCorrupt)
	}
	return rec, nil
}

// recordOf returns the record that a source was read as, nil if it was not.
func (a *Archive) recordOf(tx Tx, s Source) (*report.Record, error) {
	var v Version
	if ok, err := a.codec.get(tx, inVersions, versionKey(s.Page, s.Version), &v); err != nil || !ok {
		return nil, err
	}
	j, err := a.codec.raw(tx, inReadings, readingKey(&v))
	if err != nil || j == nil {
		return nil, err
	}
	k, err := scanReading(j)
	if err != nil || k.state != WasRead {
		return nil, err
	}
	return k.record(s.Document)
}
