package msdoc_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/msdoc"
	"gongkai/extract/msdoc/msdoctest"
)

// The changes that the tests write ([MS-DOC] 2.6).
var (
	deleted  = msdoctest.Sprm(0x0800, 1)
	hidden   = msdoctest.Sprm(0x083C, 1)
	special  = msdoctest.Sprm(0x0855, 1)
	raised   = msdoctest.Sprm(0x2A48, 1)
	lowered  = msdoctest.Sprm(0x2A48, 2)
	inner    = msdoctest.Join(msdoctest.InTable, msdoctest.Sprm(0x6649, 2, 0, 0, 0), msdoctest.Sprm(0x244B, 1))
	innerEnd = msdoctest.Join(msdoctest.InTable, msdoctest.Sprm(0x6649, 2, 0, 0, 0), msdoctest.Sprm(0x244B, 1), msdoctest.Sprm(0x244C, 1))
)

func parts(rows ...[]msdoctest.Part) []msdoctest.Part {
	var all []msdoctest.Part
	for _, r := range rows {
		all = append(all, r...)
	}
	return append(all, msdoctest.Part{Text: "end\r"})
}

// write shows a document on lines: # for a heading, | for the cells of a table.
func write(doc *document.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		if block.Table != nil {
			b.WriteString(table(block.Table) + "\n")
			continue
		}
		b.WriteString(strings.Repeat("#", block.Level) + strings.ReplaceAll(block.Text, "\n", "⏎") + "\n")
	}
	for _, f := range doc.Findings {
		b.WriteString("! " + f.Code + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func table(t *document.Table) string {
	var cells []string
	for _, c := range t.Cells {
		s := fmt.Sprintf("%d,%d", c.Row, c.Col)
		if c.RowSpan > 1 || c.ColSpan > 1 {
			s += fmt.Sprintf(" %d×%d", c.RowSpan, c.ColSpan)
		}
		s += ":" + strings.ReplaceAll(c.Text, "\n", "⏎")
		for _, n := range c.Nested {
			s += "{" + table(n) + "}"
		}
		cells = append(cells, s)
	}
	return strings.Join(cells, " | ")
}

func TestRead(t *testing.T) {
	three := []int{0, 100, 200, 300}
	full := msdoctest.Row(msdoctest.Define(three, 0, 0, 0), "a", "b", "c")
	const fullRead = "0,0:a | 0,1:b | 0,2:c"
	for name, c := range map[string]struct {
		file msdoctest.File
		want string
	}{
		"paragraphs":              {msdoctest.File{Parts: []msdoctest.Part{{Text: "一\r二\x0B三\x0C四\r\r五"}}}, "一\n二⏎三⏎四\n五"},
		"characters":              {msdoctest.File{Parts: []msdoctest.Part{{Text: "a\tb\x1Ec\x1Fd\u00a0e😀\x01\r"}}}, "a\tb-cd\u00a0e😀"},
		"hidden and deleted":      {msdoctest.File{Parts: []msdoctest.Part{{Text: "a"}, {Text: "b", Characters: hidden}, {Text: "c", Characters: deleted}, {Text: "d\r"}}}, "ad\n! hidden_content"},
		"a hidden number":         {msdoctest.File{Parts: []msdoctest.Part{{Text: "1", Paragraph: msdoctest.InTable}, {Text: "8", Paragraph: msdoctest.InTable, Characters: hidden}, {Text: "\x07", Paragraph: msdoctest.InTable}, {Text: "\x07", Paragraph: msdoctest.Join(msdoctest.InTable, msdoctest.RowEnd, msdoctest.Define([]int{0, 9}))}}}, "0,0:1\n! hidden_content"},
		"a raised digit":          {msdoctest.File{Parts: []msdoctest.Part{{Text: "12", Paragraph: msdoctest.InTable}, {Text: "1", Paragraph: msdoctest.InTable, Characters: raised}, {Text: "\x07", Paragraph: msdoctest.InTable}, {Text: "\x07", Paragraph: msdoctest.Join(msdoctest.InTable, msdoctest.RowEnd, msdoctest.Define([]int{0, 9}))}}}, "0,0:12^1"},
		"a lowered digit":         {msdoctest.File{Parts: []msdoctest.Part{{Text: "1", Characters: raised}, {Text: "2"}, {Text: "1\r3", Characters: lowered}, {Text: "4\r"}}}, "1^2_1\n3^4"},
		"moved up and down":       {msdoctest.File{Parts: []msdoctest.Part{{Text: "1"}, {Text: "2", Characters: msdoctest.Sprm(0x4845, 6, 0)}, {Text: "3", Characters: msdoctest.Sprm(0x4845, 0xFA, 0xFF)}, {Text: "4"}, {Text: "5\r", Characters: msdoctest.Sprm(0x4845, 5, 0)}}}, "1^2_3^45"},
		"raised by a piece":       {msdoctest.File{Parts: []msdoctest.Part{{Text: "12", Characters: msdoctest.Sprm(0x2A48, 0)}, {Text: "1\r"}}, PRM: 0x68<<1 | 1<<8}, "121"},
		"a raised mark of a note": {msdoctest.File{Parts: []msdoctest.Part{{Text: "22"}, {Text: "[1]", Characters: raised}, {Text: "件12"}, {Text: "\x02", Characters: msdoctest.Join(special, raised)}, {Text: "3\r"}}}, "22件12^3\n! note_mark"},
		"a raised symbol":         {msdoctest.File{Parts: []msdoctest.Part{{Text: "12"}, {Text: "(", Characters: msdoctest.Join(raised, special, msdoctest.Sprm(0x6A09, 0, 0, '1', 0))}, {Text: "\r"}}}, "12^1"},
		"hidden, and raised":      {msdoctest.File{Parts: []msdoctest.Part{{Text: "12"}, {Text: "1", Characters: msdoctest.Join(raised, hidden)}, {Text: "3\r"}}}, "123\n! hidden_content"},
		"struck through":          {msdoctest.File{Parts: []msdoctest.Part{{Text: "9", Characters: msdoctest.Sprm(0x0837, 1)}, {Text: "12\r"}, {Text: "9\r", Characters: msdoctest.Sprm(0x2A53, 1)}, {Text: "12\r", Characters: msdoctest.Sprm(0x0837, 0)}}}, "9\u033612\n9\u0336\n12"},
		"hidden blanks":           {msdoctest.File{Parts: []msdoctest.Part{{Text: "a"}, {Text: " \u00a0\t\x0B", Characters: hidden}, {Text: "8", Characters: msdoctest.Join(hidden, deleted)}, {Text: "\x13"}, {Text: "8", Characters: hidden}, {Text: "\x15b\r"}}}, "ab"},
		"a deleted mark":          {msdoctest.File{Parts: []msdoctest.Part{{Text: "a"}, {Text: "\r", Characters: deleted}, {Text: "b\r"}}}, "ab"},
		"a symbol":                {msdoctest.File{Parts: []msdoctest.Part{{Text: "(", Characters: msdoctest.Join(special, msdoctest.Sprm(0x6A09, 0, 0, 0xFE, 0xF0))}, {Text: "(\r"}}}, "\uF0FE("},
		"special, yet text":       {msdoctest.File{Parts: []msdoctest.Part{{Text: "年(", Characters: special}, {Text: "b\r"}}}, "年(b"},
		"marks of notes":          {msdoctest.File{Parts: []msdoctest.Part{{Text: "a"}, {Text: "\x02", Characters: special}, {Text: "b\r"}}}, "ab"},
		"fields":                  {msdoctest.File{Parts: []msdoctest.Part{{Text: "a\x13 HYPERLINK \x13 Q\x14x\x15\x14link\x15b\r"}}}, "alinkb"},
		"a field without end":     {msdoctest.File{Parts: parts(msdoctest.Row(msdoctest.Define(three[:2], 0), "a\x13x"))}, "0,0:a\ufffc\nend\n! field_open"},
		"outline levels":          {msdoctest.File{Parts: []msdoctest.Part{{Text: "a\r", Paragraph: msdoctest.Sprm(0x2640, 1)}, {Text: "b\r", Paragraph: msdoctest.Sprm(0x2640, 9)}}}, "##a\nb"},
		"text boxes after":        {msdoctest.File{Parts: []msdoctest.Part{{Text: "text\r"}, {Text: "box\r"}}, Boxes: 4}, "text\nbox"},
		"pieces in another order": {msdoctest.File{Parts: []msdoctest.Part{{Text: "a\r"}, {Text: "b\r", Paragraph: msdoctest.Sprm(0x2640, 0)}, {Text: "c\r"}}, Reverse: true}, "a\n#b\nc"},
		"a change of a piece":     {msdoctest.File{Parts: []msdoctest.Part{{Text: "a\r"}}, PRM: 0x41<<1 | 1<<8}, ""},
		"a list of a piece":       {msdoctest.File{Parts: []msdoctest.Part{{Text: "a\r"}}, PRM: 1, PRCs: [][]byte{msdoctest.Sprm(0x2640, 2)}}, "###a"},
		"compressed text":         {msdoctest.File{Narrow: []byte("a\x93b\x94\xb7\xe9\r")}, "a“b”·é"},
		"compressed Chinese":      {msdoctest.File{Narrow: []byte("2020 \xc4\xea\xb1\xa8 \xd5\xfe\xb8\xae\r")}, "2020 年报 政府\n! charset_guessed"},
		"a table":                 {msdoctest.File{Parts: parts(full, msdoctest.Row(msdoctest.Define(three), "d\re", "", "f"))}, fullRead + " | 1,0:d⏎e | 1,1: | 1,2:f\nend"},
		"vertical merges": {msdoctest.File{Parts: parts(msdoctest.Row(msdoctest.Define(three[:3], 3<<5, 0), "a", "b"), msdoctest.Row(msdoctest.Define(three[:3], 1<<5, 0), "", "c"))},
			"0,0 2×1:a | 0,1:b | 1,1:c\nend"},
		"horizontal merges":           {msdoctest.File{Parts: parts(full, msdoctest.Row(msdoctest.Define(three, 2, 1, 0), "a", "", "b"))}, fullRead + " | 1,0 1×2:a | 1,2:b\nend"},
		"the same in Word 97's words": {msdoctest.File{Parts: parts(full, msdoctest.Row(msdoctest.Define(three, 1, 2, 0), "a", "", "b"))}, fullRead + " | 1,0 1×2:a | 1,2:b\nend"},
		"sprmTMerge":                  {msdoctest.File{Parts: parts(full, msdoctest.Row(msdoctest.Join(msdoctest.Define(three), msdoctest.Sprm(0x5624, 1, 3)), "a", "b", ""))}, fullRead + " | 1,0:a | 1,1 1×2:b\nend"},
		"sprmTSplit":                  {msdoctest.File{Parts: parts(msdoctest.Row(msdoctest.Join(msdoctest.Define(three, 0, 2, 1), msdoctest.Sprm(0x5625, 1, 3)), "a", "b", "c"))}, fullRead + "\nend"},
		"sprmTVertMerge": {msdoctest.File{Parts: parts(msdoctest.Row(msdoctest.Join(msdoctest.Define(three[:3]), msdoctest.Sprm(0xD62B, 2, 1, 3)), "a", "b"), msdoctest.Row(msdoctest.Join(msdoctest.Define(three[:3]), msdoctest.Sprm(0xD62B, 2, 1, 1)), "c", ""))},
			"0,0:a | 0,1 2×1:b | 1,0:c\nend"},
		"sprmTInsert":   {msdoctest.File{Parts: parts(msdoctest.Row(msdoctest.Define(three[:2]), "x"), msdoctest.Row(msdoctest.Join(msdoctest.Define([]int{0, 100}), msdoctest.Sprm(0x7621, 1, 2, 50, 0)), "a", "b", "c"))}, "0,0:x | 1,0:a | 1,1:b | 1,2:c\nend"},
		"sprmTDelete":   {msdoctest.File{Parts: parts(full, msdoctest.Row(msdoctest.Join(msdoctest.Define(three), msdoctest.Sprm(0x5622, 0, 1)), "a", "b"))}, fullRead + " | 1,0:a | 1,1:b\nend"},
		"sprmTDxaCol":   {msdoctest.File{Parts: parts(full, msdoctest.Row(msdoctest.Join(msdoctest.Define(three[:3]), msdoctest.Sprm(0x7623, 1, 2, 200, 0)), "a", "b"))}, fullRead + " | 1,0:a | 1,1 1×2:b\nend"},
		"sprmTDxaLeft":  {msdoctest.File{Parts: parts(full, msdoctest.Row(msdoctest.Join(msdoctest.Define(three[:3]), msdoctest.Sprm(0x9601, 100, 0)), "a", "b"))}, fullRead + " | 1,1:a | 1,2:b\nend"},
		"old TDefTable": {msdoctest.File{Parts: parts(msdoctest.Row(msdoctest.Join(msdoctest.Sprm(0xD606), []byte{8, 0, 2, 0, 0, 100, 0, 200, 0}), "a", "b"))}, "0,0:a | 0,1:b\nend"},
		"a long list":   {msdoctest.File{Parts: parts(msdoctest.Row(msdoctest.Sprm(0x6646, 4, 0, 0, 0), "a", "b", "c")), Data: msdoctest.Join([]byte{9, 9, 9, 9}, []byte{byte(len(msdoctest.Define(three))), 0}, msdoctest.Define(three))}, fullRead + "\nend"},
		"a table in a cell": {msdoctest.File{Parts: parts([]msdoctest.Part{{Text: "out\r", Paragraph: msdoctest.InTable}, {Text: "in\r", Paragraph: inner}, {Text: "\r", Paragraph: msdoctest.Join(innerEnd, msdoctest.Define(three[:2]))}},
			msdoctest.Row(msdoctest.Define(three[:3]), "more", "beside"))}, "0,0:out⏎more{0,0:in} | 0,1:beside\nend"},
		"a cell that frames all": {msdoctest.File{Parts: parts([]msdoctest.Part{{Text: "out\r", Paragraph: msdoctest.InTable}, {Text: "in\r", Paragraph: inner}, {Text: "\r", Paragraph: msdoctest.Join(innerEnd, msdoctest.Define(three[:2]))}},
			msdoctest.Row(msdoctest.Define(three[:2]), "more"))}, "out\n0,0:in\nmore\nend"},
		"a row without places": {msdoctest.File{Parts: parts(msdoctest.Row(nil, "a", "b"))}, "0,0:a | 0,1:b\nend\n! table_torn"},
		"a table without end":  {msdoctest.File{Parts: []msdoctest.Part{{Text: "a\x07", Paragraph: msdoctest.InTable}}}, "0,0:a\n! table_torn"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := msdoc.Read(c.file.Bytes())
			if err != nil {
				if c.want != "" || !strings.Contains(err.Error(), "empty") {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(c.want, write(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	text := []msdoctest.Part{{Text: "a\r"}}
	whole := msdoctest.File{Parts: text}.Bytes()
	for name, c := range map[string]struct {
		payload []byte
		code    string
		says    string
	}{
		"encrypted":        {msdoctest.File{Parts: text, Change: func(w, _ []byte) { w[11] |= 1 }}.Bytes(), document.CodeEncrypted, ""},
		"Word 95":          {msdoctest.File{Parts: text, Change: func(w, _ []byte) { w[2], w[0] = 104, 0xDC }}.Bytes(), document.CodeBroken, "Word 95"},
		"no Word file":     {msdoctest.File{Parts: text, Change: func(w, _ []byte) { w[0] = 0 }}.Bytes(), document.CodeBroken, ""},
		"no piece table":   {msdoctest.File{Parts: text, Change: func(w, _ []byte) { le32(w, 154+8*33+4, 0) }}.Bytes(), document.CodeBroken, ""},
		"no text":          {msdoctest.File{Parts: []msdoctest.Part{{Text: "\r"}}}.Bytes(), document.CodeEmpty, ""},
		"no compound file": {[]byte("text"), document.CodeBroken, ""},
		"cut short":        {whole[:700], document.CodeBroken, ""},
	} {
		_, err := msdoc.Read(c.payload)
		var e *document.Error
		if !errors.As(err, &e) || e.Code != c.code || !strings.Contains(e.Message, c.says) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

// A Chinese character of 8-bit text may lie on both sides of where reading
// pauses. Half of one takes neither a digit nor the end of a cell for its other half.
func TestHalvesOfChineseTakeNoDigits(t *testing.T) {
	const pause, chinese = 1 << 16, "\xc4\xea\xc4\xea\xc4\xea\xc4\xea"
	before := strings.Repeat("a", pause-1-len(chinese))
	for in, want := range map[string]string{
		"\xc4\xea12\x07":      "年12\n! charset_guessed\n! table_torn",
		"\xc4\xea\x073\x07":   "年 | 0,1:3\n! charset_guessed\n! table_torn",
		"a\xc4\xea\x0712\x07": "a年 | 0,1:12\n! charset_guessed\n! table_torn",
	} {
		doc, err := msdoc.Read(msdoctest.File{Narrow: []byte(chinese + before + in)}.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		got := write(doc)
		if _, got, _ = strings.Cut(got, before); got != want {
			t.Errorf("%q: %s", in, cmp.Diff(want, got))
		}
	}
}

// What a file lost is said: without it text may be missing, doubled, or shown
// though it is deleted.
func TestWhatAFileLostIsSaid(t *testing.T) {
	text := []msdoctest.Part{{Text: "12"}, {Text: "8", Characters: deleted}, {Text: "\rb\r"}}
	for name, c := range map[string]struct {
		change func(word, table []byte)
		want   string
	}{
		"nothing":                       {nil, "12\nb"},
		"pages past the end":            {func(_, table []byte) { le32(table, 12+8, 9999) }, "128\nb\n! broken"},
		"a page of too many runs":       {func(word, _ []byte) { word[len(word)-1] = 200 }, "128\nb\n! broken"},
		"pages that the table ends in":  {func(word, _ []byte) { le32(word, 154+8*12+4, 1<<20) }, "! truncated"},
		"pages beyond the table":        {func(word, _ []byte) { le32(word, 154+8*12, 1<<20) }, "128\nb\n! truncated"},
		"pieces that end before":        {func(word, _ []byte) { le32(word, 76, 400) }, "12\nb\n! truncated"},
		"pieces that go back":           {func(_, table []byte) { le32(table, len(table)-12, 9); le32(table, len(table)-16, 15) }, "! broken"},
		"a piece table that is cut off": {func(_, table []byte) { le32(table, len(table)-20, 4+12*1000) }, "error truncated"},
	} {
		got := ""
		doc, err := msdoc.Read(msdoctest.File{Parts: text, Change: c.change}.Bytes())
		var e *document.Error
		switch {
		case errors.As(err, &e):
			got = "error " + e.Code
		case err == nil:
			got = write(doc)
		}
		if !strings.HasSuffix("\n"+got, "\n"+c.want) {
			t.Errorf("%s: %s", name, cmp.Diff(c.want, got))
		}
	}
}

// Any table, written as a Word file, is read as it was.
func TestRandomTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := randomTable(t)
		grid := want.Grid()
		var all []msdoctest.Part
		for r := range grid {
			edges, flags, texts := []int{-108}, []uint16(nil), []string(nil)
			for c := 0; c < want.Cols; {
				cell := want.Cells[grid[r][c]]
				c += cell.ColSpan
				edges = append(edges, 1000*c-108+rapid.IntRange(-3, 3).Draw(t, "jitter"))
				flag, text := uint16(0), cell.Text
				switch {
				case cell.RowSpan > 1 && cell.Row == r:
					flag = 3 << 5
				case cell.RowSpan > 1:
					flag, text = 1<<5, ""
				}
				flags, texts = append(flags, flag), append(texts, text)
			}
			all = append(all, msdoctest.Row(msdoctest.Define(edges, flags...), texts...)...)
		}
		doc, err := msdoc.Read(msdoctest.File{Parts: parts(all), Reverse: rapid.Bool().Draw(t, "reverse")}.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(table(want)+"\nend", write(doc)); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// randomTable makes a table in which merged cells stand, under a row that keeps
// all columns apart.
func randomTable(t *rapid.T) *document.Table {
	rows, cols := rapid.IntRange(1, 6).Draw(t, "rows"), rapid.IntRange(1, 6).Draw(t, "cols")
	taken := make([][]bool, rows+1)
	for r := range taken {
		taken[r] = make([]bool, cols)
	}
	made := &document.Table{Rows: rows + 1, Cols: cols}
	for c := range cols {
		made.Cells = append(made.Cells, document.Cell{Row: 0, Col: c, RowSpan: 1, ColSpan: 1, Text: fmt.Sprint("列", c)})
	}
	for r := 1; r <= rows; r++ {
		for c := range cols {
			if taken[r][c] {
				continue
			}
			w, h := 1, rapid.IntRange(1, rows-r+1).Draw(t, "h")
			for limit := rapid.IntRange(1, cols-c).Draw(t, "w"); w < limit && !taken[r][c+w]; {
				w++
			}
			for i := r; i < r+h; i++ {
				for k := c; k < c+w; k++ {
					taken[i][k] = true
				}
			}
			text := rapid.StringOfN(rapid.SampledFrom([]rune("0159年报(—😀")), 0, 4, -1).Draw(t, "text")
			made.Cells = append(made.Cells, document.Cell{Row: r, Col: c, RowSpan: h, ColSpan: w, Text: text})
		}
	}
	return made
}
