package msdoc_test

import (
	"encoding/binary"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document"
	"gongkai/extract/msdoc"
	"gongkai/extract/msdoc/msdoctest"
)

// styleOf writes an STD: its number, kind (1 for paragraphs, 2 for characters),
// base, and its lists of changes.
func styleOf(number, kind, base uint16, lists ...[]byte) []byte {
	b := make([]byte, 10)
	le16(b, 0, number)
	le16(b, 2, kind|base<<4)
	le16(b, 4, uint16(len(lists)))
	b = append(b, 1, 0, 'n', 0, 0, 0) // the name
	for _, l := range lists {
		b = append(binary.LittleEndian.AppendUint16(b, uint16(len(l))), l...)
		if len(l)%2 == 1 {
			b = append(b, 0)
		}
	}
	return append(binary.LittleEndian.AppendUint16(nil, uint16(len(b))), b...)
}

// sheetOf is a sheet of styles: its header and the styles in their order.
func sheetOf(styles ...[]byte) []byte {
	header := make([]byte, 20)
	le16(header, 0, 18)
	le16(header, 2, uint16(len(styles)))
	le16(header, 4, 10)
	return append(header, msdoctest.Join(styles...)...)
}

func TestStyles(t *testing.T) {
	const none = 0xFFF
	sheet := sheetOf(
		styleOf(0, 1, none, []byte{0, 0}, nil),
		styleOf(2, 1, 0, []byte{1, 0}, nil),     // heading 2
		styleOf(0xFFE, 1, 1, []byte{2, 0}, nil), // stands on heading 2
		[]byte{0, 0},                            // an empty place
		styleOf(0xFFE, 1, 0, msdoctest.Join([]byte{4, 0}, msdoctest.Sprm(0x2640, 0)), hidden),
		styleOf(0xFFE, 2, none, hidden))
	doc, err := msdoc.Read(msdoctest.File{Styles: sheet, Parts: []msdoctest.Part{
		{Text: "a\r"}, {Text: "b\r", Style: 1}, {Text: "c\r", Style: 2}, {Text: "d\r", Style: 2, Paragraph: msdoctest.Sprm(0x2640, 9)},
		{Text: "e", Style: 4}, {Text: "shown", Style: 4, Characters: msdoctest.Sprm(0x083C, 0x81)}, {Text: "too\r", Style: 4, Characters: msdoctest.Sprm(0x083C, 0)},
		{Text: "f"}, {Text: "g", Characters: msdoctest.Sprm(0x4A30, 5, 0)}, {Text: "h\r", Style: 99},
	}}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("a\n##b\n##c\nd\n#showntoo\nfh\n! hidden_content", write(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The mark of a note is raised by its style as a rule, or by one that this stands on.
func TestStylesThatRaise(t *testing.T) {
	const none = 0xFFF
	sheet := sheetOf(styleOf(0, 1, none, []byte{0, 0}, nil), styleOf(0xFFE, 2, none, raised), styleOf(0xFFE, 2, 1, nil), styleOf(0xFFE, 1, 0, []byte{3, 0}, lowered))
	doc, err := msdoc.Read(msdoctest.File{Styles: sheet, Parts: []msdoctest.Part{
		{Text: "12"}, {Text: "1", Characters: msdoctest.Sprm(0x4A30, 1, 0)}, {Text: "\r12"}, {Text: "1", Characters: msdoctest.Sprm(0x4A30, 2, 0)}, {Text: "\r12"},
		{Text: "1\r", Characters: msdoctest.Join(msdoctest.Sprm(0x4A30, 2, 0), msdoctest.Sprm(0x2A48, 0))}, {Text: "12", Style: 3}, {Text: "1\r", Style: 3, Characters: msdoctest.Sprm(0x2A48, 0)},
	}}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("12^1\n12^1\n121\n12^1", write(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What a paragraph changes of the row that its style defines is its own: the next
// paragraph of that style has the row as the style says.
func TestRowsOfAStyleAreNotChangedByOneOfThem(t *testing.T) {
	const none = 0xFFF
	rows := msdoctest.Join([]byte{1, 0}, msdoctest.InTable, msdoctest.RowEnd, msdoctest.Define([]int{0, 100, 200, 300}, 0, 0, 0))
	sheet := sheetOf(styleOf(0, 1, none, []byte{0, 0}, nil), styleOf(0xFFE, 1, 0, rows))
	row := func(end []byte, cells ...string) []msdoctest.Part {
		parts := msdoctest.Row(nil, cells...)
		parts[len(cells)] = msdoctest.Part{Text: "\x07", Style: 1, Paragraph: end}
		return parts
	}
	var parts []msdoctest.Part
	parts = append(parts, row(nil, "a", "b", "c")...)
	parts = append(parts, row(msdoctest.Sprm(0x7623, 0, 1, 200, 0), "d", "e", "f")...) // its first cell is twice as wide
	parts = append(parts, row(nil, "g", "h", "i")...)
	doc, err := msdoc.Read(msdoctest.File{Styles: sheet, Parts: parts}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("0,0:a | 0,1:b | 0,2:c | 1,0 1×2:d | 1,2:e | 1,3:f | 2,0:g | 2,1:h | 2,2:i", write(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSummary(t *testing.T) {
	saved := time.Date(2022, 1, 26, 9, 5, 0, 0, time.UTC)
	ticks := uint64(saved.Unix())*1e7 + 116444736000000000
	values := [][]byte{
		append([]byte{2, 0, 0, 0}, 0xA8, 3, 0, 0), // code page 936
		append([]byte{0x1E, 0, 0, 0, 5, 0, 0, 0}, "\xc4\xea\xb1\xa8\x00\x00\x00\x00"...),
		binary.LittleEndian.AppendUint64([]byte{0x40, 0, 0, 0}, ticks),
		binary.LittleEndian.AppendUint64([]byte{0x40, 0, 0, 0}, 0),
	}
	set := make([]byte, 8+8*len(values))
	le32(set, 4, len(values))
	for i, id := range []int{1, 2, 13, 12} {
		le32(set, 8+8*i, id)
		le32(set, 12+8*i, len(set))
		set = append(set, values[i]...)
	}
	head := make([]byte, 48)
	le16(head, 0, 0xFFFE)
	le32(head, 24, 1)
	le32(head, 44, 48)
	doc, err := msdoc.Read(msdoctest.File{Parts: []msdoctest.Part{{Text: "a\r"}}, Summary: msdoctest.Join(head, set)}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]document.Meta{{Name: "Modified", Value: "2022-01-26T09:05:00Z"}}, doc.Meta); diff != "" || doc.Title != "年报" {
		t.Errorf("title %q, meta (-want +got):\n%s", doc.Title, diff)
	}
}
