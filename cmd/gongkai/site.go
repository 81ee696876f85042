package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/serve"
	"gongkai/archive/serve/api"
	"gongkai/archive/serve/feed"
	"gongkai/archive/serve/page"
)

// site says what is shown of an archive over HTTP, and to whom.
type site struct {
	dir     string
	archive *archive.Archive
	serve   ServeConfig
	token   string
	clock   func() time.Time
	log     *slog.Logger
	// portals tells what configuration and schedule say now.
	portals func() []catalog.Portal
	// crawl starts a pass; nil: this process starts none.
	crawl    func(ctx context.Context, portal string) error
	checks   []serve.Check
	webhooks func(context.Context) ([]serve.Webhook, error)
	// readings counts the files that could not be read, by reason.
	readings func() map[string]uint64
}

// server wires pages, API and feeds behind the guard. warm builds the catalog,
// which the first reader would wait for otherwise.
func (s *site) server() (_ *serve.Server, warm func(context.Context), _ error) {
	version, revision := build()
	cat := catalog.New(s.archive, catalog.Options{Clock: s.clock})
	warm = func(ctx context.Context) {
		if _, err := cat.Current(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("catalog not built", "err", err)
		}
	}
	pages, err := page.New(page.Options{
		Archive: s.archive, Catalog: cat, Portals: s.portals, BaseURL: s.serve.BaseURL,
		Version: version, Clock: s.clock, Log: s.log,
	})
	if err != nil {
		return nil, nil, err
	}
	ready := serve.Check{Name: "catalog", Run: func(context.Context) error {
		if !cat.Ready() {
			return errors.New("it is being built")
		}
		return nil
	}}
	server, err := serve.New(serve.Options{
		Pages: pages,
		API: api.New(api.Options{
			Archive: s.archive, Catalog: cat, Portals: s.portals, Crawl: s.crawl,
			Clock: s.clock, Log: s.log, Version: version,
		}),
		Feeds: feed.New(feed.Options{
			Archive: s.archive, Base: serve.Base(s.serve.BaseURL), Portal: s.portalName, Log: s.log,
		}),
		Archive: s.archive,
		Checks:  append([]serve.Check{ready}, s.checks...),
		Sources: serve.Sources{
			Portals: s.portals, Passes: s.archive.Passes, Catalog: cat.Current,
			Bytes: s.bytes, Webhooks: s.webhooks, Readings: s.readings,
		},
		Generation: s.archive.Generation,
		Token:      s.token, Hosts: s.serve.Hosts, BaseURL: s.serve.BaseURL,
		Limits: serve.Limits{Cache: int64(s.serve.Cache)},
		Clock:  s.clock, Log: s.log, Version: version, Revision: revision,
	})
	return server, warm, err
}

// portalName names a portal of the configuration, and those that the archive
// keeps under their ids.
func (s *site) portalName(id string) (string, bool) {
	for _, p := range s.portals() {
		if p.ID == id {
			return p.Name, true
		}
	}
	for kept, err := range s.archive.Portals(context.Background()) {
		if err == nil && kept == id {
			return id, true
		}
	}
	return "", false
}

// bytes tells the sizes of the archive's files.
func (s *site) bytes() (map[string]int64, error) {
	sizes := map[string]int64{}
	for part, name := range map[string]string{"index": "index.bolt", "blobs": "blobs.bolt"} {
		info, err := os.Stat(filepath.Join(s.dir, name))
		if err != nil {
			return nil, err
		}
		sizes[part] = info.Size()
	}
	return sizes, nil
}
