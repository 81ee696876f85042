package pdf_test

import (
	"errors"
	"testing"

	"gongkai/extract/document/documenttest"
	"gongkai/extract/pdf"
)

func FuzzRead(f *testing.F) {
	s := newSheet()
	s.text(60, 60, 12, "二、主动公开政府信息情况")
	s.table("stroke", 60, 100, 120, 30, sample)
	f.Add(oneSheet(s))
	f.Add((&file{sheets: []*sheet{s, s}, deflate: true}).bytes())
	f.Add(with("/OCProperties<</OCGs[4 0 R]/D<</OFF[4 0 R]>>>>/Annots[<</Subtype/Widget/V(9)/Rect[9 9 99 99]>>]",
		"/Properties<</O 4 0 R>>/ExtGState<</G<</ca .2/BM/Multiply>>>>", s, "<</Type/OCG>>"))
	f.Add((&file{sheets: []*sheet{s}, page: "/Annots[<</Subtype/FreeText/Rect[60 700 99 740]/AP<</N 4 0 R>>>>]",
		objects: []string{"<</Subtype/Form/BBox[0 0 9 9]/Length 21>>stream\n0 g 0 0 9 9 re f q Q S\nendstream"}}).bytes())
	f.Add([]byte("%PDF-1.4\n"))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, b) })
}

// FuzzContent puts the bytes into a page's content, where they are run.
func FuzzContent(f *testing.F) {
	s := newSheet()
	s.table("dashed", 60, 100, 120, 30, sample)
	f.Add(s.b.Bytes())
	f.Add([]byte("/OC /O BDC /Artifact<</Subtype/Watermark>>BDC 0.8 g BT /F1 9 Tf 60 730 Td (12) Tj ET EMC EMC EMC /G gs 1 g 60 700 200 60 re f 60 733 m 90 733 l S"))
	f.Add([]byte("BT /F1 9 Tf 1e9 0 0 -1 9e99 5 Tm (1)Tj [(a)-1e300<b0a1>]TJ ET BI /W 1 ID x EI q Q Q 0 0 1 1 re W n /X Do 1 g 0 0 1e30 1 re f"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s := newSheet()
		s.b.Write(b)
		check(t, oneSheet(s))
	})
}

// check fails where a document contradicts itself.
func check(t *testing.T, payload []byte) {
	doc, err := pdf.Read(payload)
	if err != nil {
		return
	}
	if err := errors.Join(documenttest.Check(doc), documenttest.CheckPlaces(doc)); err != nil {
		t.Fatal(err)
	}
}
