package pdf

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"io"
	"sync"
)

// adobeGB1 gives, for each CID of the character collection Adobe-GB1-5, its
// UTF-16 code unit, big-endian, 0xFFFD where there is none; raw deflate. It was
// made from the CMap resource Adobe-GB1-UCS2 of Adobe Systems (see NOTICE).
//
//go:embed adobe-gb1.deflate
var adobeGB1 []byte

var gb1Table = sync.OnceValue(func() []byte {
	b, err := io.ReadAll(flate.NewReader(bytes.NewReader(adobeGB1)))
	if err != nil {
		return nil
	}
	return b
})

// gb1 is the text of a CID of Adobe-GB1.
func gb1(cid uint32) string {
	t := gb1Table()
	if int64(cid)*2+1 >= int64(len(t)) {
		return unknown
	}
	return utf16BE(t[cid*2 : cid*2+2])
}
