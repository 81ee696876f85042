package msdoc_test

import (
	"encoding/binary"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/msdoc"
	"gongkai/extract/msdoc/msdoctest"
)

// levelOf writes an LVL: text has the numbers of levels as characters below 9.
func levelOf(format byte, follow byte, text string) []byte {
	b := make([]byte, 28)
	b[0], b[4], b[15] = 1, format, follow
	places := 0
	for i, c := range []rune(text) {
		if c < 9 {
			b[6+places] = byte(i + 1)
			places++
		}
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(len([]rune(text))))
	for _, c := range text {
		b = binary.LittleEndian.AppendUint16(b, uint16(c))
	}
	return b
}

func TestNumbersOfLists(t *testing.T) {
	entry := func(id byte, simple byte) []byte {
		b := make([]byte, 28)
		b[0], b[26] = id, simple
		return b
	}
	lists := msdoctest.Join([]byte{3, 0}, entry(7, 0), entry(8, 1), entry(9, 1),
		levelOf(0x27, 2, "\x00、"), levelOf(0, 1, "\x00.\x01"))
	for range 7 {
		lists = append(lists, levelOf(0, 0, "")...)
	}
	lists = msdoctest.Join(lists, levelOf(0x17, 0, "\uF0B7"), levelOf(0x07, 0, "\x00."))
	one := func(id byte, overrides byte) []byte {
		b := make([]byte, 16)
		b[0], b[12] = id, overrides
		return b
	}
	uses := msdoctest.Join([]byte{4, 0, 0, 0}, one(7, 0), one(8, 0), one(9, 0), one(7, 1),
		make([]byte, 4), make([]byte, 4), make([]byte, 4), make([]byte, 4), []byte{5, 0, 0, 0, 0x10, 0, 0, 0})
	in := func(list, level byte) []byte {
		return msdoctest.Join(msdoctest.Sprm(0x460B, list, 0), msdoctest.Sprm(0x260A, level))
	}
	doc, err := msdoc.Read(msdoctest.File{Lists: lists, Uses: uses, Parts: []msdoctest.Part{
		{Text: "a\r", Paragraph: in(1, 0)}, {Text: "b\r", Paragraph: in(1, 1)}, {Text: "c\r", Paragraph: in(1, 1)}, {Text: "d\r", Paragraph: in(1, 0)}, {Text: "e\r", Paragraph: in(1, 1)},
		{Text: "f\r", Paragraph: in(4, 0)}, {Text: "g\r", Paragraph: in(1, 0)}, {Text: "h\r", Paragraph: in(2, 0)}, {Text: "i\r"}, {Text: "j\r", Paragraph: in(3, 0)}, {Text: "k\r", Paragraph: in(77, 0)},
	}}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := "一、a\n一.1 b\n一.2 c\n二、d\n二.1 e\n五、f\n六、g\n•\th\ni\nj\nk\n! numbering_left_out"
	if diff := cmp.Diff(want, write(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// With nothing between, the number of a list and a number are still two.
func TestTheNumberOfAListJoinsNoNumber(t *testing.T) {
	list := make([]byte, 28)
	list[0], list[26] = 7, 1
	use := make([]byte, 16)
	use[0] = 7
	doc, err := msdoc.Read(msdoctest.File{Lists: msdoctest.Join([]byte{1, 0}, list, levelOf(0, 2, "\x00.")), Uses: msdoctest.Join([]byte{1, 0, 0, 0}, use),
		Parts: []msdoctest.Part{{Text: "5\r", Paragraph: msdoctest.Sprm(0x460B, 1, 0)}, {Text: "a\r", Paragraph: msdoctest.Sprm(0x460B, 1, 0)}}}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got := write(doc); got != "1.^5\n2.a" {
		t.Error(got)
	}
}
