package ofd_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/document"
	"gongkai/extract/layout"
	"gongkai/extract/ofd"
	"gongkai/extract/zipxml/zipxmltest"
)

// refused is the code of the error of a file that must not be read.
func refused(t *testing.T, payload []byte) string {
	t.Helper()
	doc, err := ofd.Read(payload)
	var e *document.Error
	if !errors.As(err, &e) {
		t.Fatalf("the file is read, or the error has no code: %v, %v", doc, err)
	}
	return e.Code
}

func TestPartsAreFoundWhereverTheyAreNamed(t *testing.T) {
	page := "<Page><Content><Layer>" + text(20, 20, "文", "", "") + "</Layer></Content></Page>"
	for name, location := range map[string]string{
		"from the folder of the document": "Pages/P.xml",
		"from the root":                   "/Doc_0/Pages/P.xml",
		"from the root without a slash":   "Doc_0/Pages/P.xml",
		"in other letters":                "PAGES/p.XML",
		"with blanks around":              " Pages/P.xml\n",
		"by a roundabout way":             "./x/../../Doc_0/Pages/P.xml",
		"above the root":                  "/../../Doc_0/Pages/P.xml",
		"with backslashes":                `Pages\P.xml`,
	} {
		t.Run(name, func(t *testing.T) {
			doc := read(t, zipxmltest.Pack("OFD.xml", "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>",
				"Doc_0/Document.xml", `<Document><Pages><Page BaseLoc="`+location+`"/></Pages><CommonData/></Document>`, "Doc_0/Pages/P.xml", page))
			if diff := cmp.Diff([]string{"文"}, texts(doc)); diff != "" {
				t.Errorf("texts (-want +got):\n%s", diff)
			}
		})
	}
}

// Documents of one file come one after the other, their pages counted on.
func TestSeveralDocumentsAreReadInOrder(t *testing.T) {
	one := func(s string) string {
		return "<Page><Content><Layer>" + text(20, 20, s, "", "") + "</Layer></Content></Page>"
	}
	doc := read(t, zipxmltest.Pack(
		"OFD.xml", `<OFD><DocBody><DocInfo><Title>甲</Title><Author>某局</Author></DocInfo><DocRoot>A/D.xml</DocRoot></DocBody><DocBody><DocInfo><Title>乙</Title></DocInfo><DocRoot>B/D.xml</DocRoot></DocBody></OFD>`,
		"A/D.xml", `<Document><Pages><Page BaseLoc="1.xml"/><Page BaseLoc="2.xml"/></Pages></Document>`, "A/1.xml", one("一。"), "A/2.xml", one("二。"),
		"B/D.xml", `<Document><Pages><Page BaseLoc="1.xml"/></Pages></Document>`, "B/1.xml", one("三。")))
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, fmt.Sprint(b.Place.Page, b.Text))
	}
	if diff := cmp.Diff([]string{"1一。", "2二。", "3三。"}, got); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]document.Meta{{Name: "OFDTitle", Value: "甲"}, {Name: "OFDAuthor", Value: "某局"}}, doc.Meta); diff != "" || doc.Title != "甲" {
		t.Errorf("title %q, meta (-want +got):\n%s", doc.Title, diff)
	}
}

// Of a document with versions the current one is read, and never another.
func TestTheCurrentVersionIsRead(t *testing.T) {
	b := &book{body: `<Versions><Version ID="1" Index="1" BaseLoc="V/1.xml"/><Version ID="2" Index="2" Current="true" BaseLoc="V/2.xml"/></Versions>`}
	b.objects("%s", text(20, 20, "旧", "", ""))
	if code := refused(t, b.bytes()); code != document.CodeBroken {
		t.Errorf("without the version's part: %s", code)
	}
	b.parts = append(b.parts, "V/2.xml", `<DocVersion ID="2"><FileList/><DocRoot>/New/D.xml</DocRoot></DocVersion>`,
		"New/D.xml", `<Document><Pages><Page BaseLoc="1.xml"/></Pages></Document>`,
		"New/1.xml", "<Page><Content><Layer>"+text(20, 20, "新", "", "")+"</Layer></Content></Page>")
	if diff := cmp.Diff([]string{"新"}, texts(read(t, b.bytes()))); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

func TestTemplatesStandUnderAndOverThePage(t *testing.T) {
	ground := `<PathObject Boundary="60 20 40 10" Fill="true" Stroke="false"><FillColor Value="0 0 255"/><AbbreviatedData>M 0 0 L 40 0 L 40 10 L 0 10 C</AbbreviatedData></PathObject>`
	over := text(62, 22, "9", "", `<FillColor Value="255 255 255"/>`)
	b := (&book{data: `<TemplatePage ID="1" BaseLoc="T1.xml"/><TemplatePage ID="2" BaseLoc="T2.xml" ZOrder="Foreground"/>`})
	b.part("T1.xml", `<Page><Template TemplateID="1"/><Content><Layer>`+numbers()+`</Layer></Content></Page>`)
	b.part("T2.xml", `<Page><Content><Layer>`+over+`</Layer></Content></Page>`)
	b.page(`<Template TemplateID="2"/><Template TemplateID="1" ZOrder="Background"/><Content><Layer>` + ground + `</Layer></Content>`)
	doc := read(t, b.bytes())
	if diff := cmp.Diff(inNumbers("9", ""), tables(doc)); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
}

func TestPagesOfTheirOwnSizeAndResources(t *testing.T) {
	b := &book{data: `<PublicRes>R.xml</PublicRes>`}
	b.part("R.xml", `<Res><DrawParams><DrawParam ID="1"><FillColor Value="255 255 255"/></DrawParam></DrawParams></Res>`)
	b.part("Own.xml", `<Res><DrawParams><DrawParam ID="1"><FillColor Value="0 0 0"/></DrawParam></DrawParams></Res>`)
	b.page(`<PageRes>Own.xml</PageRes><Area><PhysicalBox>0 0 420 297</PhysicalBox></Area><Content><Layer>` + text(380, 20, "宽", `DrawParam="1"`, "") + `</Layer></Content>`)
	b.page(`<Content><Layer>` + text(380, 20, "窄", "", "") + `</Layer></Content>`) // off the page
	b.page(`<Content><Layer>` + text(380, 20, "后", `DrawParam="1"`, "") + `</Layer></Content><Area><PhysicalBox>0 0 420 297</PhysicalBox></Area><PageRes>Own.xml</PageRes>`)
	if diff := cmp.Diff([]string{"宽", "后"}, texts(read(t, b.bytes()))); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

func TestPagesOfPicturesAreSaidToBeScans(t *testing.T) {
	const picture = `<ImageObject Boundary="0 0 %d %d" CTM="210 0 0 297 0 0" ResourceID="9"/>`
	for name, b := range map[string]*book{
		"the whole page":      (&book{}).objects(picture, 210, 297),
		"a part of the page":  (&book{}).objects(picture, 140, 100),
		"on one of two pages": (&book{}).objects(picture, 210, 297).objects("%s", text(20, 20, "文", "", "")),
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff([]string{layout.CodeScanned}, codes(read(t, b.bytes()))); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
	drawn := (&book{}).objects(`<PathObject Boundary="0 0 9 9"><AbbreviatedData>M 0 0 B 1 1 2 2 3 3 L 9 9</AbbreviatedData></PathObject>`)
	if code := refused(t, drawn.bytes()); code != ofd.CodeNoText {
		t.Errorf("nothing but shapes: %s", code)
	}
}

func TestAnnotationsAndSealsAreNoText(t *testing.T) {
	b := &book{doc: "<Annotations>Annots/All.xml</Annotations>", body: "<Signatures>Doc_0/Signs/Signatures.xml</Signatures>"}
	b.objects("%s", numbers())
	b.part("Annots/All.xml", `<Annotations><Page PageID="0"><FileLoc>P0.xml</FileLoc></Page></Annotations>`)
	b.part("Annots/P0.xml", `<PageAnnot><Annot Type="Watermark"><Appearance Boundary="0 0 210 297">`+text(62, 22, "9", "", "")+`</Appearance></Annot><Annot Visible="false"><Appearance>`+text(62, 22, "8", "", "")+`</Appearance></Annot><Annot Type="Link"/></PageAnnot>`)
	b.part("Signs/Signatures.xml", `<Signatures>`+text(62, 22, "7", "", "")+`</Signatures>`)
	doc := read(t, b.bytes())
	if diff := cmp.Diff(inNumbers("", ""), tables(doc)); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{ofd.CodeAnnotation}, codes(doc)); diff != "" || !strings.HasPrefix(doc.Findings[0].Message, "1 ") {
		t.Errorf("findings %v (-want +got):\n%s", doc.Findings, diff)
	}
}

// Half a page is not believed: what it had of a number may be half of it.
func TestPagesThatCannotBeReadWholeAreLeftOut(t *testing.T) {
	whole := text(20, 20, "文", "", "")
	for name, inner := range map[string]string{
		"cut":                          "<Content><Layer>" + whole,
		"not XML":                      "<Content><Layer>" + whole + "\x00</Layer></Content>",
		"an object without a place":    "<Content><Layer>" + whole + `<TextObject Size="4"><TextCode X="0" Y="0">1</TextCode></TextObject></Layer></Content>`,
		"a place that is no number":    "<Content><Layer>" + whole + text(20, 30, "1", `CTM="1 0 0 NaN 0 0"`, "") + "</Layer></Content>",
		"steps that are no numbers":    "<Content><Layer>" + whole + `<TextObject Boundary="0 0 9 9" Size="4"><TextCode X="0" Y="0" DeltaX="2 x">123</TextCode></TextObject></Layer></Content>`,
		"half a run of steps":          "<Content><Layer>" + whole + `<TextObject Boundary="0 0 9 9" Size="4"><TextCode X="0" Y="0" DeltaX="g 2">123</TextCode></TextObject></Layer></Content>`,
		"a path with half a line":      "<Content><Layer>" + whole + `<PathObject Boundary="0 0 9 9"><AbbreviatedData>M 0 0 L 9</AbbreviatedData></PathObject></Layer></Content>`,
		"a path of unknown operators":  "<Content><Layer>" + whole + `<PathObject Boundary="0 0 9 9"><AbbreviatedData>M 0 0 Z 9 9</AbbreviatedData></PathObject></Layer></Content>`,
		"a template that is not there": `<Template TemplateID="1"/><Content><Layer>` + whole + "</Layer></Content>",
	} {
		t.Run(name, func(t *testing.T) {
			b := &book{data: `<TemplatePage ID="1" BaseLoc="T.xml"/>`}
			b.objects("%s", text(20, 20, "前。", "", "")).page(inner).objects("%s", text(20, 20, "后。", "", ""))
			doc := read(t, b.bytes())
			if diff := cmp.Diff([]string{"前。", "后。"}, texts(doc)); diff != "" {
				t.Errorf("texts (-want +got):\n%s", diff)
			}
			if len(doc.Findings) != 1 || doc.Findings[0].Code != ofd.CodeBrokenPage || doc.Findings[0].Place.Page != 2 {
				t.Errorf("findings %v, want one %s of page 2", doc.Findings, ofd.CodeBrokenPage)
			}
			b.pages = b.pages[1:2]
			if code := refused(t, b.bytes()); code != document.CodeBroken {
				t.Errorf("alone it is %s", code)
			}
		})
	}
}

func TestFilesThatCannotBeReadSayWhy(t *testing.T) {
	whole := (&book{}).objects("%s", numbers()).bytes()
	for name, c := range map[string]struct {
		payload []byte
		code    string
	}{
		"encrypted":              {append([]byte(nil), (&book{parts: []string{"Encryptions.xml", "<Encryptions/>"}}).objects("%s", numbers()).bytes()...), document.CodeEncrypted},
		"cut":                    {whole[:len(whole)/2], document.CodeBroken},
		"no root":                {zipxmltest.Pack("a", "b"), document.CodeBroken},
		"an empty root":          {zipxmltest.Pack("OFD.xml", ""), document.CodeBroken},
		"no document":            {zipxmltest.Pack("OFD.xml", "<OFD/>"), document.CodeBroken},
		"a document not there":   {zipxmltest.Pack("OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"), document.CodeBroken},
		"no pages":               {(&book{}).bytes(), document.CodeBroken},
		"the one page not there": {zipxmltest.Pack("OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>", "D.xml", `<Document><Pages><Page BaseLoc="P.xml"/></Pages></Document>`), document.CodeBroken},
		"a blank page":           {(&book{}).objects("").bytes(), ofd.CodeNoText},
	} {
		t.Run(name, func(t *testing.T) {
			if code := refused(t, c.payload); code != c.code {
				t.Errorf("the code is %s, want %s", code, c.code)
			}
		})
	}
}

// Parts that only change how things look do not take the pages with them.
func TestResourcesThatCannotBeReadAreSaid(t *testing.T) {
	b := &book{data: "<PublicRes>R.xml</PublicRes><DocumentRes>Lost.xml</DocumentRes>"}
	b.part("R.xml", "<Res><DrawParams>").objects(`%s<CompositeObject Boundary="0 0 9 9" ResourceID="5"/>`, numbers())
	doc := read(t, b.bytes())
	if diff := cmp.Diff(inNumbers("", ""), tables(doc)); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
	if len(doc.Findings) != 1 || doc.Findings[0].Code != ofd.CodeBrokenPart || !strings.Contains(doc.Findings[0].Message, "3 ") {
		t.Errorf("findings %v, want one %s of 3 parts", doc.Findings, ofd.CodeBrokenPart)
	}
}
