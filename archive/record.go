package archive

import (
	"context"
	"errors"
	"fmt"

	"gongkai/extract/report"
)

// ReadingRecord returns the record at a place (from 0) in the reading of a version,
// nil where there is none at that place, and how many the reading has.
// ErrNotFound if the version was not read. It costs a fraction of Reading where
// a payload holds many documents.
func (a *Archive) ReadingRecord(ctx context.Context, v Version, document int) (rec *report.Record, of int, err error) {
	err = a.reading(ctx, &v, func(j []byte) error {
		var k keptReading
		rec, k, err = a.codec.record(j, document)
		of = k.records
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return rec, of, nil
}

// ReadingRecordJSON is ReadingRecord as the JSON that is kept, appended to to;
// nothing is where there is none.
func (a *Archive) ReadingRecordJSON(ctx context.Context, to []byte, v Version, document int) ([]byte, error) {
	err := a.reading(ctx, &v, func(j []byte) (err error) {
		to, err = appendRecord(to, j, document)
		return err
	})
	return to, err
}

// reading hands the JSON of a reading to read, which keeps no part of it.
// ErrNotFound if the version was not read.
func (a *Archive) reading(ctx context.Context, v *Version, read func(j []byte) error) error {
	key := readingKey(v)
	err := a.store.View(ctx, func(tx Tx) error {
		b, err := tx.Get(inReadings, key)
		if err != nil {
			return fmt.Errorf("%s %q: %w", inReadings, key, err)
		}
		return a.codec.borrow(b, read)
	})
	if err != nil {
		return fmt.Errorf("archive: reading of %s: %w", v.Ref(), err)
	}
	return nil
}

// recordOf returns the record that a source was read as, nil if it was not.
func (a *Archive) recordOf(tx Tx, s Source) (rec *report.Record, err error) {
	var v Version
	if ok, err := a.codec.get(tx, inVersions, versionKey(s.Page, s.Version), &v); err != nil || !ok {
		return nil, err
	}
	b, err := tx.Get(inReadings, readingKey(&v))
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	err = a.codec.borrow(b, func(j []byte) error {
		var k keptReading
		if rec, k, err = a.codec.record(j, s.Document); k.state != WasRead {
			rec = nil
		}
		return err
	})
	return rec, err
}
