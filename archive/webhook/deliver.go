package webhook

import (
	"context"
	"math"
	"time"

	"gongkai/archive"
)

// patience is how long to wait between attempts: first, then twice as long each
// time up to most.
type patience struct{ first, most time.Duration }

var (
	// soon is for what may heal by itself: no answer, 5xx, 408, 429.
	soon = patience{time.Second, 5 * time.Minute}
	// late is for what a person has to mend: other 4xx, redirects.
	late = patience{time.Minute, 6 * time.Hour}
)

// pause returns how long to wait after so many failures, from half to all of
// what the patience says, by jitter in [0, 1).
func pause(failures int, p patience, jitter float64) time.Duration {
	d := float64(p.first) * math.Pow(2, float64(min(failures-1, 30)))
	return time.Duration(min(d, float64(p.most)) * (0.5 + jitter/2))
}

// deliver sends a change until it is answered with 2xx. An attempt that was
// begun goes on to its end when ctx ends: a receiver that has answered is not
// asked again by the next process.
func (l *line) deliver(ctx context.Context, c archive.Change) error {
	body, err := l.event(ctx, c)
	if err != nil {
		return err
	}
	id := l.arc.Cursor(c.Number).String()
	for try := 1; ; try++ {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		l.board.change(func(s *Status) { s.State = Sending })
		a := l.post(context.WithoutCancel(ctx), &l.hook, id, body)
		if a.ok {
			l.board.change(func(s *Status) { s.LastError = "" })
			return nil
		}
		l.board.change(func(s *Status) { s.Failures++ })
		if a.gone {
			l.log.Error("webhook: stopped: the receiver is gone (410)", "id", id)
			l.board.change(func(s *Status) {
				s.LastError = "the receiver is gone (status 410): remove it, or start gongkai anew to try again"
			})
			return errStopped
		}
		l.log.Warn("webhook: a delivery failed", "id", id, "try", try, "answer", a.words)
		how := soon
		if a.refused {
			how = late
		}
		d := max(pause(try, how, l.o.Jitter()), a.after)
		if err := l.wait(ctx, d, a.words); err != nil {
			return err
		}
	}
}

// wait says what failed, and waits.
func (l *line) wait(ctx context.Context, d time.Duration, words string) error {
	l.board.change(func(s *Status) { s.State, s.LastError = Waiting, words })
	return l.o.Sleep(ctx, d)
}
