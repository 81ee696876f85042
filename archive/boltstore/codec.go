package boltstore

import (
	"fmt"

	"github.com/klauspost/compress/zstd"

	"gongkai/archive"
)

// coding says how a payload is stored.
type coding byte

const (
	asItIs coding = 0
	zstded coding = 1
)

// codec packs and unpacks payloads; many goroutines may use it at once.
type codec struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newCodec() (*codec, error) {
	// No checksum in the frame: the digest is checked after unpacking. A single
	// segment, because only that declares the size of a short payload too.
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true))
	if err != nil {
		return nil, fmt.Errorf("zstd: %w", err)
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxPayload), zstd.WithDecoderConcurrency(0))
	if err != nil {
		return nil, fmt.Errorf("zstd: %w", err)
	}
	return &codec{enc: enc, dec: dec}, nil
}

func (c *codec) close() {
	_ = c.enc.Close() // nothing was streamed
	c.dec.Close()
}

// pack returns the smaller of payload and its zstd frame.
func (c *codec) pack(payload []byte) (coding, []byte) {
	if packed := c.enc.EncodeAll(payload, nil); len(packed) < len(payload) {
		return zstded, packed
	}
	return asItIs, payload
}

// unpack undoes pack. size is what the index of blobs declares: a frame that
// declares another one is damaged, and is refused before memory is taken for it.
func (c *codec) unpack(how coding, stored []byte, size uint64) ([]byte, error) {
	if size > maxPayload {
		return nil, fmt.Errorf("payload of %d bytes, more than %d: %w", size, maxPayload, archive.ErrCorrupt)
	}
	switch how {
	case asItIs:
		return stored, nil
	case zstded:
		var h zstd.Header
		if err := h.Decode(stored); err != nil {
			return nil, fmt.Errorf("zstd: %w: %w", err, archive.ErrCorrupt)
		}
		if !h.HasFCS || h.FrameContentSize != size {
			return nil, fmt.Errorf("zstd: frame of %d bytes, want %d: %w", h.FrameContentSize, size, archive.ErrCorrupt)
		}
		payload, err := c.dec.DecodeAll(stored, make([]byte, 0, size))
		if err != nil {
			return nil, fmt.Errorf("zstd: %w: %w", err, archive.ErrCorrupt)
		}
		return payload, nil
	}
	return nil, fmt.Errorf("coding %d is unknown: %w", how, archive.ErrCorrupt)
}
