// Package msdoctest writes Word files ([MS-DOC]) for tests, as small as a reader can
// be tested with: what is written is known, so that what is read can be compared
// with it. All text lies in one piece unless said otherwise.
package msdoctest

import (
	"encoding/binary"
	"unicode/utf16"

	"gongkai/extract/compoundtest"
)

// Part is text with one kind of paragraph and character formatting.
type Part struct {
	Text       string
	Paragraph  []byte // changes of the paragraph (sprms)
	Characters []byte // changes of the characters
	Style      uint16 // istd
}

// File is what is written.
type File struct {
	Parts   []Part
	Narrow  []byte // the text as bytes, in a compressed piece, instead of that of the parts
	PRM     uint16 // of every piece
	PRCs    [][]byte
	Data    []byte // the stream Data
	Styles  []byte // STSH
	Lists   []byte // PlfLst
	Uses    []byte // PlfLfo
	Summary []byte // the stream SummaryInformation
	Boxes   int    // characters at the end that are text boxes
	Reverse bool   // as fast saving does: the pieces lie in another order than the text
	// Change, if it is not nil, may change the two main streams before they are packed.
	Change func(word, table []byte)
}

func le16(b []byte, at int, v uint16) { binary.LittleEndian.PutUint16(b[at:], v) }
func le32(b []byte, at int, v int)    { binary.LittleEndian.PutUint32(b[at:], uint32(v)) }

// Sprm is one change of a property: its code and its operand.
func Sprm(op uint16, arg ...byte) []byte {
	return append([]byte{byte(op), byte(op >> 8)}, arg...)
}

// Join is lists of changes, one after the other.
func Join(lists ...[]byte) []byte {
	var all []byte
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// run is what a formatting page says of the text up to an offset.
type run struct {
	to   int
	list []byte
}

// pagesOf packs runs into pages of 512 bytes.
func pagesOf(start int, runs []run, entry int) (pages [][]byte, bounds []int) {
	bounds = []int{start}
	for len(runs) > 0 {
		n, used := 0, 1
		for n < len(runs) {
			need := 4 + entry + len(runs[n].list) + 3
			if used+need+4 > 511 {
				break
			}
			used += need
			n++
		}
		page := make([]byte, 512)
		page[511] = byte(n)
		le32(page, 0, bounds[len(bounds)-1])
		at := 510
		for i, r := range runs[:n] {
			le32(page, 4*i+4, r.to)
			if len(r.list) == 0 {
				continue
			}
			var block []byte
			switch {
			case entry == 1:
				block = append([]byte{byte(len(r.list))}, r.list...)
			case len(r.list)%2 == 0:
				block = append([]byte{0, byte(len(r.list) / 2)}, r.list...)
			default:
				block = append([]byte{byte((len(r.list) + 1) / 2)}, r.list...)
			}
			at = (at - len(block)) &^ 1
			copy(page[at:], block)
			page[4*(n+1)+entry*i] = byte(at / 2)
		}
		pages = append(pages, page)
		bounds = append(bounds, runs[n-1].to)
		runs = runs[n:]
	}
	return pages, bounds
}

// Bytes is the file.
func (f File) Bytes() []byte {
	const start = 2048
	word := make([]byte, start)
	le16(word, 0, 0xA5EC)
	le16(word, 2, 0x00C1)
	le16(word, 6, 0x0804)
	le16(word, 10, 0x0200)
	le16(word, 32, 14)
	le16(word, 62, 22)
	le16(word, 152, 93)

	width := 2
	var text []byte
	var units int
	var paragraphs, characters []run
	order := make([]int, len(f.Parts)) // where each part begins
	for i := range f.Parts {
		p := f.Parts[i]
		if f.Reverse {
			p = f.Parts[len(f.Parts)-1-i]
			order[len(f.Parts)-1-i] = start + len(text)
		} else {
			order[i] = start + len(text)
		}
		for _, u := range utf16.Encode([]rune(p.Text)) {
			text = binary.LittleEndian.AppendUint16(text, u)
			units++
		}
		to := start + len(text)
		paragraphs = append(paragraphs, run{to, append(binary.LittleEndian.AppendUint16(nil, p.Style), p.Paragraph...)})
		characters = append(characters, run{to, p.Characters})
	}
	if f.Narrow != nil {
		width, text, units = 1, f.Narrow, len(f.Narrow)
		paragraphs, characters = []run{{start + units, []byte{0, 0}}}, nil
	}
	word = append(word, text...)
	le32(word, 76, units-f.Boxes)
	le32(word, 64+36, f.Boxes)

	var table []byte
	place := func(n int, b []byte) {
		if len(b) == 0 {
			return
		}
		le32(word, 154+8*n, len(table))
		le32(word, 154+8*n+4, len(b))
		table = append(table, b...)
	}
	plc := func(runs []run, entry int) []byte {
		if len(runs) == 0 {
			return nil
		}
		for len(word)%512 != 0 {
			word = append(word, 0)
		}
		pages, bounds := pagesOf(start, runs, entry)
		var b []byte
		for _, fc := range bounds {
			b = binary.LittleEndian.AppendUint32(b, uint32(fc))
		}
		for _, p := range pages {
			b = binary.LittleEndian.AppendUint32(b, uint32(len(word)/512))
			word = append(word, p...)
		}
		return b
	}
	place(13, plc(paragraphs, 13))
	place(12, plc(characters, 1))
	place(1, f.Styles)
	if len(f.Lists) > 0 { // the levels follow behind the counted part
		le32(word, 154+8*73, len(table))
		le32(word, 154+8*73+4, 2+28*int(f.Lists[0]))
		table = append(table, f.Lists...)
		place(74, f.Uses)
	}

	var clx []byte
	for _, p := range f.PRCs {
		clx = append(binary.LittleEndian.AppendUint16(append(clx, 1), uint16(len(p))), p...)
	}
	var cps, pcds []byte
	cp := 0
	cps = binary.LittleEndian.AppendUint32(cps, 0)
	descriptor := func(fc int) {
		pcds = binary.LittleEndian.AppendUint16(pcds, 0)
		pcds = binary.LittleEndian.AppendUint32(pcds, uint32(fc))
		pcds = binary.LittleEndian.AppendUint16(pcds, f.PRM)
	}
	switch {
	case width == 1:
		cps = binary.LittleEndian.AppendUint32(cps, uint32(units))
		descriptor(start*2 | 0x40000000)
	case f.Reverse:
		for i, p := range f.Parts {
			cp += len(utf16.Encode([]rune(p.Text)))
			cps = binary.LittleEndian.AppendUint32(cps, uint32(cp))
			descriptor(order[i])
		}
	default:
		cps = binary.LittleEndian.AppendUint32(cps, uint32(units))
		descriptor(start)
	}
	clx = binary.LittleEndian.AppendUint32(append(clx, 2), uint32(len(cps)+len(pcds)))
	place(33, Join(clx, cps, pcds))
	if f.Change != nil {
		f.Change(word, table)
	}
	return compoundtest.File(
		compoundtest.Stream{Name: "WordDocument", Data: word}, compoundtest.Stream{Name: "1Table", Data: table},
		compoundtest.Stream{Name: "Data", Data: f.Data}, compoundtest.Stream{Name: "\x05SummaryInformation", Data: f.Summary})
}
