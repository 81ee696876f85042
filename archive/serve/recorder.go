package serve

import (
	"bytes"
	"io"
	"maps"
	"net/http"

	"github.com/klauspost/compress/gzip"
)

// recorder takes the answer of a handler. Up to the limit it is kept to be sent
// to all who wait; one that is greater goes on to the client who asked, as it
// comes, compressed where he takes that.
type recorder struct {
	to      http.ResponseWriter
	r       *http.Request
	limit   int64
	streams func() // called once, when streaming begins

	header    http.Header // the handler's
	sent      http.Header // as it was when the status was set
	status    int
	body      *bytes.Buffer
	streaming bool
	zip       *gzip.Writer
}

// Header returns the headers of the answer.
func (rec *recorder) Header() http.Header { return rec.header }

// WriteHeader notes the status.
func (rec *recorder) WriteHeader(status int) {
	if rec.status == 0 && status >= 200 {
		rec.status, rec.sent = status, rec.header.Clone()
	}
}

// Write keeps b, or sends it on.
func (rec *recorder) Write(b []byte) (int, error) {
	if rec.status == 0 {
		if rec.header.Get("Content-Type") == "" {
			rec.header.Set("Content-Type", http.DetectContentType(b))
		}
		rec.WriteHeader(http.StatusOK)
	}
	if !rec.streaming {
		if int64(rec.body.Len()+len(b)) <= rec.limit {
			return rec.body.Write(b)
		}
		if err := rec.stream(); err != nil {
			return 0, err
		}
	}
	return rec.out().Write(b)
}

func (rec *recorder) out() io.Writer {
	if rec.zip != nil {
		return rec.zip
	}
	return rec.to
}

// stream begins to send: the headers, and what was kept so far.
func (rec *recorder) stream() error {
	rec.streaming = true
	rec.streams()
	h := rec.to.Header()
	maps.Copy(h, rec.sent)
	if isText(rec.sent) {
		h.Add("Vary", "Accept-Encoding")
		if acceptsGzip(rec.r.Header) && rec.r.Method != http.MethodHead {
			h.Set("Content-Encoding", "gzip")
			h.Del("Content-Length")
			rec.zip, _ = gzip.NewWriterLevel(rec.to, gzipLevel) // the level is valid
		}
	}
	rec.to.WriteHeader(rec.status)
	_, err := rec.out().Write(rec.body.Bytes())
	rec.body = nil
	return err
}

// end closes a stream.
func (rec *recorder) end() {
	if rec.zip != nil {
		_ = rec.zip.Close() // a client that left has nobody to be told to
	}
}
