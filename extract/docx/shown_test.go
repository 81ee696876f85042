package docx_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document"
	"gongkai/extract/docx"
	"gongkai/extract/script"
)

const shownStyles = `<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:styleId="Struck"><w:rPr><w:strike/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Based"><w:basedOn w:val="Struck"/></w:style>` +
	`<w:style w:type="character" w:styleId="StruckText"><w:rPr><w:strike/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="Twice"><w:rPr><w:dstrike/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="White"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Dark"><w:pPr><w:shd w:val="clear" w:fill="000000"/></w:pPr></w:style>` +
	`<w:style w:type="table" w:styleId="StruckTable"><w:rPr><w:strike/></w:rPr></w:style>` +
	`<w:style w:type="table" w:styleId="Shaded"><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>` +
	`<w:style w:type="table" w:styleId="Veiled"><w:tblStylePr w:type="band1Horz"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr></w:style>`

// What a cell shows is read, and is no number where it does not count or nobody
// knows what is shown.
func TestCellsAsTheyAreShown(t *testing.T) {
	run := func(props, s string) string { return `<w:r><w:rPr>` + props + `</w:rPr><w:t>` + s + `</w:t></w:r>` }
	field := func(code, rest string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + code + `</w:instrText></w:r>` + rest
	}
	const (
		separate = `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`
		end      = `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
		white    = `<w:color w:val="FFFFFF"/>`
		blue     = `<w:shd w:val="clear" w:color="auto" w:fill="4472C4"/>`
		filled   = `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>`
		holder   = `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>`
		control  = `</w:sdtContent></w:sdt>`
		box      = `<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>7</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>`
	)
	for name, tt := range map[string]struct{ table, cell, paragraph, want, finding string }{
		"plain":                                    {"", "", run("", "5"), "5", ""},
		"struck by the paragraph's style":          {"", "", `<w:pPr><w:pStyle w:val="Based"/></w:pPr>` + run("", "5"), "5\u0336", ""},
		"struck by a style, without properties":    {"", "", `<w:pPr><w:pStyle w:val="Struck"/></w:pPr><w:r><w:t>5</w:t></w:r>`, "5\u0336", ""},
		"struck by a style of letters":             {"", "", run(`<w:rStyle w:val="StruckText"/>`, "5"), "5\u0336", ""},
		"struck twice by a style":                  {"", "", run(`<w:rStyle w:val="Twice"/>`, "5"), "5\u0336", ""},
		"struck by two styles, which undo another": {"", "", `<w:pPr><w:pStyle w:val="Struck"/></w:pPr>` + run(`<w:rStyle w:val="StruckText"/>`, "5"), "5", ""},
		"a style undone":                           {"", "", run(`<w:rStyle w:val="StruckText"/><w:strike w:val="0"/>`, "5"), "5", ""},
		"struck by the table's style":              {`<w:tblStyle w:val="StruckTable"/>`, "", run("", "5"), "5\u0336", ""},
		"white":                                    {"", "", run(white, "5"), "", document.CodeHidden},
		"white of the theme":                       {"", "", run(`<w:color w:themeColor="background1"/>`, "5"), "", document.CodeHidden},
		"nearly white":                             {"", "", run(`<w:color w:val="FEFEFE"/>`, "5"), "", document.CodeHidden},
		"white by a style":                         {"", "", run(`<w:rStyle w:val="White"/>`, "5"), "", document.CodeHidden},
		"white on a cell":                          {"", blue, run(white, "5"), "5", ""},
		"white on a cell of no colour":             {"", `<w:shd w:val="clear" w:color="auto" w:fill="auto"/>`, run(white, "5"), "", document.CodeHidden},
		"blue on blue":                             {"", blue, run(`<w:color w:val="4472C4"/>`, "5"), "", document.CodeHidden},
		"white on a table":                         {blue, "", run(white, "5"), "5", ""},
		"white on a paragraph":                     {"", "", `<w:pPr>` + blue + `</w:pPr>` + run(white, "5"), "5", ""},
		"white on a paragraph, by its style":       {"", "", `<w:pPr><w:pStyle w:val="Dark"/></w:pPr>` + run(white, "5"), "5", ""},
		"white on itself":                          {"", "", run(white+blue, "5"), "5", ""},
		"white and highlighted":                    {"", "", run(white+`<w:highlight w:val="blue"/>`, "5"), "5", ""},
		"white in a style with colours":            {`<w:tblStyle w:val="Shaded"/>`, "", run(white, "5"), "5", ""},
		"automatic on black":                       {"", `<w:shd w:val="clear" w:fill="000000"/>`, run(`<w:color w:val="auto"/>`, "5"), "5", ""},
		"a style that veils some rows":             {`<w:tblStyle w:val="Veiled"/>`, "", run("", "5"), "5\ufffc", ""},
		"of no size":                               {"", "", run(`<w:sz w:val="2"/>`, "5"), "", document.CodeHidden},
		"small":                                    {"", "", run(`<w:sz w:val="10"/>`, "5"), "5", ""},
		"hidden in web pages only":                 {"", "", run(`<w:webHidden/>`, "5"), "5", ""},
		"from right to left":                       {"", "", run(`<w:rtl/>`, "15"), "\u202e15", ""},
		"turned round":                             {"", "", `<w:bdo w:val="rtl">` + run("", "15") + `</w:bdo>`, "\u202e15", ""},
		"words from right to left":                 {"", "", run(`<w:rtl/>`, "无"), "无", ""},
		"a field with a result":                    {"", "", field("=2+3", separate+run("", "5")+end), "5", ""},
		"a field without a result":                 {"", "", field("=2+3", end), "\ufffc", script.CodeField},
		"a field with an empty result":             {"", "", field("MERGEFIELD a", separate+end), "", ""},
		"an equation":                              {"", "", field(` EQ \o\ac(○,5)`, end), "\ufffc", script.CodeField},
		"an equation with a result that is empty":  {"", "", field(`eq \o(5)`, separate+end), "\ufffc", script.CodeField},
		"a list to choose from":                    {"", "", field("FORMDROPDOWN", separate+end), "\ufffc", script.CodeField},
		"the entry of an index":                    {"", "", run("", "5") + field(`XE "a"`, end), "5", ""},
		"a simple field":                           {"", "", `<w:fldSimple w:instr="=2+3">` + run("", "5") + `</w:fldSimple>`, "5", ""},
		"a simple field without a result":          {"", "", `<w:fldSimple w:instr="=2+3"/>`, "\ufffc", script.CodeField},
		"a field without an end":                   {"", "", field("=2+3", run("", "5")), "\ufffc", script.CodeField},
		"a field beside a number":                  {"", "", run("", "1") + field(`EQ \s(2)`, end), "1\ufffc", script.CodeField},
		"a control that is filled in":              {"", "", filled + run("", "5") + control, "5", ""},
		"a control that is not":                    {"", "", holder + run("", "0") + control + run("", "件"), "0\ufffc件", ""},
		"a picture":                                {"", "", `<w:r><w:drawing/></w:r>`, "\ufffc", document.CodeEmbedded},
		"a picture beside a number":                {"", "", run("", "5") + `<w:r><w:drawing/></w:r>`, "5\ufffc", document.CodeEmbedded},
		"a picture beside words":                   {"", "", run("", "规章") + `<w:r><w:drawing/></w:r>`, "规章", ""},
		"a box with a number":                      {"", "", run("", "5") + box, "5\n7\ufffc", document.CodeEmbedded},
		"without a fill":                           {"", "", run(`<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:noFill/></w14:textFill>`, "5"), "", document.CodeHidden},
		"with a fill":                              {"", "", run(`<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="20000"/></w14:srgbClr></w14:solidFill></w14:textFill>`, "5"), "5", ""},
		"with a fill of no colour":                 {"", "", run(`<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>`, "5"), "", document.CodeHidden},
		"in a frame":                               {"", "", `<w:pPr><w:framePr w:x="1"/></w:pPr>` + run("", "5"), "5\ufffc", document.CodeEmbedded},
		"a number in a list":                       {"", "", `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>` + run("", "5"), "1.^5", ""},
	} {
		t.Run(name, func(t *testing.T) {
			body := `<w:tbl><w:tblPr>` + tt.table + `</w:tblPr><w:tr><w:tc><w:tcPr>` + tt.cell + `</w:tcPr><w:p>` + tt.paragraph + `</w:p></w:tc></w:tr></w:tbl>`
			numbering := `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/><w:suff w:val="nothing"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
			doc, err := docx.Read(file(body, "styles", shownStyles, "numbering", numbering))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"[1x1: 0,0 " + tt.want + "]"}, show(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			wantFinding(t, doc, tt.finding)
			for _, f := range doc.Findings {
				if f.Place == nil || f.Place.Row != 1 || f.Place.Column != 1 {
					t.Errorf("%s at %+v", f.Code, f.Place)
				}
			}
		})
	}
}

func TestTablesAsTheyAreShown(t *testing.T) {
	row := tr(tc("", "甲"), tc(`<w:gridSpan w:val="2"/>`, "1")) + tr(tc("", "乙"), tc("", "2"), tc("", "3"))
	cell := func(s string) string {
		return `<w:tc><w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>` + s + `</w:t></w:r></w:p></w:tc>`
	}
	for name, tt := range map[string]struct{ body, want, finding string }{
		"from left to right":               {`<w:tbl><w:tblPr/>` + row + `</w:tbl>`, "[2x3: 0,0 甲|0,1 1x2 1|1,0 乙|1,1 2|1,2 3]", ""},
		"from right to left":               {`<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr>` + row + `</w:tbl>`, "[2x3: 0,0 1x2 1|0,2 甲|1,0 3|1,1 2|1,2 乙]", ""},
		"tracked merge":                    {tbl(tr(tc(`<w:cellMerge w:vMerge="rest"/>`, "甲")), tr(tc(`<w:cellMerge w:vMerge="cont"/>`, "乙"))), "[2x1: 0,0 2x1 甲]", document.CodeHidden},
		"white under a head with a ground": {`<w:tbl><w:tblPr><w:tblStyle w:val="Shaded"/></w:tblPr>` + tr(cell("甲"), cell("1")) + tr(cell("乙"), cell("2")) + `</w:tbl>`, "[2x2: 0,0 甲|0,1 1|1,0 |1,1 ]", document.CodeHidden},
		"a row of a point":                 {tbl(tr(tc("", "甲")), `<w:tr><w:trPr><w:trHeight w:val="20" w:hRule="exact"/></w:trPr>`+tc("", "5")+`</w:tr>`), "[1x1: 0,0 甲]", document.CodeHidden},
		"a row of a point at least":        {tbl(tr(tc("", "甲")), `<w:tr><w:trPr><w:trHeight w:val="20"/></w:trPr>`+tc("", "5")+`</w:tr>`), "[2x1: 0,0 甲|1,0 5]", ""},
		"a box that is hidden":             {tbl(tr(tc("", "甲"))) + `<w:p><w:r><w:drawing><v:anchor><v:docPr hidden="1"/><v:graphic><w:txbxContent>` + para("7") + `</w:txbxContent></v:graphic></v:anchor></w:drawing></w:r></w:p>`, "[1x1: 0,0 甲]", document.CodeHidden},
		"an object":                        {tbl(tr(tc("", "甲"))) + `<w:p><w:r><w:object><v:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>`, "[1x1: 0,0 甲]", document.CodeEmbedded},
		"another file":                     {tbl(tr(tc("", "甲"))) + `<w:subDoc/>`, "[1x1: 0,0 甲]", document.CodeEmbedded},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := docx.Read(file(tt.body, "styles", shownStyles))
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
