package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/archive/owner"
)

// purpose is what a command wants of an archive.
type purpose int

const (
	look   purpose = iota // reads: others may do so at the same time
	change                // writes
	found                 // writes, and makes the archive where there is none
)

// patience is how long an archive is waited for that is locked and whose owner
// does not answer: it may just be opening or closing it.
type patience time.Duration

// there reports whether the configured archive exists.
func (a *app) there(c *Config) bool {
	if a.house != nil {
		return true
	}
	_, err := os.Stat(filepath.Join(c.Archive, "index.bolt"))
	return err == nil
}

// looking runs f on the configured archive and closes it.
func (a *app) looking(ctx context.Context, f func(*archive.Archive) error) error {
	c, err := a.load(false)
	if err != nil {
		return err
	}
	return a.within(ctx, c, look, func(h *house) error { return f(h.arc) })
}

// within runs f where the archive is open: here, or, if another process owns it,
// there. Then the whole command runs there, f is not called, and the error is
// an *exit, also where all went well: what follows is done too.
func (a *app) within(ctx context.Context, c *Config, p purpose, f func(*house) error) error {
	h, code, err := a.door(ctx, c, p)
	switch {
	case err != nil:
		return err
	case h == nil:
		return &exit{code: code}
	case h == a.house:
		return f(h) // the owner closes it
	}
	err = f(h)
	defer a.sayWaiting(h)()
	return errors.Join(err, h.close(ctx))
}

// sayWaiting tells the user, unless it is over at once, why a command that is
// done does not end: others work in the archive that it has open.
func (a *app) sayWaiting(h *house) (stop func()) {
	if h.server == nil {
		return func() {}
	}
	t := time.AfterFunc(2*time.Second, func() {
		if n := h.server.Commands(); n > 0 {
			fmt.Fprintf(a.err, "做完了；还有 %d 个命令在这里工作，等它们结束，Ctrl-C 叫停 · done; waiting for %d commands that work here, Ctrl-C stops them\n", n, n)
		}
	})
	return func() { t.Stop() }
}

// door finds out who has the archive. It returns the house to work in, or nil
// and the exit code of the command, which another process ran.
//
// Owners come and go while one asks, so what was found out is only believed
// when it leads somewhere: an owner that answers, or a lock that is free.
func (a *app) door(ctx context.Context, c *Config, p purpose) (*house, int, error) {
	if a.house != nil {
		return a.house, 0, nil
	}
	if p != found && !a.there(c) {
		return nil, 0, fmt.Errorf("%s 里没有档案 · there is no archive: 先运行 · first run gongkai crawl，或用 --archive 指定 · or name one with --archive", c.Archive)
	}
	start, pause := time.Now(), 5*time.Millisecond
	for {
		client, nobody := a.knock(ctx, c.Archive)
		if nobody == nil {
			a.log().Debug("another process has the archive", "waited", time.Since(start))
			code, err := a.send(ctx, client)
			if !errors.Is(err, owner.ErrAgain) {
				return nil, code, err
			}
			nobody = err
		} else if !errors.Is(nobody, owner.ErrNobody) {
			return nil, 0, nobody
		}
		h, err := a.open(ctx, c, p)
		if err == nil {
			a.log().Debug("opened the archive", "waited", time.Since(start))
		}
		if !errors.Is(err, archive.ErrInUse) {
			return h, 0, err
		}
		if time.Since(start) > time.Duration(a.wait) {
			return nil, 0, fmt.Errorf("%w（它不应答 · it does not answer: %v）", err, nobody)
		}
		if err := sleep(ctx, pause); err != nil {
			return nil, 0, err
		}
		pause = min(2*pause, 250*time.Millisecond)
	}
}

func (a *app) open(ctx context.Context, c *Config, p purpose) (*house, error) {
	if p == look {
		return a.visit(ctx, c.Archive)
	}
	return a.move(ctx, c.Archive, c.Reader, time.Now)
}

// knock asks for the owner of the folder. ErrNobody: there is none, or none
// that answers.
func (a *app) knock(ctx context.Context, dir string) (*owner.Client, error) {
	o, err := boltstore.ReadOwner(dir)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", owner.ErrNobody, err)
	case o.Socket == "":
		return nil, fmt.Errorf("%w: %s has no socket", owner.ErrNobody, o)
	}
	client, err := owner.Dial(ctx, dir, o.Socket, program(), time.Duration(a.wait))
	if err != nil && ctx.Err() == nil && !errors.Is(err, owner.ErrNobody) {
		return nil, fmt.Errorf("%s: %s: %w", dir, o, err)
	}
	return client, err
}

// send has the owner run this command line.
func (a *app) send(ctx context.Context, client *owner.Client) (int, error) {
	r := owner.Request{Args: a.args, ConfigName: a.config}
	screen := a.terminal()
	r.Width, r.Height = screen.columns, screen.rows
	var err error
	switch r.Config, err = a.source(a.config); {
	case errors.Is(err, os.ErrNotExist):
		r.NoConfig = true
	case err != nil:
		return 0, errors.Join(err, client.Close())
	}
	return client.Run(ctx, r, owner.Streams{Out: a.out, Err: a.err, Create: a.create})
}
