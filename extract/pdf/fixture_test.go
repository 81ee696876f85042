package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract/document"
)

// sheet is the content of a page under construction, in points from its upper
// left corner.
type sheet struct {
	b      bytes.Buffer
	w, h   float64
	rotate int
	crop   string
}

func newSheet() *sheet { return &sheet{w: 595, h: 842} }

// text prints a string in STSong-Light, whose codes are GBK.
func (s *sheet) text(x, y, size float64, text string) {
	code, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(&s.b, "BT /F1 %g Tf %g %g Td <%x> Tj ET\n", size, x, s.h-y, code)
}

// rule prints a ruling line in one of the ways that producers print them.
func (s *sheet) rule(style string, x0, y0, x1, y1 float64) {
	y0, y1 = s.h-y0, s.h-y1
	switch style {
	case "stroke":
		fmt.Fprintf(&s.b, "0.5 w %g %g m %g %g l S\n", x0, y0, x1, y1)
	case "filled":
		fmt.Fprintf(&s.b, "%g %g %g %g re f\n", x0-0.3, min(y0, y1)-0.3, x1-x0+0.6, max(y0, y1)-min(y0, y1)+0.6)
	case "double":
		s.rule("stroke", x0, s.h-y0, x1, s.h-y1)
		if x0 == x1 {
			s.rule("stroke", x0+1.8, s.h-y0, x1+1.8, s.h-y1)
		} else {
			s.rule("stroke", x0, s.h-y0+1.8, x1, s.h-y1+1.8)
		}
	case "dashed":
		for x, y := x0, y0; x < x1 || y > y1; {
			nx, ny := min(x+3, x1), max(y-3, y1)
			fmt.Fprintf(&s.b, "0.5 w %g %g m %g %g l S\n", x, y, nx, ny)
			x, y = min(x+5, max(x1, x0)), max(y-5, y1)
			if x0 == x1 {
				x = x0
			}
			if y0 == y1 {
				y = y0
			}
		}
	case "dotted":
		for d := 0.0; d <= max(x1-x0, y0-y1); d += 3 {
			x, y := x0, y0
			if x0 == x1 {
				y -= d
			} else {
				x += d
			}
			fmt.Fprintf(&s.b, "%g %g 1 1 re f\n", x-0.5, y-0.5)
		}
	}
}

// box is a cell to print: its place in the grid and its text.
type box struct {
	Row, Col, Rows, Cols int
	Text                 string
}

// table prints boxes in a grid of w × h points a position, and the four rules of
// each box.
func (s *sheet) table(style string, x, y, w, h float64, boxes []box) {
	for _, b := range boxes {
		x0, y0 := x+w*float64(b.Col), y+h*float64(b.Row)
		x1, y1 := x0+w*float64(b.Cols), y0+h*float64(b.Rows)
		s.rule(style, x0, y0, x1, y0)
		s.rule(style, x0, y1, x1, y1)
		s.rule(style, x0, y0, x0, y1)
		s.rule(style, x1, y0, x1, y1)
		for i, line := range strings.Split(b.Text, "\n") {
			if line != "" {
				s.text(x0+5, y0+12+11*float64(i), 9, line)
			}
		}
	}
}

const songFont = `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/DescendantFonts[` +
	`<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500 814 939 500]>>]>>`

// file is a PDF under construction.
type file struct {
	objects []string
	sheets  []*sheet
	fonts   string // more entries of the font resources
	catalog string // more entries of the catalog
	page    string // more entries of the pages
	deflate bool
}

// add adds an object and returns its number. Objects 1 to 3 are the catalog, the
// page tree and the font.
func (f *file) add(object string) int {
	f.objects = append(f.objects, object)
	return len(f.objects) + 3
}

func (f *file) stream(dict, content string) int {
	if f.deflate {
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		_, _ = w.Write([]byte(content))
		_ = w.Close()
		dict, content = dict+"/Filter/FlateDecode", z.String()
	}
	return f.add(fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(content), content))
}

func (f *file) bytes() []byte {
	var kids []string
	for _, s := range f.sheets {
		c := f.stream("", s.b.String())
		n := f.add(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Rotate %d%s%s/Contents %d 0 R/Resources<</Font<</F1 3 0 R%s>>>>>>", s.w, s.h, s.rotate, s.crop, f.page, c, f.fonts))
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
	}
	all := append([]string{
		"<</Type/Catalog/Pages 2 0 R" + f.catalog + ">>",
		fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(kids), strings.Join(kids, " ")),
		songFont,
	}, f.objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	var at []int
	for i, o := range all {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(all)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(all)+1, start)
	return b.Bytes()
}

func oneSheet(s *sheet) []byte { return (&file{sheets: []*sheet{s}}).bytes() }

// codes are the codes of a document's findings.
func codes(doc *document.Document) (out []string) {
	for _, f := range doc.Findings {
		out = append(out, f.Code)
	}
	return out
}
