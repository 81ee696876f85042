package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/pdf"
)

func read(t testing.TB, payload []byte) *document.Document {
	t.Helper()
	doc, err := pdf.Read(payload)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func tables(doc *document.Document) [][]box {
	var out [][]box
	for _, b := range doc.Blocks {
		if b.Table == nil {
			continue
		}
		var in []box
		for _, c := range b.Table.Cells {
			in = append(in, box{c.Row, c.Col, c.RowSpan, c.ColSpan, c.Text})
		}
		out = append(out, in)
	}
	return out
}

func texts(doc *document.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Table == nil && !b.Furniture {
			out = append(out, b.Text)
		}
	}
	return out
}

var sample = []box{
	{0, 0, 2, 1, "信息内容"}, {0, 1, 1, 2, "本年"}, {1, 1, 1, 1, "制发"}, {1, 2, 1, 1, "废止"},
	{2, 0, 1, 1, "规章"}, {2, 1, 1, 1, "12"}, {2, 2, 1, 1, ""},
	{3, 0, 1, 1, "行政规范\n性文件"}, {3, 1, 1, 2, "3"},
}

func TestTablesAreReadHoweverTheirRulesArePrinted(t *testing.T) {
	for _, style := range []string{"stroke", "filled", "double", "dashed", "dotted"} {
		for rotate := range 4 {
			t.Run(fmt.Sprint(style, rotate*90), func(t *testing.T) {
				s := newSheet()
				s.rotate = rotate * 90
				s.text(60, 60, 12, "二、主动公开政府信息情况")
				s.table(style, 60, 100, 120, 30, sample)
				doc := read(t, oneSheet(s))
				if diff := cmp.Diff([][]box{sample}, tables(doc)); diff != "" {
					t.Errorf("tables (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff([]string{"二、主动公开政府信息情况"}, texts(doc)); diff != "" {
					t.Errorf("texts (-want +got):\n%s", diff)
				}
			})
		}
	}
}

func TestCellsSayWhereTheyStand(t *testing.T) {
	s := newSheet()
	s.table("stroke", 60, 100, 120, 30, sample)
	cell := read(t, oneSheet(s)).Blocks[0].Table.Cells[5]
	want := document.Place{Page: 1, Table: 1, Row: 3, Column: 2, Box: &[4]float64{180, 160, 300, 190}}
	if diff := cmp.Diff(want, cell.Place); diff != "" {
		t.Errorf("place (-want +got):\n%s", diff)
	}
}

// A grid of random merged cells comes back as it was printed.
func TestRandomTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, cols := rapid.IntRange(2, 12).Draw(t, "rows"), rapid.IntRange(2, 7).Draw(t, "cols")
		taken := map[[2]int]bool{}
		var boxes []box
		for r := range rows {
			for c := range cols {
				if taken[[2]int{r, c}] {
					continue
				}
				b := box{Row: r, Col: c, Rows: rapid.IntRange(1, min(3, rows-r)).Draw(t, "h"), Cols: 1}
				for w := rapid.IntRange(1, 3).Draw(t, "w"); b.Cols < w && c+b.Cols < cols && !taken[[2]int{r, c + b.Cols}]; b.Cols++ {
				}
				for i := range b.Rows {
					for k := range b.Cols {
						taken[[2]int{r + i, c + k}] = true
					}
				}
				b.Text = rapid.SampledFrom([]string{"", "0", "123", "12.5", "其他", "予以公开", "（一）"}).Draw(t, "text")
				boxes = append(boxes, b)
			}
		}
		if !distinct(boxes, rows, cols) {
			t.Skip("a rule between two rows or columns is nowhere printed")
		}
		boxes[0].Text = "项目"
		s := newSheet()
		style := rapid.SampledFrom([]string{"stroke", "filled", "dashed"}).Draw(t, "style")
		s.table(style, 40, 60, 70, 22, boxes)
		f := file{sheets: []*sheet{s}, deflate: rapid.Bool().Draw(t, "deflate")}
		if diff := cmp.Diff([][]box{boxes}, tables(read(&testing.T{}, f.bytes()))); diff != "" {
			t.Fatalf("tables (-want +got):\n%s", diff)
		}
	})
}

// distinct reports whether every line of the grid is the side of some box, and
// there are two boxes.
func distinct(boxes []box, rows, cols int) bool {
	r, c := map[int]bool{}, map[int]bool{}
	for _, b := range boxes {
		r[b.Row], r[b.Row+b.Rows], c[b.Col], c[b.Col+b.Cols] = true, true, true, true
	}
	return len(boxes) > 1 && len(r) == rows+1 && len(c) == cols+1
}

func TestTablesGoOnOverPageBreaks(t *testing.T) {
	first := []box{{0, 0, 1, 1, "项目"}, {0, 1, 1, 1, "类"}, {0, 2, 1, 1, "数量"}, {1, 0, 2, 1, "处理结果"}, {1, 1, 1, 1, "予以公开"}, {1, 2, 1, 1, "1"}, {2, 1, 1, 1, "部分公开"}, {2, 2, 1, 1, "2"}}
	t.Run("a merged cell that the break cuts is one cell, a repeated head is one head", func(t *testing.T) {
		for name, second := range map[string][]box{
			"plain": {{0, 0, 2, 1, ""}, {0, 1, 1, 1, "不予公开"}, {0, 2, 1, 1, "3"}, {1, 1, 1, 1, "无法提供"}, {1, 2, 1, 1, "4"}},
			"label below": {{0, 0, 2, 1, "处理结果"}, {0, 1, 1, 1, "不予公开"}, {0, 2, 1, 1, "3"},
				{1, 1, 1, 1, "无法提供"}, {1, 2, 1, 1, "4"}},
		} {
			t.Run(name, func(t *testing.T) {
				above := append([]box(nil), first...)
				if name == "label below" {
					above[3].Text = ""
				}
				a, b := newSheet(), newSheet()
				a.table("stroke", 60, 700, 120, 22, above)
				a.text(290, 820, 9, "- 1 -")
				b.table("stroke", 60, 50, 120, 22, second)
				b.text(290, 820, 9, "- 2 -")
				want := [][]box{{
					first[0], first[1], first[2], {1, 0, 4, 1, "处理结果"}, first[4], first[5], first[6], first[7],
					{3, 1, 1, 1, "不予公开"}, {3, 2, 1, 1, "3"}, {4, 1, 1, 1, "无法提供"}, {4, 2, 1, 1, "4"},
				}}
				doc := read(t, (&file{sheets: []*sheet{a, b}}).bytes())
				if diff := cmp.Diff(want, tables(doc)); diff != "" {
					t.Errorf("tables (-want +got):\n%s", diff)
				}
				if len(texts(doc)) != 0 {
					t.Errorf("page numbers are text: %q", texts(doc))
				}
			})
		}
	})
	t.Run("a head that is printed again is dropped", func(t *testing.T) {
		a, b := newSheet(), newSheet()
		a.table("stroke", 60, 700, 120, 22, first[:3])
		a.table("stroke", 60, 722, 120, 22, []box{{0, 0, 1, 1, "甲"}, {0, 1, 1, 1, ""}, {0, 2, 1, 1, "5"}})
		b.table("stroke", 60, 50, 120, 22, append(append([]box(nil), first[:3]...), box{1, 0, 1, 1, "乙"}, box{1, 1, 1, 1, ""}, box{1, 2, 1, 1, "6"}))
		want := [][]box{{first[0], first[1], first[2], {1, 0, 1, 1, "甲"}, {1, 1, 1, 1, ""}, {1, 2, 1, 1, "5"}, {2, 0, 1, 1, "乙"}, {2, 1, 1, 1, ""}, {2, 2, 1, 1, "6"}}}
		if diff := cmp.Diff(want, tables(read(t, (&file{sheets: []*sheet{a, b}}).bytes()))); diff != "" {
			t.Errorf("tables (-want +got):\n%s", diff)
		}
	})
	t.Run("text between them keeps two tables apart", func(t *testing.T) {
		a, b := newSheet(), newSheet()
		a.table("stroke", 60, 700, 120, 22, first)
		b.text(60, 150, 12, "三、收到和处理政府信息公开申请情况")
		b.table("stroke", 60, 200, 120, 22, first)
		if n := len(tables(read(t, (&file{sheets: []*sheet{a, b}}).bytes()))); n != 2 {
			t.Errorf("%d tables, want 2", n)
		}
	})
}

func TestWhatIsNotSeenIsNotRead(t *testing.T) {
	s := newSheet()
	s.text(60, 100, 12, "看得见")
	s.text(60, 900, 12, "在页面之外")
	fmt.Fprintf(&s.b, "q 0 0 10 10 re W n\n")
	s.text(60, 200, 12, "被裁去")
	fmt.Fprintf(&s.b, "Q 1 1 1 rg\n")
	s.rule("filled", 60, 300, 200, 300) // white rules are no table
	s.rule("filled", 60, 330, 200, 330)
	s.rule("filled", 60, 300, 60, 330)
	s.rule("filled", 130, 300, 130, 330)
	s.rule("filled", 200, 300, 200, 330)
	fmt.Fprintf(&s.b, "0 g\n")
	s.text(70, 320, 9, "白线")
	doc := read(t, oneSheet(s))
	if diff := cmp.Diff([]string{"看得见", "白线"}, texts(doc)); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
	if len(tables(doc)) > 0 {
		t.Errorf("tables of white rules: %v", tables(doc))
	}
}

func TestFeignedBoldIsReadOnce(t *testing.T) {
	s := newSheet()
	for _, d := range []float64{0, 0.3, 0.6} {
		s.text(60+d, 100, 12, "政府信息公开 all 1100")
	}
	if diff := cmp.Diff([]string{"政府信息公开 all 1100"}, texts(read(t, oneSheet(s)))); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

func TestLinesBecomeParagraphs(t *testing.T) {
	s := newSheet()
	s.text(84, 100, 12, strings.Repeat("本年度共收到政府信息公开申请", 2)+"若干件共计十")
	s.text(60, 120, 12, strings.Repeat("其中予以公开", 4)+"。")
	s.text(84, 140, 12, "一、总体情况")
	if diff := cmp.Diff([]string{strings.Repeat("本年度共收到政府信息公开申请", 2) + "若干件共计十" + strings.Repeat("其中予以公开", 4) + "。", "一、总体情况"}, texts(read(t, oneSheet(s)))); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

func TestUnreadableFilesSayWhy(t *testing.T) {
	whole := oneSheet(newSheet())
	for name, c := range map[string]struct {
		payload []byte
		code    string
	}{
		"nothing but a header is truncated":   {[]byte("%PDF-1.4\n"), document.CodeTruncated},
		"half a file is truncated":            {[]byte("%PDF-1.7\n1 0 obj\n<</Length 10>>stream\n012345"), document.CodeTruncated},
		"a file without a catalog is broken":  {bytes.ReplaceAll(whole, []byte("/Root 1 0 R"), []byte("/Rxxt 1 0 R")), document.CodeBroken},
		"a file without any page is unusable": {bytes.ReplaceAll(whole, []byte("/Pages 2 0 R"), []byte("/Pages 9 0 R")), document.CodeBroken},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := pdf.Read(c.payload)
			var e *document.Error
			if !errors.As(err, &e) || e.Code != c.code {
				t.Errorf("error %v, want %s", err, c.code)
			}
		})
	}
}

// What is small in the file and large in memory, or calls itself, ends soon and
// says that it was cut.
func TestLimitsAreLoud(t *testing.T) {
	loud := func(t *testing.T, payload []byte) {
		t.Helper()
		begin := time.Now()
		doc, err := pdf.Read(payload)
		if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("took %v", took)
		}
		var e *document.Error
		if errors.As(err, &e) && e.Code == document.CodeLimit {
			return
		}
		if err != nil || len(doc.Findings) == 0 || doc.Findings[0].Code != document.CodeLimit {
			t.Errorf("no finding %s: %v", document.CodeLimit, err)
		}
	}
	t.Run("a stream of blanks", func(t *testing.T) {
		s := newSheet()
		s.b.WriteString(strings.Repeat(" ", 200<<20))
		loud(t, (&file{sheets: []*sheet{s}, deflate: true}).bytes())
	})
	t.Run("forms that draw forms", func(t *testing.T) {
		f := &file{}
		next := f.stream("", "0 0 m")
		for range 12 {
			next = f.stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X %d 0 R>>>>", next), strings.Repeat("/X Do ", 50))
		}
		s := newSheet()
		s.text(60, 100, 12, "正文")
		s.b.WriteString("/X Do")
		f.fonts = fmt.Sprintf(">>/XObject<</X %d 0 R", next)
		f.sheets = []*sheet{s}
		loud(t, f.bytes())
	})
	t.Run("more glyphs than a book", func(t *testing.T) {
		s := newSheet()
		s.b.WriteString("BT /F1 1 Tf 10 10 Td\n")
		for range 3000 {
			s.b.WriteString("(" + strings.Repeat("1", 100) + ") Tj 0 0 Td\n")
		}
		loud(t, (&file{sheets: []*sheet{s}, deflate: true}).bytes())
	})
}
