package extracttest

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"regexp"

	"gongkai/extract/zipxml/zipxmltest"
)

// mark is what separates cells in some format: a tag, a word of RTF, a tab, a pipe.
var mark = regexp.MustCompile(`<[^<>]*>|\\[a-z]+-?\d* ?|\t|\||\n`)

// WithoutMarks takes up to n marks out of a file (tags, words of RTF, tabs,
// pipes, line ends); of a ZIP file out of its largest part.
func WithoutMarks(payload []byte, n int, noise *rand.Rand) []byte {
	return within(payload, func(b []byte) []byte {
		for range n {
			all := mark.FindAllIndex(b, -1)
			if len(all) == 0 {
				return b
			}
			at := all[noise.IntN(len(all))]
			b = append(bytes.Clone(b[:at[0]]), b[at[1]:]...)
		}
		return b
	})
}

// WithoutBytes takes up to n bytes out of a file; of a ZIP file out of its largest part.
func WithoutBytes(payload []byte, n int, noise *rand.Rand) []byte {
	return within(payload, func(b []byte) []byte {
		for range n {
			if len(b) == 0 {
				return b
			}
			at := noise.IntN(len(b))
			b = append(bytes.Clone(b[:at]), b[at+1:]...)
		}
		return b
	})
}

// within changes a file, or the largest part of a ZIP file.
func within(payload []byte, change func([]byte) []byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(payload), int64(len(payload)))
	if err != nil || len(z.File) == 0 {
		return change(payload)
	}
	largest := z.File[0]
	for _, f := range z.File {
		if f.UncompressedSize64 > largest.UncompressedSize64 {
			largest = f
		}
	}
	var parts []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			panic(err) // ours: written a moment ago
		}
		b, err := io.ReadAll(r)
		if err != nil {
			panic(err)
		}
		if f == largest {
			b = change(b)
		}
		parts = append(parts, f.Name, string(b))
	}
	return zipxmltest.Pack(parts...)
}
