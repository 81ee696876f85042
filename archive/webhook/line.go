package webhook

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"gongkai/archive"
)

// line is the way to one receiver: one goroutine, one delivery at a time.
type line struct {
	*Sender
	hook  Hook
	log   *slog.Logger
	board board

	at     uint64 // changes up to here are answered or not wanted
	stored uint64 // and up to here that is kept in the archive
}

// maxUnstored is how many changes that are not wanted may be passed before the
// place is kept: what is looked at again after a start.
const maxUnstored = 10_000

// errStopped ends a line until the process is started anew.
var errStopped = errors.New("stopped")

func (l *line) run(ctx context.Context) {
	err := l.again(ctx, l.begin)
	for err == nil {
		if err = l.again(ctx, l.catchUp); err == nil {
			l.board.change(func(s *Status) { s.State, s.LastError = Idle, "" })
			err = l.o.Sleep(ctx, l.o.Poll)
		}
	}
	if errors.Is(err, errStopped) {
		l.board.change(func(s *Status) { s.State = Stopped })
	}
}

// again runs what works on the archive until it succeeds: an archive that
// cannot be read or written for a time must not end a line.
func (l *line) again(ctx context.Context, do func(context.Context) error) error {
	for try := 1; ; try++ {
		err := do(ctx)
		if err == nil || ctx.Err() != nil || errors.Is(err, errStopped) || errors.Is(err, archive.ErrClosed) {
			return errors.Join(err, ctx.Err())
		}
		l.log.Error("webhook: the archive fails", "error", err)
		if err := l.wait(ctx, pause(try, soon, l.o.Jitter()), err.Error()); err != nil {
			return err
		}
	}
}

// begin finds where the hook goes on.
func (l *line) begin(ctx context.Context) error {
	f, err := l.arc.Follower(ctx, l.hook.follower())
	if err == nil {
		l.at, err = l.arc.Resume(ctx, f.Cursor)
	}
	switch {
	case err == nil:
		l.stored = l.at
		l.reached(l.at)
		return nil
	case errors.Is(err, archive.ErrNotFound) && l.hook.From == FromStart:
		return l.startAt(ctx, 0)
	case errors.Is(err, archive.ErrNotFound):
	case errors.Is(err, archive.ErrStaleCursor) && l.hook.From == FromNow:
		l.log.Warn("webhook: its place is of before a backup was restored, it goes on from now", "cursor", f.Cursor.String())
	case errors.Is(err, archive.ErrStaleCursor):
		words := fmt.Sprintf("its place %s is of another archive, or of before a backup was restored: what happened since cannot be known; set from: now to go on without it", f.Cursor)
		l.log.Error("webhook: stopped", "reason", words)
		l.board.change(func(s *Status) { s.LastError, s.Cursor = words, f.Cursor })
		return errStopped
	default:
		return err
	}
	last, err := l.arc.LastChange(ctx)
	if err != nil {
		return err
	}
	return l.startAt(ctx, last)
}

// startAt keeps the place of a hook that begins.
func (l *line) startAt(ctx context.Context, number uint64) error {
	if err := l.keep(ctx, number); err != nil {
		return err
	}
	l.log.Info("webhook: begins", "after", number)
	l.at = number
	l.reached(number)
	return nil
}

// catchUp sends what came since.
func (l *line) catchUp(ctx context.Context) error {
	if l.at > l.stored { // storing failed, or changes were passed before a start
		if err := l.keep(ctx, l.at); err != nil {
			return err
		}
	}
	for c, err := range l.arc.Changes(ctx, l.at) {
		if err != nil {
			return err
		}
		if l.hook.wants(&c) {
			if err := l.deliver(ctx, c); err != nil {
				return err
			}
			l.at = c.Number // answered: whatever happens now, it is not sent again
			// Also when ctx has ended: the answer must not be forgotten.
			err = l.keep(context.WithoutCancel(ctx), c.Number)
		} else if l.at = c.Number; l.at-l.stored > maxUnstored {
			err = l.keep(ctx, c.Number)
		}
		l.reached(c.Number)
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// keep stores the place.
func (l *line) keep(ctx context.Context, number uint64) error {
	err := l.arc.KeepFollower(ctx, archive.Follower{Name: l.hook.follower(), Cursor: l.arc.Cursor(number)})
	if err == nil {
		l.stored = number
	}
	return err
}

func (l *line) reached(number uint64) {
	cursor := l.arc.Cursor(number)
	l.board.change(func(s *Status) { s.Cursor = cursor })
}
