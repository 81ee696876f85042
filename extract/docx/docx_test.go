package docx_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document"
	"gongkai/extract/docx"
	"gongkai/extract/script"
	"gongkai/extract/zipxml/zipxmltest"
)

// show prints what was read, a line for each block: "text", "1 heading",
// "[row,col rowspan×colspan text|…]".
func show(doc *document.Document) []string {
	var lines []string
	for _, b := range doc.Blocks {
		switch b.Kind {
		case document.Heading:
			lines = append(lines, fmt.Sprintf("%d %s", b.Level, b.Text))
		case document.TableKind:
			lines = append(lines, grid(b.Table))
		default:
			lines = append(lines, b.Text)
		}
	}
	return lines
}

func grid(t *document.Table) string {
	var cells []string
	for _, c := range t.Cells {
		s := fmt.Sprintf("%d,%d", c.Row, c.Col)
		if c.RowSpan > 1 || c.ColSpan > 1 {
			s += fmt.Sprintf(" %dx%d", c.RowSpan, c.ColSpan)
		}
		s += " " + c.Text
		for _, n := range c.Nested {
			s += grid(n)
		}
		cells = append(cells, s)
	}
	return fmt.Sprintf("[%dx%d: %s]", t.Rows, t.Cols, strings.Join(cells, "|"))
}

func TestRead(t *testing.T) {
	run := func(s string) string { return `<w:r>` + s + `</w:r>` }
	text := func(s string) string { return run(`<w:t>` + s + `</w:t>`) }
	p := func(s string) string { return `<w:p>` + s + `</w:p>` }
	mark := func(kind string) string { return run(`<w:fldChar w:fldCharType="` + kind + `"/>`) }
	boxed := func(s string) string { return `<w:txbxContent>` + s + `</w:txbxContent>` }
	tests := []struct {
		name, body string
		want       []string
		finding    string
	}{
		{"runs make a paragraph, empty ones none", p(text("2025")+text("年")) + p("") + p(run("<w:t> </w:t>")), []string{"2025年"}, ""},
		{"white space at the edges counts if preserved", p(run(`<w:t xml:space="preserve">甲 </w:t>`) + text(" 乙 ") + text("丙")), []string{"甲 乙丙"}, ""},
		{"a line break of the XML is a blank", p(text("甲\n乙")), []string{"甲 乙"}, ""},
		{"tab, break, hyphens", p(run(`<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t>`)), []string{"a\tb\nc-de"}, ""},
		{"a symbol that is known", p(run(`<w:sym w:font="Wingdings" w:char="F0FC"/>`)), []string{"✓"}, ""},
		{"a symbol that is not", p(run(`<w:sym w:font="Webdings" w:char="F0FC"/>`)), []string{"\uFFFD"}, docx.CodeSymbol},
		{"insertions stay, deletions go", p(`<w:ins>` + text("12") + `</w:ins><w:del>` + run(`<w:delText>13</w:delText>`) + `</w:del><w:moveFrom>` + text("x") + `</w:moveFrom><w:moveTo>` + text("件") + `</w:moveTo>`), []string{"12件"}, ""},
		{"a deleted mark joins paragraphs", p(`<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`+text("一")) + p(text("二")), []string{"一二"}, ""},
		{"a deleted mark before a table", p(`<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`+text("一")) + tbl(tr(tc("", "1"))), []string{"一", "[1x1: 0,0 1]"}, ""},
		{"the change of a property is no property", p(`<w:pPr><w:pPrChange><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange></w:pPr>` + text("一")), []string{"一"}, ""},
		{"hidden text goes", p(run(`<w:rPr><w:vanish/></w:rPr><w:t>甲</w:t>`) + run(`<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>乙</w:t>`)), []string{"乙"}, document.CodeHidden},
		{"content controls, links, smart tags, custom XML are looked through", `<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>` + p(`<w:hyperlink>`+text("甲")+`</w:hyperlink><w:sdt><w:sdtContent>`+text("乙")+`</w:sdtContent></w:sdt><w:smartTag>`+text("丙")+`</w:smartTag>`) + `</w:sdtContent></w:sdt>`, []string{"甲乙丙"}, ""},
		{"the result of a field, not its code", p(mark("begin") + run(`<w:instrText>PAGE</w:instrText>`) + text("no") + mark("separate") + text("3") + mark("end") + `<w:fldSimple w:instr="X">` + text("页") + `</w:fldSimple>`), []string{"3页"}, ""},
		{"a field within the code of a field", p(mark("begin") + mark("begin") + mark("separate") + text("no") + mark("end") + mark("separate") + text("3") + mark("end")), []string{"3"}, ""},
		{"a field whose separator is lost hides nothing after its paragraph", p(mark("begin")+text("no")) + p(text("甲")), []string{"甲"}, script.CodeField},
		{"one branch of alternatives: the one understood", p(`<mc:AlternateContent><mc:Choice Requires="new">` + text("新") + `</mc:Choice><mc:Choice Requires="wps">` + text("甲") + `</mc:Choice><mc:Fallback>` + text("乙") + `</mc:Fallback></mc:AlternateContent>` + text("丙")), []string{"甲丙"}, ""},
		{"one branch of alternatives: the fallback", p(`<mc:AlternateContent><mc:Choice Requires="new">` + text("新") + `</mc:Choice><mc:Fallback>` + text("乙") + `</mc:Fallback></mc:AlternateContent>`), []string{"乙"}, ""},
		{"alternatives within alternatives", p(`<mc:AlternateContent><mc:Choice Requires="wps"><mc:AlternateContent><mc:Choice Requires="new"/><mc:Fallback>` + text("甲") + `</mc:Fallback></mc:AlternateContent></mc:Choice><mc:Fallback>` + text("乙") + `</mc:Fallback></mc:AlternateContent>`), []string{"甲"}, ""},
		{"text boxes follow their paragraph, once", p(text("一") + run(`<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>`+boxed(p(text("框"))+tbl(tr(tc("", "1"))))+`</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>`+boxed(p(text("框")))+`</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`) + text("二")), []string{"一二", "框", "[1x1: 0,0 1]"}, ""},
		{"a text box of VML", p(run(`<w:pict><v:shape><v:textbox>` + boxed(p(text("框"))) + `</v:textbox></v:shape></w:pict>`)), []string{"框"}, ""},
		{"the base of ruby, not its reading", p(run(`<w:ruby><w:rt>` + text("pin") + `</w:rt><w:rubyBase>` + text("拼") + `</w:rubyBase></w:ruby>`)), []string{"拼"}, ""},
		{"formulas", p(`<m:oMath><m:r><m:t>3+4</m:t></m:r></m:oMath>`), []string{"3+4"}, ""},
		{"a cell that frames all gives way to its parts", tbl(tr(`<w:tc>` + para("一") + tbl(tr(tc("", "1"), tc("", "2"))) + para("二") + `</w:tc>`)), []string{"一", "[1x2: 0,0 1|0,1 2]", "二"}, ""},
		{"content in another format is reported", p(text("一")) + `<w:altChunk/>`, []string{"一"}, document.CodeEmbedded},
		{"pictures and no text", p(run(`<w:drawing/>`)), nil, docx.CodeScanned},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := docx.Read(file(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, show(doc)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
			wantFinding(t, doc, tt.finding)
		})
	}
}

func wantFinding(t *testing.T, doc *document.Document, code string) {
	t.Helper()
	got := ""
	for _, f := range doc.Findings {
		got += f.Code
	}
	if got != code {
		t.Errorf("findings %+v, want %q", doc.Findings, code)
	}
}

func TestTables(t *testing.T) {
	const down, on, wide = `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`, `<w:gridSpan w:val="2"/>`
	tests := []struct{ name, body, want, finding string }{
		{"spans", tbl(tr(tc(down+wide, "甲"), tc("", "乙")), tr(tc(on+wide, ""), tc("", "丙"))), "[2x3: 0,0 2x2 甲|0,2 乙|1,2 丙]", ""},
		{"columns left free", tbl(`<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="2"/></w:trPr>`+tc("", "甲")+`</w:tr>`, tr(tc("", "乙"))), "[2x4: 0,1 甲|1,0 乙]", ""},
		{"paragraphs are lines", tbl(tr(`<w:tc>` + para("甲") + `<w:p/>` + para("乙") + `</w:tc>`)), "[1x1: 0,0 甲\n乙]", ""},
		{"a blank cell", tbl(tr(tc("", ""), tc("", "1"))), "[1x2: 0,0 |0,1 1]", ""},
		{"a merge goes on with none", tbl(tr(tc(on, "甲"), tc("", "1")), tr(tc(on, ""), tc("", "2"))), "[2x2: 0,0 2x1 甲|0,1 1|1,1 2]", docx.CodeMerge},
		{"a merge begins in another column", tbl(tr(tc(wide+down, "甲"), tc("", "1")), tr(tc("", "2"), tc(on, "3"), tc("", "4"))), "[2x3: 0,0 1x2 甲|0,2 1|1,0 2|1,1 3|1,2 4]", docx.CodeMerge},
		{"a merge broken by a row", tbl(tr(tc(down, "甲")), tr(tc("", "乙")), tr(tc(on, "丙"))), "[3x1: 0,0 甲|1,0 乙|2,0 丙]", docx.CodeMerge},
		{"a merge begins twice", tbl(tr(tc(down, "甲")), tr(tc(down, "乙")), tr(tc(on, ""))), "[3x1: 0,0 甲|1,0 2x1 乙]", ""},
		{"text that a merge covers", tbl(tr(tc(down, "甲")), tr(tc(on, "乙"))), "[2x1: 0,0 2x1 甲]", document.CodeHidden},
		{"a table that a merge covers", tbl(tr(tc(down, "甲")), tr(`<w:tc><w:tcPr>`+on+`</w:tcPr>`+tbl(tr(tc("", "1")))+`</w:tc>`)), "[2x1: 0,0 2x1 甲]", document.CodeHidden},
		{"the old merge of a row", tbl(tr(tc(`<w:hMerge w:val="restart"/>`+down, "甲"), tc(`<w:hMerge/>`, "")), tr(tc(`<w:hMerge w:val="restart"/>`+on, ""), tc(`<w:hMerge/>`, "")), tr(tc("", "1"), tc("", "2"))), "[3x2: 0,0 2x2 甲|2,0 1|2,1 2]", ""},
		{"a deleted row and a deleted cell", tbl(`<w:tr><w:trPr><w:del/></w:trPr>`+tc("", "x")+`</w:tr>`, tr(tc(`<w:cellDel/>`, "x"), tc("", "1"))), "[1x1: 0,0 1]", ""},
		{"an inserted row", tbl(`<w:tr><w:trPr><w:ins/></w:trPr>` + tc("", "1") + `</w:tr>`), "[1x1: 0,0 1]", ""},
		{"rows and cells in content controls", tbl(`<w:sdt><w:sdtContent>` + tr(`<w:sdt><w:sdtContent>`+tc("", "1")+`</w:sdtContent></w:sdt>`, tc("", "2")) + `</w:sdtContent></w:sdt>`), "[1x2: 0,0 1|0,1 2]", ""},
		{"tables in tables", tbl(tr(`<w:tc>`+para("甲")+tbl(tr(tc("", "1")))+para("乙")+`</w:tc>`, tc("", "丙"))), "[1x2: 0,0 甲\n乙[1x1: 0,0 1]|0,1 丙]", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := docx.Read(file(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{tt.want}, show(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			wantFinding(t, doc, tt.finding)
		})
	}
}

func TestPackages(t *testing.T) {
	types := `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/Other/Main.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	rels := func(target string) string {
		return `<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="` + target + `"/></Relationships>`
	}
	other := strings.ReplaceAll(strings.ReplaceAll(wrap(para("甲")), "w:", "x:"), ":w=", ":x=")
	bare := strings.ReplaceAll(strings.ReplaceAll(wrap(para("甲")), "w:", ""), "xmlns:w=", "xmlns=")
	for name, payload := range map[string][]byte{
		"a part of another name, by content type":    zipxmltest.Pack("[Content_Types].xml", types, "other/main.xml", wrap(para("甲"))),
		"a part of another name, by relationship":    zipxmltest.Pack("_rels/.rels", rels("/Doc/one.xml"), "doc/one.xml", wrap(para("甲"))),
		"the strict dialect":                         zipxmltest.Pack("word/document.xml", strings.Replace(wrap(para("甲")), transitional, strict, 1)),
		"another prefix":                             zipxmltest.Pack("word/document.xml", other),
		"no prefix":                                  zipxmltest.Pack("word/document.xml", bare),
		"UTF-16":                                     zipxmltest.Pack("word/document.xml", utf16(wrap(para("甲")))),
		"names with the slash of Windows":            zipxmltest.Pack(`word\document.xml`, wrap(para("甲"))),
		"styles that cannot be read are no obstacle": file(para("甲"), "styles", "<w:style"),
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := docx.Read(payload)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"甲"}, show(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func utf16(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, c := range strings.Replace(s, "UTF-8", "UTF-16", 1) {
		b = append(b, byte(c), byte(c>>8))
	}
	return string(b)
}

func TestUnreadable(t *testing.T) {
	whole := file(para("甲"))
	encrypted := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"
	for name, tt := range map[string]struct {
		payload []byte
		code    string
	}{
		"with a password":        {[]byte(encrypted), document.CodeEncrypted},
		"another compound file":  {[]byte(encrypted[:20]), document.CodeBroken},
		"cut short":              {whole[:len(whole)-30], document.CodeBroken},
		"no main part":           {zipxmltest.Pack("word/x.xml", ""), document.CodeBroken},
		"no body":                {zipxmltest.Pack("word/document.xml", "<x/>"), document.CodeBroken},
		"XML that ends early":    {zipxmltest.Pack("word/document.xml", wrap(para("甲"))[:500]), document.CodeBroken},
		"XML that is not nested": {zipxmltest.Pack("word/document.xml", strings.Replace(wrap(para("甲")), "</w:r>", "</w:q>", 1)), document.CodeBroken},
		"nothing in it":          {file("<w:p/>"), document.CodeEmpty},
		"elements too deep":      {file(strings.Repeat("<w:ins>", 5000)), document.CodeLimit},
		"a bomb":                 {file(strings.Repeat(" ", 60<<20)), document.CodeLimit},
		"a tag too long":         {file("<w:p" + strings.Repeat(` a=""`, 1<<20) + "/>"), document.CodeLimit},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := docx.Read(tt.payload)
			var e *document.Error
			if !errors.As(err, &e) || e.Code != tt.code {
				t.Errorf("error %v, want %s", err, tt.code)
			}
		})
	}
}
