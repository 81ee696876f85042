package msdoc_test

import (
	"testing"

	"gongkai/extract/msdoc"
	"gongkai/extract/msdoc/msdoctest"
)

// What a cell shows is read, and is no number where it does not count or nobody
// knows what is shown.
func TestCellsAsTheyAreShown(t *testing.T) {
	const none = 0xFFF
	sheet := sheetOf(
		styleOf(0, 1, none, []byte{0, 0}, nil),
		styleOf(0xFFE, 1, 0, []byte{1, 0}, msdoctest.Sprm(0x0837, 1)),                            // 1: strikes
		styleOf(0xFFE, 1, 1, []byte{2, 0}, nil),                                                  // 2: stands on it
		styleOf(0xFFE, 2, none, msdoctest.Sprm(0x2A53, 1)),                                       // 3: letters struck twice
		styleOf(0xFFE, 2, none, hidden),                                                          // 4: hidden letters
		styleOf(0xFFE, 1, 0, msdoctest.Join([]byte{5, 0}, msdoctest.Sprm(0x442D, 0x40, 0)), nil)) // 5: a paragraph on blue
	white, red := msdoctest.Sprm(0x6870, 255, 255, 255, 0), msdoctest.Sprm(0x6870, 255, 0, 0, 0)
	for name, tt := range map[string]struct {
		part       msdoctest.Part
		want, said string
	}{
		"plain":                           {msdoctest.Part{Text: "5"}, "5", ""},
		"struck by the paragraph's style": {msdoctest.Part{Text: "5", Style: 1}, "5\u0336", ""},
		"struck by one that it stands on": {msdoctest.Part{Text: "5", Style: 2}, "5\u0336", ""},
		"a style taken back":              {msdoctest.Part{Text: "5", Style: 1, Characters: msdoctest.Sprm(0x0837, 0)}, "5", ""},
		"not as the style":                {msdoctest.Part{Text: "5", Style: 1, Characters: msdoctest.Sprm(0x0837, 0x81)}, "5", ""},
		"as the style":                    {msdoctest.Part{Text: "5", Style: 1, Characters: msdoctest.Sprm(0x0837, 0x80)}, "5\u0336", ""},
		"struck by a style of letters":    {msdoctest.Part{Text: "5", Characters: msdoctest.Sprm(0x4A30, 3, 0)}, "5\u0336", ""},
		"hidden by a style of letters":    {msdoctest.Part{Text: "5", Characters: msdoctest.Sprm(0x4A30, 4, 0)}, "", "hidden_content"},
		"of no size":                      {msdoctest.Part{Text: "5", Characters: msdoctest.Sprm(0x4A43, 2, 0)}, "", "hidden_content"},
		"small":                           {msdoctest.Part{Text: "5", Characters: msdoctest.Sprm(0x4A43, 9, 0)}, "5", ""},
		"from right to left":              {msdoctest.Part{Text: "15", Characters: msdoctest.Sprm(0x085A, 1)}, "15\ufffc", ""},
		"red":                             {msdoctest.Part{Text: "5", Characters: red}, "5", ""},
		"white, on a cell not yet known":  {msdoctest.Part{Text: "5", Characters: white}, "5\ufffc", ""},
		"white words":                     {msdoctest.Part{Text: "a", Characters: white}, "a", ""},
		"white by number":                 {msdoctest.Part{Text: "5", Characters: msdoctest.Sprm(0x2A42, 8)}, "5\ufffc", ""},
		"automatic after white":           {msdoctest.Part{Text: "5", Characters: msdoctest.Join(white, msdoctest.Sprm(0x6870, 0, 0, 0, 0xFF))}, "5", ""},
		"white and highlighted":           {msdoctest.Part{Text: "5", Characters: msdoctest.Join(white, msdoctest.Sprm(0x2A0C, 2))}, "5", ""},
		"red on red":                      {msdoctest.Part{Text: "5", Characters: msdoctest.Join(red, msdoctest.Sprm(0xCA71, 10, 0, 0, 0, 0xFF, 255, 0, 0, 0, 0, 0))}, "", "hidden_content"},
		"white on red":                    {msdoctest.Part{Text: "5", Characters: msdoctest.Join(white, msdoctest.Sprm(0xCA71, 10, 0, 0, 0, 0xFF, 255, 0, 0, 0, 0, 0))}, "5", ""},
		"white on a paragraph":            {msdoctest.Part{Text: "5", Style: 5, Characters: white}, "5", ""},
		"a field with a result":           {msdoctest.Part{Text: "\x13=2+3\x145\x15"}, "5", ""},
		"a field with an empty result":    {msdoctest.Part{Text: "\x13MERGEFIELD a\x14\x15"}, "", ""},
		"a field without a result":        {msdoctest.Part{Text: "\x13=2+3\x15"}, "\ufffc", "field_unread"},
		"an equation":                     {msdoctest.Part{Text: "\x13 EQ \\o\\ac(○,5)\x15"}, "\ufffc", "field_unread"},
		"an equation beside a number":     {msdoctest.Part{Text: "1\x13EQ \\s(5)\x14\x15"}, "1\ufffc", "field_unread"},
		"an equation in the code of one":  {msdoctest.Part{Text: "\x13IF \x13EQ \\s(5)\x15 = 5 6\x146\x15"}, "6", ""},
		"the entry of an index":           {msdoctest.Part{Text: "5\x13XE \"a\"\x15"}, "5", ""},
		"a picture":                       {msdoctest.Part{Text: "\x01", Characters: special}, "\ufffc", "embedded"},
		"a drawing beside a number":       {msdoctest.Part{Text: "\x085", Characters: special}, "5\ufffc", "embedded"},
		"a drawing beside words":          {msdoctest.Part{Text: "\x08规章", Characters: special}, "规章", ""},
		"no picture, only its character":  {msdoctest.Part{Text: "\x015"}, "5", ""},
	} {
		t.Run(name, func(t *testing.T) {
			cell := tt.part
			cell.Paragraph = msdoctest.InTable
			row := []msdoctest.Part{cell, {Text: "\x07", Style: tt.part.Style, Paragraph: msdoctest.InTable}, {Text: "1\x07", Paragraph: msdoctest.InTable}, {Text: "\x07", Paragraph: msdoctest.Join(msdoctest.InTable, msdoctest.RowEnd, msdoctest.Define([]int{0, 100, 200}, 0, 0))}}
			doc, err := msdoc.Read(msdoctest.File{Styles: sheet, Parts: parts(row)}.Bytes())
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
	white := msdoctest.Sprm(0x6870, 255, 255, 255, 0)
	doc, err := msdoc.Read(msdoctest.File{Parts: []msdoctest.Part{{Text: "1"}, {Text: "2", Characters: white}, {Text: "3\r"}, {Text: "4\r", Characters: white, Paragraph: msdoctest.Sprm(0x442D, 0x40, 0)}, {Text: "5", Characters: msdoctest.Sprm(0x0837, 1)}, {Text: "6\r"}}}.Bytes())
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
		doc, err := msdoc.Read(msdoctest.File{Parts: parts(msdoctest.Row(msdoctest.Define([]int{0, 100, 300}, 0, 0), "a", "1"), msdoctest.Row(msdoctest.Join(msdoctest.Define([]int{0, 100, 300}, 0, 0), msdoctest.Sprm(0x9407, height, high)), "b", "2"))}.Bytes())
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
	row := msdoctest.Row(msdoctest.Join(msdoctest.Define([]int{0, 100, 300}, 0, 0), msdoctest.Sprm(0x560B, 1, 0)), "a", "1")
	doc, err := msdoc.Read(msdoctest.File{Parts: parts(row, row)}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := write(doc), "0,0:1 | 0,1:a | 1,0:1 | 1,1:a\nend"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
