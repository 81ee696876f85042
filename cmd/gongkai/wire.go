package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"path/filepath"
	"time"

	"gongkai/archive"
	"gongkai/crawler"
)

// load reads the configuration. With --archive the commands that only look at
// an archive need none.
func (a *app) load(needed bool) (*Config, error) {
	c, err := loadConfig(a.config, a.source)
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

// newCrawler wires a crawler as the configuration says, for the archive in dir.
func newCrawler(c *Config, dir string, arc *archive.Archive, log *slog.Logger) (*crawler.Crawler, error) {
	o := crawler.Options{
		Archive: arc, UserAgent: userAgent(c.Contact), Clock: time.Now, Sleep: sleep, Log: log,
		Grace: 5 * time.Second, Room: newRoom(dir, c.Crawl.MinFree, log).check,
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
