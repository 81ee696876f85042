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
	f.Add([]byte("%PDF-1.4\n"))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, b) })
}

// FuzzContent puts the bytes into a page's content, where they are run.
func FuzzContent(f *testing.F) {
	s := newSheet()
	s.table("dashed", 60, 100, 120, 30, sample)
	f.Add(s.b.Bytes())
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
