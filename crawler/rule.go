package crawler

import (
	"errors"
	"fmt"
	"time"

	"gongkai/archive"
)

// Rule says when a portal is visited. The zero Rule is the default calendar in
// China's time, without jitter and quiet hours.
type Rule struct {
	// Cron has the five fields of crontab(5), or one of @hourly, @daily,
	// @weekly, @monthly, @yearly. Empty: the default calendar (calendar.go).
	Cron string
	// Location is where Cron, the calendar and Quiet are read; nil: China's time.
	Location *time.Location
	// Jitter is how much later than its slot a visit may begin. How much of it
	// a visit takes follows from portal and slot: it is the same each time it
	// is asked, and other for each portal and day.
	Jitter time.Duration
	// Quiet are the hours of each day in which no visit begins, and one that is
	// under way stops at a page.
	Quiet []Window
}

// ErrRule: a rule that cannot be kept.
var ErrRule = errors.New("schedule rule that cannot be kept")

// Check returns why the rule cannot be kept, wrapped in ErrRule. Next of a rule
// that fails it may have no visit.
func (r Rule) Check() error {
	if r.Cron != "" {
		if err := checkCron(r.Cron); err != nil {
			return fmt.Errorf("%w: %w", ErrRule, err)
		}
	}
	if r.Jitter < 0 || r.Jitter > maxJitter {
		return fmt.Errorf("%w: jitter %s is not between 0 and %s", ErrRule, r.Jitter, maxJitter)
	}
	for _, w := range r.Quiet {
		if !w.valid() {
			return fmt.Errorf("%w: quiet hours %s", ErrRule, w)
		}
	}
	if open := openMinutes(r.Quiet); open < minOpen {
		return fmt.Errorf("%w: quiet hours leave %d minutes of a day, at least %d are needed", ErrRule, open, minOpen)
	}
	return nil
}

const (
	maxJitter = 12 * time.Hour // so that the visits of two days stay apart
	minOpen   = 60             // minutes of a day
)

func (r Rule) location() *time.Location {
	if r.Location == nil {
		return archive.China()
	}
	return r.Location
}

// slots returns the rule's row of times, of which a portal has one visit each.
func (r Rule) slots(portal string) slots {
	if r.Cron != "" {
		return cron{r.Cron, r.location()}
	}
	return newCalendar(portal, r.location())
}

// slots is a rising row of times.
type slots interface {
	// after returns the first slot after t, ok false where none comes.
	after(t time.Time) (slot time.Time, ok bool)
	// apart is how long after the begin of a visit the one of slot may begin at
	// the soonest, rest how long after its end.
	apart(slot time.Time) (begin, rest time.Duration)
	// why says in a sentence what makes slot one.
	why(slot time.Time) (why Why, zh, en string)
}
