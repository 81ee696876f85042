package ofd_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"gongkai/extract/document"
	"gongkai/extract/document/documenttest"
	"gongkai/extract/ofd"
	"gongkai/extract/ofd/ofdtest"
	"gongkai/extract/zipxml/zipxmltest"
)

// Whatever a file does to be large, reading it ends, and says that it did.
func TestHostileFilesEndLoudly(t *testing.T) {
	if testing.Short() {
		t.Skip("seconds of work")
	}
	units := func(n int, inner func(i int) string) *book {
		b := &book{data: "<PublicRes>R.xml</PublicRes>"}
		var s strings.Builder
		for i := range n {
			fmt.Fprintf(&s, `<CompositeGraphicUnit ID="%d"><Content>%s</Content></CompositeGraphicUnit>`, i, inner(i))
		}
		return b.part("R.xml", "<Res><CompositeGraphicUnits>"+s.String()+"</CompositeGraphicUnits></Res>").objects(`<CompositeObject Boundary="0 0 210 297" ResourceID="0"/>`)
	}
	draw := func(id, times int) string {
		return strings.Repeat(fmt.Sprintf(`<CompositeObject Boundary="0 0 210 297" ResourceID="%d"/>`, id), times)
	}
	many := func(n int, s string) *book { return (&book{}).objects("%s", strings.Repeat(s, n)) }
	lots := &book{}
	for range 6000 {
		lots.page("<Content/>")
	}
	templates := &book{data: `<TemplatePage ID="1" BaseLoc="T.xml"/>`}
	templates.part("T.xml", `<Page><Template TemplateID="1"/><Content><Layer>`+strings.Repeat(text(20, 20, "1", "", ""), 5000)+`</Layer></Content></Page>`)
	for range 400 {
		templates.page(strings.Repeat(`<Template TemplateID="1"/>`, 50) + "<Content/>")
	}
	for name, b := range map[string]*book{
		"a zip bomb":                  (&book{}).page(strings.Repeat(" ", 45<<20) + "<Content/>"),
		"a million characters":        many(1, `<TextObject Boundary="0 0 210 297" Size="4"><TextCode X="9" Y="9" DeltaX="g 999999 0.0001">`+strings.Repeat("1", 1_000_000)+`</TextCode></TextObject>`),
		"many texts":                  many(250_000, `<TextObject Boundary="0 0 9 9" Size="4"><TextCode X="0" Y="0">1</TextCode></TextObject>`),
		"many empty objects":          many(400_000, `<ImageObject Boundary="0 0 9 9"/>`),
		"glyphs without characters":   many(1, text(20, 20, strings.Repeat("1", 100_000), "", strings.Repeat(`<CGTransform CodePosition="0" CodeCount="0" GlyphCount="999999"/>`, 40_000))+strings.Repeat("<TextObject/>", 2)),
		"many lines":                  many(1, `<PathObject Boundary="0 0 210 297"><AbbreviatedData>`+strings.Repeat("M 0 0 L 9 0 ", 300_000)+`</AbbreviatedData></PathObject>`),
		"many paths":                  many(150_000, `<PathObject Boundary="0 0 210 297"><AbbreviatedData>M 0 0 L 9 0 L 9 9 L 0 9 C</AbbreviatedData></PathObject>`),
		"a unit that draws itself":    units(1, func(int) string { return draw(0, 1) }),
		"units that draw each other":  units(2, func(i int) string { return draw(1-i, 30) }),
		"units in units by the power": units(7, func(i int) string { return draw(i+1, 40) }),
		"many comments":               many(1, strings.Repeat("<!---->", 5<<20)+strings.Repeat("<a/>", 20)),
		"many layers":                 many(1_500_000, `</Layer><Layer>`),
		"deep blocks":                 many(1, strings.Repeat("<PageBlock>", 10_000)),
		"more pages than there are":   lots,
		"templates of all":            templates,
		"an object of many elements":  many(1, `<TextObject Boundary="0 0 9 9" Size="4">`+strings.Repeat("<a/>", 100_000)+`</TextObject>`),
		"one very long attribute":     many(1, `<PathObject Boundary="`+strings.Repeat("1 ", 3<<20)+`"/>`),
	} {
		t.Run(name, func(t *testing.T) {
			payload := b.bytes()
			start := time.Now()
			doc, err := ofd.Read(payload)
			t.Logf("%d bytes, %v: %v", len(payload), time.Since(start).Round(time.Millisecond), err)
			var e *document.Error
			switch {
			case err == nil && len(doc.Findings) == 0:
				t.Error("it is read without a word")
			case err == nil:
				if err := documenttest.Check(doc); err != nil {
					t.Error(err)
				}
			case !errors.As(err, &e):
				t.Errorf("the error has no code: %v", err)
			}
		})
	}
}

// Nothing that a DTD declares gets into the text, and nothing outside is read.
func TestEntitiesAreNotExpanded(t *testing.T) {
	page := `<!DOCTYPE Page [<!ENTITY a "1111"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><Page><Content><Layer>` + text(20, 20, "甲&b;乙&x;", "", "") + "</Layer></Content></Page>"
	doc := read(t, zipxmltest.Pack("OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>", "D.xml", `<Document><Pages><Page BaseLoc="P.xml"/></Pages></Document>`, "P.xml", page))
	if got := strings.Join(texts(doc), ""); got != "甲&b;乙&x;" {
		t.Errorf("the text is %q", got)
	}
}

func FuzzRead(f *testing.F) {
	file := ofdtest.New(ofdtest.Style{Runs: true, Template: true, Height: 90})
	file.Paragraph("二、主动公开政府信息情况")
	file.Table(sample)
	f.Add(file.Bytes())
	f.Add((&book{}).objects("%s", numbers()).bytes())
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, b []byte) { check(t, b) })
}

// FuzzContent puts the bytes into a page's content, where they are painted.
func FuzzContent(f *testing.F) {
	f.Add(numbers())
	f.Add(text(20, 20, `1¤\0020`, `CTM="0 1 -1 0 9 9" CharDirection="90" HScale="0.5" DrawParam="1"`, `<FillColor Value="#FF 255 255" ColorSpace="2"/><CGTransform CodePosition="0" CodeCount="2" GlyphCount="1"/>`))
	f.Add(`<CompositeObject Boundary="0 0 9e6 9" ResourceID="3"><Clips TransFlag="true"><Clip><Area CTM="1 0 0 1 -9 1e6"><Path Boundary="0 0 1 1"><AbbreviatedData>S0 0A1 1 1 1 1 9 9Q1 2 3 4C</AbbreviatedData></Path></Area></Clip></Clips></CompositeObject>`)
	f.Fuzz(func(t *testing.T, content string) {
		b := (&book{data: "<PublicRes>R.xml</PublicRes>"}).part("R.xml", `<Res><DrawParams><DrawParam ID="1" Relative="1" LineWidth="9"/></DrawParams><ColorSpaces><ColorSpace ID="2" BitsPerComponent="16"/></ColorSpaces><CompositeGraphicUnits><CompositeGraphicUnit ID="3">`+numbers()+`<CompositeObject Boundary="1 1 1 1" ResourceID="3"/></CompositeGraphicUnit></CompositeGraphicUnits></Res>`)
		check(t, b.objects("%s", content).bytes())
	})
}

// check fails where a document contradicts itself.
func check(t *testing.T, payload []byte) {
	doc, err := ofd.Read(payload)
	if err != nil {
		return
	}
	if err := errors.Join(documenttest.Check(doc), documenttest.CheckPlaces(doc)); err != nil {
		t.Fatal(err)
	}
}
