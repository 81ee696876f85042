package sheet_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/sheet"
	"gongkai/extract/sheet/xlstest"
	"gongkai/extract/zipxml/zipxmltest"
)

// around is a table of texts with one cell in its middle, B2.
func around(cell string) string {
	word := func(ref, s string) string { return `<c r="` + ref + `" t="inlineStr"><is><t>` + s + `</t></is></c>` }
	return `<sheetData><row r="1">` + word("A1", "类别") + word("B1", "件数") + `</row><row r="2">` + word("A2", "许可") + cell + `</row><row r="3">` +
		word("A3", "处罚") + word("B3", "1") + `</row></sheetData>`
}

// middle is the text of B2.
func middle(t *testing.T, doc *document.Document) string {
	t.Helper()
	for _, b := range doc.Blocks {
		if b.Table == nil {
			continue
		}
		for _, c := range b.Table.Cells {
			if c.Row == 1 && c.Col == 1 {
				return c.Text
			}
		}
	}
	return ""
}

const cellStyles = `<numFmts>` +
	`<numFmt numFmtId="164" formatCode="0,"/><numFmt numFmtId="165" formatCode="[&lt;5]&quot;少&quot;;0"/><numFmt numFmtId="166" formatCode="0;0"/>` +
	`<numFmt numFmtId="167" formatCode="0&quot;0&quot;"/><numFmt numFmtId="168" formatCode="0&quot;件&quot;"/><numFmt numFmtId="169" formatCode="0*1"/>` +
	`<numFmt numFmtId="170" formatCode="[White]0"/><numFmt numFmtId="171" formatCode="0_ ;[Red]\-0\ "/><numFmt numFmtId="172" formatCode="0!.0,"/></numFmts>` +
	`<fonts><font/><font><strike/></font><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font><font><sz val="1"/></font><font><color indexed="9"/></font><font><color rgb="FF4472C4"/></font><font><color theme="0" tint="-0.5"/></font></fonts>` +
	`<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF4472C4"/></patternFill></fill><fill><gradientFill/></fill><fill><patternFill patternType="solid"><fgColor indexed="64"/></patternFill></fill></fills>`

// shows compares the cell in the middle of a sheet, and the findings.
func shows(t *testing.T, doc *document.Document, want, findings string) {
	t.Helper()
	if got := middle(t, doc); got != want {
		t.Errorf("%q, want %q: %q", got, want, show(doc))
	}
	if got := codes(doc); got != findings {
		t.Errorf("findings %q, want %q", got, findings)
	}
}

// A cell is what the sheet shows of it, and no number where that is another one
// than the one stored or not known.
func TestCellsAsTheyAreShown(t *testing.T) {
	for name, tt := range map[string]struct {
		format, cell string
		want, codes  string
	}{
		"plain":                         {``, `<v>5</v>`, "5", ""},
		"struck through":                {`fontId="1"`, `<v>5</v>`, "5\u0336", ""},
		"white on nothing":              {`fontId="2"`, `<v>5</v>`, "", "hidden_content letters"},
		"white on a pattern":            {`fontId="2" fillId="1"`, `<v>5</v>`, "5", ""},
		"white on blue":                 {`fontId="2" fillId="2"`, `<v>5</v>`, "5", ""},
		"white on shades":               {`fontId="2" fillId="3"`, `<v>5</v>`, "5", ""},
		"white of the theme":            {`fontId="3"`, `<v>5</v>`, "", "hidden_content letters"},
		"white of the palette":          {`fontId="5"`, `<v>5</v>`, "", "hidden_content letters"},
		"grey of the theme":             {`fontId="7"`, `<v>5</v>`, "5", ""},
		"blue on blue":                  {`fontId="6" fillId="2"`, `<v>5</v>`, "", "hidden_content letters"},
		"black on black":                {`fillId="4"`, `<v>5</v>`, "", "hidden_content letters"},
		"of no size":                    {`fontId="4"`, `<v>5</v>`, "", "hidden_content letters"},
		"white words":                   {`fontId="2"`, `<is><t>无</t></is>`, "", "hidden_content letters"},
		"in thousands":                  {`numFmtId="164"`, `<v>12345</v>`, "12\ufffc", "shown_otherwise format"},
		"in units of ten thousand":      {`numFmtId="172"`, `<v>12345</v>`, "12345\ufffc", "number_format_unknown 0!.0,"},
		"on a condition":                {`numFmtId="165"`, `<v>3</v>`, "3\ufffc", `number_format_unknown [<5]"少";0`},
		"without its sign":              {`numFmtId="166"`, `<v>-5</v>`, "5\ufffc", "shown_otherwise format"},
		"with its sign":                 {`numFmtId="171"`, `<v>-5</v>`, "-5", ""},
		"with another digit":            {`numFmtId="167"`, `<v>5</v>`, "50\ufffc", "shown_otherwise format"},
		"with a measure":                {`numFmtId="168"`, `<v>5</v>`, "5件", ""},
		"filled up with digits":         {`numFmtId="169"`, `<v>5</v>`, "5\ufffc", "number_format_unknown 0*1"},
		"white by its format":           {`numFmtId="170"`, `<v>5</v>`, "", "hidden_content letters"},
		"a date":                        {`numFmtId="14"`, `<v>5</v>`, "1900/1/5", ""},
		"a part of a hundred":           {`numFmtId="9"`, `<v>5</v>`, "500%", ""},
		"rounded":                       {`numFmtId="1"`, `<v>4.6</v>`, "5", ""},
		"a shared string out of range":  {``, `<v>7</v>" t="s"`, "\ufffc", "part_unreadable sharedStrings"},
		"a number format out of range":  {`numFmtId="400"`, `<v>5</v>`, "5\ufffc", "number_format_unknown "},
		"a style out of range":          {`" s="9`, `<v>5</v>`, "5\ufffc", "number_format_unknown "},
		"repeated over the width":       {`horizontal="fill"`, `<v>5</v>`, "5\ufffc", "shown_otherwise fill"},
		"words repeated over the width": {`horizontal="fill"`, `<is><t>无</t></is>`, "无", ""},
	} {
		t.Run(name, func(t *testing.T) {
			style, kind, inner := "1", "", tt.cell
			if strings.HasPrefix(tt.format, `" s="`) {
				style, tt.format = strings.TrimPrefix(tt.format, `" s="`), ""
			}
			if value, ok := strings.CutSuffix(tt.cell, `" t="s"`); ok {
				kind, inner = "s", value
			}
			if strings.HasPrefix(inner, "<is>") {
				kind = "inlineStr"
			}
			align := ""
			if strings.HasPrefix(tt.format, "horizontal") {
				align, tt.format = `<alignment `+tt.format+`/>`, ""
			}
			styles := cellStyles + `<cellXfs><xf/><xf ` + tt.format + `>` + align + `</xf></cellXfs>`
			doc, err := sheet.ReadXLSX(book("", styles, [3]string{"a", "", around(`<c r="B2" s="` + style + `" t="` + kind + `">` + inner + `</c>`)}))
			if err != nil {
				t.Fatal(err)
			}
			if got := middle(t, doc); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
			if got := codes(doc); got != tt.codes {
				t.Errorf("findings %q, want %q", got, tt.codes)
			}
			checkBlame(t, doc)
			for _, f := range doc.Findings {
				if f.Place == nil || f.Place.Row != 2 || f.Place.Column != 2 {
					t.Errorf("%s at %+v", f.Code, f.Place)
				}
			}
		})
	}
}

// What a sheet says of all its cells, and cells that are not where they say.
func TestSheetsThatShowOtherwise(t *testing.T) {
	const five = `<c r="B2"><v>5</v></c>`
	rule := func(attrs, operand string) string {
		return around(five) + `<conditionalFormatting sqref="A1 B1:B3"><cfRule ` + attrs + `><formula>` + operand + `</formula></cfRule></conditionalFormatting>`
	}
	for name, tt := range map[string]struct{ xml, want, codes string }{
		"written twice":                      {around(five + `<c r="B2"><v>6</v></c>`), "5\ufffc", "cell_twice cells"},
		"written, and blank":                 {around(five + `<c r="B2"/>`), "5\ufffc", "cell_twice cells"},
		"blank, and written":                 {around(`<c r="B2"/>` + five), "5\ufffc", "cell_twice cells"},
		"in a row that comes again":          {strings.Replace(around(five), "</sheetData>", `<row r="2"><c r="B2"><v>6</v></c></row></sheetData>`, 1), "5\ufffc", "cell_twice cells"},
		"in a row that comes late":           {strings.Replace(around(""), "</sheetData>", `<row r="2">`+five+`</row></sheetData>`, 1), "5", ""},
		"without a reference":                {around(`<c><v>5</v></c>`), "5", ""},
		"of another row":                     {around(`<c r="B7"><v>5</v></c>`), "5\ufffc", "cell_place cells"},
		"of no place":                        {around(`<c r="@2"><v>5</v></c>`), "5\ufffc", "cell_place cells"},
		"with two values":                    {around(`<c r="B2"><v>5</v><v>6</v></c>`), "6\ufffc", "cell_twice cells"},
		"in a row without number":            {strings.Replace(around(five), `<row r="2">`, `<row r="x">`, 1), "", "cell_place row"},
		"zeros are shown":                    {`<sheetViews><sheetView/></sheetViews>` + around(`<c r="B2"><v>0</v></c>`), "0", ""},
		"zeros are not shown":                {`<sheetViews><sheetView showZeros="0"/></sheetViews>` + around(`<c r="B2"><v>0</v></c>`), "", "hidden_content zeros"},
		"formulas are shown":                 {`<sheetViews><sheetView showFormulas="1"/></sheetViews>` + around(`<c r="B2"><f>2+3</f><v>5</v></c>`), "5\ufffc", "shown_otherwise formulas"},
		"a row of a pixel":                   {strings.Replace(around(five), `<row r="2">`, `<row r="2" ht="0.75">`, 1), "1", "hidden_content cells"},
		"a rule that hides":                  {rule(`type="cellIs" dxfId="0" operator="equal"`, "5"), "5\ufffc", "shown_otherwise conditional"},
		"a rule that strikes through":        {rule(`type="cellIs" dxfId="2" operator="greaterThan"`, "4"), "5\ufffc", "shown_otherwise conditional"},
		"a rule with a format":               {rule(`type="expression" dxfId="3"`, "$A2=1"), "5\ufffc", "shown_otherwise conditional"},
		"a rule that does not apply":         {rule(`type="cellIs" dxfId="0" operator="equal"`, "0"), "5", ""},
		"a rule that colours":                {rule(`type="cellIs" dxfId="1" operator="equal"`, "5"), "5", ""},
		"a rule that shows a bar for number": {around(five) + `<conditionalFormatting sqref="B2"><cfRule type="dataBar"><dataBar showValue="0"/></cfRule></conditionalFormatting>`, "5\ufffc", "shown_otherwise conditional"},
	} {
		t.Run(name, func(t *testing.T) {
			const styles = `<cellXfs><xf/></cellXfs><dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf><dxf><font><color rgb="FFFFFFFF"/></font><fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></dxf>` +
				`<dxf><font><strike/></font></dxf><dxf><numFmt numFmtId="164" formatCode="0,"/></dxf></dxfs>`
			doc, err := sheet.ReadXLSX(book("", styles, [3]string{"a", "", tt.xml}))
			if err != nil {
				t.Fatal(err)
			}
			shows(t, doc, tt.want, tt.codes)
			checkBlame(t, doc)
		})
	}
}

// A program that writes formulas and works nothing out says that they are to be
// worked out when the file is opened: the value that it leaves is none.
func TestFormulasThatAreWorkedOutLater(t *testing.T) {
	for name, tt := range map[string]struct{ calculation, want string }{
		"now":   {`<calcPr calcId="191029"/>`, "0"},
		"later": {`<calcPr calcId="124519" fullCalcOnLoad="1"/>`, "="},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := sheet.ReadXLSX(zipxmltest.Pack(
				"xl/a.xml", `<worksheet xmlns="`+mainSpace+`">`+around(`<c r="B2"><f>2+3</f><v>0</v></c>`)+`</worksheet>`,
				"xl/workbook.xml", `<workbook xmlns="`+mainSpace+`" xmlns:r="`+relSpace+`"><sheets><sheet name="a" sheetId="1" r:id="a"/></sheets>`+tt.calculation+`</workbook>`,
				"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Type="`+relSpace+`/worksheet" Target="a.xml"/></Relationships>`))
			if err != nil {
				t.Fatal(err)
			}
			if got := middle(t, doc); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// The same of the older formats.
func TestCellsOfXLSAsTheyAreShown(t *testing.T) {
	font := func(size, flags, colour, level int) []byte {
		return xlstest.Record(0x0031, size, flags, colour, 400, level, uint32(0), "\x01\x00x")
	}
	xf := func(font, align, pattern, fore int) []byte {
		b := make([]byte, 20)
		binary.LittleEndian.PutUint16(b, uint16(font))
		b[6] = byte(align)
		binary.LittleEndian.PutUint16(b[16:], uint16(pattern<<10))
		binary.LittleEndian.PutUint16(b[18:], uint16(fore))
		return xlstest.Record(0x00E0, b)
	}
	fonts := cat(font(200, 0, 0x7FFF, 0), font(200, 8, 0x7FFF, 0), font(200, 0, 9, 0), font(20, 0, 8, 0), font(200, 0, 12, 0), font(200, 0, 0x7FFF, 1))
	rich := xlstest.Record(0x00FC, uint32(1), uint32(1), "\x03\x00\x08", 1, "123", 2, 6)
	struck := xlstest.Record(0x00FC, uint32(1), uint32(1), "\x03\x00\x08", 1, "123", 2, 1)
	number := xlstest.Record(0x0203, 1, 1, 0, 5.0)
	for name, tt := range map[string]struct {
		globals, cell []byte
		want, codes   string
	}{
		"plain":              {cat(fonts, xf(0, 0, 0, 0)), number, "5", ""},
		"struck through":     {cat(fonts, xf(1, 0, 0, 0)), number, "5\u0336", ""},
		"white on nothing":   {cat(fonts, xf(2, 0, 0, 0)), number, "", "hidden_content letters"},
		"white on blue":      {cat(fonts, xf(2, 0, 1, 12)), number, "5", ""},
		"white on a pattern": {cat(fonts, xf(2, 0, 3, 9)), number, "5", ""},
		"of no size":         {cat(fonts, xf(3, 0, 0, 0)), number, "", "hidden_content letters"},
		"blue on blue":       {cat(fonts, xf(5, 0, 1, 12)), number, "", "hidden_content letters"}, // no font has the number 4
		"white by the palette": {cat(fonts, xlstest.Record(0x0092, 5, uint32(0), uint32(0xFF), uint32(0), uint32(0), uint32(0xFFFFFF)), xf(5, 0, 0, 0)), number,
			"", "hidden_content letters"},
		"repeated":           {cat(fonts, xf(0, 4, 0, 0)), number, "5\ufffc", "shown_otherwise fill"},
		"raised":             {cat(fonts, xf(0, 0, 0, 0), rich), xlstest.Record(0x00FD, 1, 1, 0, uint32(0)), "12^3", ""},
		"a part struck":      {cat(fonts, xf(0, 0, 0, 0), struck), xlstest.Record(0x00FD, 1, 1, 0, uint32(0)), "123\u0336", ""},
		"written twice":      {nil, cat(number, xlstest.Record(0x0203, 1, 1, 0, 6.0)), "5\ufffc", "cell_twice cells"},
		"blanks, and a cell": {nil, cat(xlstest.Record(0x00BE, 1, 0, 0, 0, 0, 2), number), "5\ufffc", "cell_twice cells"},
		"zeros not shown":    {nil, cat(xlstest.Record(0x0203, 1, 1, 0, 0.0), xlstest.Record(0x023E, 0x06A6)), "", "hidden_content zeros"},
		"zeros shown":        {nil, cat(xlstest.Record(0x0203, 1, 1, 0, 0.0), xlstest.Record(0x023E, 0x06B6)), "0", ""},
	} {
		t.Run(name, func(t *testing.T) {
			cells := cat(xlstest.Label(0, 0, "类别"), xlstest.Label(0, 1, "件数"), xlstest.Label(1, 0, "许可"), tt.cell, xlstest.Label(2, 0, "处罚"), xlstest.Label(2, 1, "1"))
			if name == "blanks, and a cell" {
				cells = cat(xlstest.Label(0, 0, "类别"), xlstest.Label(0, 1, "件数"), tt.cell, xlstest.Label(2, 0, "处罚"), xlstest.Label(2, 1, "1"))
			}
			doc, err := sheet.ReadXLS(xlstest.File("Workbook", xlstest.Book(0x0600, tt.globals, cells)))
			if err != nil {
				t.Fatal(err)
			}
			shows(t, doc, tt.want, tt.codes)
		})
	}
}

func TestCellsOfXMLAsTheyAreShown(t *testing.T) {
	const styles = `<Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="w"><Font ss:Color="#FFFFFF"/></Style><Style ss:ID="b" ss:Parent="w"><Interior ss:Color="#0000FF" ss:Pattern="Solid"/></Style>` +
		`<Style ss:ID="t"><Font ss:Size="1"/></Style><Style ss:ID="k"><NumberFormat ss:Format="0,"/></Style><Style ss:ID="f"><Alignment ss:Horizontal="Fill"/></Style>`
	number := func(style, n string) string { return xmlCell(` ss:Index="2" ss:StyleID="`+style+`"`, "Number", n) }
	for name, tt := range map[string]struct{ cell, options, want, codes string }{
		"plain":               {number("", "5"), "", "5", ""},
		"struck through":      {number("s", "5"), "", "5\u0336", ""},
		"white on nothing":    {number("w", "5"), "", "", "hidden_content letters"},
		"white on blue":       {number("b", "5"), "", "5", ""},
		"of no size":          {number("t", "5"), "", "", "hidden_content letters"},
		"in thousands":        {number("k", "5000"), "", "5\ufffc", "shown_otherwise format"},
		"repeated":            {number("f", "5"), "", "5\ufffc", "shown_otherwise fill"},
		"a part raised":       {`<Cell ss:Index="2"><Data ss:Type="String">12<Sup>3</Sup></Data></Cell>`, "", "12^3", ""},
		"a part struck":       {`<Cell ss:Index="2"><Data ss:Type="String">12<S>3</S></Data></Cell>`, "", "123\u0336", ""},
		"written twice":       {number("", "5") + number("", "6"), "", "5\ufffc", "cell_twice cells"},
		"zeros are not shown": {number("", "0"), "<DoNotDisplayZeros/>", "", "hidden_content zeros"},
		"formulas are shown":  {xmlCell(` ss:Formula="=2+3"`, "Number", "5"), "<DisplayFormulas/>", "5\ufffc", "shown_otherwise formulas"},
	} {
		t.Run(name, func(t *testing.T) {
			rows := `<Row>` + xmlCell("", "String", "类别") + xmlCell("", "String", "件数") + `</Row><Row>` + xmlCell("", "String", "许可") + tt.cell + `</Row><Row>` +
				xmlCell("", "String", "处罚") + xmlCell("", "String", "1") + `</Row>`
			doc, err := sheet.ReadXML(xmlss(styles, `<Worksheet ss:Name="a"><Table>`+rows+`</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">`+tt.options+`</WorksheetOptions></Worksheet>`))
			if err != nil {
				t.Fatal(err)
			}
			shows(t, doc, tt.want, tt.codes)
		})
	}
}
