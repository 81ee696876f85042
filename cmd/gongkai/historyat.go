package main

import (
	"context"
	"errors"
	"time"

	"gongkai/archive"
)

// filingAt puts the filing back to what stood at its preferred address at the
// time, and reports whether anything of it had been seen by then.
func filingAt(ctx context.Context, arc *archive.Archive, f *archive.Filing, at time.Time) (bool, error) {
	if f.FirstSeen.After(at) {
		return false, nil
	}
	t, err := arc.Resolve(ctx, f.ID+"@"+at.Format(time.RFC3339Nano))
	var gone *archive.GoneError
	switch {
	case errors.Is(err, archive.ErrNotYetSeen):
		return false, nil
	case errors.As(err, &gone):
		if len(f.Sources) > 0 {
			f.Sources[0].Gone, f.Sources[0].Version = true, gone.Version.Number
		}
		return true, nil
	case err != nil:
		return false, err
	}
	if t.Version == nil || t.Filing == nil {
		return false, nil
	}
	rec, _, err := arc.ReadingRecord(ctx, *t.Version, t.Document)
	if err != nil && !errors.Is(err, archive.ErrNotFound) {
		return false, err
	}
	*f = t.Then(rec)
	return true, nil
}

// seenUntil puts a version back to when it had been seen last by the time.
func seenUntil(ctx context.Context, arc *archive.Archive, v *archive.Version, at time.Time) error {
	if !v.LastSeen.After(at) {
		return nil
	}
	v.LastSeen, v.LastCapture = v.FirstSeen, v.FirstCapture
	for c, err := range arc.Captures(ctx, v.Page) {
		if err != nil {
			return err
		}
		if c.Time.After(at) {
			break
		}
		if c.ID > v.FirstCapture && (c.Outcome == archive.OK || c.Outcome == archive.NotModified) {
			v.LastSeen, v.LastCapture = c.Time, c.ID
		}
	}
	return nil
}

// heldThen says what a version holds.
func heldThen(ctx context.Context, arc *archive.Archive, v archive.Version) (string, error) {
	list, err := arc.Attributions(ctx, v.Page, v.Number)
	if err != nil && !errors.Is(err, archive.ErrNotFound) {
		return "", err
	}
	var holds []archive.Held
	for _, x := range list {
		holds = append(holds, archive.Held{Filing: x.Filing, Kind: x.Kind, Organ: x.Organ, Year: x.Year})
	}
	return heldWords(ctx, arc, holds)
}
