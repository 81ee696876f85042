// Package ofd reads OFD files (GB/T 33190-2016), the fixed layout of Chinese
// government documents: a ZIP file of XML parts. Like a PDF it only has what is
// printed, glyphs at places and lines, and extract/layout makes tables and
// paragraphs of these; extract/canvas takes what is drawn.
//
//	part.go      parts, their elements, locations
//	number.go    numbers, boxes, matrices, steps
//	root.go      OFD.xml, documents, versions
//	resource.go  draw parameters, colours, composite units
//	page.go      pages and their templates
//	object.go    what all graphic objects have: place, clip, visibility
//	text.go      characters; path.go: lines and shapes
//
// A file can hold several documents (DocBody). They are read one after the
// other as one, their pages counted on: it is one file that was published, and
// telling reports apart is the shared parser's work.
//
// A page is believed whole or not at all. One whose XML breaks off or whose
// objects have no place is left out with a finding, since half a number is a
// wrong one. Signatures and seals are no text. Annotations lie over the page
// and are left out with a finding where they have text.
package ofd

import (
	"fmt"
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/layout"
	"gongkai/extract/zipxml"
)

// Format is the name of the format in a Document.
const Format = "ofd"

// The codes of the reader's own findings; those about whole pages are layout's.
const (
	CodeFontWithoutUnicode = "font_without_unicode" // the file does not tell what glyphs stand for
	CodeBrokenPage         = "broken_page"          // a page could not be read whole and was left out
	CodeBrokenPart         = "broken_part"          // a part that pages rest on could not be read
	CodeAnnotation         = "annotation_text"      // text of annotations
	CodeNoText             = "no_text"              // nothing but lines and shapes: text may be drawn with them
)

// Limits of the work for one file: a page of a report has 2,000 characters, and
// some producers write five elements for each.
const (
	maxWork       = 4_000_000 // tokens of XML, characters and numbers of paths
	maxGlyphs     = 1_000_000 // all pages
	maxPageGlyphs = 200_000   // one page
	maxPages      = 5000
	maxBodies     = 64 // documents of one file
)

// reader reads one file.
type reader struct {
	file   *zipxml.File
	budget *document.Budget
	flow   *layout.Flow
	pages  int // read so far

	done      int // work
	full      bool
	resources int
	unitNodes int

	count
	lost    []int // pages that were left out
	notes   int   // annotations with text
	printed bool
}

// count is what was found so far, on the pages that are believed.
type count struct {
	glyphs   int
	pictures int // images
	broken   int // parts that could not be read
	unknown  int // characters without a known text
}

// work counts work and reports whether there may be more of it.
func (r *reader) work(n int) bool {
	if r.done += n; r.done > maxWork {
		r.budget.Reached("work", maxWork)
		r.full = true
	}
	return !r.full
}

// Read reads an OFD file. It fails with a *document.Error only where there is
// nothing to read; what is doubted in a file that is read are findings.
func Read(payload []byte) (*document.Document, error) {
	file, err := zipxml.Open(payload)
	if err != nil {
		return nil, err
	}
	if file.Has("Encryptions.xml") { // GM/T 0099-2020: parts are encrypted one by one
		return nil, &document.Error{Code: document.CodeEncrypted, Message: "文件已加密，需要密码或证书：encrypted, it opens with a password or certificate only"}
	}
	doc := &document.Document{Format: Format, Blocks: []document.Block{}}
	budget := &document.Budget{Document: doc}
	r := &reader{file: file, budget: budget, flow: layout.NewFlow(budget)}
	if err := r.root(); err != nil {
		return nil, err
	}
	doc.Blocks = r.flow.Blocks()
	doc.Findings = append(doc.Findings, r.flow.Findings()...)
	r.findings(doc)
	if !r.printed && len(doc.Findings) > 0 {
		first := doc.Findings[0]
		if first.Code == CodeBrokenPage || first.Code == CodeBrokenPart {
			first.Code = document.CodeBroken
		}
		return nil, &document.Error{Code: first.Code, Message: first.Message}
	}
	return doc, nil
}

// meta is the file's own information (DocInfo).
func (r *reader) meta(info *node) {
	doc := r.budget.Document
	if info == nil || len(doc.Meta) > 0 {
		return
	}
	for _, name := range []string{"Title", "Author", "Subject", "Abstract", "Creator", "CreatorVersion", "CreationDate", "ModDate"} {
		c := info.child(name)
		if c == nil {
			continue
		}
		v := strings.TrimSpace(c.text)
		if v == "" || len(v) >= 1024 {
			continue
		}
		if name == "Title" {
			doc.Title = v
		}
		doc.Meta = append(doc.Meta, document.Meta{Name: "OFD" + name, Value: v})
	}
}

func (r *reader) findings(doc *document.Document) {
	if r.glyphs == 0 && len(doc.Findings) == 0 && len(r.lost) == 0 {
		f := document.Finding{Code: CodeNoText, Responsibility: document.Publisher, Message: "文件没有文字，只有图形：there are shapes and no text"}
		if r.pictures > 0 {
			f.Code, f.Message = layout.CodeScanned, "文件只有图像，无文字可读：there are pictures and no text"
		}
		doc.Findings = append(doc.Findings, f)
	}
	add := func(code string, page int, format string, args ...any) {
		f := document.Finding{Code: code, Responsibility: document.Publisher, Message: fmt.Sprintf(format, args...)}
		if page > 0 {
			f.Place = &document.Place{Page: page}
		}
		doc.Findings = append(doc.Findings, f)
	}
	if n := len(r.lost); n > 0 {
		add(CodeBrokenPage, r.lost[0], "%d 页已损坏或缺失，未读：pages that are damaged or missing were left out", n)
	}
	if r.broken > 0 {
		add(CodeBrokenPart, 0, "文件中 %d 个部件已损坏或缺失，可能缺少内容：damaged or missing parts, content may be missing", r.broken)
	}
	if r.unknown > 0 {
		add(CodeFontWithoutUnicode, 0, "文件未说明字形对应的文字，%d 个字符无法识别：the file does not tell what glyphs stand for", r.unknown)
	}
	if r.notes > 0 {
		add(CodeAnnotation, 0, "%d 个注释（如水印、批注）有文字，未读：the text of annotations was left out", r.notes)
	}
}
