package owner

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// kind says what a frame is.
type kind byte

const (
	kindHello    kind = 'H'
	kindRequest  kind = 'R'
	kindAccepted kind = 'A'
	kindAgain    kind = 'G'
	kindRefused  kind = 'F'
	kindCancel   kind = 'C'
	kindBroken   kind = 'B'
	kindData     kind = 'D'
	kindCreate   kind = 'N'
	kindCommit   kind = 'M'
	kindAbort    kind = 'Z'
	kindDone     kind = 'K'
	kindFailed   kind = 'E'
	kindExit     kind = 'X'
)

// frame is the unit of the protocol.
type frame struct {
	kind    kind
	id      uint32
	payload []byte
}

const headSize = 1 + 4 + 4

// limit returns the longest payload of a kind, false for an unknown one.
func (k kind) limit() (int, bool) {
	switch k {
	case kindRequest:
		return maxRequest, true
	case kindHello, kindRefused, kindBroken, kindData, kindCreate, kindFailed:
		return maxPayload, true
	case kindAccepted, kindAgain, kindCancel, kindCommit, kindAbort, kindDone, kindExit:
		return 0, true
	}
	return 0, false
}

// readFrame reads one frame. The error is io.EOF where the other side ended
// between frames, errProtocol where it sent none of ours. No more memory is
// taken than bytes came.
func readFrame(r io.Reader) (frame, error) {
	var head [headSize]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return frame{}, err
	}
	f := frame{kind: kind(head[0]), id: binary.BigEndian.Uint32(head[1:])}
	n := int64(binary.BigEndian.Uint32(head[5:]))
	most, known := f.kind.limit()
	if !known {
		return frame{}, fmt.Errorf("%w: kind 0x%02x", errProtocol, head[0])
	}
	if n > int64(most) {
		return frame{}, fmt.Errorf("%w: a frame %q of %d bytes, at most %d", errProtocol, f.kind, n, most)
	}
	var b bytes.Buffer
	if _, err := io.CopyN(&b, r, n); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return frame{}, err
	}
	f.payload = b.Bytes()
	return f, nil
}

// appendTo appends the frame as it goes over the wire.
func (f frame) appendTo(b []byte) []byte {
	b = append(b, byte(f.kind))
	b = binary.BigEndian.AppendUint32(b, f.id)
	b = binary.BigEndian.AppendUint32(b, uint32(len(f.payload)))
	return append(b, f.payload...)
}

// cut shortens text to what a frame may hold.
func cut(s string) []byte {
	if len(s) > maxPayload {
		s = s[:maxPayload]
	}
	return []byte(s)
}

// greeting is the payload of a hello frame: magic, protocol, program.
func greeting(program string) []byte {
	return append(append([]byte(magic), protocol), program...)
}

const magic = "gongkai-owner\x00"

// readGreeting takes a hello apart; ok is false for one that is none.
func readGreeting(f frame) (proto byte, program string, ok bool) {
	rest, found := bytes.CutPrefix(f.payload, []byte(magic))
	if f.kind != kindHello || !found || len(rest) == 0 {
		return 0, "", false
	}
	return rest[0], string(rest[1:]), true
}
