package crawler

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
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

// maxHint is how much room is made for a body on its own word.
const maxHint = 1 << 20

// readBody reads a body whole, as it came over the wire. On an error it
// returns what had come until then; of a body over the limit it returns nothing.
// hint is how long it says it is, 0 or less if it does not say.
func readBody(r io.Reader, limit, hint int64) ([]byte, error) {
	var b bytes.Buffer
	if hint > 0 {
		b.Grow(int(min(hint, limit, maxHint)) + bytes.MinRead)
	}
	n, err := b.ReadFrom(io.LimitReader(r, limit+1))
	if n > limit {
		return nil, fmt.Errorf("%w of %d bytes", errTooLarge, limit)
	}
	return b.Bytes(), err
}

// unpacker undoes encodings. It is for one goroutine.
type unpacker struct{ gzip gzip.Reader }

// decodeBody undoes the Content-Encoding of a body that came whole. One layer
// of gzip or deflate is undone, the only ones that are asked for or sent by
// old servers without being asked; anything else is bad_encoding.
func (p *unpacker) decodeBody(wire []byte, header http.Header, limit int64) (payload []byte, o archive.Outcome, detail string) {
	encoding := strings.ToLower(strings.TrimSpace(strings.Join(header.Values("Content-Encoding"), ",")))
	if len(wire) == 0 {
		return wire, "", ""
	}
	var (
		r    io.Reader
		hint int64
		err  error
	)
	switch encoding {
	case "", "identity":
		return wire, "", ""
	case "gzip", "x-gzip":
		err = p.gzip.Reset(bytes.NewReader(wire))
		r = &p.gzip
		if n := len(wire); n > 4 { // RFC 1952, 2.3.1: ISIZE, true of what is honest
			hint = int64(binary.LittleEndian.Uint32(wire[n-4:]))
		}
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
	payload, err = readBody(r, limit, hint)
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
