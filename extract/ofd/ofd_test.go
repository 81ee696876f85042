package ofd_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/layout"
	"gongkai/extract/ofd"
	"gongkai/extract/ofd/ofdtest"
)

// sample has merged cells in both directions and a blank one.
var sample = []ofdtest.Cell{
	cell(0, 0, 2, 1, "信息内容"), cell(0, 1, 1, 2, "本年"), cell(0, 3, 2, 1, "总计"),
	cell(1, 1, 1, 1, "制作"), cell(1, 2, 1, 1, "废止"),
	cell(2, 0, 1, 1, "规章"), cell(2, 1, 1, 1, "10"), cell(2, 2, 1, 1, "2"), cell(2, 3, 1, 1, "1234.56"),
	cell(3, 0, 1, 1, "行政规范性文件的制作、修改、废止和公布情况说明"), cell(3, 1, 1, 1, "0"), cell(3, 2, 1, 1, ""), cell(3, 3, 1, 1, "7"),
}

func TestTablesAreReadHoweverTheyAreWritten(t *testing.T) {
	for name, style := range map[string]ofdtest.Style{
		"plain":                     {},
		"without a prefix":          {NoPrefix: true},
		"absolute locations":        {Absolute: true},
		"a text object a character": {OneGlyph: true},
		"steps in runs":             {Runs: true},
		"points under a matrix":     {Points: true},
		"filled rules":              {Filled: true},
		"rules in a template":       {Template: true},
		"cut over pages":            {Height: 66},
		"cut, in templates":         {Height: 66, Template: true, Points: true, OneGlyph: true},
	} {
		t.Run(name, func(t *testing.T) {
			f := ofdtest.New(style)
			f.Paragraph("二、主动公开政府信息情况")
			f.Table(sample)
			f.Paragraph("以上数据截至2023年12月31日。")
			doc := read(t, f.Bytes())
			if diff := cmp.Diff([][]ofdtest.Cell{sample}, tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]string{"二、主动公开政府信息情况", "以上数据截至2023年12月31日。"}, texts(doc)); diff != "" {
				t.Errorf("texts (-want +got):\n%s", diff)
			}
			if len(doc.Findings) > 0 || doc.Title != "Test" || doc.Format != "ofd" {
				t.Errorf("findings %v, title %q, format %q", doc.Findings, doc.Title, doc.Format)
			}
		})
	}
}

// Whatever the cells and the style, a table comes back as it was.
func TestRandomTablesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flag := func(name string) bool { return rapid.Bool().Draw(t, name) }
		f := ofdtest.New(ofdtest.Style{
			NoPrefix: flag("no prefix"), Absolute: flag("absolute"), OneGlyph: flag("one glyph"), Runs: flag("runs"),
			Points: flag("points"), Filled: flag("filled"), Template: flag("template"),
			Height: rapid.SampledFrom([]float64{90, 120, 297}).Draw(t, "height"),
		})
		cells := grid(t)
		f.Paragraph("政府信息公开工作年度报告")
		f.Table(cells)
		if diff := cmp.Diff([][]ofdtest.Cell{ofdtest.Sorted(cells)}, tables(read(t, f.Bytes()))); diff != "" {
			t.Errorf("table (-want +got):\n%s", diff)
		}
	})
}

// grid draws a table: each row is parted into cells, some as high as two rows.
// Every cell has a text of its own: layout joins blank halves of cells at a
// page break.
func grid(t *rapid.T) []ofdtest.Cell {
	rows, cols := rapid.IntRange(2, 14).Draw(t, "rows"), rapid.IntRange(2, 7).Draw(t, "cols")
	taken := map[[2]int]bool{}
	var cells []ofdtest.Cell
	for r := range rows {
		for c := 0; c < cols; c++ {
			if taken[[2]int{r, c}] {
				continue
			}
			w, h := 1, 1
			if rapid.IntRange(0, 5).Draw(t, "wide") == 0 && r > 0 && c > 0 && c+1 < cols && !taken[[2]int{r, c + 1}] {
				w = 2
			}
			if rapid.IntRange(0, 5).Draw(t, "high") == 0 && r+1 < rows && c == 0 {
				h = 2
			}
			for i := range h {
				for k := range w {
					taken[[2]int{r + i, c + k}] = true
				}
			}
			name := fmt.Sprint(1000*r + 10*c + 3)
			if c == 0 || rapid.IntRange(0, 3).Draw(t, "words") == 0 {
				name = rapid.StringMatching(`[一-龥]{1,12}`).Draw(t, "text") + "第" + name + "项"
			}
			cells = append(cells, ofdtest.Cell{Row: r, Col: c, Rows: h, Cols: w, Text: name})
		}
	}
	return cells
}

// Text that is not seen is in no cell, and it is said that there was some.
func TestTextThatIsNotSeenIsInNoCell(t *testing.T) {
	const white = `<FillColor Value="255 255 255"/>`
	for name, c := range map[string]struct{ attrs, more string }{
		"not visible":                 {`Visible="false"`, ""},
		"transparent":                 {`Alpha="0"`, ""},
		"white":                       {"", white},
		"white in hexadecimal":        {"", `<FillColor Value="#FF #ff #FF"/>`},
		"white in CMYK":               {"", `<FillColor Value="0 0 0 0"/>`},
		"white in gray":               {"", `<FillColor Value="255"/>`},
		"white by a draw parameter":   {`DrawParam="2"`, ""},
		"a colour without any weight": {"", `<FillColor Value="0 0 0" Alpha="0"/>`},
		"neither filled nor stroked":  {`Fill="false"`, ""},
		"white outlines":              {`Stroke="true"`, white + `<StrokeColor Value="255 255 255"/>`},
		"a matrix of no area":         {`CTM="0 0 0 1 0 0"`, ""},
		"clipped away":                {"", `<Clips TransFlag="false"><Clip><Area><Path Boundary="0 0 1 0"><AbbreviatedData>M 0 9 L 1 9</AbbreviatedData></Path></Area></Clip></Clips>`},
		"out of its boundary":         {`CTM="1 0 0 1 40 0"`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := (&book{data: "<PublicRes>Res.xml</PublicRes>"}).part("Res.xml", `<Res><DrawParams><DrawParam ID="1"><FillColor Value="255 255 255"/></DrawParam><DrawParam ID="2" Relative="1"/></DrawParams></Res>`)
			doc := read(t, b.objects("%s%s", numbers(), text(62, 22, "9", c.attrs, c.more)).bytes())
			if diff := cmp.Diff(inNumbers("", ""), tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
			if len(doc.Findings) != 1 || doc.Findings[0].Code != document.CodeHidden || !strings.Contains(doc.Findings[0].Message, "1 ") {
				t.Errorf("findings %v, want one %s of 1 character", doc.Findings, document.CodeHidden)
			}
		})
	}
}

// What is seen is read, also where it is white or drawn in a roundabout way.
func TestTextThatIsSeenIsRead(t *testing.T) {
	const ground = `<PathObject Boundary="60 20 40 10" Fill="true" Stroke="false">%s<AbbreviatedData>M 0 0 L 40 0 L 40 10 L 0 10 C</AbbreviatedData></PathObject>`
	white := text(62, 22, "88", "", `<FillColor Value="255 255 255"/>`)
	for name, objects := range map[string]string{
		"white on a coloured ground":   fmt.Sprintf(ground, `<FillColor Value="0 0 255"/>`) + white,
		"white on a shading":           fmt.Sprintf(ground, `<FillColor><AxialShd StartPoint="0 0" EndPoint="1 1"/></FillColor>`) + white,
		"white on an image":            `<ImageObject Boundary="60 20 40 10" CTM="40 0 0 10 0 0" ResourceID="1"/>` + white,
		"a palette's last colour":      text(62, 22, "88", "", `<FillColor ColorSpace="5" Value="255 255 255"/>`),
		"black outlines":               text(62, 22, "88", `Stroke="true"`, `<FillColor Value="255 255 255"/>`),
		"of a composite unit":          `<CompositeObject Boundary="60 20 40 10" CTM="0.5 0 0 0.5 0 0" ResourceID="6"/>`,
		"of nested blocks":             `<PageBlock><PageBlock>` + text(62, 22, "88", "", "") + `</PageBlock></PageBlock>`,
		"without any steps":            `<TextObject Boundary="62 22 30 5" Size="4"><TextCode X="0" Y="4">88</TextCode></TextObject>`,
		"with fewer steps":             `<TextObject Boundary="62 22 30 5" Size="4"><TextCode X="0" Y="4" DeltaX="2">&#x3000;88</TextCode><TextCode/></TextObject>`,
		"with more steps":              `<TextObject Boundary="62 22 30 5" Size="4"><TextCode X="0" Y="4" DeltaX="g 20 2">88</TextCode></TextObject>`,
		"between line ends":            "<TextObject Boundary=\"62 22 30 5\" Size=\"4\"><TextCode X=\"0\" Y=\"4\" DeltaX=\"2\">\n\t  88\r\n  </TextCode></TextObject>",
		"with escaped blanks":          `<TextObject Boundary="62 22 30 5" Size="4"><TextCode X="0" Y="4" DeltaX="g 2 2">\002088</TextCode></TextObject>`,
		"a place like the one before":  `<TextObject Boundary="62 22 30 5" Size="4"><TextCode X="0" Y="4">8</TextCode><TextCode X="2">8</TextCode></TextObject>`,
		"a boundary that is no box":    `<TextObject Boundary="92 22 -30 5" Size="4"><TextCode X="-30" Y="4" DeltaX="2">88</TextCode></TextObject>`,
		"numbers as Java writes them":  `<TextObject Boundary="62.0 2.2E1 30 5" Size="4" CTM="1.0 1.0E-7 -1.0E-7 1.0 0.0 0.0"><TextCode X="0" Y="4" DeltaX="2">88</TextCode></TextObject>`,
		"in the style of its layer":    `</Layer><Layer DrawParam="1" Type="Foreground">` + text(62, 22, "88", "", ""),
		"clipped to where it stands":   text(62, 22, "88", "", `<Clips TransFlag="false"><Clip><Area CTM="0.5 0 0 0.5 0 0"><Path Boundary="0 0 40 12"><AbbreviatedData>M0 0L40 0L40 12L0 12C</AbbreviatedData></Path></Area></Clip></Clips>`),
		"clipped under its own matrix": `<TextObject Boundary="62 22 30 5" Size="40" CTM="0.1 0 0 0.1 0 0"><Clips><Clip><Area><Path Boundary="0 0 300 50"><AbbreviatedData>S 0 0 B 1 1 2 2 300 0 Q 1 1 300 50 A 5 5 0 0 1 0 50 C</AbbreviatedData></Path></Area></Clip></Clips><TextCode X="0" Y="40" DeltaX="20">88</TextCode></TextObject>`,
		"two characters of one glyph":  `<TextObject Boundary="62 22 60 5" Size="4"><CGTransform CodePosition="0" CodeCount="2" GlyphCount="1"><Glyphs>7</Glyphs></CGTransform><TextCode X="0" Y="4" DeltaX="g 1 44">88` + "\u3000" + `</TextCode></TextObject>`,
	} {
		t.Run(name, func(t *testing.T) {
			b := (&book{data: "<PublicRes>/doc_0/RES.xml</PublicRes>"}).part("Res.xml",
				`<Res><ColorSpaces><ColorSpace ID="5" Type="RGB"><Palette><CV>0 0 0</CV></Palette></ColorSpace></ColorSpaces><DrawParams><DrawParam ID="1" Relative="1"><FillColor Value="255 0 0"/></DrawParam></DrawParams>
				<CompositeGraphicUnits><CompositeGraphicUnit ID="6" Width="80" Height="20"><Content>`+strings.ReplaceAll(text(4, 4, "88", `CTM="2 0 0 2 0 0"`, ""), `4 4 8 5`, `4 4 80 50`)+`</Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>`)
			doc := read(t, b.objects("%s%s", numbers(), objects).bytes())
			if diff := cmp.Diff(inNumbers("88", ""), tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
			if len(doc.Findings) > 0 {
				t.Errorf("findings %v, want none", doc.Findings)
			}
		})
	}
}

// One text object may hold several cells and lines: each character has its own
// place.
func TestEachCharacterHasItsPlace(t *testing.T) {
	object := `<TextObject Boundary="20 20 120 20" Size="4"><TextCode X="42" Y="6" DeltaX="2 38 2 -42" DeltaY="g 3 0 10">12345</TextCode></TextObject>`
	doc := read(t, (&book{}).objects("%s%s", strings.Replace(numbers(), ">1<", "> <", 1), object).bytes())
	want := inNumbers("12", "")
	want[0][2].Text, want[0][4].Text = "34", "5"
	if diff := cmp.Diff(want, tables(doc)); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
}

// A page that is turned is read as one that is not.
func TestTurnedPagesAreRead(t *testing.T) {
	for name, c := range map[string]struct{ matrix, attrs string }{
		"by the matrix of all":      {"0 1 -1 0 200 0", ""},
		"upwards":                   {"0 -1 1 0 0 250", ""},
		"upside down":               {"-1 0 0 -1 200 200", ""},
		"a matrix almost but quite": {"1 0.001 -0.001 1 0 0", ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := (&book{data: "<DocumentRes>Res.xml</DocumentRes>"}).part("Res.xml", `<Res><CompositeGraphicUnits><CompositeGraphicUnit ID="1">`+numbers()+`</CompositeGraphicUnit></CompositeGraphicUnits></Res>`)
			doc := read(t, b.objects(`<CompositeObject Boundary="0 0 210 297" CTM="%s" ResourceID="1"/>`, c.matrix).bytes())
			if diff := cmp.Diff(inNumbers("", ""), tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTextAcrossThePageIsNoText(t *testing.T) {
	for name, matrix := range map[string]string{"slanted": "0.707 -0.707 0.707 0.707 42 5", "mirrored": "-1 0 0 1 60 5", "turned over": "1 0 0 -1 42 5"} {
		t.Run(name, func(t *testing.T) {
			mark := `<TextObject Boundary="20 20 120 20" Size="4" CTM="` + matrix + `"><TextCode X="0" Y="0" DeltaX="g 9 3">2023年</TextCode></TextObject>`
			doc := read(t, (&book{}).objects("%s%s", numbers(), mark).bytes())
			if diff := cmp.Diff(inNumbers("", ""), tables(doc)); diff != "" {
				t.Errorf("tables (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]string{layout.CodeSlanted}, codes(doc)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// A placeholder for a glyph without a character is no character: the number that
// it is a part of cannot be read.
func TestPlaceholdersAreUnknown(t *testing.T) {
	object := text(62, 22, "1¤", "", `<CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><Glyphs>7 8</Glyphs></CGTransform>`)
	doc := read(t, (&book{}).objects("%s%s", numbers(), object).bytes())
	if diff := cmp.Diff(inNumbers("1\uFFFD", ""), tables(doc)); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
	if got := strings.Join(codes(doc), " "); !strings.Contains(got, ofd.CodeFontWithoutUnicode) {
		t.Errorf("findings %s, want %s", got, ofd.CodeFontWithoutUnicode)
	}
}
