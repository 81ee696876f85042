package archive

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func packed(t testing.TB, coding string, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&out)
	case "zlib":
		w = zlib.NewWriter(&out)
	case "flate":
		f, err := flate.NewWriter(&out, 9)
		if err != nil {
			t.Fatal(err)
		}
		w = f
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestUndoEncoding(t *testing.T) {
	plain := []byte(strings.Repeat("政府信息公开", 1000))
	for _, tt := range []struct {
		name, encoding string
		wire           []byte
		size           int64
		ok             bool
	}{
		{"none", "", plain, 0, true},
		{"gzip", "gzip", packed(t, "gzip", plain), int64(len(plain)), true},
		{"gzip by its old name, in capitals", "X-GZIP", packed(t, "gzip", plain), int64(len(plain)), true},
		{"deflate as the standard has it", "deflate", packed(t, "zlib", plain), int64(len(plain)), true},
		{"deflate as many servers send it", "deflate", packed(t, "flate", plain), int64(len(plain)), true},
		{"twice", "deflate, gzip", packed(t, "gzip", packed(t, "zlib", plain)), int64(len(plain)), true},
		{"longer than it was", "gzip", packed(t, "gzip", plain), int64(len(plain)) - 1, false},
		{"unknown", "br", plain, int64(len(plain)), false},
		{"cut", "gzip", packed(t, "gzip", plain)[:20], int64(len(plain)), false},
		{"no gzip at all", "gzip", plain, int64(len(plain)), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := undoEncoding(tt.wire, tt.encoding, tt.size)
			if (err == nil) != tt.ok || tt.ok && !bytes.Equal(got, plain) {
				t.Errorf("%d bytes, %v", len(got), err)
			}
		})
	}
}

func FuzzUndoEncoding(f *testing.F) {
	f.Add(packed(f, "gzip", []byte("x")), "gzip")
	f.Add(packed(f, "zlib", packed(f, "gzip", make([]byte, 1000))), "gzip, deflate")
	f.Add([]byte{0x1f, 0x8b}, "gzip,,identity")
	f.Fuzz(func(t *testing.T, b []byte, encoding string) {
		const size = 4096
		got, err := undoEncoding(b, encoding, size)
		if err == nil && len(got) > size && !bytes.Equal(got, b) {
			t.Errorf("%d bytes came out, at most %d were asked for", len(got), size)
		}
	})
}

func TestCodecKeepsRecordsAndFindsDamage(t *testing.T) {
	c, err := newCodec()
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	for _, text := range []string{"", "short", strings.Repeat("长", 5000)} {
		in := Reading{Revision: "1", State: WasRead, Paragraphs: []string{text}}
		b, err := c.encode(&in)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) > 5000 && (b[0] != tagZstd || len(b) > 1000) {
			t.Errorf("a long record has tag %q and %d bytes", b[0], len(b))
		}
		var out Reading
		if err := c.decode(b, &out); err != nil || !cmp.Equal(in, out) {
			t.Errorf("%v: %s", err, cmp.Diff(in, out))
		}
		for _, bad := range [][]byte{nil, {}, {'?'}, b[:len(b)/2], append([]byte{'x'}, b[1:]...)} {
			if err := c.decode(bad, &out); !errors.Is(err, ErrCorrupt) {
				t.Errorf("damaged record %.20q: %v, want ErrCorrupt", bad, err)
			}
		}
	}
}

func FuzzCodec(f *testing.F) {
	c, err := newCodec()
	if err != nil {
		f.Fatal(err)
	}
	b, err := c.encode(&Capture{Hops: []Hop{{URL: "http://x/\xff", Header: http.Header{"A": {"\xb9"}}}}, Detail: strings.Repeat("x", 3000)})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`j{"id":1,"hops":[{"url":"\u0000base64:!"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var x Capture
		if err := c.decode(b, &x); err != nil && !errors.Is(err, ErrCorrupt) {
			t.Errorf("%v", err)
		}
	})
}

func TestHopsKeepTheBytesOfTheirStrings(t *testing.T) {
	bytesOf := rapid.Custom(func(t *rapid.T) string {
		if rapid.Bool().Draw(t, "marked") {
			return rawMark + rapid.String().Draw(t, "tail")
		}
		return string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
	})
	rapid.Check(t, func(t *rapid.T) {
		in := Hop{Method: "GET", URL: bytesOf.Draw(t, "url"), Header: http.Header{bytesOf.Draw(t, "name"): {bytesOf.Draw(t, "value"), ""}}}
		b, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var out Hop
		if err := json.Unmarshal(b, &out); err != nil || !cmp.Equal(in, out) {
			t.Errorf("%v: %s", err, cmp.Diff(in, out))
		}
	})
}

func TestFileName(t *testing.T) {
	for _, tt := range []struct{ disposition, address, want string }{
		{`attachment; filename="a.pdf"`, "http://x/y.do", "a.pdf"},
		{`attachment; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.pdf`, "http://x/y.do", "年报.pdf"},
		{`attachment; filename="..\..\etc\a.pdf"`, "http://x/y.do", "a.pdf"},
		{"attachment; filename=\xb9\xab.doc", "http://x/y.doc", "y.doc"},
		{"", "http://x/a/%E5%B9%B4.pdf?v=1", "年.pdf"},
		{"", "http://x/a/", "a"},
		{"", "http://x/", ""},
		{"", "http://x", ""},
		{"", "http://x/downfile.jsp?classid=0&filename=2104.pdf", "2104.pdf"},
		{"", "http://x/downfile.jsp?filename=2104.pdf&showname=2022%E5%B9%B4%E6%8A%A5.pdf", "2022年报.pdf"},
		{"", "http://x/down.do?file=/upload/2022/a.doc&id=7", "a.doc"},
		{"", "http://x/down.do?a=1.doc&b=2.doc", "down.do"},
		{"", "http://x/down.do?a=%E7%94%B2.doc&b=%E4%B9%99.doc", "down.do"},
		{"", "http://x/down.do?id=7&v=1.5", "down.do"},
		{"", "http://x/a.html?from=b.html", "a.html"},
		{`attachment; filename="a.pdf"`, "http://x/down.do?f=b.pdf", "a.pdf"},
	} {
		if got := fileName(tt.disposition, tt.address); got != tt.want {
			t.Errorf("%q %s: %q, want %q", tt.disposition, tt.address, got, tt.want)
		}
	}
}
