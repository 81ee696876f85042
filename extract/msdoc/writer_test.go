package msdoc_test

import (
	"encoding/binary"
	"unicode/utf16"
)

// A writer of Word files, as small as a reader can be tested with: what is
// written is what the test knows. All text lies in one piece unless said otherwise.

// part is text with one kind of paragraph and character formatting.
type part struct {
	text string
	papx []byte // changes of the paragraph
	chpx []byte // changes of the characters
	istd uint16
}

type file struct {
	parts   []part
	narrow  []byte // the text as bytes, in a compressed piece, instead of that of the parts
	prm     uint16
	prcs    [][]byte
	data    []byte
	styles  []byte
	lists   []byte
	uses    []byte
	summary []byte
	boxes   int  // characters at the end that are text boxes
	reverse bool // as fast saving does: the pieces lie in another order than the text
	change  func(word, table []byte)
}

func le16(b []byte, at int, v uint16) { binary.LittleEndian.PutUint16(b[at:], v) }
func le32(b []byte, at int, v int)    { binary.LittleEndian.PutUint32(b[at:], uint32(v)) }

func sprm(op uint16, arg ...byte) []byte {
	return append([]byte{byte(op), byte(op >> 8)}, arg...)
}

func join(lists ...[]byte) []byte {
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

func (f file) bytes() []byte {
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
	order := make([]int, len(f.parts)) // where each part begins
	for i := range f.parts {
		p := f.parts[i]
		if f.reverse {
			p = f.parts[len(f.parts)-1-i]
			order[len(f.parts)-1-i] = start + len(text)
		} else {
			order[i] = start + len(text)
		}
		for _, u := range utf16.Encode([]rune(p.text)) {
			text = binary.LittleEndian.AppendUint16(text, u)
			units++
		}
		to := start + len(text)
		paragraphs = append(paragraphs, run{to, append(binary.LittleEndian.AppendUint16(nil, p.istd), p.papx...)})
		characters = append(characters, run{to, p.chpx})
	}
	if f.narrow != nil {
		width, text, units = 1, f.narrow, len(f.narrow)
		paragraphs, characters = []run{{start + units, []byte{0, 0}}}, nil
	}
	word = append(word, text...)
	le32(word, 76, units-f.boxes)
	le32(word, 64+36, f.boxes)

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
	place(1, f.styles)
	if len(f.lists) > 0 { // the levels follow behind the counted part
		le32(word, 154+8*73, len(table))
		le32(word, 154+8*73+4, 2+28*int(f.lists[0]))
		table = append(table, f.lists...)
		place(74, f.uses)
	}

	var clx []byte
	for _, p := range f.prcs {
		clx = append(binary.LittleEndian.AppendUint16(append(clx, 1), uint16(len(p))), p...)
	}
	var cps, pcds []byte
	cp := 0
	cps = binary.LittleEndian.AppendUint32(cps, 0)
	descriptor := func(fc int) {
		pcds = binary.LittleEndian.AppendUint16(pcds, 0)
		pcds = binary.LittleEndian.AppendUint32(pcds, uint32(fc))
		pcds = binary.LittleEndian.AppendUint16(pcds, f.prm)
	}
	switch {
	case width == 1:
		cps = binary.LittleEndian.AppendUint32(cps, uint32(units))
		descriptor(start*2 | 0x40000000)
	case f.reverse:
		for i, p := range f.parts {
			cp += len(utf16.Encode([]rune(p.text)))
			cps = binary.LittleEndian.AppendUint32(cps, uint32(cp))
			descriptor(order[i])
		}
	default:
		cps = binary.LittleEndian.AppendUint32(cps, uint32(units))
		descriptor(start)
	}
	clx = binary.LittleEndian.AppendUint32(append(clx, 2), uint32(len(cps)+len(pcds)))
	place(33, join(clx, cps, pcds))
	if f.change != nil {
		f.change(word, table)
	}
	return compound(map[string][]byte{"WordDocument": word, "1Table": table, "Data": f.data, "\x05SummaryInformation": f.summary})
}

// compound writes a compound file ([MS-CFB]) of streams of at least 4096 bytes.
func compound(streams map[string][]byte) []byte {
	names := []string{"WordDocument", "1Table", "Data", "\x05SummaryInformation"}
	dir := make([]byte, 1024)
	entry := func(i int, name string, kind byte, right, child, first, size int) {
		e := dir[128*i:]
		for k, u := range utf16.Encode([]rune(name)) {
			le16(e, 2*k, u)
		}
		le16(e, 64, uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		le32(e, 68, -1)
		le32(e, 72, right)
		le32(e, 76, child)
		le32(e, 116, first)
		le32(e, 120, size)
	}
	var body []byte
	var chain []int // the FAT, of body
	entry(0, "Root Entry", 5, -1, 1, -2, 0)
	for i, name := range names {
		b := append([]byte{}, streams[name]...)
		if len(b) == 0 {
			b = []byte{0}
		}
		b = append(b, make([]byte, max(4096-len(b), (512-len(b)%512)%512))...)
		for len(b)%512 != 0 {
			b = append(b, 0)
		}
		right := i + 2
		if i == len(names)-1 {
			right = -1
		}
		entry(i+1, name, 2, right, -1, len(chain), len(b))
		for range len(b)/512 - 1 {
			chain = append(chain, len(chain)+1)
		}
		chain = append(chain, -2)
		body = append(body, b...)
	}
	directory := len(chain)
	chain = append(chain, directory+1, -2)
	body = append(body, dir...)
	fats := 1
	for fats*128 < len(chain)+fats {
		fats++
	}
	header := make([]byte, 512)
	copy(header, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	le16(header, 24, 0x3E)
	le16(header, 26, 3)
	le16(header, 28, 0xFFFE)
	le16(header, 30, 9)
	le16(header, 32, 6)
	le32(header, 44, fats)
	le32(header, 48, directory)
	le32(header, 56, 4096)
	le32(header, 60, -2)
	le32(header, 68, -2)
	for i := range 109 {
		le32(header, 76+4*i, -1)
	}
	fat := make([]byte, 512*fats)
	for i := range fat {
		fat[i] = 0xFF
	}
	for i := range fats {
		le32(header, 76+4*i, len(chain)+i)
		le32(fat, 4*(len(chain)+i), -3)
	}
	for i, next := range chain {
		le32(fat, 4*i, next)
	}
	return join(header, body, fat)
}
