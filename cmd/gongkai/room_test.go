package main

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"
)

func TestRoom(t *testing.T) {
	type ask struct {
		after time.Duration // since the ask before
		free  int64
		err   error
		says  string // "" there is room
		asked int    // times that the system was asked so far
	}
	for name, c := range map[string]struct {
		least Size
		asks  []ask
	}{
		"less than least is full, and room comes back": {1 << 30, []ask{
			{0, 2 << 30, nil, "", 1},
			{time.Minute, 512 << 20, nil, "disk nearly full: 512.0 MiB free in /archive, min_free is 1GiB", 2},
			{time.Minute, 1 << 30, nil, "", 3},
		}},
		"an answer is kept for some seconds": {1 << 30, []ask{
			{0, 0, nil, "磁盘将满", 1}, {4 * time.Second, 2 << 30, nil, "磁盘将满", 1}, {time.Second, 2 << 30, nil, "", 2},
		}},
		"a clock that was set back asks again": {1 << 30, []ask{{0, 0, nil, "磁盘将满", 1}, {-time.Hour, 2 << 30, nil, "", 2}}},
		"what cannot be told is no room":       {1 << 30, []ask{{0, 0, os.ErrPermission, "not known: permission denied", 1}}},
		"a system that cannot tell has room":   {1 << 30, []ask{{0, 0, errors.ErrUnsupported, "", 1}, {time.Hour, 0, errors.ErrUnsupported, "", 1}}},
		"0 does not look":                      {0, []ask{{0, 0, nil, "", 0}}},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			now, asked := time.Date(2027, 1, 10, 0, 0, 0, 0, time.UTC), 0
			r := newRoom("/archive", c.least, slog.New(slog.NewTextHandler(&log, nil)))
			r.now = func() time.Time { return now }
			for i, a := range c.asks {
				now = now.Add(a.after)
				r.free = func(string) (int64, error) { asked++; return a.free, a.err }
				err := r.check(t.Context())
				if (err == nil) != (a.says == "") || err != nil && !strings.Contains(err.Error(), a.says) || asked != a.asked {
					t.Errorf("ask %d: %v after %d asks, want %q after %d", i+1, err, asked, a.says, a.asked)
				}
			}
			if told := strings.Count(log.String(), "no effect"); told > 1 || told == 0 && errors.Is(c.asks[0].err, errors.ErrUnsupported) {
				t.Errorf("told %d times: %s", told, log.String())
			}
		})
	}
}

func TestFreeBytesOfARealFolder(t *testing.T) {
	free, err := freeBytes(t.TempDir())
	if err != nil && !errors.Is(err, errors.ErrUnsupported) || err == nil && free <= 0 {
		t.Errorf("%d, %v", free, err)
	}
	if _, err := freeBytes("/nowhere/at/all"); err == nil {
		t.Error("a folder that is not there has free space")
	}
}
