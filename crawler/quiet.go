package crawler

import (
	"fmt"
	"time"
)

// Window is a time of each day, in minutes since midnight: From until before To.
// One whose To is not after its From ends on the next day. From 0 to 1440 is the
// whole day.
type Window struct{ From, To int }

const dayMinutes = 24 * 60

// ParseWindow reads "08:00-20:00"; 24:00 is the end of the day. The error is ErrRule.
func ParseWindow(s string) (Window, error) {
	var h1, m1, h2, m2 int
	w := Window{}
	n, err := fmt.Sscanf(s, "%d:%d-%d:%d", &h1, &m1, &h2, &m2)
	ok := err == nil && n == 4
	for _, v := range []int{h1, h2} {
		ok = ok && v >= 0 && v <= 24
	}
	for _, v := range []int{m1, m2} {
		ok = ok && v >= 0 && v <= 59
	}
	w.From, w.To = h1*60+m1, h2*60+m2
	if !ok || !w.valid() || w.String() != s {
		return Window{}, fmt.Errorf("%w: %q is no time of day such as 08:00-20:00", ErrRule, s)
	}
	return w, nil
}

func (w Window) valid() bool {
	return w.From >= 0 && w.From < dayMinutes && w.To >= 0 && w.To <= dayMinutes && w.From != w.To
}

// String writes the window as ParseWindow reads it.
func (w Window) String() string {
	return fmt.Sprintf("%02d:%02d-%02d:%02d", w.From/60, w.From%60, w.To/60, w.To%60)
}

// openMinutes counts the minutes of a day that no window covers.
func openMinutes(ws []Window) int {
	open := 0
	for m := range dayMinutes {
		if _, quiet := windowAt(ws, m); !quiet {
			open++
		}
	}
	return open
}

func windowAt(ws []Window, minute int) (Window, bool) {
	for _, w := range ws {
		if w.From < w.To && w.From <= minute && minute < w.To || w.From > w.To && (minute >= w.From || minute < w.To) {
			return w, true
		}
	}
	return Window{}, false
}

// on returns when the window begins and ends on the day of t, or, a day of -1,
// on the day before.
func (w Window) on(t time.Time, days int) (from, to time.Time) {
	y, m, d := t.Date()
	end := w.To
	if w.To <= w.From {
		end += dayMinutes
	}
	at := func(minute int) time.Time { return time.Date(y, m, d+days, 0, minute, 0, 0, t.Location()) }
	return at(w.From), at(end)
}

// quietAt reports whether t lies in quiet hours.
func (r Rule) quietAt(t time.Time) bool {
	_, _, quiet := r.quietUntil(t, func(end time.Time) time.Time { return end })
	return quiet
}

// quietUntil returns the quiet hours that t lies in and their end; each window
// ends not at its own end but at what late makes of that.
func (r Rule) quietUntil(t time.Time, late func(time.Time) time.Time) (w Window, end time.Time, quiet bool) {
	local := t.In(r.location())
	for _, w := range r.Quiet {
		for _, days := range []int{-1, 0} {
			from, to := w.on(local, days)
			if to = late(to); !t.Before(from) && t.Before(to) {
				return w, to, true
			}
		}
	}
	return Window{}, time.Time{}, false
}

// nextQuiet returns when the next quiet hours after t begin, zero if none do.
func (r Rule) nextQuiet(t time.Time) (first time.Time) {
	local := t.In(r.location())
	for _, w := range r.Quiet {
		for days := range 3 { // the day after tomorrow, lest summer time swallow one
			if from, _ := w.on(local, days); from.After(t) && (first.IsZero() || from.Before(first)) {
				first = from
			}
		}
	}
	return first
}
