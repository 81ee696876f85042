package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Size is a number of bytes, written as "64MiB", "512KiB", "1GiB" or plain.
type Size int64

// UnmarshalYAML reads a size. What is none becomes -1, which the check of the
// configuration refuses, for it knows the place.
func (s *Size) UnmarshalYAML(b []byte) error {
	text := strings.Trim(strings.TrimSpace(string(b)), `"'`)
	unit := int64(1)
	for suffix, n := range map[string]int64{"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30} {
		if t, ok := strings.CutSuffix(text, suffix); ok {
			text, unit = strings.TrimSpace(t), n
		}
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n > (1<<62)/unit {
		*s = -1
		return nil
	}
	*s = Size(n * unit)
	return nil
}

// String writes a size with the largest unit that fits it whole.
func (s Size) String() string {
	switch {
	case s > 0 && s%(1<<30) == 0:
		return fmt.Sprintf("%dGiB", s>>30)
	case s > 0 && s%(1<<20) == 0:
		return fmt.Sprintf("%dMiB", s>>20)
	case s > 0 && s%(1<<10) == 0:
		return fmt.Sprintf("%dKiB", s>>10)
	}
	return strconv.FormatInt(int64(s), 10)
}

// Duration is a time span, written as "2s", "500ms", "1m".
type Duration time.Duration

// UnmarshalYAML reads a time span. What is none becomes -1, which the check of
// the configuration refuses, for it knows the place.
func (d *Duration) UnmarshalYAML(b []byte) error {
	t, err := time.ParseDuration(strings.Trim(strings.TrimSpace(string(b)), `"'`))
	if err != nil {
		t = -1
	}
	*d = Duration(t)
	return nil
}

// humanBytes writes a number of bytes for a person.
func humanBytes(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d B", n)
}
