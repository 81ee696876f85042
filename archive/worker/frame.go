package worker

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// A frame is four bytes of length, big-endian, and so many bytes. A request is
// two frames, its head as JSON and the payload; an answer is one, as JSON.

// maxHead is the longest head of a request: a declared type may be as long as
// the headers of an answer (10 MiB), escaped.
const maxHead = 64 << 20

// maxPayload is the longest payload that is sent: what fits into the length.
const maxPayload = 1<<31 - 1

// requestHead goes before a payload.
type requestHead struct {
	// Number is repeated by the answer: one that was not asked for is noticed.
	Number      uint64 `json:"number"`
	Name        string `json:"name,omitempty"`
	ContentType string `json:"content_type,omitempty"`
}

// writeFrame writes one frame.
func writeFrame(w io.Writer, b []byte) error {
	if len(b) > maxPayload {
		return fmt.Errorf("worker: %d bytes do not fit into a frame", len(b))
	}
	var size [4]byte
	binary.BigEndian.PutUint32(size[:], uint32(len(b)))
	if _, err := w.Write(size[:]); err != nil {
		return err
	}
	_, err := w.Write(b)
	return err
}

// readFrame reads one frame. The error is io.EOF where the other side ended
// between frames, errGarbage where the frame is longer than most. No more
// memory is taken than twice the bytes that came.
func readFrame(r io.Reader, most int) ([]byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return nil, err
	}
	n := int64(binary.BigEndian.Uint32(size[:]))
	if n > int64(most) {
		return nil, fmt.Errorf("%w: a frame of %d bytes, at most %d", errGarbage, n, most)
	}
	var b bytes.Buffer
	if got, err := io.CopyN(&b, r, n); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, fmt.Errorf("a frame ends after %d of %d bytes: %w", got, n, err)
	}
	return b.Bytes(), nil
}
