package archive

import (
	"encoding/json"
	"errors"
	"fmt"

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
}

func newCodec() (*codec, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(maxRecord))
	if err != nil {
		return nil, err
	}
	return &codec{enc, dec}, nil
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
	if len(b) == 0 {
		return fmt.Errorf("record %T is empty: %w", v, ErrCorrupt)
	}
	j := b[1:]
	switch b[0] {
	case tagJSON:
	case tagZstd:
		var err error
		if j, err = c.dec.DecodeAll(j, nil); err != nil {
			return fmt.Errorf("record %T: %w: %w", v, err, ErrCorrupt)
		}
	default:
		return fmt.Errorf("record %T has unknown tag %q: %w", v, b[0], ErrCorrupt)
	}
	if err := json.Unmarshal(j, v); err != nil {
		return fmt.Errorf("record %T: %w: %w", v, err, ErrCorrupt)
	}
	return nil
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
