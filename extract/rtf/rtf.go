// Package rtf reads Rich Text Format, after Microsoft's RTF Specification 1.9.1.
//
// A file is text of 7 bits with control words (\par), symbols (\~) and groups
// ({…}). A group keeps formatting: what is set in it ends with it. Some groups
// are destinations: what is in them belongs elsewhere than into the text (fonts,
// pictures, headers); {\* begins one that a reader may not know and then leaves
// out. Characters are \uN with a substitute after them that is skipped, or
// bytes in the code page of their font. A row of a table is paragraphs in
// \intbl with \cell after each cell, and a definition, from \trowd to \row, with
// the right edge of each cell.
package rtf

import (
	"bytes"
	"fmt"

	"gongkai/extract/document"
	"gongkai/extract/edges"
	"gongkai/extract/script"
)

// Format is the name of the format in a Document.
const Format = "rtf"

// CodeBadEncoding is the code of the finding that bytes are no text in their code page.
const CodeBadEncoding = "bad_encoding"

// maxGroups is how deep groups may stand in each other. Word's own files reach
// some 20.
const maxGroups = 4096

// Begins reports whether a file begins as RTF does, after a byte order mark or
// white space that an editor left.
func Begins(payload []byte) bool {
	const reach = 64
	return bytes.HasPrefix(trimmed(payload[:min(len(payload), reach)]), []byte(`{\rtf`))
}

func trimmed(payload []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(payload, []byte("\xEF\xBB\xBF")), " \t\r\n")
}

// Read reads an RTF file. The error is a *document.Error.
func Read(payload []byte) (*document.Document, error) {
	payload = trimmed(payload)
	if !Begins(payload) {
		return nil, &document.Error{Code: document.CodeBroken, Message: `文件已损坏：no {\rtf at the start`}
	}
	doc := &document.Document{Format: Format, Blocks: []document.Block{}}
	r := &reader{doc: doc, in: payload, page: windows, fonts: map[int]int{}, outline: map[int]int{}, doubtful: map[int]bool{}}
	r.budget.Document = doc
	r.flow = &edges.Flow{Document: doc, Budget: &r.budget}
	r.span(span{to: len(payload), state: state{skip: 1}})
	// What stands beside the text comes after it; it may hold more of its kind.
	for round := 0; len(r.later) > 0; round++ {
		if round == maxRounds {
			r.budget.Reached("nesting", maxRounds)
			break
		}
		spans := r.later
		r.later = nil
		for _, s := range spans {
			r.span(s)
		}
	}
	if r.lost > 0 {
		r.doubt(CodeBadEncoding, fmt.Sprintf("%d 个字符无法解码：characters that are none in their code page", r.lost))
	}
	if r.line.Notes > 0 {
		r.doc.Findings = append(r.doc.Findings, document.Finding{Code: script.CodeNote, Responsibility: document.Publisher, Message: script.MessageNote})
	}
	if r.open {
		const why = "文件不完整：the file ends within a group"
		if len(doc.Blocks) == 0 {
			return nil, &document.Error{Code: document.CodeTruncated, Message: why}
		}
		r.doubt(document.CodeTruncated, why)
	}
	if len(doc.Blocks) == 0 && len(doc.Findings) == 0 {
		return nil, &document.Error{Code: document.CodeEmpty, Message: "文件为空：no text in it"}
	}
	r.information()
	doc.Unframe()
	return doc, nil
}

// What a hostile file may have many of. Real files have some thousand notes, and
// a word within every hundred bytes of text.
const (
	maxWork  = 16 << 20 // symbols and groups; words, and texts of one code page, count as four
	wordWork = 4
	maxNotes = 100_000
	maxBytes = 4 << 20 // of text without a word in it
	maxFont  = 1 << 16 // the numbers of fonts and styles
)

// spend reports whether n more units of work may be done.
func (r *reader) spend(n int) bool {
	if r.work += n; r.work > maxWork {
		r.budget.Reached("work", maxWork)
		return false
	}
	return true
}

// maxRounds is how often a note in a text box in a note … is followed.
const maxRounds = 4

// reader holds what is open while the bytes go by.
type reader struct {
	doc    *document.Document
	budget document.Budget
	flow   *edges.Flow
	in     []byte
	at     int
	state
	stack []state
	later []span // notes and text boxes, read after the text
	open  bool   // the file ended within a group
	star  bool   // the next word names a destination that may be unknown

	page    int         // the code page of the file
	fonts   map[int]int // the code page of each font
	font0   int         // the font where none is named
	chinese bool        // the language of the file
	outline map[int]int // the level of each style, from 1
	raw     []byte      // bytes that are not decoded yet
	text    []byte      // the paragraph that is open
	line    script.Line // which of it is raised or lowered
	high    rune        // the first half of a character outside the BMP
	pass    int         // substitutes still to skip
	lost    int
	work    int

	colours  []script.Colour
	mixed    script.Colour // the colour that the table of colours is at
	doubtful map[int]bool  // styles that hide or strike through
	fields   []field
	printed  int  // bytes of text so far
	unread   bool // the finding about a field was made

	row     row // the row that is defined
	inner   row // the same within a table
	title   []byte
	created moment
	saved   moment
	moment  *moment
}

// span is a part of the file, with the formatting that it begins with.
type span struct {
	from, to int
	state    state
}

// state is what a group keeps.
type state struct {
	dest     destination
	upr      bool
	outer    destination // that around an \upr
	skip     int         // \ucN
	font     int
	dbFont   int // the font of double-byte characters
	double   bool
	hidden   bool
	deleted  bool
	struck   bool // \strike
	twice    bool // \striked1
	reversed bool // \rtlch
	ink      script.Colour
	tiny     bool
	letters  ground // \highlight, \chcbpat
	behind   ground // \cbpat, of the paragraph
	lettered int    // \csN
	face     bool   // the run says itself whether it is hidden or struck through
	field    int    // of the group of a field: how many are open with it
	script   int    // \super, \sub
	moved    int    // \up, \dn
	number   bool   // the number of a list
	inTable  bool
	depth    int
	heading  int
	style    int
	innerRow bool // this group defines a row of a table within a table
	note     int  // where a part that is read later began
}

// tables returns the number of tables around the paragraph that is open.
func (s *state) tables() int {
	if s.depth == 0 && s.inTable {
		return 1
	}
	return s.depth
}

// level returns where text stands: raised, lowered, on the line.
func (s *state) level() int {
	if s.number {
		return script.OfList
	}
	if s.script == script.Baseline {
		return s.moved
	}
	return s.script
}

func (r *reader) doubt(code, message string) {
	r.doc.Findings = append(r.doc.Findings, document.Finding{Code: code, Responsibility: document.Reader, Message: message})
}
