// Package msdoc reads the binary format of Word 97 and later (.doc, and what
// WPS writes as .doc, .dot or .wps), after [MS-DOC].
//
// The file is a compound file. Its stream WordDocument begins with the FIB
// (fib.go), which says where the parts of the stream 1Table or 0Table are. The
// text lies in pieces (piece.go), at offsets of WordDocument. What a paragraph
// or a run of characters is (in a table, deleted, hidden) lies in pages of 512
// bytes, found by those same offsets (fkp.go), as lists of changes (sprm.go) on
// top of a style (style.go). A table is nothing but paragraphs that end in a
// cell mark; the paragraph that ends a row has the edges of its cells (row.go).
package msdoc

import (
	"fmt"

	"gongkai/extract/document"
	"gongkai/extract/edges"
	"gongkai/extract/script"
)

// Format is the name of the format in a Document.
const Format = "doc"

// The codes of findings.
const (
	CodeBroken    = document.CodeBroken  // a part cannot be read, the rest was
	CodeField     = "field_open"         // a field has no end: what it hides is a guess
	CodeNumbering = "numbering_left_out" // paragraphs numbered by Word, whose numbers are not in the text
	CodeCharset   = "charset_guessed"    // text of 8 bits that is Chinese, against the specification
)

// maxWork bounds the characters that are looked at and the bytes of formatting
// that are read again and again: no real file comes near.
const maxWork = 2 * document.MaxText

// What some things cost beside their bytes: a file may have nothing else.
const (
	runWork       = 16
	paragraphWork = 64
	rowWork       = 64 // one change of a row: it moves up to 63 edges
	unitWork      = 4  // one character of the text of a list's level
)

// Read reads a Word file. The error is a *document.Error.
func Read(payload []byte) (doc *document.Document, err error) {
	// The compound file is read by a library: its bugs are not ours to die of.
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, broken(fmt.Sprint(r))
		}
	}()
	s, err := streams(payload)
	if err != nil {
		return nil, err
	}
	f, err := readFIB(s.word)
	if err != nil {
		return nil, err
	}
	doc = &document.Document{Format: Format, Blocks: []document.Block{}}
	r := &reader{doc: doc, fib: f, word: s.word, data: s.data, said: map[string]bool{}}
	r.table = s.table0
	if f.table1 {
		r.table = s.table1
	}
	if len(r.table) == 0 {
		return nil, broken("no table stream")
	}
	r.budget.Document = doc
	r.flow = &edges.Flow{Document: doc, Budget: &r.budget}
	if err := r.readPieces(); err != nil {
		return nil, err
	}
	r.paragraphs = pages{stream: r.word, plc: f.part(r.table, partPapx), entry: 13}
	r.characters = pages{stream: r.word, plc: f.part(r.table, partChpx), entry: 1}
	for _, n := range []int{partStyles, partChpx, partPapx, partLists, partUses} {
		if f.cut(r.table, n) {
			r.doubt(document.CodeTruncated, "文件不完整：a part of the formatting lies past the end of the file")
		}
	}
	r.readStyles()
	r.readLists()
	for _, story := range f.stories() {
		r.story(story)
	}
	if r.paragraphs.lost || r.characters.lost {
		r.doubt(CodeBroken, "文件已损坏：formatting is missing, text may be shown that is deleted or hidden")
	}
	if r.line.Notes > 0 {
		doc.Findings = append(doc.Findings, document.Finding{Code: script.CodeNote, Responsibility: document.Publisher, Message: script.MessageNote})
	}
	if n := len(doc.Blocks); n == 0 && len(doc.Findings) == 0 {
		return nil, &document.Error{Code: document.CodeEmpty, Message: "文件为空：no text in it"}
	}
	summary(s.summary, doc)
	doc.Unframe()
	return doc, nil
}

// reader holds the parts of one file.
type reader struct {
	doc        *document.Document
	budget     document.Budget
	flow       *edges.Flow
	fib        fib
	word       []byte
	table      []byte
	data       []byte
	pieces     []piece
	changes    [][]byte // the lists of changes that pieces name
	paragraphs pages
	characters pages
	styles     []style
	lists      lists
	work       int
	said       map[string]bool

	text   []byte      // the paragraph that is open
	line   script.Line // which of it is raised or lowered
	high   uint16      // the first half of a character outside the BMP
	fields []field
	veiled int // open fields whose result did not begin
	ended  int // paragraphs so far
	things int // pictures and objects in the paragraph
}

// spend reports whether n more units of work may be done.
func (r *reader) spend(n int) bool {
	if r.work += n; r.work > maxWork {
		r.budget.Reached("work", maxWork)
		return false
	}
	return true
}

// doubt puts a finding into the document, once for each code.
func (r *reader) doubt(code, message string) {
	if r.said[code] {
		return
	}
	r.said[code] = true
	r.doc.Findings = append(r.doc.Findings, document.Finding{Code: code, Responsibility: document.Reader, Message: message})
}

func broken(why string) *document.Error {
	return &document.Error{Code: document.CodeBroken, Message: "文件已损坏：" + why}
}
