package extracttest

import (
	"bytes"
	"math/rand/v2"
	"strconv"

	"gongkai/extract/report/reporttest"
	"gongkai/extract/sheet/xlstest"
)

// The kinds of records of a sheet ([MS-XLS] 2.3).
const (
	xlsBlank  = 0x0201
	xlsNumber = 0x0203
	xlsRK     = 0x027E
	xlsMerges = 0x00E5
	xlsXF     = 0x00E0
	version8  = 0x0600
)

// xls writes as xlsx does, for Excel 97: numbers as numbers in eight bytes or in four,
// or as words.
func xls(parts []reporttest.Part, noise *rand.Rand) []byte {
	var cells, areas []byte
	at, count := 0, 0
	merge := func(row, col, down, right int) {
		if down > 1 || right > 1 {
			count++
			for _, v := range []int{row, row + down - 1, col, col + right - 1} {
				areas = append(areas, byte(v), byte(v>>8))
			}
		}
	}
	for _, part := range parts {
		if part.Table == nil {
			cells = append(cells, xlstest.Label(at, 0, part.Text)...)
			merge(at, 0, 1, 10)
			at++
			continue
		}
		for _, row := range pieces(part.Table) {
			for _, c := range row {
				if c.own {
					merge(at, c.Col, c.RowSpan, c.ColSpan)
				}
				for i := range c.ColSpan {
					text := c.Text
					if !c.own || i > 0 {
						text = ""
					}
					cells = append(cells, xlsCell(at, c.Col+i, text, noise)...)
				}
			}
			at++
		}
		at += noise.IntN(3)
	}
	format := xlstest.Record(xlsXF, 0, 0, bytes.Repeat([]byte{0}, 16))
	merges := xlstest.Record(xlsMerges, count, areas)
	return xlstest.File("Workbook", xlstest.Book(version8, append(format, format...), append(cells, merges...)))
}

func xlsCell(row, col int, text string, noise *rand.Rand) []byte {
	if text == "" {
		return xlstest.Record(xlsBlank, row, col, 1)
	}
	n, err := strconv.Atoi(text)
	switch {
	case err != nil || !isPlain(text) || once(3, noise):
		return xlstest.Label(row, col, text)
	case once(2, noise) && n < 1<<29:
		return xlstest.Record(xlsRK, row, col, 1, uint32(n<<2|2)) // RkNumber, [MS-XLS] 2.5.217
	}
	return xlstest.Record(xlsNumber, row, col, 1, float64(n))
}
