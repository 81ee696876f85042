package msdoctest

import "encoding/binary"

// The changes that make rows of paragraphs ([MS-DOC] 2.6.2).
var (
	InTable = Sprm(0x2416, 1)
	RowEnd  = Sprm(0x2417, 1)
)

// Define is sprmTDefTable: edges, and the flags of each cell (TCGRF).
func Define(edges []int, flags ...uint16) []byte {
	arg := []byte{byte(len(edges) - 1)}
	for _, e := range edges {
		arg = binary.LittleEndian.AppendUint16(arg, uint16(e))
	}
	for _, f := range flags {
		arg = binary.LittleEndian.AppendUint16(arg, f)
		arg = append(arg, make([]byte, 18)...)
	}
	return Join(Sprm(0xD608), binary.LittleEndian.AppendUint16(nil, uint16(len(arg)+1)), arg)
}

// Row is a row: its cells, then the paragraph that ends it.
func Row(changes []byte, cells ...string) []Part {
	var parts []Part
	for _, c := range cells {
		parts = append(parts, Part{Text: c + "\x07", Paragraph: InTable})
	}
	return append(parts, Part{Text: "\x07", Paragraph: Join(InTable, RowEnd, changes)})
}
