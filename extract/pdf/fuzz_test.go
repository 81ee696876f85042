package pdf_test

import (
	"testing"

	"gongkai/extract/document"
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
	for _, b := range doc.Blocks {
		if (b.Table == nil) == (b.Text == "") {
			t.Fatalf("block with both or none of text and table: %+v", b)
		}
		if b.Table != nil {
			checkTable(t, b.Table)
		}
	}
}

func checkTable(t *testing.T, table *document.Table) {
	covered := map[[2]int]bool{}
	for _, c := range table.Cells {
		if c.Row < 0 || c.Col < 0 || c.RowSpan < 1 || c.ColSpan < 1 || c.Row+c.RowSpan > table.Rows || c.Col+c.ColSpan > table.Cols {
			t.Fatalf("cell %+v reaches out of %d × %d", c, table.Rows, table.Cols)
		}
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				if covered[[2]int{r, k}] {
					t.Fatalf("position %d, %d is covered twice", r, k)
				}
				covered[[2]int{r, k}] = true
			}
		}
		for _, n := range c.Nested {
			checkTable(t, n)
		}
	}
}
