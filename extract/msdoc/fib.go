package msdoc

import (
	"encoding/binary"
	"fmt"

	"gongkai/extract/document"
)

// fib is the File Information Block, at the start of WordDocument ([MS-DOC] 2.5).
type fib struct {
	chinese bool // the language of the program that wrote the file
	table1  bool
	lengths [8]int // characters of each story, in the order of the file
	parts   []byte // where the parts of the table stream are: pairs of offset and length
}

// The parts of the table stream, by their number in FibRgFcLcb97 (2.5.6).
const (
	partStyles = 1
	partChpx   = 12
	partPapx   = 13
	partPieces = 33
	partLists  = 73
	partUses   = 74
)

const (
	magic97 = 0xA5EC
	magic95 = 0xA5DC
	first97 = 0x00C0 // 0x00C1 is Word 97; a few writers say 0x00C0
)

func readFIB(word []byte) (fib, error) {
	var f fib
	if len(word) < 68 {
		return f, &document.Error{Code: document.CodeTruncated, Message: "文件不完整：the file ends within its header"}
	}
	magic, version, flags := u16(word, 0), u16(word, 2), u16(word, 10)
	switch {
	case magic == magic95 || magic == magic97 && version < first97:
		return f, &document.Error{Code: document.CodeBroken, Message: fmt.Sprintf("Word 95 或更早的格式，不能读取：written by Word 95 or before (nFib %d), which is not read", version)}
	case magic != magic97:
		return f, broken(fmt.Sprintf("no Word file (wIdent %#04x)", magic))
	case flags&0x0100 != 0:
		return f, &document.Error{Code: document.CodeEncrypted, Message: "文件已加密：a password is needed"}
	}
	f.table1 = flags&0x0200 != 0
	// Three arrays follow, each after its own length.
	at := 34 + 2*int(u16(word, 32))
	for _, lid := range []int{6, 34 + 2*13} {
		f.chinese = f.chinese || u16(word, lid) == 0x0804
	}
	longs := at + 2
	at = longs + 4*int(u16(word, at))
	if at+2 > len(word) {
		return f, &document.Error{Code: document.CodeTruncated, Message: "文件不完整：the file ends within its header"}
	}
	for i := range f.lengths {
		if i == unused {
			continue
		}
		f.lengths[i] = int(int32(u32(word, longs+12+4*i)))
		if f.lengths[i] < 0 {
			return f, broken("a story of negative length")
		}
	}
	f.parts = word[at+2 : min(at+2+8*int(u16(word, at)), len(word))]
	return f, nil
}

// part returns a part of the table stream, nil if there is none.
func (f *fib) part(table []byte, n int) []byte {
	if 8*n+8 > len(f.parts) {
		return nil
	}
	from, length := int(u32(f.parts, 8*n)), int(u32(f.parts, 8*n+4))
	if length <= 0 || from > len(table) {
		return nil
	}
	return table[from:min(from+length, len(table))]
}

// cut reports whether a part lies past the end of the table stream, or some of
// it: where things are in it follows from its size.
func (f *fib) cut(table []byte, n int) bool {
	from, length := int(u32(f.parts, 8*n)), int(u32(f.parts, 8*n+4))
	return length > 0 && from+length > len(table)
}

// characters returns the length of all stories.
func (f *fib) characters() int {
	n := 0
	for _, length := range f.lengths {
		n += length
	}
	return n
}

// unused is a length in the middle of the others that says nothing any more.
const unused = 3

// story is a range of character positions.
type story struct{ from, to int }

// stories returns the ranges that are read, in reading order: the text, the
// notes under and after it, the text boxes. Headers, footers and comments are
// not the report's text ([MS-DOC] 2.3).
func (f *fib) stories() []story {
	var all [8]story
	at := 0
	for i, n := range f.lengths {
		all[i] = story{at, at + n}
		at += n
	}
	const text, footnotes, endnotes, boxes = 0, 1, 5, 6
	return []story{all[text], all[boxes], all[footnotes], all[endnotes]}
}

// u16 and u32 read a number; 0 past the end.
func u16(b []byte, at int) uint16 {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint16(b[at:])
}

func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint32(b[at:])
}
