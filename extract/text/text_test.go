package text_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/text"
)

// sketch writes a document down as a person would: a paragraph is "12: words",
// a table is "12: T1" and a line for each row.
func sketch(doc *document.Document) string {
	var b strings.Builder
	for _, bl := range doc.Blocks {
		b.WriteString(itoa(bl.Place.Line) + ": ")
		if bl.Table == nil {
			b.WriteString(bl.Text + "\n")
			continue
		}
		b.WriteString("T" + itoa(bl.Place.Table) + "\n")
		row := -1
		for _, c := range bl.Table.Cells {
			if c.Row != row {
				if row >= 0 {
					b.WriteString("\n")
				}
				row = c.Row
				b.WriteString("  " + itoa(c.Place.Row))
			}
			b.WriteString("|" + strings.ReplaceAll(c.Text, "\n", "¶"))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func TestRead(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{
			"tab cells are a table, a blank line ends the row, a line without tab goes on",
			"二、主动公开政府信息情况\n\t第二十条第（一）项\n\n\t信息内容\n\t本年新\n公开数量\n\n\t规章\n\t0　\n\t\n\n\n\n三、其他\n",
			"1: 二、主动公开政府信息情况\n2: T1\n  1|第二十条第（一）项\n  2|信息内容|本年新¶公开数量\n  3|规章|0　|\n14: 三、其他\n",
		},
		{
			"tab cells: odd tabs around one text are one cell, a numbered label is one cell",
			"\t\t第二十条第（九）项\t\n\n\t1.\t属于国家秘密\n\t8\n\t119万元\n",
			"1: T1\n  1|第二十条第（九）项\n  2|1.\t属于国家秘密|8|119万元\n",
		},
		{
			"tab cells: three blank lines end a table",
			"\t甲\n\t1\n\n\n\n\t乙\n\t2\n",
			"1: T1\n  1|甲|1\n6: T2\n  1|乙|2\n",
		},
		{
			"tab cells: a heading or a long sentence right below a table is a paragraph",
			"\t甲\n\t1\n四、行政复议情况\n\t乙\n\t2\n" + strings.Repeat("长", 70) + "\n",
			"1: T1\n  1|甲|1\n3: 四、行政复议情况\n4: T2\n  1|乙|2\n6: " + strings.Repeat("长", 70) + "\n",
		},
		{
			"paragraphs with a tab as indent stay paragraphs",
			"\t一、总体情况\n\n\t2020年，本机关认真贯彻落实条例，坚持以公开为常态、不公开为例外，各项工作取得了一定的成效。\n\n\t规章\n\t3\n\n\t1\n",
			"1: 一、总体情况\n3: 2020年，本机关认真贯彻落实条例，坚持以公开为常态、不公开为例外，各项工作取得了一定的成效。\n5: T1\n  1|规章|3\n  2|1\n",
		},
		{
			"tab rows are a table, empty cells kept, a blank line between tables of several rows ends one",
			"信息内容\t本年制发\t现行有效\n规章\t0\t\n\t2. 重复 申请\t7\n\n行政复议\t\t\n结果 维持\t结果 纠正\t其他\n\n五、问题\n",
			"1: T1\n  1|信息内容|本年制发|现行有效\n  2|规章|0|\n  3||2. 重复 申请|7\n5: T2\n  1|行政复议||\n  2|结果 维持|结果 纠正|其他\n8: 五、问题\n",
		},
		{
			"a row that is blank but for one cell is a row, and so is one that is all blank",
			"甲\t乙\t丙\t丁\t戊\t己\n\t\t\t\t\t7\n\t\t\t\t\t\n",
			"1: T1\n  1|甲|乙|丙|丁|戊|己\n  2||||||7\n  3||||||\n",
		},
		{
			"tab rows with a blank line after each are one table",
			"信息内容\t本年制发\n\n规章\t1\n\n规范性文件\t2\n",
			"1: T1\n  1|信息内容|本年制发\n  2|规章|1\n  3|规范性文件|2\n",
		},
		{
			"pipe rows: frames and rules are not cells, one dash is",
			"表：\n| 甲 | 乙 |\n|---|:---|\n| 1 | - |\n末",
			"1: 表：\n2: T1\n  1|甲|乙\n  2|1|-\n5: 末\n",
		},
		{
			"pipe rows with open frame keep the padding of merged cells",
			"第二十条第(一)项 | |||\n信息内容 | 制发 | 废止 | 有效 |\n规章 | 0 | 0 | 0 |\n",
			"1: T1\n  1|第二十条第(一)项|||\n  2|信息内容|制发|废止|有效\n  3|规章|0|0|0\n",
		},
		{
			"a lone pipe begins a row where cells stand on lines of their own",
			"| \n 信息内容  | \n 制发  | \n| \n 规章  | \n 0\n",
			"2: T1\n  1|信息内容|制发\n  2|规章|0\n",
		},
		{
			"one cell a line is paragraphs, with or without worn pipes",
			"规章 |\n0 |\n\n行政许可\n12\n",
			"1: 规章\n2: 0\n4: 行政许可\n5: 12\n",
		},
		{
			"a table drawn with characters is left out",
			"表：\n+----+----+\n| 甲 | 43 |\n|    | 06 |\n+----+----+\n末\n┌──┬──┐\n│甲│1 │\n└──┴──┘\n\n─────\n完",
			"1: 表：\n6: 末\n11: ─────\n12: 完\n",
		},
		{
			"so is one that has no rule above or below",
			"| 甲 | 4 |\n+---+---+\n| 乙 | 3 |\n|   +---+\n|   | 1 |\n",
			"",
		},
		{"one line with pipes is no table", "无障碍 | 简体 | 繁体 |\n正文", "1: 无障碍 | 简体 | 繁体 |\n2: 正文\n"},
		{"CRLF, CR and form feeds count as an editor counts", "一\r\n\r\n\f二\r三\f四", "1: 一\n3: 二\n4: 三\n4: 四\n"},
		{"byte order mark, blanks and zero-width marks print nothing", "\ufeff　\n\u00a0\n\u200b甲\u200b\n", "3: 甲\n"},
		{"nothing gives no block", " \n\t\n\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, sketch(text.Read(tt.in))); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestPagesAreCountedByFormFeeds(t *testing.T) {
	doc := text.Read("甲\n\f乙\n")
	if got := doc.Blocks[1].Place; got != (document.Place{Page: 2, Line: 2}) {
		t.Errorf("place after a form feed = %+v, want page 2, line 2", got)
	}
	if got := text.Read("甲\n乙\n").Blocks[1].Place.Page; got != 0 {
		t.Errorf("page without form feeds = %d, want 0: the format has none", got)
	}
}

// Whatever is written as tab cells or tab rows comes back cell by cell.
func TestTablesComeBackCellByCell(t *testing.T) {
	word := rapid.StringMatching(`[规章行政许可0-9+]{1,6}`)
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(word, 2, 9), 2, 12).Draw(t, "rows")
		asCells, asRows := "", ""
		for _, row := range rows {
			asCells += "\t" + strings.Join(row, "\n\t") + "\n\n"
			asRows += strings.Join(row, "\t") + "\n"
		}
		for shape, in := range map[string]string{"cells": asCells, "rows": asRows} {
			doc := text.Read(in)
			if len(doc.Blocks) != 1 || doc.Blocks[0].Table == nil {
				t.Fatalf("%s: %q gives %d blocks, want one table", shape, in, len(doc.Blocks))
			}
			got := make([][]string, doc.Blocks[0].Table.Rows)
			for _, c := range doc.Blocks[0].Table.Cells {
				got[c.Row] = append(got[c.Row], c.Text)
			}
			if diff := cmp.Diff(rows, got); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", shape, diff)
			}
		}
	})
}

func TestWhatIsDrawnIsSaid(t *testing.T) {
	doc := text.Read("一\n┌──┐\n│甲│\n└──┘\n二\n┌──┐\n│乙│\n└──┘\n")
	if len(doc.Findings) != 1 || doc.Findings[0].Code != text.CodeDrawn || doc.Findings[0].Place.Line != 2 {
		t.Errorf("findings %+v", doc.Findings)
	}
}

func TestLimitsAreLoud(t *testing.T) {
	tests := []struct{ name, in, limit string }{
		{"too many blocks", strings.Repeat("甲\n", document.MaxBlocks+1), "blocks"},
		{"too many columns", strings.Repeat("甲\t", document.MaxColumns+1), "columns"},
		{"too many cells", strings.Repeat("\t1\n", document.MaxCells+1), "cells"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := text.Read(tt.in)
			for _, f := range doc.Findings {
				if f.Code == document.CodeLimit && f.Where == tt.limit {
					return
				}
			}
			t.Errorf("findings = %+v, want limit %s", doc.Findings, tt.limit)
		})
	}
}

// check holds for every text: lines rise, cells are in their table, no position
// is covered twice, every word of the input is somewhere in the output.
func check(t *testing.T, in string) {
	t.Helper()
	doc := text.Read(in)
	last := 0
	for _, b := range doc.Blocks {
		if b.Place.Line < last {
			t.Errorf("line %d after line %d", b.Place.Line, last)
		}
		last = b.Place.Line
		if b.Table == nil {
			if b.Text == "" {
				t.Errorf("empty paragraph at line %d", b.Place.Line)
			}
			continue
		}
		seen := map[[2]int]bool{}
		for _, c := range b.Table.Cells {
			at := [2]int{c.Row, c.Col}
			if seen[at] || c.Row >= b.Table.Rows || c.Col >= b.Table.Cols || c.RowSpan != 1 || c.ColSpan != 1 {
				t.Errorf("cell %+v in a table of %d × %d, taken %v", c, b.Table.Rows, b.Table.Cols, seen[at])
			}
			seen[at] = true
		}
	}
	if len(doc.Findings) == 0 && !strings.Contains(in, "|") {
		out := squeeze(sketchText(doc))
		if want := squeeze(in); want != out {
			t.Errorf("text in %q, text out %q", want, out)
		}
	}
}

func sketchText(doc *document.Document) string {
	var b strings.Builder
	for _, bl := range doc.Blocks {
		b.WriteString(bl.Text)
		if bl.Table != nil {
			for _, c := range bl.Table.Cells {
				b.WriteString(c.Text)
			}
		}
	}
	return b.String()
}

// squeeze leaves out all that prints nothing.
func squeeze(s string) string {
	s = strings.Join(strings.Fields(s), "")
	return strings.NewReplacer("\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "").Replace(s)
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"二、\n\t甲\n\t1\n续\n\n\t乙\n\t2\n", "甲\t1\n\t2\t3\n", "| 甲 | 1 |\n|---|---|\n| 乙 | 2 |\n", "| \n甲 |\n1 |\n| \n",
		"\f\t\f\r\n\v\u00a0\u200b\ufeff", "\t一、\n\t长句。\n", "甲\t\n\t\t\t\n", "+--+\n|甲|\n+--+\n─\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, strings.ToValidUTF8(s, "?")) })
}

// Every cell that the seeds have in print is a cell of a table, except in the
// file that has one cell a line.
func TestSeeds(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "corpus", "seeds")
	files, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	if len(files) == 0 {
		t.Skip("../shared/corpus is not here: the shapes are tested by the tables above")
	}
	want := map[string][]string{ // file → rows × columns of its tables
		"000": {"18×4", "26×10", "4×15"},
		"001": {"10×4", "11×9", "4×15"},
		"002": {"18×4", "26×10", "4×15"},
		"003": {"24×4", "26×10", "4×15"},
		"004": nil,
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			check(t, string(b))
			var got []string
			for _, bl := range text.Read(string(b)).Blocks {
				if bl.Table != nil {
					got = append(got, itoa(bl.Table.Rows)+"×"+itoa(bl.Table.Cols))
				}
			}
			if diff := cmp.Diff(want[filepath.Base(file)[:3]], got); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
		})
	}
}
