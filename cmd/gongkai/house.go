package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"gongkai/archive"
	"gongkai/archive/boltstore"
	"gongkai/archive/owner"
	"gongkai/archive/worker"
	"gongkai/crawler"
)

// house is an archive that this process has open, with what the commands in it
// share. Where it is open for writing, commands of other processes work in it.
type house struct {
	dir    string
	store  *boltstore.Store
	arc    *archive.Archive
	apart  *worker.Pool  // reads what is heavy; nil: open for reading
	server *owner.Server // nil: open for reading, or no socket could be had
	log    *slog.Logger

	mu     sync.Mutex
	desk   *crawler.Desk
	keeper *crawler.Keeper // nil: nobody keeps the schedule
}

// lockTry makes boltstore ask for the lock once: waiting is for the door, which
// asks the owner meanwhile.
const lockTry = 50 * time.Millisecond

// visit opens the archive in dir for reading. Others may do so at the same time.
func (a *app) visit(ctx context.Context, dir string) (*house, error) {
	store, err := boltstore.Open(ctx, dir, boltstore.Options{Log: a.log(), ReadOnly: true, Timeout: lockTry})
	if err != nil {
		return nil, err
	}
	arc, err := archive.New(ctx, store, archive.Options{Log: a.log()})
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return &house{dir: dir, store: store, arc: arc, log: a.log()}, nil
}

// move opens the archive in dir for writing and lets others work in it; it is
// made where there is none. What a killed process left unread is read first;
// who comes meanwhile waits.
func (a *app) move(ctx context.Context, dir string, r ReaderConfig, now func() time.Time) (_ *house, err error) {
	h := &house{dir: dir, log: a.log()}
	if h.store, err = boltstore.Open(ctx, dir, boltstore.Options{Log: h.log, Clock: now, Timeout: lockTry}); err != nil {
		return nil, err
	}
	ready := make(chan struct{})
	h.listen(ctx, dir, ready)
	h.apart = r.pool(h.log)
	h.arc, err = archive.New(ctx, h.store, archive.Options{Clock: now, Reader: reader{h.apart}, Readers: max(4, r.Processes), Log: h.log})
	if err != nil {
		return nil, errors.Join(err, h.shut(ctx), h.store.Close())
	}
	if _, err := h.arc.ReadPending(ctx); err != nil {
		err = errors.Join(err, h.shut(ctx), h.arc.Close())
		h.apart.Close()
		return nil, err
	}
	close(ready)
	return h, nil
}

// listen lets other processes in. Where no socket can be had they are kept
// waiting, which is no reason to do nothing oneself.
func (h *house) listen(ctx context.Context, dir string, ready <-chan struct{}) {
	server, err := owner.Listen(ctx, dir, owner.Options{Program: program(), Handler: h.serve, Ready: ready, Log: h.log})
	if err == nil {
		h.server = server
		err = h.store.Announce(server.Socket())
	}
	if err != nil {
		h.log.Warn("other commands cannot work beside this one", "dir", dir, "err", err)
	}
}

// shut turns everybody out.
func (h *house) shut(ctx context.Context) error {
	if h.server == nil {
		return nil
	}
	now, cancel := context.WithCancel(ctx)
	cancel()
	return h.server.Close(now)
}

// close ends the work in order: commands of others may end, unless ctx ends
// before them; then the archive is closed.
func (h *house) close(ctx context.Context) error {
	var shut error
	if h.server != nil {
		shut = h.server.Close(ctx)
	}
	err := errors.Join(shut, h.arc.Close()) // which reads what it has not read yet
	if h.apart != nil {
		h.apart.Close()
	}
	return err
}

// serve runs a command of another process.
func (h *house) serve(ctx context.Context, r owner.Request, s owner.Streams) int {
	a := &app{
		in: strings.NewReader(""), out: s.Out, err: s.Err, house: h, create: s.Create,
		screen: screen{there: r.Width > 0, columns: r.Width, rows: r.Height},
		source: func(name string) ([]byte, error) {
			if r.NoConfig || name != r.ConfigName {
				return nil, fmt.Errorf("%s: %w", name, os.ErrNotExist)
			}
			return bytes.Clone(r.Config), nil
		},
	}
	return a.run(ctx, r.Args)
}

// crawler returns the desk of the one crawler of this process, so that the pace
// at a host holds for all who crawl. Its name and its proxy are those of the
// configuration of the first who asks: serve's, or the command's that owns.
func (h *house) crawler(c *Config) (*crawler.Desk, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.desk == nil {
		cr, err := newCrawler(c, h.dir, h.arc, h.log)
		if err != nil {
			return nil, err
		}
		h.desk = crawler.NewDesk(cr)
	}
	return h.desk, nil
}

// unread counts the files that the processes could not read, by reason.
func (h *house) unread() map[string]uint64 {
	out := map[string]uint64{}
	for reason, n := range h.apart.Failures() {
		out[string(reason)] = n
	}
	return out
}

// program names what may talk with whom over the socket.
func program() string {
	version, revision := build()
	return strings.TrimSpace("gongkai " + version + " " + revision)
}
