package sheet_test

import (
	"testing"

	"gongkai/extract/sheet"
	"gongkai/extract/zipxml/zipxmltest"
)

// What lies over the cells is not read, and never left out in silence.
func TestDrawings(t *testing.T) {
	for name, tt := range map[string]struct{ element, drawing, codes string }{
		"none":       {"", "", ""},
		"a chart":    {`<drawing r:id="d"/>`, `<twoCellAnchor><graphicFrame/></twoCellAnchor>`, ""},
		"a line":     {`<drawing r:id="d"/>`, `<twoCellAnchor><cxnSp/></twoCellAnchor>`, ""},
		"a picture":  {`<drawing r:id="d"/>`, `<twoCellAnchor><pic/></twoCellAnchor>`, "embedded drawing"},
		"a text box": {`<drawing r:id="d"/>`, `<twoCellAnchor><sp><txBody><p><r><t>5</t></r></p></txBody></sp></twoCellAnchor>`, "embedded drawing"},
		"an object":  {`<oleObjects><oleObject progId="Word.Document.12"/></oleObjects>`, "", "embedded drawing"},
		"lost":       {`<drawing r:id="x"/>`, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := sheet.ReadXLSX(zipxmltest.Pack(
				"xl/a.xml", `<worksheet xmlns="`+mainSpace+`" xmlns:r="`+relSpace+`">`+data("a|b")+tt.element+`</worksheet>`,
				"xl/d.xml", `<wsDr>`+tt.drawing+`</wsDr>`,
				"xl/_rels/a.xml.rels", `<Relationships><Relationship Id="d" Type="`+relSpace+`/drawing" Target="d.xml"/></Relationships>`,
				"xl/workbook.xml", `<workbook xmlns="`+mainSpace+`" xmlns:r="`+relSpace+`"><sheets><sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>`,
				"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Type="`+relSpace+`/worksheet" Target="a.xml"/></Relationships>`))
			if err != nil {
				t.Fatal(err)
			}
			if got := codes(doc); got != tt.codes {
				t.Errorf("findings %q, want %q", got, tt.codes)
			}
		})
	}
}
