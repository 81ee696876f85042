package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/crawler"
)

// load reads the configuration. With --archive the commands that only look at
// an archive need none.
func (a *app) load(needed bool) (*Config, error) {
	c, err := loadConfig(a.config)
	if err != nil {
		var bad *configError
		if needed || a.archive == "" || errors.As(err, &bad) {
			return nil, err
		}
		d := defaults()
		c = &d
	}
	if a.archive != "" {
		c.Archive = a.archive
	} else if !filepath.IsAbs(c.Archive) {
		c.Archive = filepath.Join(filepath.Dir(a.config), c.Archive)
	}
	return c, nil
}

// openArchive opens the archive in dir for a command that writes: it is made
// where there is none. What a killed process left unread is read first.
func openArchive(ctx context.Context, dir string, now func() time.Time, log *slog.Logger) (*archive.Archive, error) {
	store, err := boltstore.Open(ctx, dir, boltstore.Options{Log: log, Clock: now})
	if err != nil {
		return nil, err
	}
	arc, err := archive.New(ctx, store, archive.Options{Clock: now, Reader: reader{}, Log: log})
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if _, err := arc.ReadPending(ctx); err != nil {
		return nil, errors.Join(err, arc.Close())
	}
	return arc, nil
}

// look opens the configured archive for a command that only looks: it must be
// there, nothing of it is written, and others may look at the same time.
func (a *app) look(ctx context.Context) (*archive.Archive, error) {
	c, err := a.load(false)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(c.Archive, "index.bolt")); err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("%s 里没有档案 · there is no archive: 先运行 · first run gongkai crawl，或用 --archive 指定 · or name one with --archive", c.Archive)
		}
		return nil, err
	}
	store, err := boltstore.Open(ctx, c.Archive, boltstore.Options{Log: a.log(), ReadOnly: true})
	if err != nil {
		return nil, err
	}
	arc, err := archive.New(ctx, store, archive.Options{Log: a.log()})
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return arc, nil
}

// looking runs f on the configured archive and closes it.
func (a *app) looking(ctx context.Context, f func(*archive.Archive) error) error {
	arc, err := a.look(ctx)
	if err != nil {
		return err
	}
	return errors.Join(f(arc), arc.Close())
}

// newCrawler wires a crawler as the configuration says.
func newCrawler(c *Config, arc *archive.Archive, log *slog.Logger, progress func(crawler.Event)) (*crawler.Crawler, error) {
	o := crawler.Options{
		Archive: arc, UserAgent: userAgent(c.Contact), Clock: time.Now, Sleep: sleep, Log: log, Progress: progress,
	}
	if c.Proxy != "" {
		u, err := url.Parse(c.Proxy)
		if err != nil {
			return nil, err
		}
		o.Proxy = u
	}
	return crawler.New(o), nil
}

// userAgent names the program, its version and whom to ask.
func userAgent(contact string) string {
	version, _ := build()
	if contact == "" {
		return fmt.Sprintf("gongkai/%s", version)
	}
	return fmt.Sprintf("gongkai/%s (+%s)", version, contact)
}

// sleep waits, but no longer than ctx.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
