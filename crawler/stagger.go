package crawler

import (
	"hash/fnv"
	"strconv"
	"time"
)

// Seat is a portal's place in the list of those that are visited. It keeps their
// visits apart: one begins in a second that is Index modulo Of, so that no two
// of one list begin in the same.
type Seat struct {
	Portal    string
	Index, Of int
}

// align returns the seat's first second at or after t.
func (s Seat) align(t time.Time) time.Time {
	n := int64(max(1, s.Of))
	sec := t.Unix()
	if t.Nanosecond() > 0 {
		sec++
	}
	mine := int64(s.Index) % n
	return time.Unix(sec+((mine-sec)%n+n)%n, 0).UTC()
}

// late returns t and its share of a jitter, aligned. The share follows from
// portal and t.
func (s Seat) late(t time.Time, jitter time.Duration) time.Time {
	if jitter > 0 {
		t = t.Add(time.Duration(hashOf(s.Portal+"@"+strconv.FormatInt(t.Unix(), 10)) % uint64(jitter)))
	}
	return s.align(t)
}

// soon is late by no more than some minutes: for what should not wait.
func (s Seat) soon(t time.Time, jitter time.Duration) time.Time {
	return s.late(t, min(jitter, maxSoon))
}

const maxSoon = 10 * time.Minute

func hashOf(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	// FNV's high bits say little of the last bytes; fold them down.
	v := h.Sum64()
	return v ^ v>>32
}
