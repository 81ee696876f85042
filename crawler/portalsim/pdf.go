package portalsim

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

// The sheet of a PDF, in points: A4 with a margin.
const (
	sheetWidth, sheetHeight = 595.0, 842.0
	sheetMargin             = 40.0
	bodySize, cellSize      = 11.0, 8.0 // of the type
	cellPad                 = 2.0
)

// sheets is a document that is being set, page by page, from the top.
type sheets struct {
	pages []*strings.Builder
	y     float64 // the upper edge of what comes next, from the bottom
}

// pdf prints the blocks as a valid PDF 1.4 as an office program does: a
// predefined Chinese font that is not embedded (ISO 32000-1, 9.7.5.2), text in
// UTF-16BE, the encoding of UniGB-UCS2-H, each cell of a table in its frame. A
// table stands on one page.
func pdf(blocks []block) []byte {
	var s sheets
	s.turn()
	for _, b := range blocks {
		if b.table != nil {
			s.table(b.table)
			continue
		}
		s.paragraph(b.text)
	}
	return s.bytes()
}

// turn begins a page.
func (s *sheets) turn() {
	s.pages = append(s.pages, &strings.Builder{})
	s.y = sheetHeight - sheetMargin
}

// need begins a page where this one has no room for so much.
func (s *sheets) need(height float64) {
	if s.y-height < sheetMargin {
		s.turn()
	}
}

func (s *sheets) page() *strings.Builder { return s.pages[len(s.pages)-1] }

func (s *sheets) paragraph(text string) {
	for _, line := range fold(text, sheetWidth-2*sheetMargin, bodySize) {
		s.need(1.5 * bodySize)
		s.line(sheetMargin, s.y-bodySize, bodySize, line)
		s.y -= 1.5 * bodySize
	}
	s.y -= bodySize / 2
}

// line prints one line of text with its base at y.
func (s *sheets) line(x, y, size float64, text string) {
	fmt.Fprintf(s.page(), "BT /F1 %.1f Tf 1 0 0 1 %.2f %.2f Tm <", size, x, y)
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(s.page(), "%04X", unit)
	}
	s.page().WriteString("> Tj ET\n")
}

// breadth is the width of a rune in the font: Latin is half as wide as Chinese.
func breadth(r rune, size float64) float64 {
	if r >= ' ' && r <= '~' {
		return size / 2
	}
	return size
}

// fold breaks text into lines of at most this width.
func fold(text string, width, size float64) []string {
	var lines []string
	var line []rune
	used := 0.0
	for _, r := range text {
		if w := breadth(r, size); used+w > width && len(line) > 0 {
			lines, line, used = append(lines, string(line)), nil, 0
		}
		line = append(line, r)
		used += breadth(r, size)
	}
	if len(line) > 0 {
		lines = append(lines, string(line))
	}
	return lines
}

// bytes closes the document: its objects and the table of where they are.
func (s *sheets) bytes() []byte {
	const font, first = 3, 6 // numbers of the font's first object and of the first page
	var kids strings.Builder
	for i := range s.pages {
		fmt.Fprintf(&kids, "%d 0 R ", first+2*i)
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), len(s.pages)),
		"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] >>",
		"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
	}
	for i, page := range s.pages {
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.0f %.0f] /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>",
				sheetWidth, sheetHeight, first+2*i+1, font),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", page.Len(), page.String()))
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}
