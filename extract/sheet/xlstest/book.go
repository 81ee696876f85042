// Package xlstest writes workbooks of Excel 97 ([MS-XLS]) for tests, record by record.
package xlstest

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"

	"gongkai/extract/compoundtest"
)

// File is a file with the stream of a workbook under its name, Workbook or Book.
func File(name string, book []byte) []byte {
	return compoundtest.File(compoundtest.Stream{Name: name, Data: book})
}

// Record is a record of a kind: texts and bytes as they are, an int in two bytes, any
// other number in its own size. Longer bodies than 8224 bytes are for the caller to cut.
func Record(kind int, body ...any) []byte {
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

// Wide is a text in two bytes a character, with its length in two bytes.
func Wide(s string) []byte {
	units := utf16.Encode([]rune(s))
	out := binary.LittleEndian.AppendUint16(nil, uint16(len(units)))
	out = append(out, 1)
	for _, u := range units {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// Book is the stream of a workbook of one version (0x0600 is BIFF8): records of the
// workbook, and those of its sheets, which are named s1, s2 and so on.
func Book(version int, globals []byte, sheets ...[]byte) []byte {
	begin := Record(0x0809, version, 5, 0, 0)
	eof := Record(0x000A)
	length := len(begin) + len(globals) + len(eof)
	for i := range sheets {
		length += len(Bound(version, 0, i))
	}
	out := append(bytes.Clone(begin), globals...)
	at := length
	for i, s := range sheets {
		out = append(out, Bound(version, at, i)...)
		at += len(begin) + len(s) + len(eof)
	}
	out = append(out, eof...)
	for _, s := range sheets {
		out = append(out, Record(0x0809, version, 0x10, 0, 0)...)
		out = append(out, s...)
		out = append(out, eof...)
	}
	return out
}

// Bound is the record that says where in the stream the records of sheet i begin.
func Bound(version, at, i int) []byte {
	name := "\x02\x00s" + string(rune('1'+i))
	if version == 0x0500 {
		name = "\x02s" + string(rune('1'+i))
	}
	return Record(0x0085, uint32(at), uint8(0), uint8(0), name)
}

// Label is the record of a cell with a text, rows and columns counted from 0.
func Label(row, col int, s string) []byte { return Record(0x0204, row, col, 0, Wide(s)) }
