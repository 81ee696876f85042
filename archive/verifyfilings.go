package archive

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// checkReadings notes readings that no version has.
func (v *verifier) checkReadings() error {
	orphans := 0
	for r, err := range v.a.scan(v.ctx, inReadings, nil, nil, false) {
		if err != nil {
			return err
		}
		var x Reading
		if err := v.a.codec.decode(r.value, &x); err != nil {
			if err := v.problem("record_corrupt", fmt.Sprintf("reading %x", r.key), "%v", err); err != nil {
				return err
			}
		} else if !v.readings[string(r.key)] {
			orphans++
		}
	}
	if orphans == 0 {
		return nil
	}
	return v.tell(Problem{Code: "orphan_readings", Where: "readings", Note: true, Message: fmt.Sprintf("%d readings belong to no version", orphans)})
}

// checkFilings checks that filings and the pages that hold them agree.
func (v *verifier) checkFilings() error {
	for r, err := range v.a.scan(v.ctx, inFilings, nil, nil, false) {
		if err != nil {
			return err
		}
		where := fmt.Sprintf("filing %s", r.key)
		var f Filing
		if err := v.a.codec.decode(r.value, &f); err != nil {
			if err := v.problem("record_corrupt", where, "%v", err); err != nil {
				return err
			}
			continue
		}
		if !bytes.Equal(r.key, []byte(f.ID)) || f.ID != filingID(f.Organ, f.Kind, f.Year) {
			if err := v.problem("record_misplaced", where, "is %q", f.ID); err != nil {
				return err
			}
		}
		_, err := v.a.Organ(v.ctx, f.Organ)
		if err := v.reference(where, err); err != nil {
			return err
		}
		if len(f.Sources) == 0 {
			if err := v.problem("filing_empty", where, "has no source"); err != nil {
				return err
			}
		}
		for _, s := range f.Sources {
			if err := v.checkSource(where, f.ID, s); err != nil {
				return err
			}
		}
	}
	for r, err := range v.a.scan(v.ctx, inPages, nil, nil, false) {
		if err != nil {
			return err
		}
		if err := v.checkHeld(PageID(r.key)); err != nil {
			return err
		}
	}
	return nil
}

// checkHeld checks that what a page holds has the page as a source, both as of
// one moment.
func (v *verifier) checkHeld(id PageID) error {
	var missing []string
	err := v.a.store.View(v.ctx, func(tx Tx) error {
		missing = nil
		var p Page
		if err := v.a.codec.must(tx, inPages, pageKey(id), &p); err != nil {
			return err
		}
		for _, h := range p.Holds {
			var f Filing
			if _, err := v.a.codec.get(tx, inFilings, []byte(h.Filing), &f); err != nil {
				return err
			}
			has := slices.ContainsFunc(f.Sources, func(s Source) bool { return s.Page == id })
			if !has && len(f.Sources) < maxSources {
				missing = append(missing, h.Filing)
			}
		}
		return nil
	})
	if errors.Is(err, ErrCorrupt) {
		return nil // told with its own record
	}
	for _, filing := range missing {
		if err := v.problem("source_missing", "page "+string(id), "holds %s, which does not have it as a source", filing); err != nil {
			return err
		}
	}
	return err
}

// checkSource checks one source of a filing; one that the filing does not have
// any more is no problem.
func (v *verifier) checkSource(where, filing string, s Source) error {
	where = fmt.Sprintf("%s, source %s.%d", where, s.Page, s.Version)
	wrong := false
	err := v.a.store.View(v.ctx, func(tx Tx) error {
		wrong = false
		var f Filing
		if _, err := v.a.codec.get(tx, inFilings, []byte(filing), &f); err != nil || !slices.Contains(f.Sources, s) {
			return err
		}
		var x Version
		if err := v.a.codec.must(tx, inVersions, versionKey(s.Page, s.Version), &x); err != nil {
			return err
		}
		var held []Attribution
		if err := v.a.codec.must(tx, inAttributed, versionKey(s.Page, s.Version), &held); err != nil {
			return err
		}
		wrong = !slices.ContainsFunc(held, func(h Attribution) bool { return h.Filing == filing && h.Document == s.Document })
		return nil
	})
	if wrong {
		return v.problem("source_wrong", where, "document %d there is not attributed to it", s.Document)
	}
	return v.reference(where, err)
}

// checkChanges checks the log: numbers, references, nothing twice.
func (v *verifier) checkChanges() error {
	type entry struct {
		kind    ChangeKind
		page    PageID
		version int
		time    time.Time
		to      string
	}
	seen := map[entry]uint64{}
	for r, err := range v.a.scan(v.ctx, inChanges, nil, nil, false) {
		if err != nil {
			return err
		}
		where := fmt.Sprintf("change %d", numberOf64(r.key))
		var c Change
		if err := v.a.codec.decode(r.value, &c); err != nil {
			if err := v.problem("record_corrupt", where, "%v", err); err != nil {
				return err
			}
			continue
		}
		if !bytes.Equal(r.key, be64(c.Number)) {
			if err := v.problem("record_misplaced", where, "has the number %d", c.Number); err != nil {
				return err
			}
		}
		e := entry{c.Kind, c.Page, c.Version, c.Time, c.MovedTo}
		if first, twice := seen[e]; twice {
			if err := v.problem("change_twice", where, "says what change %d says", first); err != nil {
				return err
			}
		}
		seen[e] = c.Number
		_, err := v.a.Page(v.ctx, c.Page)
		if err == nil && c.Version > 0 {
			_, err = v.a.Version(v.ctx, c.Page, c.Version)
		}
		if err := v.reference(where, err); err != nil {
			return err
		}
	}
	return nil
}

// checkPasses compares the counters of passes that had ended with the captures.
func (v *verifier) checkPasses() error {
	for p, err := range list[Pass](v.ctx, v.a, inPasses, nil, nil, false) {
		if errors.Is(err, ErrCorrupt) {
			return v.problem("record_corrupt", "passes", "%v", err)
		}
		if err != nil {
			return err
		}
		if p.State == PassRunning || !p.End.Before(v.begun) {
			continue
		}
		if got := v.captured[p.ID]; len(got)+len(p.Outcomes) > 0 && !maps.Equal(got, p.Outcomes) {
			if err := v.problem("count_wrong", "pass "+string(p.ID), "counts %v, %v are kept", p.Outcomes, got); err != nil {
				return err
			}
		}
	}
	return nil
}
