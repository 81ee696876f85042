package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// room says whether the disk of a folder has so much left that a crawl may store
// into it. The answer is kept for some seconds: a walk asks often.
type room struct {
	dir   string
	least Size
	free  func(dir string) (int64, error)
	now   func() time.Time
	log   *slog.Logger

	mu    sync.Mutex
	asked time.Time
	said  error
	blind bool // the system cannot tell, which was said once
}

// roomFor is how long an answer is kept.
const roomFor = 5 * time.Second

func newRoom(dir string, least Size, log *slog.Logger) *room {
	return &room{dir: dir, least: least, free: freeBytes, now: time.Now, log: log}
}

// check returns an error where less than least is free.
func (r *room) check(context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	if r.least <= 0 || r.blind || !r.asked.IsZero() && now.Sub(r.asked) >= 0 && now.Sub(r.asked) < roomFor {
		return r.said
	}
	r.asked = now
	free, err := r.free(r.dir)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		r.blind, r.said = true, nil
		r.log.Warn("free disk space is not known on this system, min_free has no effect", "dir", r.dir)
	case err != nil:
		r.said = fmt.Errorf("不知道磁盘还剩多少 · free disk space not known: %w", err)
	case free < int64(r.least):
		r.said = fmt.Errorf("磁盘将满：%s 只剩 %s，min_free 要 %s · disk nearly full: %s free in %s, min_free is %s", r.dir, humanBytes(free), r.least, humanBytes(free), r.dir, r.least)
	default:
		r.said = nil
	}
	return r.said
}
