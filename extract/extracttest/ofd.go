package extracttest

import (
	"math/rand/v2"

	"gongkai/extract/ofd/ofdtest"
	"gongkai/extract/report/reporttest"
)

// ofd prints a report as OFD, in one of the ways that its producers have.
func ofd(parts []reporttest.Part, noise *rand.Rand) []byte {
	return OFD(parts, ofdtest.Style{
		NoPrefix: once(2, noise), Absolute: once(2, noise), OneGlyph: once(3, noise), Runs: once(2, noise),
		Points: once(2, noise), Filled: once(2, noise), Template: once(3, noise),
	})
}

// OFD prints a report as OFD in this style.
func OFD(parts []reporttest.Part, style ofdtest.Style) []byte {
	f := ofdtest.New(style)
	for _, part := range parts {
		if part.Table == nil {
			f.Paragraph(part.Text)
			continue
		}
		var cells []ofdtest.Cell
		for _, c := range part.Table.Document().Cells {
			cells = append(cells, ofdtest.Cell{Row: c.Row, Col: c.Col, Rows: c.RowSpan, Cols: c.ColSpan, Text: c.Text})
		}
		f.Table(cells)
	}
	return f.Bytes()
}
