// Package zipxmltest makes ZIP files for the tests of what is read from them.
package zipxmltest

import (
	"archive/zip"
	"bytes"
)

// Pack makes a ZIP file of the names and contents of parts, in their order.
func Pack(parts ...string) []byte { return pack(zip.Deflate, parts) }

// Stored is Pack without compression, so that no limit of compression is
// reached before others.
func Stored(parts ...string) []byte { return pack(zip.Store, parts) }

func pack(method uint16, parts []string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: method})
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			panic(err) // to memory: it cannot fail
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}
