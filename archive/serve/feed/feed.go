// Package feed serves the change log as Atom (RFC 4287, with paging and
// archived documents of RFC 5005) and as JSON Feed 1.1: of the whole archive, of
// a portal, of an organ. Every change is an entry with its difference.
//
//	/feed/atom.xml                          /feed/feed.json
//	/feed/portal/{portal}/atom.xml          …/feed.json
//	/feed/organ/{portal}/{organ}/atom.xml   …/feed.json
//
// Parameters: kind (kinds of changes, by commas), chrome=1 (also changes of page
// frames only, which are left out otherwise), before (a change's number: the
// entries below it). A parameter that is not one of these is refused: a filter
// that is misspelt must not silently give everything.
package feed

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"net/http"

	"gongkai/archive"
)

// pageSize is how many entries a document has.
const pageSize = 50

// Archive is what feeds need of an archive.
type Archive interface {
	Identity() archive.Identity
	Change(ctx context.Context, number uint64) (archive.Change, error)
	Changes(ctx context.Context, since uint64) iter.Seq2[archive.Change, error]
	Version(ctx context.Context, id archive.PageID, n int) (archive.Version, error)
	ChangeDiff(ctx context.Context, c archive.Change) (*archive.Diff, error)
	Organ(ctx context.Context, id string) (archive.Organ, error)
}

// Options say where feeds come from. Archive and Base are needed.
type Options struct {
	Archive Archive
	// Base returns the address under which the reader of a request reaches this
	// server, without a slash at the end. It is believed: the guard has checked it.
	Base func(*http.Request) string
	// Portal names a configured portal; false: there is no such. nil: portals
	// are those that have changes, under their ids.
	Portal func(id string) (name string, known bool)
	// Log gets the errors that a reader is told nothing of, nil: nobody.
	Log *slog.Logger
}

type handler struct {
	Options
	log   *log
	diffs *diffs
}

// New returns the handler of the feeds. It sets Content-Type and leaves ETag,
// compression and caching to whoever mounts it. The first request reads the
// whole log once (about a second for 100,000 changes), later ones what came
// since.
func New(o Options) http.Handler {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	h := &handler{Options: o, log: newLog(o.Archive), diffs: newDiffs(o.Archive)}
	mux := http.NewServeMux()
	for name, encode := range map[string]encoder{"atom.xml": writeAtom, "feed.json": writeJSON} {
		for _, at := range []string{"/feed/", "/feed/portal/{portal}/", "/feed/organ/{portal}/{organ}/"} {
			mux.HandleFunc("GET "+at+name, h.serve(encode))
		}
	}
	return mux
}

// errNoFeed is the answer to a portal or an organ that nobody knows.
var errNoFeed = errors.New("没有这个门户或机关 · no such portal or organ")

func (h *handler) serve(encode encoder) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q, err := readQuery(r.URL.RawQuery)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		d, err := h.document(r, q)
		var body []byte
		if err == nil {
			body, err = encode(d)
		}
		switch {
		case errors.Is(err, errNoFeed):
			http.Error(w, err.Error(), http.StatusNotFound)
		case err != nil:
			if r.Context().Err() == nil {
				h.Log.Error("feed: cannot be written", "path", r.URL.Path, "error", err)
			}
			http.Error(w, "读不出变更日志 · the change log cannot be read", http.StatusInternalServerError)
		default:
			w.Header().Set("Content-Type", d.contentType)
			_, _ = w.Write(body) // a reader that went away
		}
	}
}
