package serve

import (
	"bytes"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"

	"gongkai/archive/serve/spare"
)

// zippers compress and expand answers. They are kept between answers: a writer
// has a megabyte of tables.
type zippers struct {
	buffers spare.Buffers
	writers sync.Pool // *gzip.Writer
	readers sync.Pool // *gzip.Reader
}

// zip compresses b into bytes of their own.
func (z *zippers) zip(b []byte) []byte {
	out := bytes.NewBuffer(z.buffers.Take())
	defer func() { z.buffers.Give(out.Bytes()) }()
	w, ok := z.writers.Get().(*gzip.Writer)
	if !ok {
		w, _ = gzip.NewWriterLevel(nil, gzipLevel) // the level is valid
	}
	w.Reset(out)
	// A buffer takes all.
	_, _ = w.Write(b)
	_ = w.Close()
	w.Reset(nil)
	z.writers.Put(w)
	return bytes.Clone(out.Bytes())
}

// unzip returns the size bytes that zip compressed.
func (z *zippers) unzip(zipped []byte, size int) ([]byte, error) {
	r, ok := z.readers.Get().(*gzip.Reader)
	if !ok {
		r = new(gzip.Reader)
	}
	defer z.readers.Put(r)
	if err := r.Reset(bytes.NewReader(zipped)); err != nil {
		return nil, err
	}
	out := make([]byte, size)
	_, err := io.ReadFull(r, out)
	return out, err
}
