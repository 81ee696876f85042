package sheet

import (
	"encoding/binary"
	"errors"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"gongkai/extract/document"
)

var errShort = errors.New("short record")

// cursor reads the body of a record and of those that prolong it.
type cursor struct {
	chunks [][]byte
	off    int
	err    error
}

// left skips to the next chunk at the end of one, and returns what is left of it.
func (c *cursor) left() []byte {
	for len(c.chunks) > 0 && c.off >= len(c.chunks[0]) {
		c.chunks, c.off = c.chunks[1:], 0
	}
	if len(c.chunks) == 0 {
		c.err = errShort
		return nil
	}
	return c.chunks[0][c.off:]
}

// read fills b, over the edges of chunks.
func (c *cursor) read(b []byte) {
	for len(b) > 0 && c.err == nil {
		n := copy(b, c.left())
		c.off += n
		b = b[n:]
	}
}

func (c *cursor) skip(n int) {
	for n > 0 && c.err == nil {
		m := min(n, len(c.left()))
		c.off += m
		n -= m
	}
}

func (c *cursor) u8() int {
	var b [1]byte
	c.read(b[:])
	return int(b[0])
}

func (c *cursor) u16() int {
	var b [2]byte
	c.read(b[:])
	return int(binary.LittleEndian.Uint16(b[:]))
}

func (c *cursor) u32() int {
	var b [4]byte
	c.read(b[:])
	return int(binary.LittleEndian.Uint32(b[:]))
}

func (c *cursor) u64() uint64 {
	var b [8]byte
	c.read(b[:])
	return binary.LittleEndian.Uint64(b[:])
}

// chars reads n characters, of one byte or two. Where they go on in another
// chunk it begins with a byte that says anew which ([MS-XLS] 2.5.293).
func (c *cursor) chars(n int, wide bool) string {
	units := make([]uint16, 0, min(n, 4096))
	for n > 0 && c.err == nil {
		if len(c.chunks) > 0 && c.off >= len(c.chunks[0]) {
			if c.left(); c.err != nil {
				break
			}
			wide = c.u8()&1 != 0
			continue
		}
		b := c.left()
		size := 1
		if wide {
			size = 2
		}
		m := min(n, len(b)/size)
		for i := range m {
			if wide {
				units = append(units, binary.LittleEndian.Uint16(b[2*i:]))
			} else {
				units = append(units, uint16(b[i]))
			}
		}
		c.off += m * size
		n -= m
		if m == 0 && n > 0 { // half a character before the edge
			c.off++
		}
	}
	return string(utf16.Decode(units))
}

// sharedStrings reads the SST: two counts, then texts that may have runs of
// formatting and phonetic data behind them.
func (x *xls) sharedStrings(chunks [][]byte) {
	c := &cursor{chunks: chunks}
	c.u32()
	n, size := c.u32(), 0
	for range n {
		s := x.richString(c)
		if c.err != nil {
			x.doubt(CodePart, "SST", "共享字符串表不完整：the table of shared strings ends early")
			return
		}
		if size += len(s) + 16; size > 2*document.MaxText {
			x.budget.Reached("text", document.MaxText)
			return
		}
		x.shared = append(x.shared, s)
	}
}

// richString reads an XLUnicodeRichExtendedString.
func (x *xls) richString(c *cursor) string {
	n, flags := c.u16(), c.u8()
	count, phonetic := 0, 0
	if flags&8 != 0 {
		count = c.u16()
	}
	if flags&4 != 0 {
		phonetic = c.u32()
	}
	s := c.chars(n, flags&1 != 0)
	var runs []textRun
	for range count {
		if runs = append(runs, textRun{c.u16(), c.u16()}); c.err != nil {
			break
		}
	}
	c.skip(phonetic)
	return x.inRuns(s, runs)
}

// textOf reads a text with its length before it, in one byte or two: in
// version 8 in Unicode, before that in the code page.
func (x *xls) textOf(c *cursor, short bool) string {
	n := 0
	if short {
		n = c.u8()
	} else {
		n = c.u16()
	}
	if x.version == 8 {
		return c.chars(n, c.u8()&1 != 0)
	}
	b := make([]byte, min(n, len(c.left())))
	c.read(b)
	s, err := x.charset().NewDecoder().Bytes(b)
	if err != nil {
		return string(b)
	}
	return string(s)
}

// charset is the code page of a workbook of version 5. One that is not said is
// taken for Chinese.
func (x *xls) charset() encoding.Encoding {
	switch x.codePage {
	case 950:
		return traditionalchinese.Big5
	case 1252, 32769:
		return charmap.Windows1252
	}
	return simplifiedchinese.GB18030
}
