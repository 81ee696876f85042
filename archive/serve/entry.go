package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// leastGzip is the size from which text is worth compressing.
const leastGzip = 1 << 10

// gzipLevel is the fastest: an answer is compressed while its first reader
// waits, and most answers of a large archive have one reader.
const gzipLevel = gzip.BestSpeed

// entry is an answer that was rendered: its bytes, and the same compressed where
// that is worth it. It is never changed once it is shared. What is kept for
// later has only one of the two, see packed.
type entry struct {
	key        string
	made       time.Time
	generation uint64
	counted    int64 // bytes, in the books of lru

	pattern string
	status  int
	header  http.Header
	body    []byte // nil: in zipped only
	zipped  []byte // nil: not worth compressing
	size    int    // of the body
	tag     string // opaque part of the ETag; "" where the answer has none
}

// newEntry closes a recording. Only a 200 has an ETag: a strong one, from the
// bytes alone, so that it tells nothing that they do not; from the compressed
// ones where there are such, for they are a fifth of them.
func newEntry(rec *recorder, pattern string, z *zippers) *entry {
	if rec.status == 0 {
		rec.WriteHeader(http.StatusOK)
	}
	e := &entry{pattern: pattern, status: rec.status, header: rec.sent, body: rec.body.Bytes(), size: rec.body.Len()}
	e.header.Del("Content-Length")
	e.header.Del("X-Request-Id")
	if isText(e.header) {
		e.header.Add("Vary", "Accept-Encoding")
		if e.size >= leastGzip {
			e.zipped = z.zip(e.body)
		}
	}
	if e.status == http.StatusOK {
		from := e.zipped
		if from == nil {
			from = e.body
		}
		sum := sha256.Sum256(from)
		e.tag = base64.RawURLEncoding.EncodeToString(sum[:16])
	}
	return e
}

// isText tells the types that gzip makes smaller.
func isText(h http.Header) bool {
	t, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	t = strings.TrimSpace(t)
	return h.Get("Content-Encoding") == "" && (strings.HasPrefix(t, "text/") || t == "image/svg+xml" || t == "application/json" ||
		t == "application/xml" || t == "application/yaml" || strings.HasSuffix(t, "+json") || strings.HasSuffix(t, "+xml") || strings.HasSuffix(t, "+yaml"))
}

// valid reports whether the answer may be given out.
func (e *entry) valid(now time.Time, generation uint64) bool {
	age := now.Sub(e.made)
	return age >= 0 && (age < fresh || age < kept && e.generation == generation)
}

// shared reports whether others may get the answer.
func (e *entry) shared() bool {
	return !strings.Contains(e.header.Get("Cache-Control"), "no-store") && e.header.Get("Set-Cookie") == ""
}

// packed is the entry as others get it and as it is kept: compressed where it can
// be, so that the cache holds five times as many. The few who do not take gzip
// have it expanded. It has no part of the body.
func (e *entry) packed() *entry {
	p := *e
	if p.body = nil; p.zipped == nil {
		p.body = bytes.Clone(e.body)
	}
	return &p
}

// cost is what the entry takes in memory, about: it, its place in the list and
// the map, and what it refers to.
func (e *entry) cost() int64 {
	n := 512 + len(e.key) + cap(e.body) + cap(e.zipped)
	for name, values := range e.header {
		n += 64 + len(name)
		for _, v := range values {
			n += 16 + len(v)
		}
	}
	return int64(n)
}

// serve sends the answer in the encoding that the client takes, or 304 where he
// has it (RFC 9110, 13.1.2). Each encoding has its own strong ETag.
func (e *entry) serve(w http.ResponseWriter, r *http.Request, z *zippers) {
	routed(w, e.pattern)
	h := w.Header()
	maps.Copy(h, e.header)
	zip := e.zipped != nil && acceptsGzip(r.Header)
	if e.tag != "" {
		tag := `"` + e.tag + `"`
		if zip {
			tag = `"` + e.tag + `-gzip"`
		}
		h.Set("Etag", tag)
		if noneMatch(r.Header.Values("If-None-Match"), tag) {
			for _, name := range []string{"Content-Type", "Content-Disposition", "Content-Language"} {
				h.Del(name)
			}
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	body, size := e.body, e.size
	switch {
	case zip:
		body, size = e.zipped, len(e.zipped)
		h.Set("Content-Encoding", "gzip")
	case body == nil && e.zipped != nil && r.Method != http.MethodHead:
		var err error
		if body, err = z.unzip(e.zipped, e.size); err != nil {
			panic(err) // we compressed it
		}
	}
	h.Set("Content-Length", strconv.Itoa(size))
	w.WriteHeader(e.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a client that left has nobody to be told to
	}
}
