package archive

import (
	"fmt"
	"strings"
	"time"
)

// splitTime takes "@…" off the end of a reference. An "@" of an address with
// something else behind it belongs to the address.
func splitTime(ref string) (name string, at time.Time, err error) {
	i := strings.LastIndex(ref, "@")
	if i < 0 {
		return ref, time.Time{}, nil
	}
	at, err = ParseTime(ref[i+1:])
	if err == nil {
		return ref[:i], at, nil
	}
	if strings.Contains(ref[:i], "://") && strings.ContainsAny(ref[i+1:], "./") {
		return ref, time.Time{}, nil
	}
	return "", time.Time{}, err
}

// China returns the time of the whole country, in which people are shown times
// and days and years begin; stored times are UTC. It is UTC+8, one zone without
// summer time since 1991, so it needs no zone database.
func China() *time.Location { return time.FixedZone("Asia/Shanghai", 8*60*60) }

// ParseTime reads a time as people give it: "2021-03-01" is the end of that day
// in China (UTC+8, without summer time), anything else is RFC 3339.
func ParseTime(s string) (time.Time, error) {
	if day, err := time.ParseInLocation(time.DateOnly, s, China()); err == nil {
		return kept(day.AddDate(0, 0, 1).Add(-time.Microsecond)), nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("archive: time %q is neither 2021-03-01 nor 2021-03-01T08:00:00+08:00", s)
	}
	return kept(t), nil
}
