package crawler

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/adhocore/gronx"
)

// cron is a rule by a cron expression, read in a zone.
type cron struct {
	expr string
	at   *time.Location
}

// cronWords are the names of expressions that are understood.
var cronWords = map[string]bool{"@hourly": true, "@daily": true, "@weekly": true, "@monthly": true, "@yearly": true}

// minCron is the shortest time between two visits by a cron expression: a
// portal is somebody else's machine.
const minCron = 15 * time.Minute

var cronPart = regexp.MustCompile(`^([*?]|[0-9A-Za-z]+(-[0-9A-Za-z]+|#[1-5])?)(/[0-9]+)?$`)

// checkCron says what is wrong with an expression. gronx takes seconds and years
// as well, reads 3-5-7 as 3-5, lets a wrong part of a list (5,99) pass while
// another part is due, and finds out that 30 February never comes only when asked for the next: each
// part of each field is therefore tried alone, and then the whole over some years.
func checkCron(expr string) error {
	if cronWords[strings.ToLower(expr)] {
		return nil
	}
	fields := strings.Fields(expr)
	if len(fields) != 5 {
		return fmt.Errorf("cron %q has %d fields, it needs five: minute hour day month weekday", expr, len(fields))
	}
	from := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for i, f := range fields {
		for part := range strings.SplitSeq(f, ",") {
			alone := []string{"*", "*", "*", "*", "*"}
			alone[i] = part
			if !cronPart.MatchString(part) {
				return fmt.Errorf("cron %q: %q in field %d is no number, name, range or step", expr, part, i+1)
			}
			if _, err := gronx.NextTickAfter(strings.Join(alone, " "), from, true); err != nil {
				return fmt.Errorf("cron %q: %q in field %d: %w", expr, part, i+1, err)
			}
		}
	}
	c := cron{expr, time.UTC}
	last, ok := c.after(from)
	for range 100 {
		if !ok {
			return fmt.Errorf("cron %q never comes", expr)
		}
		next, more := c.after(last)
		if more && next.Sub(last) < minCron {
			return fmt.Errorf("cron %q comes every %s, at most every %s is allowed", expr, next.Sub(last), minCron)
		}
		last, ok = next, more
	}
	return nil
}

// after asks gronx. An hour that summer time leaves out has no slot on that day,
// one that it repeats has its slots once.
func (c cron) after(t time.Time) (time.Time, bool) {
	next, err := gronx.NextTickAfter(c.expr, t.In(c.at), false)
	if err != nil || !next.After(t) {
		return time.Time{}, false
	}
	return next, true
}

// apart is nothing: what a person wrote is kept.
func (c cron) apart(time.Time) (begin, rest time.Duration) { return 0, 0 }

func (c cron) why(slot time.Time) (why Why, zh, en string) {
	at := slot.In(c.at).Format("2006-01-02 15:04")
	return WhyCron, fmt.Sprintf("按 cron %q（%s）%s 的一次", c.expr, c.at, at), fmt.Sprintf("by cron %q (%s), the visit of %s", c.expr, c.at, at)
}
