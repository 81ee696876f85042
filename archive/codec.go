package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// A record in the index is a tag byte and compact JSON, compressed where that
// is worth it. A new form gets a new tag.
const (
	tagJSON = 'j'
	tagZstd = 'z'

	// compressFrom is the size of JSON above which zstd is tried.
	compressFrom = 2 << 10
	// maxRecord is the largest JSON of a record, so that a damaged or hostile
	// value cannot ask for all memory.
	maxRecord = 256 << 20
)

// codec turns records into values of the index and back. Its methods may be
// called from many goroutines.
type codec struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
	// buffers are *[]byte for JSON that is read at once and not kept.
	buffers sync.Pool
	// decoders are *report.Decoder.
	decoders sync.Pool
}

// mostBuffer is the greatest buffer that is kept for the next record.
const mostBuffer = 1 << 20

func newCodec() (*codec, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(maxRecord))
	if err != nil {
		return nil, err
	}
	return &codec{enc: enc, dec: dec}, nil
}

func (c *codec) close() {
	c.dec.Close()
}

func (c *codec) encode(v any) ([]byte, error) {
	j, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("archive: record %T: %w", v, err)
	}
	if len(j) > maxRecord {
		return nil, fmt.Errorf("archive: record %T has %d bytes, at most %d", v, len(j), maxRecord)
	}
	if len(j) > compressFrom {
		z := c.enc.EncodeAll(j, append(make([]byte, 0, len(j)/2), tagZstd))
		if len(z) < len(j) {
			return z, nil
		}
	}
	return append([]byte{tagJSON}, j...), nil
}

// decode reads what encode wrote. Its errors wrap ErrCorrupt.
func (c *codec) decode(b []byte, v any) error {
	j, err := c.unpack(b)
	if err != nil {
		return fmt.Errorf("record %T: %w", v, err)
	}
	if err := json.Unmarshal(j, v); err != nil {
		return fmt.Errorf("record %T: %w: %w", v, err, ErrCorrupt)
	}
	return nil
}

// unpack returns the JSON that encode packed; it may be a part of b.
func (c *codec) unpack(b []byte) ([]byte, error) { return c.unpackInto(nil, b) }

// borrow hands the JSON that encode packed to read, which keeps no part of it.
func (c *codec) borrow(b []byte, read func(j []byte) error) error {
	buffer, ok := c.buffers.Get().(*[]byte)
	if !ok {
		buffer = new([]byte)
	}
	j, err := c.unpackInto((*buffer)[:0], b)
	if err != nil {
		return err
	}
	err = read(j)
	if b[0] == tagZstd && cap(j) <= mostBuffer {
		*buffer = j
		c.buffers.Put(buffer)
	}
	return err
}

// unpackInto is unpack with room behind to for what is expanded.
func (c *codec) unpackInto(to, b []byte) ([]byte, error) {
	if len(b) == 0 {
		return nil, fmt.Errorf("empty: %w", ErrCorrupt)
	}
	switch b[0] {
	case tagJSON:
		return b[1:], nil
	case tagZstd:
		j, err := c.dec.DecodeAll(b[1:], to)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", err, ErrCorrupt)
		}
		return j, nil
	}
	return nil, fmt.Errorf("unknown tag %q: %w", b[0], ErrCorrupt)
}

// raw returns the JSON of the record under the key, nil where there is none. It
// is the caller's. That it is JSON is checked where nothing else holds it: zstd
// has a checksum.
func (c *codec) raw(tx Tx, in Collection, key []byte) ([]byte, error) {
	b, err := tx.Get(in, key)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	j, err := c.unpack(b)
	if err == nil && b[0] == tagJSON {
		if j = bytes.Clone(j); !json.Valid(j) {
			err = fmt.Errorf("no JSON: %w", ErrCorrupt)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s %q: %w", in, key, err)
	}
	return j, nil
}

// get reads the record under the key into v and reports whether there is one.
func (c *codec) get(tx Tx, in Collection, key []byte, v any) (bool, error) {
	b, err := tx.Get(in, key)
	switch {
	case errors.Is(err, ErrNotFound):
		return false, nil
	case err != nil:
		return false, err
	}
	if err := c.decode(b, v); err != nil {
		return false, fmt.Errorf("%s %q: %w", in, key, err)
	}
	return true, nil
}

// must reads the record under the key into v; ErrNotFound where there is none.
func (c *codec) must(tx Tx, in Collection, key []byte, v any) error {
	ok, err := c.get(tx, in, key, v)
	if err == nil && !ok {
		err = fmt.Errorf("%s %q: %w", in, key, ErrNotFound)
	}
	return err
}

func (c *codec) put(tx WriteTx, in Collection, key []byte, v any) error {
	b, err := c.encode(v)
	if err != nil {
		return err
	}
	return tx.Put(in, key, b)
}
