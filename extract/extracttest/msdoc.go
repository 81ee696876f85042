package extracttest

import (
	"math/rand/v2"

	"gongkai/extract/msdoc/msdoctest"
	"gongkai/extract/report/reporttest"
)

// Flags of a cell in the definition of a row (TCGRF, [MS-DOC] 2.9.317).
const (
	mergedDown    = 1 << 5 // it goes on from the cell above
	mergedDownTop = 3 << 5 // and this is the first of these
	mergedOn      = 1 << 1 // joined to the cell before it
	mergedOnFirst = 1 << 0
)

// doc writes as Word 97 does: a cell merged sideways is one wide cell, or several
// that are marked; the edges of equal columns are not quite the same in each row.
// Fast saving leaves the paragraphs in another order than the text.
func doc(parts []reporttest.Part, noise *rand.Rand) []byte {
	f := msdoctest.File{Reverse: once(3, noise)}
	for _, part := range parts {
		if part.Table == nil {
			f.Parts = append(f.Parts, msdoctest.Part{Text: part.Text + "\r"})
			continue
		}
		marks := once(3, noise)
		for _, row := range pieces(part.Table) {
			f.Parts = append(f.Parts, docRow(row, marks, noise)...)
		}
	}
	return f.Bytes()
}

func docRow(row []piece, marks bool, noise *rand.Rand) []msdoctest.Part {
	const column = 800 // twips
	edges := []int{-108}
	var flags []uint16
	var texts []string
	add := func(right int, flag uint16, text string) {
		edges = append(edges, column*right-108+noise.IntN(5)-2)
		flags = append(flags, flag)
		texts = append(texts, text)
	}
	for _, c := range row {
		flag, text := uint16(0), c.Text
		switch {
		case !c.own:
			flag, text = mergedDown, ""
		case c.RowSpan > 1:
			flag = mergedDownTop
		}
		if !marks || c.ColSpan == 1 {
			add(c.Col+c.ColSpan, flag, text)
			continue
		}
		for i := range c.ColSpan {
			side := uint16(mergedOn)
			if i == 0 {
				side = mergedOnFirst
			}
			add(c.Col+i+1, flag|side, text)
			text = ""
		}
	}
	return msdoctest.Row(msdoctest.Define(edges, flags...), texts...)
}
