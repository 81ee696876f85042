package catalog

import (
	"slices"
	"strings"
	"time"
)

// How many entries a page of a search has.
const (
	DefaultLimit = 50
	MaxLimit     = 500
)

// Query chooses entries. Zero fields choose all.
type Query struct {
	// Text is words that must all be met: a piece of any spelling of the organ's
	// name, a year (2023, 2023年), a kind (年报, 指南, report, guide), several of
	// them in one (青石区2023年年报), or the title of a document. A text of more
	// than MaxText bytes or MaxWords words finds nothing.
	Text   string
	Portal string
	Organ  string // Organ.ID
	Kind   string // annual_report, guide
	Year   int
	// Mark is what is to be said of the filing (Entry.Is). What was not found has
	// no entry: missing, not_due and before find nothing here (see Organ.Mark).
	Mark Mark
	// SeenBy leaves out what was first seen later; zero: nothing. Only that is
	// as of a time: the fields of the entries are those of now, and a filing
	// that was there then and is gone now is in the list.
	SeenBy time.Time
	// After is the last id of the page before, "" for the first page.
	After string
	// Limit is how many entries are wanted, 0: DefaultLimit, at most MaxLimit.
	Limit int
}

// Search returns a page of the entries that the query chooses, by their id, and
// how many it chooses in all, on whatever page.
func (s *Snapshot) Search(q Query) (found []*Entry, total int) {
	words, ok := wordsOf(q.Text)
	if !ok {
		return nil, 0
	}
	limit := q.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	limit = min(limit, MaxLimit)
	organs := s.of(q.Portal)
	if q.Organ != "" {
		i, ok := find(organs, q.Organ)
		if !ok {
			return nil, 0
		}
		organs = organs[i : i+1]
	}
	open := make([]word, 0, len(words))
	for _, o := range organs {
		var ok bool
		if open, ok = unmet(words, o.text, open[:0]); !ok {
			continue
		}
		for i := range o.entries {
			e := &o.entries[i]
			if !q.chooses(e) || slices.ContainsFunc(open, func(w word) bool { return !w.fits(e) }) {
				continue
			}
			total++
			if len(found) < limit && strings.Compare(e.ID, q.After) > 0 {
				found = append(found, e)
			}
		}
	}
	return found, total
}

func (q *Query) chooses(e *Entry) bool {
	return (q.Kind == "" || e.Kind == q.Kind) &&
		(q.Year == 0 || e.Year == q.Year) &&
		(q.Mark == "" || e.Is(q.Mark)) &&
		(q.SeenBy.IsZero() || !e.FirstSeen.After(q.SeenBy))
}
