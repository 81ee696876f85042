// Package compoundtest writes compound files ([MS-CFB]), in which Office keeps the
// streams of its old formats, for tests.
package compoundtest

import (
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

// Stream is a stream with its name.
type Stream struct {
	Name string
	Data []byte
}

const (
	sector     = 512
	inFAT      = sector / 4 // sectors of which one sector of the FAT tells
	miniCutoff = 4096       // bytes; shorter streams lie in the mini stream
	none       = -1
	endOfChain = -2
	fatSector  = -3
)

// File is a compound file of some streams, not more than seven: its header, the FAT,
// the directory, the streams in their order. A stream that is too short for sectors
// of its own is filled up with zeros.
func File(streams ...Stream) []byte {
	const directory = 2 // sectors of four entries
	var chain []int     // of the streams' sectors, counted from the first
	var firsts []int
	var body []byte
	for _, s := range streams {
		size := (max(len(s.Data), miniCutoff) + sector - 1) / sector
		firsts = append(firsts, len(chain))
		for range size - 1 {
			chain = append(chain, len(chain)+1)
		}
		chain = append(chain, endOfChain)
		body = append(body, s.Data...)
		body = append(body, make([]byte, len(chain)*sector-len(body))...)
	}
	fats := 1
	for fats*inFAT < fats+directory+len(chain) {
		fats++
	}
	begin := fats + directory // of the streams

	fat := make([]byte, 0, fats*sector)
	link := func(next int) { fat = binary.LittleEndian.AppendUint32(fat, uint32(next)) }
	for range fats {
		link(fatSector)
	}
	link(fats + 1)
	link(endOfChain)
	for _, next := range chain {
		if next != endOfChain {
			next += begin
		}
		link(next)
	}
	for len(fat) < fats*sector {
		link(none)
	}

	dir := make([]byte, directory*sector)
	entry(dir, "Root Entry", 5, none, 1, endOfChain, 0)
	for i, s := range streams {
		next := i + 2 // the right brother of each is the next one
		if i == len(streams)-1 {
			next = none
		}
		entry(dir[128*(i+1):], s.Name, 2, next, none, begin+firsts[i], max(len(s.Data), miniCutoff))
	}
	return slices.Concat(header(fats), fat, dir, body)
}

// header is the header of a file whose FAT is the first sectors, the directory behind it.
func header(fats int) []byte {
	h := make([]byte, sector)
	copy(h, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(h[at:], v)
	}
	for at, v := range map[int]int{44: fats, 48: fats, 56: miniCutoff, 60: endOfChain, 68: endOfChain} {
		put32(h[at:], v)
	}
	for i := range 109 {
		place := none
		if i < fats {
			place = i
		}
		put32(h[76+4*i:], place)
	}
	return h
}

// entry writes an entry of the directory: a storage (5) or a stream (2), its brother
// to the right, its child, its first sector and its size.
func entry(to []byte, name string, kind byte, right, child, first, size int) {
	for k, u := range utf16.Encode([]rune(name)) {
		binary.LittleEndian.PutUint16(to[2*k:], u)
	}
	binary.LittleEndian.PutUint16(to[64:], uint16(2*len(name)+2))
	to[66], to[67] = kind, 1
	put32(to[68:], none)
	put32(to[72:], right)
	put32(to[76:], child)
	put32(to[116:], first)
	put32(to[120:], size)
}

func put32(to []byte, v int) { binary.LittleEndian.PutUint32(to, uint32(v)) }
