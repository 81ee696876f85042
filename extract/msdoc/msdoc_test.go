package msdoc_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/msdoc"
)

// The changes that the tests write ([MS-DOC] 2.6).
var (
	inTable  = sprm(0x2416, 1)
	rowEnd   = sprm(0x2417, 1)
	deleted  = sprm(0x0800, 1)
	hidden   = sprm(0x083C, 1)
	special  = sprm(0x0855, 1)
	raised   = sprm(0x2A48, 1)
	lowered  = sprm(0x2A48, 2)
	inner    = join(inTable, sprm(0x6649, 2, 0, 0, 0), sprm(0x244B, 1))
	innerEnd = join(inTable, sprm(0x6649, 2, 0, 0, 0), sprm(0x244B, 1), sprm(0x244C, 1))
)

// define is sprmTDefTable: edges, and the flags of each cell (TCGRF).
func define(edges []int, flags ...uint16) []byte {
	arg := []byte{byte(len(edges) - 1)}
	for _, e := range edges {
		arg = binary.LittleEndian.AppendUint16(arg, uint16(e))
	}
	for _, f := range flags {
		arg = binary.LittleEndian.AppendUint16(arg, f)
		arg = append(arg, make([]byte, 18)...)
	}
	return join(sprm(0xD608), binary.LittleEndian.AppendUint16(nil, uint16(len(arg)+1)), arg)
}

// rowOf is a row: its cells, then the paragraph that ends it.
func rowOf(changes []byte, cells ...string) []part {
	var parts []part
	for _, c := range cells {
		parts = append(parts, part{text: c + "\x07", papx: inTable})
	}
	return append(parts, part{text: "\x07", papx: join(inTable, rowEnd, changes)})
}

func parts(rows ...[]part) []part {
	var all []part
	for _, r := range rows {
		all = append(all, r...)
	}
	return append(all, part{text: "end\r"})
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
	full := rowOf(define(three, 0, 0, 0), "a", "b", "c")
	const fullRead = "0,0:a | 0,1:b | 0,2:c"
	for name, c := range map[string]struct {
		file file
		want string
	}{
		"paragraphs":              {file{parts: []part{{text: "一\r二\x0B三\x0C四\r\r五"}}}, "一\n二⏎三⏎四\n五"},
		"characters":              {file{parts: []part{{text: "a\tb\x1Ec\x1Fd\u00a0e😀\x01\r"}}}, "a\tb-cd\u00a0e😀"},
		"hidden and deleted":      {file{parts: []part{{text: "a"}, {text: "b", chpx: hidden}, {text: "c", chpx: deleted}, {text: "d\r"}}}, "ad\n! hidden_content"},
		"a hidden number":         {file{parts: []part{{text: "1", papx: inTable}, {text: "8", papx: inTable, chpx: hidden}, {text: "\x07", papx: inTable}, {text: "\x07", papx: join(inTable, rowEnd, define([]int{0, 9}))}}}, "0,0:1\n! hidden_content"},
		"a raised digit":          {file{parts: []part{{text: "12", papx: inTable}, {text: "1", papx: inTable, chpx: raised}, {text: "\x07", papx: inTable}, {text: "\x07", papx: join(inTable, rowEnd, define([]int{0, 9}))}}}, "0,0:12^1"},
		"a lowered digit":         {file{parts: []part{{text: "1", chpx: raised}, {text: "2"}, {text: "1\r3", chpx: lowered}, {text: "4\r"}}}, "1^2_1\n3^4"},
		"moved up and down":       {file{parts: []part{{text: "1"}, {text: "2", chpx: sprm(0x4845, 6, 0)}, {text: "3", chpx: sprm(0x4845, 0xFA, 0xFF)}, {text: "4"}, {text: "5\r", chpx: sprm(0x4845, 5, 0)}}}, "1^2_3^45"},
		"raised by a piece":       {file{parts: []part{{text: "12", chpx: sprm(0x2A48, 0)}, {text: "1\r"}}, prm: 0x68<<1 | 1<<8}, "121"},
		"a raised mark of a note": {file{parts: []part{{text: "22"}, {text: "[1]", chpx: raised}, {text: "件12"}, {text: "\x02", chpx: join(special, raised)}, {text: "3\r"}}}, "22件12^3\n! note_mark"},
		"a raised symbol":         {file{parts: []part{{text: "12"}, {text: "(", chpx: join(raised, special, sprm(0x6A09, 0, 0, '1', 0))}, {text: "\r"}}}, "12^1"},
		"hidden, and raised":      {file{parts: []part{{text: "12"}, {text: "1", chpx: join(raised, hidden)}, {text: "3\r"}}}, "123\n! hidden_content"},
		"struck through":          {file{parts: []part{{text: "9", chpx: sprm(0x0837, 1)}, {text: "12\r"}, {text: "9\r", chpx: sprm(0x2A53, 1)}, {text: "12\r", chpx: sprm(0x0837, 0)}}}, "9\u033612\n9\u0336\n12"},
		"hidden blanks":           {file{parts: []part{{text: "a"}, {text: " \u00a0\t\x0B", chpx: hidden}, {text: "8", chpx: join(hidden, deleted)}, {text: "\x13"}, {text: "8", chpx: hidden}, {text: "\x15b\r"}}}, "ab"},
		"a deleted mark":          {file{parts: []part{{text: "a"}, {text: "\r", chpx: deleted}, {text: "b\r"}}}, "ab"},
		"a symbol":                {file{parts: []part{{text: "(", chpx: join(special, sprm(0x6A09, 0, 0, 0xFE, 0xF0))}, {text: "(\r"}}}, "\uF0FE("},
		"special, yet text":       {file{parts: []part{{text: "年(", chpx: special}, {text: "b\r"}}}, "年(b"},
		"marks of notes":          {file{parts: []part{{text: "a"}, {text: "\x02", chpx: special}, {text: "b\r"}}}, "ab"},
		"fields":                  {file{parts: []part{{text: "a\x13 HYPERLINK \x13 Q\x14x\x15\x14link\x15b\r"}}}, "alinkb"},
		"a field without end":     {file{parts: parts(rowOf(define(three[:2], 0), "a\x13x"))}, "0,0:a\ufffc\nend\n! field_open"},
		"outline levels":          {file{parts: []part{{text: "a\r", papx: sprm(0x2640, 1)}, {text: "b\r", papx: sprm(0x2640, 9)}}}, "##a\nb"},
		"text boxes after":        {file{parts: []part{{text: "text\r"}, {text: "box\r"}}, boxes: 4}, "text\nbox"},
		"pieces in another order": {file{parts: []part{{text: "a\r"}, {text: "b\r", papx: sprm(0x2640, 0)}, {text: "c\r"}}, reverse: true}, "a\n#b\nc"},
		"a change of a piece":     {file{parts: []part{{text: "a\r"}}, prm: 0x41<<1 | 1<<8}, ""},
		"a list of a piece":       {file{parts: []part{{text: "a\r"}}, prm: 1, prcs: [][]byte{sprm(0x2640, 2)}}, "###a"},
		"compressed text":         {file{narrow: []byte("a\x93b\x94\xb7\xe9\r")}, "a“b”·é"},
		"compressed Chinese":      {file{narrow: []byte("2020 \xc4\xea\xb1\xa8 \xd5\xfe\xb8\xae\r")}, "2020 年报 政府\n! charset_guessed"},
		"a table":                 {file{parts: parts(full, rowOf(define(three), "d\re", "", "f"))}, fullRead + " | 1,0:d⏎e | 1,1: | 1,2:f\nend"},
		"vertical merges": {file{parts: parts(rowOf(define(three[:3], 3<<5, 0), "a", "b"), rowOf(define(three[:3], 1<<5, 0), "", "c"))},
			"0,0 2×1:a | 0,1:b | 1,1:c\nend"},
		"horizontal merges":           {file{parts: parts(full, rowOf(define(three, 2, 1, 0), "a", "", "b"))}, fullRead + " | 1,0 1×2:a | 1,2:b\nend"},
		"the same in Word 97's words": {file{parts: parts(full, rowOf(define(three, 1, 2, 0), "a", "", "b"))}, fullRead + " | 1,0 1×2:a | 1,2:b\nend"},
		"sprmTMerge":                  {file{parts: parts(full, rowOf(join(define(three), sprm(0x5624, 1, 3)), "a", "b", ""))}, fullRead + " | 1,0:a | 1,1 1×2:b\nend"},
		"sprmTSplit":                  {file{parts: parts(rowOf(join(define(three, 0, 2, 1), sprm(0x5625, 1, 3)), "a", "b", "c"))}, fullRead + "\nend"},
		"sprmTVertMerge": {file{parts: parts(rowOf(join(define(three[:3]), sprm(0xD62B, 2, 1, 3)), "a", "b"), rowOf(join(define(three[:3]), sprm(0xD62B, 2, 1, 1)), "c", ""))},
			"0,0:a | 0,1 2×1:b | 1,0:c\nend"},
		"sprmTInsert":   {file{parts: parts(rowOf(define(three[:2]), "x"), rowOf(join(define([]int{0, 100}), sprm(0x7621, 1, 2, 50, 0)), "a", "b", "c"))}, "0,0:x | 1,0:a | 1,1:b | 1,2:c\nend"},
		"sprmTDelete":   {file{parts: parts(full, rowOf(join(define(three), sprm(0x5622, 0, 1)), "a", "b"))}, fullRead + " | 1,0:a | 1,1:b\nend"},
		"sprmTDxaCol":   {file{parts: parts(full, rowOf(join(define(three[:3]), sprm(0x7623, 1, 2, 200, 0)), "a", "b"))}, fullRead + " | 1,0:a | 1,1 1×2:b\nend"},
		"sprmTDxaLeft":  {file{parts: parts(full, rowOf(join(define(three[:3]), sprm(0x9601, 100, 0)), "a", "b"))}, fullRead + " | 1,1:a | 1,2:b\nend"},
		"old TDefTable": {file{parts: parts(rowOf(join(sprm(0xD606), []byte{8, 0, 2, 0, 0, 100, 0, 200, 0}), "a", "b"))}, "0,0:a | 0,1:b\nend"},
		"a long list":   {file{parts: parts(rowOf(sprm(0x6646, 4, 0, 0, 0), "a", "b", "c")), data: join([]byte{9, 9, 9, 9}, []byte{byte(len(define(three))), 0}, define(three))}, fullRead + "\nend"},
		"a table in a cell": {file{parts: parts([]part{{text: "out\r", papx: inTable}, {text: "in\r", papx: inner}, {text: "\r", papx: join(innerEnd, define(three[:2]))}},
			rowOf(define(three[:2]), "more"))}, "0,0:out⏎more{0,0:in}\nend"},
		"a row without places": {file{parts: parts(rowOf(nil, "a", "b"))}, "0,0:a | 0,1:b\nend\n! table_torn"},
		"a table without end":  {file{parts: []part{{text: "a\x07", papx: inTable}}}, "0,0:a\n! table_torn"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := msdoc.Read(c.file.bytes())
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
	text := []part{{text: "a\r"}}
	whole := file{parts: text}.bytes()
	for name, c := range map[string]struct {
		payload []byte
		code    string
		says    string
	}{
		"encrypted":        {file{parts: text, change: func(w, _ []byte) { w[11] |= 1 }}.bytes(), document.CodeEncrypted, ""},
		"Word 95":          {file{parts: text, change: func(w, _ []byte) { w[2], w[0] = 104, 0xDC }}.bytes(), document.CodeBroken, "Word 95"},
		"no Word file":     {file{parts: text, change: func(w, _ []byte) { w[0] = 0 }}.bytes(), document.CodeBroken, ""},
		"no piece table":   {file{parts: text, change: func(w, _ []byte) { le32(w, 154+8*33+4, 0) }}.bytes(), document.CodeBroken, ""},
		"no text":          {file{parts: []part{{text: "\r"}}}.bytes(), document.CodeEmpty, ""},
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
		doc, err := msdoc.Read(file{narrow: []byte(chinese + before + in)}.bytes())
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
	text := []part{{text: "12"}, {text: "8", chpx: deleted}, {text: "\rb\r"}}
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
		doc, err := msdoc.Read(file{parts: text, change: c.change}.bytes())
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
		var all []part
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
			all = append(all, rowOf(define(edges, flags...), texts...)...)
		}
		doc, err := msdoc.Read(file{parts: parts(all), reverse: rapid.Bool().Draw(t, "reverse")}.bytes())
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
