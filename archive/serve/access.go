package serve

import (
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync/atomic"
)

// ids gives each request its id: a beginning of this process and a number.
type ids struct {
	beginning string
	last      *atomic.Uint64
}

func newIDs(random io.Reader) (ids, error) {
	var b [4]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return ids{}, err
	}
	return ids{beginning: hex.EncodeToString(b[:]) + "-", last: new(atomic.Uint64)}, nil
}

func (i ids) next() string { return i.beginning + strconv.FormatUint(i.last.Add(1), 10) }

// access names each request (X-Request-Id; what a client sends under that name
// is not looked at), writes its line, counts it, and answers 500 where a
// handler panics.
func (s *Server) access(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, start := s.ids.next(), s.o.Clock()
		a := &answer{ResponseWriter: w, pace: s.limits.Write}
		a.Header().Set("X-Request-Id", id)
		done := func() {
			took := s.o.Clock().Sub(start)
			s.metrics.request(r.Method, a.route, a.status, took)
			if a.astray != "" {
				s.log.Error("redirect off this server withheld", "id", id, "path", short(r), "to", clip(strconv.QuoteToASCII(a.astray)))
			}
			if s.log.Enabled(r.Context(), slog.LevelDebug) {
				s.log.Debug("request", "id", id, "method", clip(r.Method), "path", short(r), "status", a.status,
					"bytes", a.bytes, "ms", took.Milliseconds())
			}
		}
		defer func() {
			p := recover()
			if p == nil {
				done()
				return
			}
			if p == http.ErrAbortHandler {
				done()
				panic(p)
			}
			s.log.Error("panic", "id", id, "path", short(r), "panic", clip(strconv.QuoteToASCII(fmt.Sprint(p))), "stack", string(debug.Stack()))
			if a.status != 0 { // part of an answer is out: it must not look whole
				done()
				panic(http.ErrAbortHandler)
			}
			for _, name := range []string{"Content-Length", "Content-Encoding", "Content-Disposition", "Etag", "Cache-Control", "Location"} {
				a.Header().Del(name)
			}
			refuse(a, r, http.StatusInternalServerError, "服务器出错，编号 "+id, "the server failed, id "+id)
			done()
		}()
		next.ServeHTTP(a, r)
		if a.status == 0 && r.Context().Err() == nil {
			a.WriteHeader(http.StatusOK)
		}
	})
}

// short is the path of a request for a log: percent-encoded, so that it holds
// nothing that could be taken for another line, and cut.
func short(r *http.Request) string { return clip(r.URL.EscapedPath()) }

func clip(s string) string {
	if len(s) > 200 {
		return s[:200] + "…"
	}
	return s
}

// routed notes which handler answered, for the metrics.
func routed(w http.ResponseWriter, pattern string) {
	if a, ok := w.(*answer); ok {
		a.route = pattern
	}
}
