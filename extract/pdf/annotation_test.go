package pdf_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document"
	"gongkai/extract/pdf"
)

// The text of annotations is no number of the page, and a cell that it stands in
// is not blank.
func TestTextOfAnnotationsIsNoNumber(t *testing.T) {
	shows := func(content string) string {
		return fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 100 16]/Resources<</Font<</F1 3 0 R>>>>/Length %d>>stream\n%s\nendstream", len(content), content)
	}
	const place = "/Rect[300 725 400 741]" // the third cell
	nine := shows("BT /F1 9 Tf 10 5 Td (9) Tj ET")
	for name, c := range map[string]struct {
		annotation, form string
		want             string
		codes            []string
	}{
		"a field":                         {"/Subtype/Widget/V(9)/AP<</N 4 0 R>>", nine, "9✎", []string{pdf.CodeAnnotation}},
		"a field without an appearance":   {"/Subtype/Widget/V(9)", nine, "✎", []string{pdf.CodeAnnotation}},
		"a field without a value":         {"/Subtype/Widget", nine, "", nil},
		"a field with a blank appearance": {"/Subtype/Widget/AP<</N 4 0 R>>", shows("BT /F1 9 Tf 10 5 Td ( ) Tj ET"), "", nil},
		"a state of a field":              {"/Subtype/Widget/AS/On/AP<</N<</On 4 0 R>>>>", nine, "9✎", []string{pdf.CodeAnnotation}},
		"a note on the page":              {"/Subtype/FreeText/AP<</N 4 0 R>>", nine, "9✎", []string{pdf.CodeAnnotation}},
		"words on the page":               {"/Subtype/Stamp/AP<</N 4 0 R>>", shows("BT /F1 9 Tf 10 5 Td (ok) Tj ET"), "", []string{pdf.CodeAnnotation}},
		"hidden":                          {"/F 2/Subtype/FreeText/AP<</N 4 0 R>>", nine, "", nil},
		"not viewed":                      {"/F 32/Subtype/FreeText/AP<</N 4 0 R>>", nine, "", nil},
		"a note that opens":               {"/Subtype/Popup/AP<</N 4 0 R>>", nine, "", nil},
		"a frame around the cell":         {"/Subtype/Square/AP<</N 4 0 R>>", shows("20 2 60 12 re S"), "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			want := append([]box(nil), numbers...)
			want[2].Text = c.want
			s := newSheet()
			s.table("stroke", 60, 100, 120, 20, numbers)
			f := &file{sheets: []*sheet{s}, page: "/Annots[<</Type/Annot" + place + c.annotation + ">>]"}
			f.add(c.form)
			doc := read(t, f.bytes())
			if diff := cmp.Diff([][]box{want}, tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.codes, codes(doc)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// Annotations that strike a number through or lie over it take it away.
func TestAnnotationsOverNumbers(t *testing.T) {
	for name, c := range map[string]struct{ kind, content, want, code string }{
		"struck through": {"StrikeOut", "1.5 7.5 m 12 7.5 l S", "3\u0336", ""},
		"redacted":       {"Redact", "0 g 0 0 100 16 re f", "█", ""},
		"whitened":       {"Square", "1 g 0 0 100 16 re f", "", document.CodeHidden},
		"highlighted":    {"Highlight", "1 1 0 rg 0 0 100 16 re f", "3", ""},
	} {
		t.Run(name, func(t *testing.T) {
			want := append([]box(nil), numbers...)
			want[1].Text = c.want
			s := newSheet()
			s.table("stroke", 60, 100, 120, 20, numbers)
			f := &file{sheets: []*sheet{s}, page: "/Annots[<</Rect[182 725 282 741]/Subtype/" + c.kind + "/AP<</N 4 0 R>>>>]"}
			f.add(fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 100 16]/Length %d>>stream\n%s\nendstream", len(c.content), c.content))
			doc := read(t, f.bytes())
			if diff := cmp.Diff([][]box{want}, tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
			var codesWanted []string
			if c.code != "" {
				codesWanted = []string{c.code}
			}
			if diff := cmp.Diff(codesWanted, codes(doc)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}
