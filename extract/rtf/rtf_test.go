package rtf_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/rtf"
)

// write shows a document on lines: # for a heading, | for the cells of a table.
func write(doc *document.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		switch {
		case block.Table != nil:
			b.WriteString(table(block.Table) + "\n")
		default:
			b.WriteString(strings.Repeat("#", block.Level) + strings.ReplaceAll(block.Text, "\n", "⏎") + "\n")
		}
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
	const fonts = `{\fonttbl{\f0\fcharset0 Times;}{\f1\fnil\fcharset134 SimSun{\*\falt x};}{\f2\fcharset136 MingLiU;}}`
	for name, c := range map[string]struct{ in, want string }{
		"paragraphs":                         {`{\rtf1 one\par two\line three\par\par four}`, "one\ntwo⏎three\nfour"},
		"a line end is no space":             {"{\\rtf1 on\r\ne\\\ntwo}", "one\ntwo"},
		"characters by number":               {`{\rtf1\uc1 \u25919?\u24220\'3f\u-10179?\u-8704?}`, "政府😀"},
		"substitutes of two bytes":           {`{\rtf1\uc2 \u25919\'d5\'fe\u24220\'b8\'ae!}`, "政府!"},
		"no substitute":                      {`{\rtf1\uc0 \u25919 a\u24220 b}`, "政a府b"},
		"a substitute ends with the group":   {`{\rtf1\uc1 {\u25919}a}`, "政a"},
		"a word as substitute":               {`{\rtf1\uc1 \u8212\emdash a}`, "—a"},
		"a symbol as substitute":             {`{\rtf1\uc1 \u8201\~12\u8209\_3\u8208\-4}`, "12\u20113\u20104"},
		"bytes of any value as substitute":   {"{\\rtf1\\uc1 \\u8201\\bin1 }12}", "12"},
		"the end of a cell is no substitute": {`{\rtf1\uc1\trowd\cellx100\cellx200\intbl\u19968\cell 2\cell\row\pard\u20108\par 3\par\u19977\line 4}`, "0,0:一 | 0,1:2\n二\n3\n三⏎4"},
		"bytes of the file's code page":      {`{\rtf1\ansi\ansicpg936 \'d5\'fe\'b8\'ae}`, "政府"},
		"a second byte that is a letter":     {`{\rtf1\ansi\ansicpg936 \'81@\'81\}}`, "丂亇"},
		"bytes of the font":                  {`{\rtf1\ansi\ansicpg1252` + fonts + `\f1\'d5\'fe\f2\'ac\'46{\f0\'e9}}`, "政政é"},
		"Chinese under a Western font":       {`{\rtf1\ansi\ansicpg936\deff0` + fonts + `\f0\'d5\'fe \'b7}`, "政 ·"},
		"the font of double bytes":           {`{\rtf1\ansi\ansicpg1252` + fonts + `\loch\af0\hich\af0\dbch\af1\'d5\'fe\loch\f0\'e9}`, "政é"},
		"signs":                              {`{\rtf1 \ldblquote a\rdblquote\~b\_c\-d\{\}\\\tab e\emdash}`, "“a”\u00a0b-cd{}\\\te—"},
		"destinations that are no text":      {`{\rtf1{\info{\author x}}{\colortbl;\red1;}{\header h}{\footerf f}{\*\unknown{\b u}}{\pict 00ff}a{\*\bkmkstart n}b}`, "ab"},
		"bytes of any value":                 {"{\\rtf1 a{\\pict\\bin3 }}\\}b}", "ab"},
		"the field's result":                 {`{\rtf1 {\field{\*\fldinst HYPERLINK "x"}{\fldrslt link}}.}`, "link."},
		"hidden and deleted":                 {`{\rtf1 a{\v b}{\deleted c}\v d\v0 e\plain}`, "ae\n! hidden_content"},
		"a hidden number":                    {`{\rtf1\trowd\cellx100\intbl 1{\v \'38}\cell\row{\v\u25919?}}`, "0,0:1\n! hidden_content"},
		"a raised digit":                     {`{\rtf1\trowd\cellx100\cellx200\intbl 12{\super 1}\cell{\super 1}12\cell\row}`, "0,0:12^1 | 0,1:1^12"},
		"a lowered digit":                    {`{\rtf1 12\sub 1\nosupersub\par 12\sub\u49?\plain}`, "12_1\n12_1"},
		"digits moved up and down":           {`{\rtf1 12{\up6 1}\par 12{\dn 1}\par 12{\up2 1}\par 12{\up6\super0\up0 1}}`, "12^1\n12_1\n121\n121"},
		"struck through":                     {`{\rtf1{\strike 9}12\par \striked1 9\striked0 12\par\strike 12\plain\par\strike0 12}`, "9\u033612\n9\u033612\n12\u0336\n12"},
		"the end of what is raised":          {`{\rtf1 12\super\super0 1\par 12\super\sub0 1\par \plain 12\sub\plain 1\par{\super 12}}`, "121\n12^1\n121\n12"},
		"a raised mark of a note":            {`{\rtf1\trowd\cellx100\intbl 22{\super [1]}\cell\row 12{\super\chftn}{\footnote{\super\chftn} note}3\par}`, "0,0:22\n12^3\nnote\n! note_mark"},
		"hidden, and raised":                 {`{\rtf1 12{\v\super 1}3}`, "123\n! hidden_content"},
		"hidden blanks, deleted text":        {`{\rtf1 a{\v  \~\tab\par{\*\bkmkstart b}{\deleted c\u25919?}}{\deleted 8}}`, "a"},
		"the text for readers of Unicode":    {`{\rtf1 {\upr{old}{\*\ud{new}}}}`, "new"},
		"numbers of lists":                   {`{\rtf1 {\listtext\pard\plain 1.\tab}{\*\pn\pnlvl{\pntxta .}}item\par}`, "1.\titem"},
		"the number of a list and a number":  {`{\rtf1\trowd\cellx100\cellx200\intbl{\listtext 1.}5\cell{\pntext 1}{\b 2}3\cell\row{\listtext 1.}a\par}`, "0,0:1.^5 | 0,1:1^23\n1.a"},
		"headings":                           {`{\rtf1{\stylesheet{\s3\outlinelevel1 h;}}\pard\s3 two\par\pard\outlinelevel0 one\par\pard none}`, "##two\n#one\nnone"},
		"notes and text boxes come after":    {`{\rtf1 a{\footnote note}b{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt box\par}}{\shprslt old}}c\par d}`, "abc\nd\nnote\nbox"},
		"what follows the file is not read":  {`{\rtf1 a}b`, "a"},
		"the end is missing":                 {`{\rtf1 a\par {b`, "a\nb\n! truncated"},
		"bytes that are no text":             {`{\rtf1\ansicpg936 a\'ff\'ff}`, "a\uFFFD\uFFFD\n! bad_encoding"},
		"a table": {`{\rtf1 t\par\trowd\cellx100\cellx200\pard\intbl a\par b\cell\cell\row c\cell d\cell\row\pard after}`,
			"t\n0,0:a⏎b | 0,1: | 1,0:c | 1,1:d\nafter"},
		"merged cells": {`{\rtf1\trowd\clvmgf\cellx100\clmgf\cellx200\clmrg\cellx300\intbl a\cell b\cell\cell\row` +
			`\trowd\clvmrg\cellx100\cellx200\cellx300\intbl\cell c\cell d\cell\row}`, "0,0 2×1:a | 0,1 1×2:b | 1,1:c | 1,2:d"},
		"fewer cells than places":     {`{\rtf1\trowd\cellx100\cellx200\intbl a\cell\row}`, "0,0:a | 0,1:\n! table_torn"},
		"a row that begins elsewhere": {`{\rtf1\trowd\trleft0\cellx100\cellx200\intbl a\cell b\cell\row\trowd\trleft100\cellx200\intbl c\cell\row}`, "0,0:a | 0,1:b | 1,1:c"},
		"a paragraph after, unmarked": {`{\rtf1\trowd\cellx100\intbl a\cell\row b\par}`, "0,0:a\nb"},
		"a table in a cell": {`{\rtf1\trowd\cellx500\cellx600\intbl out\par\pard\intbl\itap2 in\nestcell{\*\nesttableprops\trowd\cellx90\nestrow}{\nonesttables\par}` +
			`\pard\intbl more\cell beside\cell\row}`, "0,0:out⏎more{0,0:in} | 0,1:beside"},
		"a cell that frames all": {`{\rtf1\trowd\cellx500\intbl out\par\pard\intbl\itap2 in\nestcell{\*\nesttableprops\trowd\cellx90\nestrow}{\nonesttables\par}` +
			`\pard\intbl more\cell\row}`, "out\n0,0:in\nmore"},
		"a table that is never ended": {`{\rtf1\trowd\cellx100\intbl a\cell b}`, "0,0:a | 0,1:b\n! table_torn"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := rtf.Read([]byte(c.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, write(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestInformation(t *testing.T) {
	doc, err := rtf.Read([]byte(`{\rtf1\ansicpg936{\info{\title \'c4\'ea\'b1\'a8}{\author A}{\creatim\yr2022\mo1\dy26\hr9\min5}{\revtim\yr0}}a}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []document.Meta{{Name: "Created", Value: "2022-01-26T09:05"}}
	if doc.Title != "年报" || cmp.Diff(want, doc.Meta) != "" {
		t.Errorf("title %q, meta %v", doc.Title, doc.Meta)
	}
}

func TestErrors(t *testing.T) {
	for in, code := range map[string]string{
		"text":              document.CodeBroken,
		`{\rtf1\ansi`:       document.CodeTruncated,
		`{\rtf1\ansi\par }`: document.CodeEmpty,
	} {
		_, err := rtf.Read([]byte(in))
		var e *document.Error
		if !errors.As(err, &e) || e.Code != code {
			t.Errorf("%q: %v, want %s", in, err, code)
		}
	}
}

func TestLimits(t *testing.T) {
	for name, in := range map[string]string{
		"groups":  `{\rtf1 ` + strings.Repeat("{", 1<<20),
		"columns": `{\rtf1\trowd` + strings.Repeat(`\cellx1`, 2000) + ` a\cell\row}`,
		"cells":   `{\rtf1\trowd\cellx9 ` + strings.Repeat(`\cell\row`, document.MaxCells+1) + `}`,
		"nesting": `{\rtf1\itap99 a\nestcell}`,
		"blocks":  `{\rtf1 ` + strings.Repeat(`a\par `, document.MaxBlocks+1) + `}`,
		"notes":   `{\rtf1 a` + strings.Repeat(`{\footnote b}`, 100_001) + `}`,
		"work":    `{\rtf1 a` + strings.Repeat(`\b`, 5<<20) + `}`,
		// bytes without a word in them
		"paragraph": `{\rtf1 ` + strings.Repeat("a", 5<<20) + `}`,
	} {
		doc, err := rtf.Read([]byte(in))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		found := false
		for _, f := range doc.Findings {
			found = found || f.Code == document.CodeLimit && f.Where == name
		}
		if !found {
			t.Errorf("%s: findings %+v", name, doc.Findings)
		}
	}
}

// A megabyte of what costs most: the memory stays far below that of a small machine.
func TestHostileFilesStaySmall(t *testing.T) {
	wide := `\trowd` + strings.Repeat(`\cellx1`, 1000)
	for name, in := range map[string]string{
		"notes in notes":    `{\rtf1 a` + strings.Repeat(`{\footnote b`, 80_000),
		"wide rows":         `{\rtf1` + wide + strings.Repeat(`\row\cell`, 100_000) + `}`,
		"one paragraph":     `{\rtf1 ` + strings.Repeat(`\u25919?`, 110_000) + `}`,
		"tables in tables":  `{\rtf1 ` + strings.Repeat(`\itap15 a\nestcell\itap0 b\par`, 30_000) + `}`,
		"fonts and styles":  `{\rtf1{\fonttbl` + strings.Repeat(`{\f9\fcharset134 a;}`, 50_000) + `}a}`,
		"columns never met": `{\rtf1` + strings.Repeat(`\trowd\cellx1\cellx99\cell\row\trowd\cellx50\cellx88888\cell\row`, 15_000) + `}`,
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		began := time.Now()
		if _, err := rtf.Read([]byte(in)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		runtime.ReadMemStats(&after)
		if grown := int64(after.HeapSys-before.HeapSys) >> 20; grown > 300 {
			t.Errorf("%s: %d MB", name, grown)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}

// Fonts, styles and notes that mean nothing take no memory that lasts.
func TestWhatMeansNothingIsNotKept(t *testing.T) {
	var fonts strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&fonts, `\f%d\cpg936`, 1<<16+i)
	}
	in := `{\rtf1 {\fonttbl` + fonts.String() + `}` + strings.Repeat(`{\footnote}`, 100_001) + `a}`
	doc, err := rtf.Read([]byte(in))
	if err != nil {
		t.Fatal(err)
	}
	if got := write(doc); got != "a" {
		t.Error(got)
	}
}

// Any table, written as RTF, is read as it was.
func TestRandomTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := randomTable(t)
		doc, err := rtf.Read([]byte(rtfOf(want)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(table(want), write(doc)); diff != "" {
			t.Fatalf("(-want +got):\n%s\n%s", diff, rtfOf(want))
		}
	})
}

// randomTable makes a table in which each column and row edge is somewhere
// an edge: merged cells stand in it, none of them twice.
func randomTable(t *rapid.T) *document.Table {
	rows, cols := rapid.IntRange(1, 6).Draw(t, "rows"), rapid.IntRange(1, 6).Draw(t, "cols")
	taken := make([][]bool, rows+1)
	for r := range taken {
		taken[r] = make([]bool, cols)
	}
	made := &document.Table{Rows: rows + 1, Cols: cols}
	for c := range cols { // a row of single cells keeps all columns apart
		made.Cells = append(made.Cells, document.Cell{Row: 0, Col: c, RowSpan: 1, ColSpan: 1, Text: fmt.Sprint("列", c)})
		taken[0][c] = true
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
			text := rapid.StringOfN(rapid.SampledFrom([]rune("0159年报{}\\é政—😀")), 0, 4, -1).Draw(t, "text")
			made.Cells = append(made.Cells, document.Cell{Row: r, Col: c, RowSpan: h, ColSpan: w, Text: text})
		}
	}
	return made
}

func rtfOf(t *document.Table) string {
	var b strings.Builder
	b.WriteString(`{\rtf1\ansi\ansicpg936\uc1 `)
	grid := t.Grid()
	for r := range grid {
		var texts strings.Builder
		b.WriteString(`\trowd`)
		for c := 0; c < t.Cols; {
			cell := t.Cells[grid[r][c]]
			if cell.RowSpan > 1 {
				b.WriteString(map[bool]string{true: `\clvmgf`, false: `\clvmrg`}[cell.Row == r])
			}
			c += cell.ColSpan
			fmt.Fprintf(&b, `\cellx%d`, 1000*c)
			texts.WriteString(`\intbl `)
			if cell.Row == r {
				for _, ch := range cell.Text {
					switch {
					case strings.ContainsRune(`{}\`, ch):
						texts.WriteString(`\` + string(ch))
					case ch > 0xFFFF:
						fmt.Fprintf(&texts, `\u%d?\u%d?`, int16((ch-0x10000)>>10|0xD800-0x10000), int16((ch-0x10000)&0x3FF|0xDC00-0x10000))
					case ch > 0x7F:
						fmt.Fprintf(&texts, `\u%d?`, int16(ch))
					default:
						texts.WriteRune(ch)
					}
				}
			}
			texts.WriteString(`\cell`)
		}
		b.WriteString(texts.String() + `\row`)
	}
	return b.String() + `}`
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi\ansicpg936{\fonttbl{\f1\fcharset134 S;}}\f1\'d5\'fe\u25919?\trowd\clvmgf\cellx100\intbl a\cell\row\pard b\par}`))
	f.Add([]byte(`{\rtf1{\upr{a}{\*\ud b}}{\footnote x{\footnote y}}\itap3 a\nestcell{\*\nesttableprops\trowd\cellx1\nestrow}\bin3 }}}`))
	f.Add([]byte(`{\rtf1\trowd\trleft-9\clmgf\cellx-5\clmrg\cellx2147483647\cell\cell\cell\row`))
	f.Fuzz(func(t *testing.T, in []byte) {
		doc, err := rtf.Read(append([]byte(`{\rtf`), in...))
		var e *document.Error
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("%T", err)
		}
		if (doc == nil) == (err == nil) {
			t.Fatal("a document and an error, or neither")
		}
		if doc != nil {
			if err := errors.Join(documenttest.Check(doc), documenttest.CheckPlaces(doc)); err != nil {
				t.Fatal(err)
			}
		}
	})
}
