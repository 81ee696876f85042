package ofd_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/ofd"
	"gongkai/extract/ofd/ofdtest"
	"gongkai/extract/zipxml/zipxmltest"
)

// fataler is a test, of rapid or not.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

// read reads a file that must be read.
func read(t fataler, payload []byte) *document.Document {
	t.Helper()
	doc, err := ofd.Read(payload)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(documenttest.Check(doc), documenttest.CheckPlaces(doc)); err != nil {
		t.Fatal(err)
	}
	return doc
}

func cell(row, col, rows, cols int, text string) ofdtest.Cell {
	return ofdtest.Cell{Row: row, Col: col, Rows: rows, Cols: cols, Text: text}
}

// tables are the tables of a document, lines of a cell joined.
func tables(doc *document.Document) [][]ofdtest.Cell {
	var out [][]ofdtest.Cell
	for _, b := range doc.Blocks {
		if b.Table == nil {
			continue
		}
		var cells []ofdtest.Cell
		for _, c := range b.Table.Cells {
			cells = append(cells, ofdtest.Cell{Row: c.Row, Col: c.Col, Rows: c.RowSpan, Cols: c.ColSpan, Text: strings.ReplaceAll(c.Text, "\n", "")})
		}
		out = append(out, cells)
	}
	return out
}

// texts are the paragraphs of a document.
func texts(doc *document.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Table == nil {
			out = append(out, b.Text)
		}
	}
	return out
}

func codes(doc *document.Document) []string {
	var out []string
	for _, f := range doc.Findings {
		out = append(out, f.Code)
	}
	return out
}

// book is a file made of its parts by hand, where ofdtest does not write what a
// test is about. Elements have no prefix.
type book struct {
	parts []string
	body  string // more of DocBody
	data  string // more of CommonData
	doc   string // more of Document
	pages []string
}

// page adds a page of what stands in its root element.
func (b *book) page(inner string) *book {
	b.pages = append(b.pages, inner)
	return b
}

// objects adds a page of objects.
func (b *book) objects(format string, args ...any) *book {
	return b.page("<Content><Layer>" + fmt.Sprintf(format, args...) + "</Layer></Content>")
}

// part adds a part of the folder Doc_0.
func (b *book) part(name, inner string) *book {
	b.parts = append(b.parts, "Doc_0/"+name, inner)
	return b
}

func (b *book) bytes() []byte {
	var pages strings.Builder
	parts := slices.Clone(b.parts)
	for i, p := range b.pages {
		name := fmt.Sprintf("P%d.xml", i)
		fmt.Fprintf(&pages, `<Page ID="%d" BaseLoc="%s"/>`, i, name)
		parts = append(parts, "Doc_0/"+name, "<Page>"+p+"</Page>")
	}
	return zipxmltest.Pack(append(parts,
		"OFD.xml", "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot>"+b.body+"</DocBody></OFD>",
		"Doc_0/Document.xml", "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>"+b.data+"</CommonData><Pages>"+pages.String()+"</Pages>"+b.doc+"</Document>",
	)...)
}

// text is a text object of one line at x, y (millimetres); more are its other
// attributes and elements.
func text(x, y float64, s, attrs, more string) string {
	n := max(len([]rune(s)), 1)
	return fmt.Sprintf(`<TextObject Boundary="%g %g %d 5" Size="4" %s>%s<TextCode X="0" Y="4" DeltaX="g %d 2">%s</TextCode></TextObject>`, x, y, 4*n, attrs, more, n-1, s)
}

// numbers is a table of two rows at 20, 20 with cells of 40 × 10: 甲 | x | and
// 乙 | 1 | y, where x and y are other objects in the empty cells.
func numbers() string {
	var b strings.Builder
	for i := range 3 {
		fmt.Fprintf(&b, `<PathObject Boundary="20 %d 120 0.2"><AbbreviatedData>M 0 0 L 120 0</AbbreviatedData></PathObject>`, 20+10*i)
	}
	for i := range 4 {
		fmt.Fprintf(&b, `<PathObject Boundary="%d 20 0.2 20"><AbbreviatedData>M 0 0 L 0 20</AbbreviatedData></PathObject>`, 20+40*i)
	}
	return b.String() + text(22, 22, "甲", "", "") + text(22, 32, "乙", "", "") + text(62, 32, "1", "", "")
}

// inNumbers is the table of numbers with two texts in its empty cells.
func inNumbers(first, second string) [][]ofdtest.Cell {
	return [][]ofdtest.Cell{{
		cell(0, 0, 1, 1, "甲"), cell(0, 1, 1, 1, first), cell(0, 2, 1, 1, ""),
		cell(1, 0, 1, 1, "乙"), cell(1, 1, 1, 1, "1"), cell(1, 2, 1, 1, second),
	}}
}
