package archive

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Payload returns the content-decoded bytes of the version, checked against
// its digest: ErrCorrupt where they are others, ErrNotFound where they are not
// there. The bytes belong to the caller.
func (a *Archive) Payload(ctx context.Context, v Version) ([]byte, error) {
	b, err := a.store.Blob(ctx, v.Wire)
	if err != nil {
		return nil, fmt.Errorf("archive: payload of %s: %w", v.Ref(), err)
	}
	if v.Encoding != "" {
		if b, err = undoEncoding(b, v.Encoding, v.Size); err != nil {
			return nil, fmt.Errorf("archive: payload of %s: %w: %w", v.Ref(), err, ErrCorrupt)
		}
	}
	if DigestOf(b) != v.Payload {
		return nil, fmt.Errorf("archive: payload of %s is another one: %w", v.Ref(), ErrCorrupt)
	}
	return b, nil
}

// Body returns a blob by its digest: the body of a hop as it came over the
// wire, or of a POST.
func (a *Archive) Body(ctx context.Context, d Digest) ([]byte, error) {
	if d.IsZero() {
		return nil, nil
	}
	b, err := a.store.Blob(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("archive: body %s: %w", d, err)
	}
	return b, nil
}

var errTooLong = errors.New("decoded body is longer than it was")

// undoEncoding undoes a Content-Encoding (RFC 9110, 8.4): gzip and deflate, the
// last one applied first. It reads at most size bytes of result and says so
// where there are more.
func undoEncoding(b []byte, encoding string, size int64) ([]byte, error) {
	codings := strings.Split(encoding, ",")
	for i := len(codings) - 1; i >= 0; i-- {
		var r io.Reader
		var err error
		switch coding := strings.ToLower(strings.TrimSpace(codings[i])); coding {
		case "", "identity":
			continue
		case "gzip", "x-gzip":
			r, err = gzip.NewReader(bytes.NewReader(b))
		case "deflate":
			// The standard means zlib; many servers send bare deflate.
			if r, err = zlib.NewReader(bytes.NewReader(b)); err != nil {
				r, err = flate.NewReader(bytes.NewReader(b)), nil
			}
		default:
			err = fmt.Errorf("content encoding %q cannot be undone", coding)
		}
		if err != nil {
			return nil, err
		}
		limit := size
		if i > 0 { // between two codings the size is not known
			limit = max(size, int64(len(b))) * 2
		}
		var out bytes.Buffer
		n, err := io.Copy(&out, io.LimitReader(r, limit+1))
		if err != nil {
			return nil, err
		}
		if n > limit {
			return nil, errTooLong
		}
		b = out.Bytes()
	}
	return b, nil
}
