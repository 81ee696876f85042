package boltstore

import (
	"encoding/binary"
	"errors"
	"fmt"

	"gongkai/archive"
)

// walk looks at every page that the tree and the free list refer to.
func (p *pages) walk(bad func(error)) {
	if p.end() > p.size {
		bad(fmt.Errorf("the file ends at byte %d, its pages go on to %d: %w", p.size, p.end(), archive.ErrCorrupt))
		return
	}
	seen := map[uint64]bool{}
	if p.freelist != noFreelist {
		if err := p.freePages(p.freelist); err != nil {
			bad(fmt.Errorf("free list, page %d: %w: %w", p.freelist, err, archive.ErrCorrupt))
		}
	}
	p.descend(p.root, 0, seen, bad)
}

// descend visits a page and what is below it; a page that is met twice is
// reported and not entered again.
func (p *pages) descend(id uint64, level int, seen map[uint64]bool, bad func(error)) {
	fail := func(err error) { bad(fmt.Errorf("page %d: %w: %w", id, err, archive.ErrCorrupt)) }
	if seen[id] {
		fail(errors.New("two others refer to it"))
		return
	}
	seen[id] = true
	if level > maxLevels {
		fail(fmt.Errorf("more than %d levels", maxLevels))
		return
	}
	b, err := p.read(id)
	if err != nil {
		fail(err)
		return
	}
	below, err := children(b, true)
	if err != nil {
		fail(err)
		return
	}
	for _, child := range below {
		p.descend(child, level+1, seen, bad)
	}
}

// children checks the elements of a page and returns the pages they refer to.
// Buckets lie in the root alone, which is a page of its own.
func children(b []byte, buckets bool) ([]uint64, error) {
	order := binary.NativeEndian
	flags, n := order.Uint16(b[8:]), int(order.Uint16(b[10:]))
	if flags != flagBranch && flags != flagLeaf {
		return nil, fmt.Errorf("is of the kind %#x", flags)
	}
	if pageHeader+n*elementSize > len(b) {
		return nil, fmt.Errorf("has %d elements, more than fit", n)
	}
	if flags == flagBranch && n == 0 {
		return nil, errors.New("is a branch without elements")
	}
	var below []uint64
	for i := range n {
		start := pageHeader + i*elementSize
		e := b[start:]
		if flags == flagBranch {
			if end := uint64(start) + uint64(order.Uint32(e)) + uint64(order.Uint32(e[4:])); end > uint64(len(b)) {
				return nil, fmt.Errorf("key %d ends behind the page", i)
			}
			below = append(below, order.Uint64(e[8:]))
			continue
		}
		kind, pos := order.Uint32(e), uint64(start)+uint64(order.Uint32(e[4:]))
		value := pos + uint64(order.Uint32(e[8:]))
		end := value + uint64(order.Uint32(e[12:]))
		if end > uint64(len(b)) {
			return nil, fmt.Errorf("record %d ends behind the page", i)
		}
		switch {
		case kind == 0:
		case kind == leafBucket && buckets:
			under, err := bucketPages(b[value:end])
			if err != nil {
				return nil, fmt.Errorf("bucket %d: %w", i, err)
			}
			below = append(below, under...)
		default:
			return nil, fmt.Errorf("record %d is of the kind %#x", i, kind)
		}
	}
	return below, nil
}

// bucketPages returns the root page of a bucket, or checks the page that a
// small bucket has inside its value.
func bucketPages(v []byte) ([]uint64, error) {
	if len(v) < 16 {
		return nil, fmt.Errorf("%d bytes, want 16", len(v))
	}
	if root := binary.NativeEndian.Uint64(v); root != 0 {
		return []uint64{root}, nil
	}
	inside := v[16:]
	if len(inside) < pageHeader {
		return nil, fmt.Errorf("a page of %d bytes inside", len(inside))
	}
	if binary.NativeEndian.Uint16(inside[8:]) != flagLeaf {
		return nil, errors.New("the page inside is no leaf")
	}
	return children(inside, false)
}
