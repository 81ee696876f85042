package crawler

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"gongkai/archive"
)

// errTooLarge: a body, on the wire or with its encoding undone, is larger than
// the portal's limit.
var errTooLarge = errors.New("body is larger than the limit")

// readBody reads a body whole, as it came over the wire. On an error it
// returns what had come until then; of a body over the limit it returns nothing.
func readBody(r io.Reader, limit int64) ([]byte, error) {
	var b bytes.Buffer
	n, err := b.ReadFrom(io.LimitReader(r, limit+1))
	if n > limit {
		return nil, fmt.Errorf("%w of %d bytes", errTooLarge, limit)
	}
	return b.Bytes(), err
}

// decodeBody undoes the Content-Encoding of a body that came whole. One layer
// of gzip or deflate is undone, the only ones that are asked for or sent by
// old servers without being asked; anything else is bad_encoding.
func decodeBody(wire []byte, header http.Header, limit int64) (payload []byte, o archive.Outcome, detail string) {
	encoding := strings.ToLower(strings.TrimSpace(strings.Join(header.Values("Content-Encoding"), ",")))
	if len(wire) == 0 {
		return wire, "", ""
	}
	var (
		r   io.Reader
		err error
	)
	switch encoding {
	case "", "identity":
		return wire, "", ""
	case "gzip", "x-gzip":
		r, err = gzip.NewReader(bytes.NewReader(wire))
	case "deflate":
		// RFC 9110 means zlib; some servers send bare deflate.
		if r, err = zlib.NewReader(bytes.NewReader(wire)); err != nil {
			r, err = flate.NewReader(bytes.NewReader(wire)), nil
		}
	default:
		return nil, archive.BadEncoding, "Content-Encoding " + encoding
	}
	if err != nil {
		return nil, archive.BadEncoding, encoding + ": " + err.Error()
	}
	payload, err = readBody(r, limit)
	switch {
	case errors.Is(err, errTooLarge):
		return nil, archive.TooLarge, fmt.Sprintf("more than %d bytes after %s", limit, encoding)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return payload, archive.Truncated, encoding + " ends early"
	case err != nil:
		return nil, archive.BadEncoding, encoding + ": " + err.Error()
	}
	return payload, "", ""
}
