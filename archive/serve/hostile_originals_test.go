package serve_test

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/archive/serve"
	"gongkai/archive/serve/page"
)

// heavy counts the payloads that are in memory at once.
type heavy struct {
	page.Archive
	now, most atomic.Int64
}

func (h *heavy) Payload(ctx context.Context, v archive.Version) ([]byte, error) {
	n := h.now.Add(1)
	defer h.now.Add(-1)
	for most := h.most.Load(); n > most && !h.most.CompareAndSwap(most, n); most = h.most.Load() {
	}
	time.Sleep(time.Millisecond) // the others come
	return h.Archive.Payload(ctx, v)
}

// versionsAtOnce asks for the pages of many versions, each of which says whether
// its original can be shown: that must not be a way around the limit.
func versionsAtOnce(t *testing.T) {
	m := newMuseum(t)
	h := &heavy{Archive: m.arc}
	pages, err := page.New(page.Options{Archive: h, Catalog: catalog.New(m.arc, catalog.Options{}), Clock: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	const originals = 2
	w := run(t, serve.Options{Pages: pages, Archive: m.arc, Limits: serve.Limits{Originals: originals}})
	var all sync.WaitGroup
	for i := range 4 {
		for _, id := range m.originals {
			all.Go(func() {
				a := w.do(fmt.Sprintf("GET /page/%s/1?x=%d", id, i))
				w.want(a, 200)
			})
		}
	}
	all.Wait()
	if n := h.most.Load(); n == 0 || n > originals {
		t.Errorf("%d payloads in memory at once, want at most %d", n, originals)
	}
}
