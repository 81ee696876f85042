package boltstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"

	"gongkai/archive"
)

// pages reads a bbolt file as bytes, believing nothing. bbolt's own check
// follows every number that it finds, in a goroutine of its own, where a fault
// or an endless descent would end the process; so the walk below goes first,
// and bbolt checks only what it found sound.
type pages struct {
	f    *os.File
	size int64
	head
	badHead error // of the two heads one is damaged
}

// head is a meta page: where the tree begins in this state of the file.
type head struct {
	pageSize int64
	root     uint64 // page of the root bucket
	freelist uint64
	above    uint64 // number of the first page that was never used
	tx       uint64
}

// What bbolt writes; it uses the byte order of the machine.
const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2

	pageHeader  = 16
	elementSize = 16

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagFreelist = 0x10
	leafBucket   = 0x01

	noFreelist = ^uint64(0)
	// maxLevels is more than any tree has: one of 4 KiB pages with 40 levels
	// would not fit on any disk.
	maxLevels = 40
)

func openPages(path string) (_ *pages, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	p := &pages{f: f}
	defer func() {
		if err != nil {
			_ = f.Close() // only read
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	p.size = info.Size()
	return p, p.readHeads()
}

func (p *pages) close() error { return p.f.Close() }

// end is how long the file must be at least.
func (p *pages) end() int64 { return int64(p.above) * p.pageSize }

// readHeads takes the newer of the heads that are sound. Where the first is
// damaged, the second is at a place that only it could tell: all are tried.
func (p *pages) readHeads() error {
	first, errFirst := p.readHead(0)
	var second head
	errSecond := errors.New("not found")
	for size := int64(1 << 10); size <= 1<<16 && errSecond != nil; size <<= 1 {
		if errFirst == nil && size != first.pageSize {
			continue
		}
		second, errSecond = p.readHead(size)
	}
	switch {
	case errFirst != nil && errSecond != nil:
		return fmt.Errorf("both heads are damaged (%w, %w): %w", errFirst, errSecond, archive.ErrCorrupt)
	case errFirst != nil:
		p.head, p.badHead = second, fmt.Errorf("first head: %w: %w", errFirst, archive.ErrCorrupt)
	case errSecond != nil:
		p.head, p.badHead = first, fmt.Errorf("second head: %w: %w", errSecond, archive.ErrCorrupt)
	case second.tx > first.tx:
		p.head = second
	default:
		p.head = first
	}
	return nil
}

func (p *pages) readHead(at int64) (head, error) {
	b := make([]byte, 64)
	if _, err := p.f.ReadAt(b, at+pageHeader); err != nil {
		return head{}, err
	}
	order := binary.NativeEndian
	sum := fnv.New64a()
	_, _ = sum.Write(b[:56]) // never fails
	switch {
	case order.Uint32(b) != boltMagic:
		return head{}, errors.New("no magic number")
	case order.Uint32(b[4:]) != boltVersion:
		return head{}, fmt.Errorf("version %d", order.Uint32(b[4:]))
	case order.Uint64(b[56:]) != sum.Sum64():
		return head{}, errors.New("another checksum")
	}
	h := head{
		pageSize: int64(order.Uint32(b[8:])),
		root:     order.Uint64(b[16:]),
		freelist: order.Uint64(b[32:]),
		above:    order.Uint64(b[40:]),
		tx:       order.Uint64(b[48:]),
	}
	if h.pageSize < 1<<10 || h.above > 1<<40 {
		return head{}, fmt.Errorf("%d pages of %d bytes", h.above, h.pageSize)
	}
	return h, nil
}

// read returns a page with the pages that it flows over into.
func (p *pages) read(id uint64) ([]byte, error) {
	if id < 2 || id >= p.above {
		return nil, fmt.Errorf("is not between 2 and %d", p.above)
	}
	h := make([]byte, pageHeader)
	at := int64(id) * p.pageSize
	if _, err := p.f.ReadAt(h, at); err != nil {
		return nil, err
	}
	overflow := uint64(binary.NativeEndian.Uint32(h[12:]))
	if own := binary.NativeEndian.Uint64(h); own != id {
		return nil, fmt.Errorf("says that it is page %d", own)
	}
	if overflow >= p.above-id {
		return nil, fmt.Errorf("goes on for %d pages, past the last", overflow)
	}
	b := make([]byte, (int64(overflow)+1)*p.pageSize)
	if _, err := p.f.ReadAt(b, at); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return b, nil
}

// freePages checks the list of free pages.
func (p *pages) freePages(id uint64) error {
	b, err := p.read(id)
	if err != nil {
		return err
	}
	order := binary.NativeEndian
	if flags := order.Uint16(b[8:]); flags != flagFreelist {
		return fmt.Errorf("is of the kind %#x", flags)
	}
	n, ids := uint64(order.Uint16(b[10:])), b[pageHeader:]
	if n == 0xFFFF { // then the first number is the count
		n, ids = order.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids)/8) {
		return fmt.Errorf("has %d numbers, more than fit", n)
	}
	for i := range n {
		if free := order.Uint64(ids[i*8:]); free < 2 || free >= p.above {
			return fmt.Errorf("free page %d is not between 2 and %d", free, p.above)
		}
	}
	return nil
}
