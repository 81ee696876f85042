package container

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"github.com/nwaples/rardecode/v2"

	"gongkai/extract/document"
)

const (
	// maxDictionary is the size of the window that a RAR file may ask for. Files
	// that are not solid never need more than their own size.
	maxDictionary = MaxEntry
	// unpackTime bounds the unpacking of one RAR file. Its third version packs
	// programs beside the data, which no count of bytes bounds; a file of 60 MB
	// takes a second.
	unpackTime = 5 * time.Second
)

// rar reads a RAR file of version 1.5 to 5 from its beginning to its end: the
// only order in which a solid one can be read.
func (w *walk) rar(payload []byte) *document.Error {
	in := &stream{in: bytes.NewReader(payload)}
	defer in.stopped.Store(true)
	c := clock{left: unpackTime}
	type opened struct {
		*rardecode.Reader
		err error
	}
	r, over := within(&c, func() opened {
		r, err := rardecode.NewReader(in, rardecode.MaxDictionarySize(maxDictionary))
		return opened{r, err}
	})
	if over != nil {
		return over
	}
	if r.err != nil {
		return reason(r.err)
	}
	type header struct {
		*rardecode.FileHeader
		err error
	}
	for listed := 0; ; listed++ {
		h, over := within(&c, func() header {
			h, err := r.Next()
			return header{h, err}
		})
		switch {
		case over != nil:
			return over
		case errors.Is(h.err, io.EOF) && in.drained.Load():
			return &document.Error{Code: document.CodeTruncated, Message: "压缩包没有结尾，可能不完整：the RAR file has no end"}
		case errors.Is(h.err, io.EOF):
			return nil
		case h.err != nil: // the library cannot go on
			e := reason(h.err)
			e.Message += "（其余未读：the rest was left out）"
			return e
		case listed == maxListed:
			return limit("entries", fmt.Sprintf("文件过多，其余未读：more than %d entries", maxListed))
		}
		name := clean(rarName(h.Name))
		if h.IsDir || h.LinkType != rardecode.LinkTypeNone || !h.Mode().IsRegular() || passedOver(name) || !w.may(name) {
			continue
		}
		data, err, over := w.unrar(&c, r.Reader, h.FileHeader)
		if over != nil {
			w.visit(Entry{Name: name, Err: over})
			return over
		}
		w.visit(Entry{Name: name, Payload: data, Err: err})
	}
}

// unrar unpacks an entry; over is the limit that ends the container.
func (w *walk) unrar(c *clock, r io.Reader, h *rardecode.FileHeader) (data []byte, err, over *document.Error) {
	if h.Encrypted {
		return nil, encrypted(), nil
	}
	packed := h.PackedSize
	if h.Solid {
		packed = MaxEntry // what it refers to was packed before
	}
	most := w.budget.most(min(packed, MaxEntry))
	if !h.UnKnownSize && h.UnPackedSize > most {
		return nil, tooLarge(most), nil
	}
	type content struct {
		data []byte
		err  error
	}
	got, over := within(c, func() content {
		data, err := unpackTo(r, most)
		return content{data, err}
	})
	if over != nil {
		return nil, nil, over
	}
	if got.err != nil {
		err = reason(got.err)
	}
	data, err = w.take(got.data, most, err)
	return data, err, nil
}

// clock is the time that is left for the library.
type clock struct{ left time.Duration }

// within calls the library in a goroutine of its own. One that runs out of
// time is left to itself: it ends with the next byte that it asks for.
func within[T any](c *clock, call func() T) (T, *document.Error) {
	type outcome struct {
		result T
		ok     bool
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			recover() // the library trusts the file's own numbers
			done <- o
		}()
		o.result = call()
		o.ok = true
	}()
	timer, begin := time.NewTimer(c.left), time.Now()
	defer timer.Stop()
	select {
	case o := <-done:
		c.left -= time.Since(begin)
		if !o.ok {
			return o.result, broken("压缩包损坏，其余未读：the RAR file is broken, the rest was left out")
		}
		return o.result, nil
	case <-timer.C:
		var none T
		return none, limit("time", fmt.Sprintf("解压过慢，其余未读：it takes more than %v to unpack, the rest was left out", unpackTime))
	}
}

// stream gives the bytes of the file until it is stopped. It can do nothing
// but Read, so that nothing is skipped past its end.
type stream struct {
	in      *bytes.Reader
	stopped atomic.Bool
	drained atomic.Bool // more was asked for than there is
}

var errStopped = errors.New("stopped")

func (s *stream) Read(p []byte) (int, error) {
	if s.stopped.Load() {
		return 0, errStopped
	}
	n, err := s.in.Read(p)
	if errors.Is(err, io.EOF) {
		s.drained.Store(true)
	}
	return n, err
}

// reason is what an error of the library means.
func reason(err error) *document.Error {
	switch {
	case errors.Is(err, rardecode.ErrArchiveEncrypted), errors.Is(err, rardecode.ErrArchivedFileEncrypted):
		return encrypted()
	case errors.Is(err, rardecode.ErrMultiVolume), errors.Is(err, rardecode.ErrInvalidFileBlock): // a first one, a later one
		return &document.Error{Code: document.CodeTruncated, Message: "分卷压缩，缺少其余各卷：one volume of several"}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, rardecode.ErrUnexpectedArcEnd), errors.Is(err, rardecode.ErrDecoderOutOfData):
		return &document.Error{Code: document.CodeTruncated, Message: "压缩包不完整：the RAR file ends early"}
	case errors.Is(err, rardecode.ErrUnknownDecoder), errors.Is(err, rardecode.ErrUnsupportedDecoder), errors.Is(err, rardecode.ErrMultipleDecoders):
		return &document.Error{Code: CodeMethod, Message: "压缩方法未知：packed by a method that is not read"}
	case errors.Is(err, rardecode.ErrDictionaryTooLarge):
		return limit("dictionary", fmt.Sprintf("字典过大：it unpacks with more than %d bytes of memory", maxDictionary))
	}
	return broken("损坏：" + err.Error())
}
