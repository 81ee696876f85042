package sheet_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/sheet"
	"gongkai/extract/zipxml/zipxmltest"
)

const (
	mainSpace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// book makes a workbook of sheets, each given as name, state and XML.
func book(shared, styles string, sheets ...[3]string) []byte {
	list, rels := "", ""
	var parts []string
	for i, s := range sheets {
		list += fmt.Sprintf(`<sheet name="%s" state="%s" sheetId="%d" r:id="s%d"/>`, s[0], s[1], i, i)
		rels += fmt.Sprintf(`<Relationship Id="s%d" Type="%s/worksheet" Target="worksheets/%d.xml"/>`, i, relSpace, i)
		parts = append(parts, fmt.Sprintf("xl/worksheets/%d.xml", i), `<worksheet xmlns="`+mainSpace+`">`+s[2]+`</worksheet>`)
	}
	return zipxmltest.Pack(append(parts,
		"xl/workbook.xml", `<workbook xmlns="`+mainSpace+`" xmlns:r="`+relSpace+`"><sheets>`+list+`</sheets></workbook>`,
		"xl/sharedStrings.xml", `<sst xmlns="`+mainSpace+`">`+shared+`</sst>`,
		"xl/styles.xml", `<styleSheet xmlns="`+mainSpace+`">`+styles+`</styleSheet>`,
		"xl/_rels/workbook.xml.rels", `<Relationships>`+rels+`<Relationship Id="x" Type="`+relSpace+`/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="y" Type="`+relSpace+`/styles" Target="styles.xml"/></Relationships>`,
	)...)
}

// sharing makes a workbook of n sheets that are all of one part.
func sharing(s [3]string, n int) []byte {
	part, list := "", ""
	for i := range n {
		list += fmt.Sprintf(`<sheet name="%d" sheetId="%d" r:id="s%d"/>`, i, i, i)
		part += fmt.Sprintf(`<Relationship Id="s%d" Type="%s/worksheet" Target="a.xml"/>`, i, relSpace)
	}
	return zipxmltest.Pack("xl/a.xml", `<worksheet xmlns="`+mainSpace+`">`+s[2]+`</worksheet>`,
		"xl/workbook.xml", `<workbook xmlns="`+mainSpace+`" xmlns:r="`+relSpace+`"><sheets>`+list+`</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships>`+part+`</Relationships>`)
}

// data makes sheet data of texts: a row a line, "|" between cells, blank cells left out.
func data(text string) string {
	var b strings.Builder
	b.WriteString("<sheetData>")
	for r, line := range strings.Split(text, "\n") {
		fmt.Fprintf(&b, `<row r="%d">`, r+1)
		for k, cell := range strings.Split(line, "|") {
			if cell != "" {
				fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref(r, k), cell)
			}
		}
		b.WriteString("</row>")
	}
	return b.String() + "</sheetData>"
}

func ref(row, col int) string { return fmt.Sprintf("%c%d", 'A'+col, row+1) }

func merges(refs ...string) string {
	s := "<mergeCells>"
	for _, r := range refs {
		s += `<mergeCell ref="` + r + `"/>`
	}
	return s + "</mergeCells>"
}

func show(doc *document.Document) []string {
	var lines []string
	for _, b := range doc.Blocks {
		switch {
		case b.Table != nil:
			var cells []string
			for _, c := range b.Table.Cells {
				s := fmt.Sprintf("%d,%d", c.Row, c.Col)
				if c.RowSpan > 1 || c.ColSpan > 1 {
					s += fmt.Sprintf(" %dx%d", c.RowSpan, c.ColSpan)
				}
				cells = append(cells, s+" "+c.Text)
			}
			lines = append(lines, fmt.Sprintf("[%dx%d: %s]", b.Table.Rows, b.Table.Cols, strings.Join(cells, "|")))
		case b.Level > 0:
			lines = append(lines, "# "+b.Text)
		default:
			lines = append(lines, b.Text)
		}
	}
	return lines
}

func codes(doc *document.Document) string {
	var list []string
	for _, f := range doc.Findings {
		list = append(list, f.Code+" "+f.Where)
	}
	return strings.Join(list, ", ")
}

func TestReadXLSX(t *testing.T) {
	styles := `<numFmts><numFmt numFmtId="170" formatCode="0.0&quot;件&quot;"/><numFmt numFmtId="171" formatCode="# ?/?"/><numFmt numFmtId="172" formatCode=";;;"/><numFmt numFmtId="173" formatCode="0;-0;;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="3"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="31"/><xf numFmtId="172"/><xf numFmtId="173"/></cellXfs>`
	shared := `<si><t>甲</t></si><si><r><t>行政</t></r><r><t xml:space="preserve"> 许可</t></r><rPh><t>x</t></rPh></si><si><t>一_x000D_&#10;二_x0041_</t></si>`
	cells := `<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row><row r="2"><c s="1"><v>1234567</v></c><c s="2"><v>5</v></c><c s="4"><v>44197</v></c></row>` +
		`<row><c t="str"><f>A1</f><v>乙</v></c><c t="b"><v>1</v></c><c t="e"><v>#DIV/0!</v></c></row></sheetData>`
	tests := []struct {
		name   string
		sheets [][3]string
		want   []string
		codes  string
	}{
		{"kinds of cells, references left out", [][3]string{{"a", "", cells}}, []string{"[3x3: 0,0 甲|0,1 行政 许可|0,2 一\n二A|1,0 1,234,567|1,1 5.0件|1,2 2021年1月1日|2,0 乙|2,1 TRUE|2,2 #DIV/0!]"}, ""},
		{"a format that is not understood", [][3]string{{"a", "", `<sheetData><row><c s="3"><v>0.5</v></c><c><v>1</v></c></row></sheetData>`}}, []string{"[1x2: 0,0 0.5\ufffc|0,1 1]"}, "number_format_unknown # ?/?"},
		{"a format that shows nothing", [][3]string{{"a", "", `<sheetData><row><c s="5" t="s"><v>0</v></c><c s="5" t="str"><v>7</v></c><c s="5"><v>8</v></c><c><v>1</v></c><c s="6" t="s"><v>0</v></c></row></sheetData>`}}, []string{"[1x2: 0,0 1|0,1 甲]"}, "hidden_content format"},
		{"a zero that is not printed", [][3]string{{"a", "", `<sheetData><row><c s="6"><v>0</v></c><c><v>1</v></c></row></sheetData>`}}, []string{"1"}, ""},
		{"names tell sheets apart, hidden ones are left out", [][3]string{{"表一", "", data("a|b")}, {"空", "", ""}, {"暗", "hidden", data("x|y")}, {"表二", "", data("c|d")}}, []string{"# 表一", "[1x2: 0,0 a|0,1 b]", "# 表二", "[1x2: 0,0 c|0,1 d]"}, "hidden_content sheet"},
		{"hidden columns and rows are left out", [][3]string{{"a", "", `<cols><col min="2" max="2" hidden="1"/></cols>` + strings.Replace(data("a|x|b\nx|x|x\nc|x|d"), `<row r="2">`, `<row r="2" hidden="1">`, 1) + merges("A1:A3")}}, []string{"[2x2: 0,0 2x1 a|0,1 b|1,1 d]"}, "hidden_content cells, hidden_content merged"},
		{"columns and rows without a size are hidden", [][3]string{{"a", "", `<cols><col min="2" max="2" width="0" customWidth="1"/></cols>` + strings.Replace(data("a|x|b\nx|x|x\nc|x|d"), `<row r="2">`, `<row r="2" ht="0" customHeight="1">`, 1)}}, []string{"[2x2: 0,0 a|0,1 b|1,0 c|1,1 d]"}, "hidden_content cells"},
		{"hidden columns however many there are", [][3]string{{"a", "", `<cols>` + strings.Repeat(`<col min="300" max="16384" hidden="1"/>`, 300) + `<col min="2" max="2" hidden="1"/></cols>` + data("a|x|b\nc|x|d")}}, []string{"[2x2: 0,0 a|0,1 b|1,0 c|1,1 d]"}, "hidden_content cells"},
		{"rows that are written out are shown though others are not", [][3]string{{"a", "", `<sheetFormatPr zeroHeight="1"/>` + data("a|b\nc|d")}}, []string{"[2x2: 0,0 a|0,1 b|1,0 c|1,1 d]"}, ""},
		{"lines over the whole width are paragraphs, columns are those of the table", [][3]string{{"a", "", data("年度报告\n一、总体情况\n信息||数量|\n规章||5|\n三、申请\n甲|乙|丙|丁") +
			merges("A1:D1", "A2:D2", "A3:B3", "C3:D3", "A4:B4", "C4:D4", "A5:D5")}},
			[]string{"年度报告", "一、总体情况", "[2x2: 0,0 信息|0,1 数量|1,0 规章|1,1 5]", "三、申请", "[1x4: 0,0 甲|0,1 乙|0,2 丙|0,3 丁]"}, ""},
		{"labels of groups are rows", [][3]string{{"a", "", data("第二十条第（一）项\n规章|5\n第二十条第（五）项\n许可|6\n说明") + merges("A1:B1", "A3:B3", "A5:B5")}},
			[]string{"[4x2: 0,0 1x2 第二十条第（一）项|1,0 规章|1,1 5|2,0 1x2 第二十条第（五）项|3,0 许可|3,1 6]", "说明"}, ""},
		{"a label without values is a row, a statutory heading is none", [][3]string{{"a", "", data("标题\nx|y\n三、办理结果\na|1\n四、政府信息公开行政复议、行政诉讼情况\nb|2")}},
			[]string{"标题", "[3x2: 0,0 x|0,1 y|1,0 三、办理结果|1,1 |2,0 a|2,1 1]", "四、政府信息公开行政复议、行政诉讼情况", "[1x2: 0,0 b|0,1 2]"}, ""},
		{"a blank row ends a table", [][3]string{{"a", "", data("\n|a|b\n\n|c|d")}}, []string{"[1x2: 0,0 a|0,1 b]", "[1x2: 0,0 c|0,1 d]"}, ""},
		{"areas that overlap, and one without end", [][3]string{{"a", "", data("a|b\nc|d") + merges("A1:A2", "A1:B1", "B2:XFD1048576")}}, []string{"[2x2: 0,0 2x1 a|0,1 b|1,1 d]"}, "hidden_content merged"},
		{"an area that begins above the first value", [][3]string{{"a", "", data("\n|5|6|7\n1|2|3|4") + merges("A1:B2")}}, []string{"[2x4: 0,0 1x2 |0,2 6|0,3 7|1,0 1|1,1 2|1,2 3|1,3 4]"}, "hidden_content merged"},
		{"an area that begins left of the first value", [][3]string{{"a", "", data("|5|6\n|2|3") + merges("A1:B1")}}, []string{"6", "[1x2: 0,0 2|0,1 3]"}, "hidden_content merged"},
		{"an area whose first row is hidden shows its text in the next", [][3]string{{"a", "", strings.Replace(data("4|9\n7|2\n1|3"), `<row r="1">`, `<row r="1" hidden="1">`, 1) + merges("A1:A2")}}, []string{"[2x2: 0,0 4|0,1 2|1,0 1|1,1 3]"}, "hidden_content cells, hidden_content merged"},
		{"an area that is hidden shows nothing", [][3]string{{"a", "", strings.Replace(data("4|9\n7|2\n1|3"), `<row r="1">`, `<row r="1" hidden="1">`, 1) + merges("A1:B1")}}, []string{"[2x2: 0,0 7|0,1 2|1,0 1|1,1 3]"}, "hidden_content cells"},
		{"an area over the text of a hidden one", [][3]string{{"a", "", strings.Replace(data("4|9\n7|2\n1|3"), `<row r="1">`, `<row r="1" hidden="1">`, 1) + merges("A2:B2", "A1:A2")}}, []string{"7", "[1x2: 0,0 1|0,1 3]"}, "hidden_content cells, hidden_content merged"},
		{"an area that covers nothing but blanks is silent", [][3]string{{"a", "", data("a|b\n|d") + merges("A1:A2", "B3:C9")}}, []string{"[2x2: 0,0 2x1 a|0,1 b|1,1 d]"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := sheet.ReadXLSX(book(shared, styles, tt.sheets...))
			if err != nil {
				t.Fatal(err)
			}
			holds(t, doc, tt.want, tt.codes)
		})
	}
}

// holds wants these blocks and findings of a workbook, each with the right blame.
func holds(t *testing.T, doc *document.Document, blocks []string, findings string) {
	t.Helper()
	if diff := cmp.Diff(blocks, show(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := codes(doc); got != findings {
		t.Errorf("findings %q, want %q", got, findings)
	}
	checkBlame(t, doc)
}

// checkBlame: what does not show is hidden by the publisher, all else is ours.
func checkBlame(t *testing.T, doc *document.Document) {
	t.Helper()
	for _, f := range doc.Findings {
		if (f.Code == document.CodeHidden) != (f.Responsibility == document.Publisher) {
			t.Errorf("finding %s is said to be the %s's", f.Code, f.Responsibility)
		}
	}
}

func TestUnreadable(t *testing.T) {
	whole := book("", "", [3]string{"a", "", data("a|b")})
	for name, tt := range map[string]struct {
		payload []byte
		code    string
	}{
		"nothing in it":     {book("", "", [3]string{"a", "", ""}), document.CodeEmpty},
		"cut short":         {whole[:len(whole)/2], document.CodeBroken},
		"half a sheet":      {book("", "", [3]string{"a", "", "<sheetData><row>"}), document.CodeBroken},
		"too many of cells": {book("", "", [3]string{"a", "", strings.Repeat(" ", 60<<20)}), document.CodeLimit},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sheet.ReadXLSX(tt.payload)
			var e *document.Error
			if !errors.As(err, &e) || e.Code != tt.code {
				t.Errorf("error %v, want %s", err, tt.code)
			}
		})
	}
}

func TestLimitsAreReported(t *testing.T) {
	far := `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="CV1048576"><v>1</v></c></row></sheetData>`
	wide := `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row></sheetData>`
	overlap := data("a|b") + merges(append([]string{"BA20000:BA20000"}, slices.Repeat([]string{"A2:BA20000"}, 9)...)...) // each collides at its end
	overlap = strings.Replace(overlap, "</sheetData>", `<row r="20000"><c r="BA20000"><v>1</v></c></row></sheetData>`, 1)
	for name, xml := range map[string]string{"grid": far, "columns": wide, "merges": overlap} {
		t.Run(name, func(t *testing.T) {
			doc, err := sheet.ReadXLSX(book("", "", [3]string{"a", "", xml}))
			if err != nil {
				t.Fatal(err)
			}
			if len(doc.Findings) != 1 || doc.Findings[0].Code != document.CodeLimit || doc.Findings[0].Where != name {
				t.Errorf("findings %+v, want the limit of %s", doc.Findings, name)
			}
		})
	}
}

// A part that is the sheet of many is laid out a few times only.
func TestManyLargeSheetsAreBounded(t *testing.T) {
	large := `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="19999"><c r="CV19999"><v>1</v></c></row></sheetData>`
	doc, err := sheet.ReadXLSX(book("", "", slices.Repeat([][3]string{{"a", "", large}}, 30)...))
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(doc); got != "limit grid" {
		t.Errorf("findings %q", got)
	}
}

// hiddenRows makes sheet data whose first n rows are hidden, and a value after them.
func hiddenRows(n int) string {
	var b strings.Builder
	b.WriteString("<sheetData>")
	for r := range n {
		fmt.Fprintf(&b, `<row r="%d" ht="0"/>`, r+1)
	}
	fmt.Fprintf(&b, `<row r="%d"><c><v>1</v></c></row></sheetData>`, n+1)
	return b.String()
}

// Sheets of one part: it is read for the first of them. Of parts of their own,
// each row that is hidden costs four bytes.
func TestHiddenRowsAreBounded(t *testing.T) {
	const rows = 1 << 17
	large := [3]string{"a", "", hiddenRows(rows)}
	for name, tt := range map[string]struct {
		payload []byte
		cells   int
		codes   string
	}{
		"of three sheets of one part":    {sharing(large, 3), 1, "part_unreadable worksheet"},
		"of three sheets with their own": {book("", "", large, large, large), 3, ""},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := sheet.ReadXLSX(tt.payload)
			if err != nil {
				t.Fatal(err)
			}
			if got := codes(doc); got != tt.codes {
				t.Errorf("findings %q, want %q", got, tt.codes)
			}
			if got := strings.Count(strings.Join(show(doc), "|"), "1"); got != tt.cells {
				t.Errorf("%v, want %d cells", show(doc), tt.cells)
			}
		})
	}
}

// Any tiling of a grid comes back, where each column has a cell of its own.
func TestTilingsComeBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rows, cols := rapid.IntRange(1, 8).Draw(rt, "rows"), rapid.IntRange(2, 8).Draw(rt, "cols")
		taken := map[[2]int]bool{}
		var want []document.Cell
		var areas []string
		texts := make([][]string, rows+1)
		texts[0] = make([]string, cols)
		for k := range cols { // a head row: every column is one
			texts[0][k] = fmt.Sprint("h", k)
			want = append(want, cellAt(0, k, 1, 1, texts[0][k]))
		}
		for r := 1; r <= rows; r++ {
			texts[r] = make([]string, cols)
		}
		for r := 1; r <= rows; r++ {
			for k := range cols {
				if taken[[2]int{r, k}] {
					continue
				}
				w, most := 1, rapid.IntRange(1, cols-1).Draw(rt, "w")
				for w < most && k+w < cols && !taken[[2]int{r, k + w}] {
					w++
				}
				h := rapid.IntRange(1, rows+1-r).Draw(rt, "h")
				for i := r; i < r+h; i++ {
					for j := k; j < k+w; j++ {
						taken[[2]int{i, j}] = true
					}
				}
				text := rapid.SampledFrom([]string{"0", "1,234", "行政许可", "-5"}).Draw(rt, "text")
				texts[r][k] = text
				want = append(want, cellAt(r, k, h, w, text))
				if h > 1 || w > 1 {
					areas = append(areas, ref(r, k)+":"+ref(r+h-1, k+w-1))
				}
			}
		}
		var lines []string
		for _, row := range texts {
			lines = append(lines, strings.Join(row, "|"))
		}
		doc, err := sheet.ReadXLSX(book("", "", [3]string{"a", "", data(strings.Join(lines, "\n")) + merges(areas...)}))
		if err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(&document.Table{Rows: rows + 1, Cols: cols, Cells: want}, doc.Blocks[0].Table); diff != "" {
			rt.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

func cellAt(r, k, h, w int, text string) document.Cell {
	return document.Cell{Row: r, Col: k, RowSpan: h, ColSpan: w, Text: text, Place: document.Place{Table: 1, Row: r + 1, Column: k + 1}}
}

func FuzzReadXLSX(f *testing.F) {
	f.Add([]byte(data("a|b\n\nc|d")+merges("A1:B1")), false)
	f.Add([]byte(`<cols><col min="2" max="9" hidden="1"/></cols><sheetData><row hidden="1"><c t="s"><v>0</v></c></row><row r="9"><c r="ZZ9" s="1"><v>-1e9</v></c></row></sheetData>`), false)
	f.Add(book("<si><t>x</t></si>", "", [3]string{"a", "", data("a|b")}), true)
	f.Fuzz(func(t *testing.T, b []byte, whole bool) {
		payload := b
		if !whole {
			payload = book("<si><t>x</t></si>", `<cellXfs><xf/><xf numFmtId="14"/></cellXfs>`, [3]string{"a", "", string(b)})
		}
		doc, err := sheet.ReadXLSX(payload)
		if (doc == nil) == (err == nil) {
			t.Fatalf("document %v, error %v", doc, err)
		}
		if err == nil {
			if err := documenttest.Check(doc); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// A label whose values are blank ends a table where those cells have borders; a
// text without such cells is a paragraph below it.
func TestALastRowWithoutValuesIsARow(t *testing.T) {
	const rows = `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>类别</t></is></c><c r="B1" t="inlineStr"><is><t>金额</t></is></c></row>` +
		`<row r="2"><c r="A2" t="inlineStr"><is><t>收费</t></is></c>%s</row></sheetData>`
	for cell, want := range map[string]int{`<c r="B2" s="1"/>`: 2, `<c r="B2" s="0"/>`: 1, "": 1} {
		doc, err := sheet.ReadXLSX(book("", "", [3]string{"s", "", fmt.Sprintf(rows, cell)}))
		if err != nil {
			t.Fatal(err)
		}
		if got := doc.Blocks[0].Table; got == nil || got.Rows != want {
			t.Errorf("%q: table %+v, want %d rows", cell, got, want)
		}
	}
}

// A number beside digits that are raised or struck through is none, and what a
// formula comes to that nobody worked out is neither blank nor a number.
func TestCellsThatAreNoPlainNumber(t *testing.T) {
	rich := func(props, s string) string {
		return `<r><t>12</t></r><r><rPr>` + props + `</rPr><t>` + s + `</t></r>`
	}
	for name, tt := range map[string]struct{ cell, shared, want string }{
		"raised":                     {`<c r="B2" t="s"><v>0</v></c>`, rich(`<vertAlign val="superscript"/>`, "3"), "12^3"},
		"lowered":                    {`<c r="B2" t="s"><v>0</v></c>`, rich(`<vertAlign val="subscript"/>`, "3"), "12_3"},
		"struck through":             {`<c r="B2" t="s"><v>0</v></c>`, rich(`<strike/>`, "3"), "123\u0336"},
		"not struck through":         {`<c r="B2" t="s"><v>0</v></c>`, rich(`<strike val="0"/>`, "3"), "123"},
		"inline":                     {`<c r="B2" t="inlineStr"><is>` + rich(`<strike/>`, "3") + `</is></c>`, "", "123\u0336"},
		"a formula with its value":   {`<c r="B2"><f>1+1</f><v>2</v></c>`, "", "2"},
		"a formula without":          {`<c r="B2"><f>1+1</f></c>`, "", "="},
		"a formula with empty text":  {`<c r="B2" t="str"><f>A1</f><v></v></c>`, "", ""},
		"a phonetic run is no digit": {`<c r="B2" t="s"><v>0</v></c>`, `<t>12</t><rPh sb="0" eb="1"><t>3</t></rPh>`, "12"},
	} {
		t.Run(name, func(t *testing.T) {
			rows := `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>类别</t></is></c><c r="B1" t="inlineStr"><is><t>件数</t></is></c></row>` +
				`<row r="2"><c r="A2" t="inlineStr"><is><t>许可</t></is></c>` + tt.cell + `</row><row r="3"><c r="A3" t="inlineStr"><is><t>处罚</t></is></c><c r="B3"><v>1</v></c></row></sheetData>`
			doc, err := sheet.ReadXLSX(book(`<si>`+tt.shared+`</si>`, "", [3]string{"表", "visible", rows}))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, c := range doc.Blocks[0].Table.Cells {
				if c.Row == 1 && c.Col == 1 {
					got = c.Text
				}
			}
			if got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
