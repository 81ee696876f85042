// Package ofdtest writes OFD files (GB/T 33190-2016) for tests: paragraphs and
// tables with merged cells, set on pages in the ways that producers set them.
// What is written is known, so that what is read can be compared with it.
package ofdtest

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"gongkai/extract/zipxml/zipxmltest"
)

// Style is how a file is written. The zero Style is what most producers write:
// prefixed elements, lines stroked, a text object for each line of a text.
type Style struct {
	NoPrefix bool // elements without the prefix ofd:
	Absolute bool // locations from the root of the file, not from where they stand
	OneGlyph bool // a text object for each character
	Runs     bool // steps as "g n d"
	Points   bool // objects in points under a matrix, as converters from PDF write them
	Filled   bool // ruling lines as thin shapes, not as strokes
	Template bool // the ruling lines of each page in a template page under it
	// Height is the height of the pages in millimetres, 297 where it is 0: low
	// pages cut tables more often.
	Height float64
}

// Millimetres.
const (
	pageWidth  = 210.0
	margin     = 20.0
	column     = pageWidth - 2*margin // of the text
	size       = 3.6                  // of the letters
	small      = 2.6                  // of those in narrow columns
	narrow     = 16.0                 // of columns
	pitch      = 5.0                  // of lines
	padding    = 1.2                  // of cells
	paragraphs = 2.0                  // between blocks
)

// File is a file under construction, from the top down; what does not fit on a
// page goes on the next one.
type File struct {
	style Style
	pages []*page
	y     float64 // where the next block begins
	id    int
}

// page has the objects of one page: its letters, and its rules.
type page struct{ text, rules bytes.Buffer }

// New begins a file.
func New(style Style) *File {
	if style.Height == 0 {
		style.Height = 297
	}
	f := &File{style: style}
	f.turn()
	return f
}

// turn begins a page.
func (f *File) turn() {
	f.pages = append(f.pages, &page{})
	f.y = margin
}

func (f *File) page() *page { return f.pages[len(f.pages)-1] }

func (f *File) bottom() float64 { return f.style.Height - margin }

// Paragraph sets a paragraph, its first line indented.
func (f *File) Paragraph(text string) {
	for _, l := range wrap("　　"+text, column, size) {
		if f.y+pitch > f.bottom() {
			f.turn()
		}
		f.line(margin, f.y, l, size)
		f.y += pitch
	}
	f.y += paragraphs
}

// Bytes is the file.
func (f *File) Bytes() []byte {
	at := func(folder, name string) string { // a location in a part of that folder
		if f.style.Absolute {
			return "/" + folder + name
		}
		return name
	}
	var templates, pages strings.Builder
	var parts []string
	for i, p := range f.pages {
		rules, link := p.rules.String(), ""
		if f.style.Template {
			fmt.Fprintf(&templates, `<o:TemplatePage ID="%d" BaseLoc="%s"/>`, 9000+i, at("Doc_0/", fmt.Sprintf("Tpls/Tpl_%d/Content.xml", i)))
			parts = append(parts, fmt.Sprintf("Doc_0/Tpls/Tpl_%d/Content.xml", i), f.part("Page", content(rules)))
			rules, link = "", fmt.Sprintf(`<o:Template TemplateID="%d" ZOrder="Background"/>`, 9000+i)
		}
		fmt.Fprintf(&pages, `<o:Page ID="%d" BaseLoc="%s"/>`, 8000+i, at("Doc_0/", fmt.Sprintf("Pages/Page_%d/Content.xml", i)))
		parts = append(parts, fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i), f.part("Page", link+content(rules+p.text.String())))
	}
	document := fmt.Sprintf(`<o:CommonData><o:MaxUnitID>9999</o:MaxUnitID><o:PageArea><o:PhysicalBox>0 0 %g %g</o:PhysicalBox></o:PageArea><o:PublicRes>%s</o:PublicRes>%s</o:CommonData><o:Pages>%s</o:Pages>`,
		pageWidth, f.style.Height, at("Doc_0/", "PublicRes.xml"), templates.String(), pages.String())
	body := fmt.Sprintf(`<o:DocBody><o:DocInfo><o:DocID>0</o:DocID><o:Title>Test</o:Title></o:DocInfo><o:DocRoot>%s</o:DocRoot></o:DocBody>`, at("", "Doc_0/Document.xml"))
	parts = append([]string{
		"OFD.xml", f.part("OFD", body),
		"Doc_0/Document.xml", f.part("Document", document),
		"Doc_0/PublicRes.xml", f.part("Res", `<o:Fonts><o:Font ID="1" FontName="宋体"/></o:Fonts>`),
	}, parts...)
	return zipxmltest.Pack(parts...)
}

func content(objects string) string {
	return `<o:Content><o:Layer ID="7000">` + objects + `</o:Layer></o:Content>`
}

// part is an XML part of what is written with the prefix o:.
func (f *File) part(root, inner string) string {
	prefix, space := "ofd:", "xmlns:ofd"
	if f.style.NoPrefix {
		prefix, space = "", "xmlns"
	}
	body := fmt.Sprintf(`<o:%s %s="http://www.ofdspec.org/2016">%s</o:%s>`, root, space, inner, root)
	return `<?xml version="1.0" encoding="UTF-8"?>` + strings.NewReplacer("<o:", "<"+prefix, "</o:", "</"+prefix).Replace(body)
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}
