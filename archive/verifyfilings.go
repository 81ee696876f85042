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
	sources := map[string]bool{} // filing NUL page
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
			sources[f.ID+"\x00"+string(s.Page)] = true
			if err := v.checkSource(where, f.ID, &s); err != nil {
				return err
			}
		}
		if len(f.Sources) == maxSources {
			return nil // some were left out: the other direction says nothing
		}
	}
	for p, err := range list[Page](v.ctx, v.a, inPages, nil, nil, false) {
		if errors.Is(err, ErrCorrupt) {
			return nil // told before
		}
		if err != nil {
			return err
		}
		for _, h := range p.Holds {
			if sources[h.Filing+"\x00"+string(p.ID)] || !p.LastChecked.Before(v.begun) {
				continue
			}
			if err := v.problem("source_missing", "page "+string(p.ID), "holds %s, which does not have it as a source", h.Filing); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v *verifier) checkSource(where, filing string, s *Source) error {
	where = fmt.Sprintf("%s, source %s.%d", where, s.Page, s.Version)
	_, err := v.a.Version(v.ctx, s.Page, s.Version)
	if err == nil {
		var held []Attribution
		held, err = v.a.Attributions(v.ctx, s.Page, s.Version)
		if err == nil && !slices.ContainsFunc(held, func(h Attribution) bool { return h.Filing == filing && h.Document == s.Document }) {
			return v.problem("source_wrong", where, "document %d there is not attributed to it", s.Document)
		}
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
