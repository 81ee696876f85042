package msdoc

import (
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract/document"
)

// piece is a run of characters that lies in one go in WordDocument ([MS-DOC]
// 2.8.35 and 2.9.177). Files saved fast have many, in another order than the text.
type piece struct {
	from, to int // character positions
	at       int // offset of the first character
	width    int // bytes of a character: 2 for UTF-16, 1 for "compressed" text
	chinese  bool
	prm      uint16
}

// A piece can name so many lists of changes (15 bits). Fast saving makes some
// hundred pieces.
const (
	maxChanges = 1 << 15
	maxPieces  = 1 << 20
)

// readPieces reads the Clx: lists of changes that pieces name, then the pieces.
func (r *reader) readPieces() error {
	clx := r.fib.part(r.table, partPieces)
	for len(clx) >= 3 && clx[0] == 1 {
		n := int(u16(clx, 1))
		if 3+n > len(clx) {
			return broken("piece table: a list of changes without end")
		}
		if len(r.changes) < maxChanges {
			r.changes = append(r.changes, clx[3:3+n])
		}
		clx = clx[3+n:]
	}
	if len(clx) < 5+16 || clx[0] != 2 {
		return broken("no piece table")
	}
	plc := clx[5:]
	size := int(u32(clx, 1))
	if size > len(plc) { // where things are in it follows from its size
		return &document.Error{Code: document.CodeTruncated, Message: "文件不完整：the file ends within its piece table"}
	}
	plc = plc[:size]
	n := (len(plc) - 4) / 12
	if last := int(u32(plc, 4*n)); n > 0 && last < r.fib.characters() {
		r.doubt(document.CodeTruncated, "文件不完整：the pieces are less than the text")
	}
	for i := range n {
		p := piece{from: int(u32(plc, 4*i)), to: int(u32(plc, 4*i+4)), width: 2}
		descriptor := 4*(n+1) + 8*i
		fc := u32(plc, descriptor+2)
		p.at, p.prm = int(fc&0x3FFFFFFF), u16(plc, descriptor+6)
		if fc&0x40000000 != 0 {
			p.at, p.width = p.at/2, 1
		}
		if p.to < p.from {
			r.doubt(CodeBroken, "文件已损坏：pieces of the text overlap")
		}
		if p.to <= p.from {
			continue
		}
		if len(r.pieces) == maxPieces {
			r.budget.Reached("pieces", maxPieces)
			return nil
		}
		if whole := max(len(r.word)-p.at, 0) / p.width; p.to-p.from > whole {
			r.doubt(document.CodeTruncated, "文件不完整：a part of the text lies past the end of the file")
			if p.to = p.from + whole; whole == 0 {
				continue
			}
		}
		if p.width == 1 && r.fib.chinese {
			if !r.spend(p.to - p.from) {
				return nil // pieces may all be the whole text
			}
			p.chinese = chinese(r.word[p.at : p.at+p.to-p.from])
		}
		if p.chinese {
			r.doubt(CodeCharset, "单字节文本按 GBK 读取：text of 8 bits read as GBK")
		}
		r.pieces = append(r.pieces, p)
	}
	return nil
}

// chinese reports whether 8-bit text is GBK, which programs converting from
// Word 95 have written though 2.9.73 says Windows-1252: every byte above ASCII
// has to be half of a character of GB 2312, and there have to be several.
func chinese(b []byte) bool {
	pairs := 0
	for i := 0; i < len(b); i++ {
		if b[i] < 0x80 {
			continue
		}
		if b[i] < 0xA1 || b[i] > 0xF7 || i+1 == len(b) || b[i+1] < 0xA1 || b[i+1] == 0xFF {
			return false
		}
		pairs++
		i++
	}
	return pairs >= minPairs
}

// minPairs is more than what two signs of Windows-1252, such as ×÷, make by chance.
const minPairs = 4

// ansi has the characters of compressed text that are not Latin-1 ([MS-DOC] 2.9.73).
var ansi = [32]rune{
	0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
	0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
}

func gbk(pair []byte) []byte {
	out, err := simplifiedchinese.GBK.NewDecoder().Bytes(pair)
	if err != nil {
		return []byte("\uFFFD")
	}
	return out
}
