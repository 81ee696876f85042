package owner

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// kinds is every kind of frame.
const kinds = "HRAGFCBDNMZKEX"

// wire writes a frame's head as a hostile peer may.
func wire(k byte, id, length uint32, payload string) []byte {
	b := binary.BigEndian.AppendUint32([]byte{k}, id)
	return append(binary.BigEndian.AppendUint32(b, length), payload...)
}

func TestReadFrame(t *testing.T) {
	for name, tt := range map[string]struct {
		in   []byte
		want error
	}{
		"nothing is the end":                       {nil, io.EOF},
		"a head that is cut off":                   {wire('D', 1, 0, "")[:5], io.ErrUnexpectedEOF},
		"a payload that is cut off":                {wire('D', 1, 10, "short"), io.ErrUnexpectedEOF},
		"an unknown kind":                          {wire('?', 1, 0, ""), errProtocol},
		"data past the limit":                      {wire('D', 1, maxPayload+1, ""), errProtocol},
		"a request past the limit":                 {wire('R', 1, maxRequest+1, ""), errProtocol},
		"a length that would not fit in memory":    {wire('D', 1, 1<<32-1, ""), errProtocol},
		"an exit with a payload that it has not":   {wire('X', 1, 1, "x"), errProtocol},
		"a whole request is read":                  {wire('R', 0, 2, "{}"), nil},
		"a request that is long and ends too soon": {wire('R', 0, maxRequest, "{}"), io.ErrUnexpectedEOF},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := readFrame(bytes.NewReader(tt.in)); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}

func TestFramesComeAsTheyWent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sent []frame
		var b []byte
		for range rapid.IntRange(0, 8).Draw(t, "frames") {
			k := kind(rapid.SampledFrom([]byte(kinds)).Draw(t, "kind"))
			most, _ := k.limit()
			f := frame{k, rapid.Uint32().Draw(t, "id"), rapid.SliceOfN(rapid.Byte(), 0, min(most, 300)).Draw(t, "payload")}
			sent = append(sent, f)
			b = f.appendTo(b)
		}
		in := bytes.NewReader(b)
		for _, want := range sent {
			got, err := readFrame(in)
			if err != nil || got.kind != want.kind || got.id != want.id || !bytes.Equal(got.payload, want.payload) {
				t.Fatalf("%v, %v, want %v", got, err, want)
			}
		}
		if _, err := readFrame(in); err != io.EOF {
			t.Fatalf("%v after the last, want io.EOF", err)
		}
	})
}

func TestGreeting(t *testing.T) {
	proto, program, ok := readGreeting(frame{kind: kindHello, payload: greeting("gongkai v1")})
	if proto != protocol || program != "gongkai v1" || !ok {
		t.Errorf("%d %q %v", proto, program, ok)
	}
	for _, f := range []frame{
		{kind: kindData, payload: greeting("gongkai v1")}, {kind: kindHello}, {kind: kindHello, payload: []byte(magic)},
		{kind: kindHello, payload: []byte("SSH-2.0-OpenSSH")},
	} {
		if _, _, ok := readGreeting(f); ok {
			t.Errorf("%q %q is taken for a greeting", f.kind, f.payload)
		}
	}
}

// FuzzReadFrame feeds the decoder what a peer may send: it ends, takes no more
// memory than came, and what it understood is what was written.
func FuzzReadFrame(f *testing.F) {
	for _, k := range []byte(kinds) {
		f.Add(wire(k, 1, 0, ""))
		f.Add(wire(k, 1, 3, "abc"))
	}
	f.Add(frame{kindHello, 0, greeting("gongkai v1")}.appendTo(nil))
	f.Add(wire('D', 2, maxPayload, "x"))
	f.Fuzz(func(t *testing.T, b []byte) {
		in := bytes.NewReader(b)
		for {
			before := len(b) - in.Len()
			got, err := readFrame(in)
			if err != nil {
				return
			}
			if cap(got.payload) > 2*len(b)+4096 {
				t.Fatalf("%d bytes of memory for %d that came", cap(got.payload), len(b))
			}
			if diff := cmp.Diff(b[before:len(b)-in.Len()], got.appendTo(nil)); diff != "" {
				t.Fatalf("read and written again (-came +went):\n%s", diff)
			}
		}
	})
}
