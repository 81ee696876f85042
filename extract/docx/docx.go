// Package docx reads word-processing documents of Office Open XML (ECMA-376
// Part 1, clause 17; ISO/IEC 29500), as Word, WPS and LibreOffice write them.
//
// The main part is a tree: w:document > w:body > paragraphs (w:p) and tables
// (w:tbl > w:tr > w:tc > paragraphs and tables again). A paragraph holds runs
// (w:r) of text (w:t) with properties (w:rPr); any of them may be wrapped in
// content controls, tracked changes, hyperlinks, custom XML.
//
// What is read is what a printed page would show:
//
//   - tracked changes as accepted: insertions are kept, deletions are not; a
//     deleted paragraph mark joins two paragraphs;
//   - hidden text is left out with a finding; the code of a field is not read, its result is;
//   - automatic numbers (一、（一）1.) are printed before their paragraph, since
//     the numbers of a report's sections often are automatic (number.go);
//     bullets are left out;
//   - text boxes follow the paragraph that they hang on, notes follow the text;
//     their marks are left out, for a mark at a number would change it;
//   - headers and footers are left out.
package docx

import (
	"errors"
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
)

// Format is the name of the format in a Document.
const Format = "docx"

// The codes of the findings of this reader, beside document.CodeLimit.
const (
	CodeMerge   = "merge_broken"    // a cell goes on with a merged cell that is not there
	CodeSymbol  = "symbol_unknown"  // a symbol of a font whose code is not known
	CodeNumber  = "number_unknown"  // a number format that is not rendered
	CodeScanned = "scanned"         // pictures and no text
	CodePart    = "part_unreadable" // styles, numbering or notes cannot be read
)

// Read reads a document. The error is a *document.Error.
func Read(payload []byte) (*document.Document, error) {
	pkg, err := ooxml.Open(payload)
	if err != nil {
		return nil, err
	}
	main := pkg.Main("wordprocessingml", "word/document.xml")
	part, err := pkg.Part(main)
	if err != nil {
		return nil, err
	}
	doc := &document.Document{Format: Format, Blocks: []document.Block{}}
	r := &reader{doc: doc, budget: document.Budget{Document: doc}, notes: map[string]map[string]bool{}, doubts: map[string]bool{}, setting: setting{colour: script.White}}
	pkg.Properties(doc)
	notes := r.companions(pkg, main)
	r.part(part)
	switch {
	case part.Err() != nil:
		return nil, part.Err()
	case !r.body:
		return nil, &document.Error{Code: document.CodeBroken, Message: "缺少正文：the main part has no w:body"}
	}
	for _, n := range notes {
		r.note(pkg, n)
	}
	switch {
	case len(doc.Blocks) > 0:
	case r.pictures > 0:
		r.doubt(CodeScanned, "", "只有图片，没有文字：pictures and no text", document.Publisher, nil)
	case len(doc.Findings) == 0:
		return nil, &document.Error{Code: document.CodeEmpty, Message: "文档没有内容：nothing in it"}
	}
	doc.Unframe()
	return doc, nil
}

// reader holds what is the same for the whole document.
type reader struct {
	xml    *ooxml.Reader
	doc    *document.Document
	budget document.Budget
	styles styles
	lists  lists

	fields   []field
	setting  setting         // what text stands in
	within   *document.Place // the cell that is read, nil outside of tables
	holder   bool            // what stands here is to be replaced by what somebody fills in
	body     bool            // there is one
	tables   int             // tables made so far
	nested   int             // tables that are open
	pictures int
	doubts   map[string]bool
	notes    map[string]map[string]bool // ids of the notes referred to, by the kind of note
}

// part reads the blocks of a main part.
func (r *reader) part(x *ooxml.Reader) {
	r.xml = x
	out := &flow{r: r}
	x.Children(func(*ooxml.Element) {
		x.Children(func(e *ooxml.Element) {
			switch {
			case e.Is(ooxml.Word, "background"):
				r.setting.colour = 0
			case e.Is(ooxml.Word, "body"):
				r.body = true
				r.blocks(out)
			}
		})
	})
	out.flush()
}

// companions reads the parts that the main part leans on, and returns the
// relations of those that follow the text.
func (r *reader) companions(pkg *ooxml.Package, main string) []ooxml.Relation {
	rels, err := pkg.Relations(main)
	if err != nil {
		r.doubtPart("relationships", err)
	}
	var notes []ooxml.Relation
	for _, rel := range rels {
		switch rel.Type {
		case "styles":
			r.companion(pkg, rel, r.styles.read)
		case "numbering":
			r.companion(pkg, rel, r.lists.read)
		case "footnotes", "endnotes":
			notes = append(notes, rel)
		}
	}
	r.styles.settle()
	r.lists.settle(&r.styles)
	return notes
}

func (r *reader) companion(pkg *ooxml.Package, rel ooxml.Relation, read func(*ooxml.Reader)) {
	x, err := pkg.Part(rel.Target)
	if err == nil {
		read(x)
		err = x.Err()
	}
	if err != nil {
		r.doubtPart(rel.Type, err)
	}
}

// note reads the notes of one kind that the text refers to, in the order of the part.
func (r *reader) note(pkg *ooxml.Package, rel ooxml.Relation) {
	kind := strings.TrimSuffix(rel.Type, "s")
	wanted := r.notes[kind]
	if len(wanted) == 0 {
		return
	}
	r.companion(pkg, rel, func(x *ooxml.Reader) {
		r.xml, r.fields = x, nil
		x.Children(func(*ooxml.Element) {
			x.Children(func(e *ooxml.Element) {
				if e.Is(ooxml.Word, kind) && wanted[e.Attr("id")] {
					out := &flow{r: r}
					r.blocks(out)
					out.flush()
				}
			})
		})
	})
}

// doubt puts a finding into the document, one of each code and place of doubt.
func (r *reader) doubt(code, where, message string, who document.Responsibility, place *document.Place) {
	if r.doubts[code+where] {
		return
	}
	r.doubts[code+where] = true
	r.doc.Findings = append(r.doc.Findings, document.Finding{
		Code: code, Responsibility: who, Where: where, Message: message, Place: place,
	})
}

func (r *reader) doubtPart(name string, err error) {
	var e *document.Error
	code := CodePart
	if errors.As(err, &e) && e.Code == document.CodeLimit {
		code = document.CodeLimit
	}
	r.doubt(code, name, "部件无法读取："+err.Error(), document.Reader, nil)
}
