package portalsim

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// file is an attachment's bytes: real files, small, without a date of their own.
func (s *site) file(f *filing, a *attachment) *payload {
	switch a.format {
	case FormatText:
		text, err := simplifiedchinese.GBK.NewEncoder().String(f.tabs())
		if err != nil {
			text = f.tabs() // a rune outside GBK: the organ saves as UTF-8
		}
		return &payload{body: []byte(text), ctype: "application/octet-stream"}
	case FormatDoc:
		var b strings.Builder
		fmt.Fprintf(&b, "<html xmlns:w=\"urn:schemas-microsoft-com:office:word\"><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><meta name=\"ProgId\" content=\"Word.Document\"><title>%s</title></head><body><div class=\"WordSection1\">\n%s</div></body></html>\n", f.title, f.html())
		return &payload{body: []byte(b.String()), ctype: "application/msword"}
	default:
		return &payload{body: pdf(f), ctype: "application/pdf"}
	}
}

// pdf writes the title and the first paragraphs as a valid one-page PDF 1.4
// with a predefined Chinese font that is not embedded (ISO 32000-1, 9.7.5.2).
// Its text is UTF-16BE, the encoding of UniGB-UCS2-H.
func pdf(f *filing) []byte {
	var text strings.Builder
	text.WriteString("BT /F1 11 Tf 16 TL 56 780 Td\n")
	for i, block := range f.blocks() {
		if block.table != nil || i > 12 {
			continue
		}
		line := []rune(block.text)
		for len(line) > 0 {
			n := min(len(line), 42)
			text.WriteByte('<')
			for _, unit := range utf16.Encode(line[:n]) {
				fmt.Fprintf(&text, "%04X", unit)
			}
			text.WriteString("> Tj T*\n")
			line = line[n:]
		}
	}
	text.WriteString("ET")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", text.Len(), text.String()),
		"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>",
		"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
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
