// Package pdf reads PDF files (ISO 32000-1). Of a PDF only what is printed is
// certain: glyphs at places, and lines. So the objects of the file (pdfcpu finds
// them, also in files with a broken table of objects, and decrypts them) are
// read for the content streams of the pages and for the fonts; a content stream
// is run for its glyphs and ruling lines; and extract/layout makes tables and
// paragraphs of these. The tags of a tagged PDF are not believed.
//
//	open.go       the objects, encryption, decompression and its limits
//	pages.go      the page tree, page boxes, rotation
//	resources.go  fonts and forms by name
//	lex.go        tokens of content streams and CMaps
//	content.go    the operators; show.go: text; extract/canvas takes what is drawn
//	font*.go      codes → text and widths; cmap.go, encoding.go, gb1.go: the tables
package pdf

import (
	"fmt"
	"maps"
	"slices"

	"gongkai/extract/document"
	"gongkai/extract/layout"
)

// Format is the name of the format in a Document.
const Format = "pdf"

// The codes of the reader's own findings; those about whole pages are layout's.
const (
	CodeFontWithoutUnicode = "font_without_unicode" // nothing tells what its glyphs stand for
	CodeBrokenStream       = "broken_stream"        // a part of the file could not be decoded whole
	CodeAnnotation         = "annotation_text"      // text of annotations, such as a form's fields
)

// Limits of the work for one document: a page of a report has 2,000 glyphs and
// 20,000 operators.
const (
	maxOperators  = 10_000_000 // and glyphs, of all pages
	formCost      = 50         // operators that drawing a form counts for, beside its own
	maxGlyphs     = 1_000_000  // all pages
	maxPageGlyphs = 200_000    // one page
	maxForms      = 8          // forms within forms
	maxStates     = 512        // saved graphics states
	maxOperands   = 1 << 16    // operands of one operator
)

// reader reads one file.
type reader struct {
	f         *file
	budget    *document.Budget
	fonts     map[int]*font
	forms     map[int]*form
	operators int
	glyphs    int
	unknown   map[string]int // glyphs without a known text, by font
	optional  optional
	notes     int // annotations with text
}

// Read reads a PDF file. It fails with a *document.Error only where there is
// nothing to read; what is doubted in a file that is read are findings.
func Read(payload []byte) (*document.Document, error) {
	doc := &document.Document{Format: Format, Blocks: []document.Block{}}
	budget := &document.Budget{Document: doc}
	f, err := open(payload, budget)
	if err != nil {
		return nil, err
	}
	r := &reader{f: f, budget: budget, fonts: map[int]*font{}, forms: map[int]*form{}, unknown: map[string]int{}}
	return r.read(payload)
}

func (r *reader) read(payload []byte) (doc *document.Document, err error) {
	defer func() {
		if p := recover(); p != nil { // of pdfcpu, which panics on some objects
			doc, err = nil, damaged(payload)
		}
	}()
	doc = r.budget.Document
	r.optional = r.f.optional()
	pages := r.f.pages()
	if len(pages) == 0 {
		return nil, damaged(payload)
	}
	flow := layout.NewFlow(r.budget)
	printed := false
	for i, p := range pages {
		lp := r.page(p)
		printed = printed || len(lp.Glyphs)+len(lp.Rules) > 0 || lp.Images > 0
		flow.Page(i+1, lp)
	}
	doc.Blocks = flow.Blocks()
	if !printed && len(doc.Findings) > 0 { // a limit was reached before anything was printed
		first := doc.Findings[0]
		return nil, &document.Error{Code: first.Code, Message: first.Message}
	}
	r.meta(doc)
	doc.Findings = append(doc.Findings, flow.Findings()...)
	r.findings(doc)
	return doc, nil
}

// meta is the file's own information. Its title is often that of the template
// that the file was made from; whoever uses it looks at the text first.
func (r *reader) meta(doc *document.Document) {
	if r.f.ctx.Info == nil {
		return
	}
	info := r.f.dict(*r.f.ctx.Info)
	if v := r.f.text(info["Title"]); len(v) < 1024 {
		doc.Title = v
	}
	for _, name := range []string{"Author", "Creator", "Producer", "CreationDate", "ModDate"} {
		if v := r.f.text(info[name]); v != "" && len(v) < 1024 {
			doc.Meta = append(doc.Meta, document.Meta{Name: "PDF" + name, Value: v})
		}
	}
}

func (r *reader) findings(doc *document.Document) {
	for _, name := range slices.Sorted(maps.Keys(r.unknown)) {
		doc.Findings = append(doc.Findings, document.Finding{
			Code: CodeFontWithoutUnicode, Responsibility: document.Publisher, Where: name,
			Message: fmt.Sprintf("字体未说明其字形对应的文字，%d 个字符无法识别：the font does not tell what its glyphs stand for", r.unknown[name]),
		})
	}
	if r.notes > 0 {
		doc.Findings = append(doc.Findings, document.Finding{
			Code: CodeAnnotation, Responsibility: document.Publisher,
			Message: fmt.Sprintf("%d 个注释（如表单域、批注）有文字，未读：the text of annotations was left out", r.notes),
		})
	}
	if n := r.f.broken; n > 0 {
		doc.Findings = append(doc.Findings, document.Finding{
			Code: CodeBrokenStream, Responsibility: document.Publisher,
			Message: fmt.Sprintf("文件中 %d 处数据已损坏，可能缺少内容：damaged streams, content may be missing", n),
		})
	}
}
