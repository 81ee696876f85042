package sheet_test

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// compound makes a compound file ([MS-CFB]) with one stream.
func compound(name string, stream []byte) []byte {
	const sector, free, end, fatSector = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	size := len(stream)
	if size < 4096 { // shorter ones would lie in the mini stream
		size = 4096
	}
	n := (size + sector - 1) / sector
	fats := 1
	for fats*sector/4 < n+1+fats {
		fats++
	}
	fat := bytes.Repeat([]byte{0xFF}, fats*sector)
	set := func(i int, v uint32) { binary.LittleEndian.PutUint32(fat[4*i:], v) }
	for i := range fats {
		set(i, fatSector)
	}
	set(fats, end) // the directory
	for i := range n {
		set(fats+1+i, uint32(fats+2+i))
	}
	set(fats+n, end)

	head := make([]byte, sector)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	u16 := func(at int, v uint16) { binary.LittleEndian.PutUint16(head[at:], v) }
	u32 := func(at int, v uint32) { binary.LittleEndian.PutUint32(head[at:], v) }
	u16(24, 0x3E)
	u16(26, 3)
	u16(28, 0xFFFE)
	u16(30, 9)
	u16(32, 6)
	u32(44, uint32(fats))
	u32(48, uint32(fats))
	u32(56, 4096)
	u32(60, end)
	u32(68, end)
	for i := range 109 {
		u32(76+4*i, free)
		if i < fats {
			u32(76+4*i, uint32(i))
		}
	}
	dir := make([]byte, sector)
	entry := func(i int, name string, kind byte, child, start, size uint32) {
		e := dir[128*i:]
		for j, c := range utf16.Encode([]rune(name)) {
			binary.LittleEndian.PutUint16(e[2*j:], c)
		}
		if name != "" {
			binary.LittleEndian.PutUint16(e[64:], uint16(2*len(name)+2))
		}
		e[66], e[67] = kind, 1
		binary.LittleEndian.PutUint32(e[68:], free)
		binary.LittleEndian.PutUint32(e[72:], free)
		binary.LittleEndian.PutUint32(e[76:], child)
		binary.LittleEndian.PutUint32(e[116:], start)
		binary.LittleEndian.PutUint32(e[120:], size)
	}
	entry(0, "Root Entry", 5, 1, end, 0)
	entry(1, name, 2, free, uint32(fats+1), uint32(size))
	entry(2, "", 0, free, 0, 0)
	entry(3, "", 0, free, 0, 0)
	body := make([]byte, n*sector)
	copy(body, stream)
	return bytes.Join([][]byte{head, fat, dir, body}, nil)
}

// rec makes a record; longer bodies are for the caller to cut.
func rec(kind int, body ...any) []byte {
	var b bytes.Buffer
	for _, v := range body {
		switch v := v.(type) {
		case string:
			b.WriteString(v)
		case []byte:
			b.Write(v)
		case int:
			_ = binary.Write(&b, binary.LittleEndian, uint16(v))
		default:
			_ = binary.Write(&b, binary.LittleEndian, v)
		}
	}
	out := binary.LittleEndian.AppendUint16(nil, uint16(kind))
	out = binary.LittleEndian.AppendUint16(out, uint16(b.Len()))
	return append(out, b.Bytes()...)
}

// wide is a text in two bytes a character, with its length in two bytes.
func wide(s string) []byte {
	units := utf16.Encode([]rune(s))
	out := binary.LittleEndian.AppendUint16(nil, uint16(len(units)))
	out = append(out, 1)
	for _, u := range units {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// xls makes a workbook of one version: records of the workbook, and those of
// its sheets by name.
func xls(version int, globals []byte, sheets ...[]byte) []byte {
	begin := rec(0x0809, version, 5, 0, 0)
	eof := rec(0x000A)
	length := len(begin) + len(globals) + len(eof)
	for i := range sheets {
		length += len(bound(version, 0, i))
	}
	out := append(bytes.Clone(begin), globals...)
	at := length
	for i, s := range sheets {
		out = append(out, bound(version, at, i)...)
		at += len(begin) + len(s) + len(eof)
	}
	out = append(out, eof...)
	for _, s := range sheets {
		out = append(out, rec(0x0809, version, 0x10, 0, 0)...)
		out = append(out, s...)
		out = append(out, eof...)
	}
	return out
}

func bound(version, at, i int) []byte {
	name := "\x02\x00s" + string(rune('1'+i))
	if version == 0x0500 {
		name = "\x02s" + string(rune('1'+i))
	}
	return rec(0x0085, uint32(at), uint8(0), uint8(0), name)
}
