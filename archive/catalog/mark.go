package catalog

import (
	"time"

	"gongkai/archive"
)

// Mark is how one filing stands, in a word: the worst that is to be said of it.
type Mark string

// The marks, the worst first.
const (
	// MarkMissing: the organ reported about an earlier year, the day by which it
	// should have about this one is past, and nothing was found.
	MarkMissing Mark = "missing"
	// MarkGone: it was found, and no place holds it any more.
	MarkGone Mark = "gone"
	// MarkUnread: it is there and could not be read, or not yet.
	MarkUnread Mark = "unread"
	// MarkFailing: a sum in it does not add up.
	MarkFailing Mark = "failing"
	// MarkLate: it was published after the law's day.
	MarkLate Mark = "late"
	// MarkOK: nothing of that.
	MarkOK Mark = "ok"
	// MarkNotDue: nothing was found and the day is still to come.
	MarkNotDue Mark = "not_due"
	// MarkBefore: a year before the organ's first report, or before the law.
	MarkBefore Mark = "before"
)

// Is reports whether the mark is to be said of the filing. Several may be: one
// that is gone may have been late. What was not found has no entry, so missing,
// not_due and before never are.
func (e *Entry) Is(m Mark) bool {
	switch m {
	case MarkGone:
		return e.Gone
	case MarkUnread:
		return e.State != archive.WasRead
	case MarkFailing:
		return e.Failing > 0
	case MarkLate:
		return e.LateDays > 0
	case MarkOK:
		return e.Mark() == MarkOK
	}
	return false
}

// Mark returns the worst that is to be said of a filing that was found: gone,
// unread, failing, late or ok.
func (e *Entry) Mark() Mark {
	for _, m := range []Mark{MarkGone, MarkUnread, MarkFailing, MarkLate} {
		if e.Is(m) {
			return m
		}
	}
	return MarkOK
}

// Mark returns the mark of the organ's report about a year as of the day that
// today is in China. An organ that never reported owes nothing that we know of:
// all its years are before. One that was dissolved stays missing, for no
// document says so.
func (o *Organ) Mark(year int, today time.Time) Mark {
	return o.markOn(year, dayInChina(today))
}

func (o *Organ) markOn(year int, today string) Mark {
	if e := o.Report(year); e != nil && year > 0 {
		return e.Mark()
	}
	first, _ := o.Years()
	due := dueDate(year, o.government)
	switch {
	case first == 0 || year < first || due == "":
		return MarkBefore
	case due < today:
		return MarkMissing
	}
	return MarkNotDue
}

// Missing lists the years whose mark is missing, in order: from the organ's
// first report to the last year whose day is past.
func (o *Organ) Missing(today time.Time) []int { return o.missingOn(dayInChina(today)) }

func (o *Organ) missingOn(today string) []int {
	first, _ := o.Years()
	if first == 0 {
		return nil
	}
	var out []int
	for y := max(first, firstYear); ; y++ {
		due := dueDate(y, o.government)
		if due == "" || due >= today {
			return out
		}
		if o.Report(y) == nil {
			out = append(out, y)
		}
	}
}
