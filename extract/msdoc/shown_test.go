package msdoc_test

import (
	"testing"

	"gongkai/extract/msdoc"
)

// What a cell shows is read, and is no number where it does not count or nobody
// knows what is shown.
func TestCellsAsTheyAreShown(t *testing.T) {
	const none = 0xFFF
	sheet := make([]byte, 20)
	le16(sheet, 0, 18)
	le16(sheet, 2, 6)
	le16(sheet, 4, 10)
	sheet = join(sheet,
		styleOf(0, 1, none, []byte{0, 0}, nil),
		styleOf(0xFFE, 1, 0, []byte{1, 0}, sprm(0x0837, 1)),                  // 1: strikes
		styleOf(0xFFE, 1, 1, []byte{2, 0}, nil),                              // 2: stands on it
		styleOf(0xFFE, 2, none, sprm(0x2A53, 1)),                             // 3: letters struck twice
		styleOf(0xFFE, 2, none, hidden),                                      // 4: hidden letters
		styleOf(0xFFE, 1, 0, join([]byte{5, 0}, sprm(0x442D, 0x40, 0)), nil)) // 5: a paragraph on blue
	white, red := sprm(0x6870, 255, 255, 255, 0), sprm(0x6870, 255, 0, 0, 0)
	for name, tt := range map[string]struct {
		part       part
		want, said string
	}{
		"plain":                           {part{text: "5"}, "5", ""},
		"struck by the paragraph's style": {part{text: "5", istd: 1}, "5\u0336", ""},
		"struck by one that it stands on": {part{text: "5", istd: 2}, "5\u0336", ""},
		"a style taken back":              {part{text: "5", istd: 1, chpx: sprm(0x0837, 0)}, "5", ""},
		"not as the style":                {part{text: "5", istd: 1, chpx: sprm(0x0837, 0x81)}, "5", ""},
		"as the style":                    {part{text: "5", istd: 1, chpx: sprm(0x0837, 0x80)}, "5\u0336", ""},
		"struck by a style of letters":    {part{text: "5", chpx: sprm(0x4A30, 3, 0)}, "5\u0336", ""},
		"hidden by a style of letters":    {part{text: "5", chpx: sprm(0x4A30, 4, 0)}, "", "hidden_content"},
		"of no size":                      {part{text: "5", chpx: sprm(0x4A43, 2, 0)}, "", "hidden_content"},
		"small":                           {part{text: "5", chpx: sprm(0x4A43, 9, 0)}, "5", ""},
		"from right to left":              {part{text: "15", chpx: sprm(0x085A, 1)}, "15\ufffc", ""},
		"red":                             {part{text: "5", chpx: red}, "5", ""},
		"white, on a cell not yet known":  {part{text: "5", chpx: white}, "5\ufffc", ""},
		"white words":                     {part{text: "a", chpx: white}, "a", ""},
		"white by number":                 {part{text: "5", chpx: sprm(0x2A42, 8)}, "5\ufffc", ""},
		"automatic after white":           {part{text: "5", chpx: join(white, sprm(0x6870, 0, 0, 0, 0xFF))}, "5", ""},
		"white and highlighted":           {part{text: "5", chpx: join(white, sprm(0x2A0C, 2))}, "5", ""},
		"red on red":                      {part{text: "5", chpx: join(red, sprm(0xCA71, 10, 0, 0, 0, 0xFF, 255, 0, 0, 0, 0, 0))}, "", "hidden_content"},
		"white on red":                    {part{text: "5", chpx: join(white, sprm(0xCA71, 10, 0, 0, 0, 0xFF, 255, 0, 0, 0, 0, 0))}, "5", ""},
		"white on a paragraph":            {part{text: "5", istd: 5, chpx: white}, "5", ""},
		"a field with a result":           {part{text: "\x13=2+3\x145\x15"}, "5", ""},
		"a field with an empty result":    {part{text: "\x13MERGEFIELD a\x14\x15"}, "", ""},
		"a field without a result":        {part{text: "\x13=2+3\x15"}, "\ufffc", "field_unread"},
		"an equation":                     {part{text: "\x13 EQ \\o\\ac(○,5)\x15"}, "\ufffc", "field_unread"},
		"an equation beside a number":     {part{text: "1\x13EQ \\s(5)\x14\x15"}, "1\ufffc", "field_unread"},
		"an equation in the code of one":  {part{text: "\x13IF \x13EQ \\s(5)\x15 = 5 6\x146\x15"}, "6", ""},
		"the entry of an index":           {part{text: "5\x13XE \"a\"\x15"}, "5", ""},
		"a picture":                       {part{text: "\x01", chpx: special}, "\ufffc", "embedded"},
		"a drawing beside a number":       {part{text: "\x085", chpx: special}, "5\ufffc", "embedded"},
		"a drawing beside words":          {part{text: "\x08规章", chpx: special}, "规章", ""},
		"no picture, only its character":  {part{text: "\x015"}, "5", ""},
	} {
		t.Run(name, func(t *testing.T) {
			cell := tt.part
			cell.papx = inTable
			row := []part{cell, {text: "\x07", istd: tt.part.istd, papx: inTable}, {text: "1\x07", papx: inTable}, {text: "\x07", papx: join(inTable, rowEnd, define([]int{0, 100, 200}, 0, 0))}}
			doc, err := msdoc.Read(file{styles: sheet, parts: parts(row)}.bytes())
			if err != nil {
				t.Fatal(err)
			}
			want := "0,0:" + tt.want + " | 0,1:1\nend"
			if tt.said != "" {
				want += "\n! " + tt.said
			}
			if got := write(doc); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

func TestLettersThatAreNotSeen(t *testing.T) {
	white := sprm(0x6870, 255, 255, 255, 0)
	doc, err := msdoc.Read(file{parts: []part{{text: "1"}, {text: "2", chpx: white}, {text: "3\r"}, {text: "4\r", chpx: white, papx: sprm(0x442D, 0x40, 0)}, {text: "5", chpx: sprm(0x0837, 1)}, {text: "6\r"}}}.bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := write(doc), "13\n4\n5\u03366\n! hidden_content"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A row of less than two points, exactly, is not seen; of as much or more, it is.
func TestRowsOfNoHeight(t *testing.T) {
	for height, want := range map[byte]string{0xEC: "0,0:a | 0,1:1\nend\n! hidden_content", 20: "0,0:a | 0,1:1 | 1,0:b | 1,1:2\nend"} {
		high := byte(0)
		if height > 0x7F {
			high = 0xFF
		}
		doc, err := msdoc.Read(file{parts: parts(rowOf(define([]int{0, 100, 300}, 0, 0), "a", "1"), rowOf(join(define([]int{0, 100, 300}, 0, 0), sprm(0x9407, height, high)), "b", "2"))}.bytes())
		if err != nil {
			t.Fatal(err)
		}
		if got := write(doc); got != want {
			t.Errorf("%d: %q, want %q", height, got, want)
		}
	}
}

// The cells of a row from right to left stand as they are seen.
func TestRowsFromRightToLeft(t *testing.T) {
	row := rowOf(join(define([]int{0, 100, 300}, 0, 0), sprm(0x560B, 1, 0)), "a", "1")
	doc, err := msdoc.Read(file{parts: parts(row, row)}.bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := write(doc), "0,0:1 | 0,1:a | 1,0:1 | 1,1:a\nend"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
