package msdoc

import (
	"bytes"
	"encoding/binary"
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/edges"
)

// Thousands of pieces that all are the whole text: what is looked at to tell
// whether they are Chinese is work like any other, and ends where work ends.
func TestTellingChinesePiecesIsWork(t *testing.T) {
	const length, pieces = 1 << 20, 5000
	word := bytes.Repeat([]byte{0xB9, 0xE6}, length/2)
	var cps, pcds []byte
	for i := range pieces { // every second piece ends before it begins
		cps = binary.LittleEndian.AppendUint32(cps, uint32(length*(i%2)))
		pcds = append(pcds, 0, 0, 0, 0, 0, 0x40, 0, 0)
	}
	cps = binary.LittleEndian.AppendUint32(cps, 0)
	table := binary.LittleEndian.AppendUint32([]byte{2}, uint32(len(cps)+len(pcds)))
	table = append(append(table, cps...), pcds...)
	parts := make([]byte, 8*partPieces)
	parts = binary.LittleEndian.AppendUint32(parts, 0)
	parts = binary.LittleEndian.AppendUint32(parts, uint32(len(table)))

	doc := &document.Document{}
	r := &reader{doc: doc, fib: fib{chinese: true, parts: parts}, word: word, table: table, said: map[string]bool{}}
	r.budget.Document = doc
	if err := r.readPieces(); err != nil {
		t.Fatal(err)
	}
	looked := 0
	for _, p := range r.pieces {
		if !p.chinese {
			t.Fatal("a piece of Chinese is none")
		}
		looked += p.to - p.from
	}
	if looked == 0 || looked > maxWork || r.work < looked || r.work > maxWork+length {
		t.Errorf("%d characters looked at, %d counted, %d allowed", looked, r.work, maxWork)
	}
	if !limited(doc) {
		t.Errorf("findings: %+v", doc.Findings)
	}
}

// So is printing the numbers of lists: a level may have 64 KB of text, and every
// character of the file may be a paragraph in it.
func TestPrintingNumbersIsWork(t *testing.T) {
	const length, paragraphs = 60_000, 3000
	doc := &document.Document{}
	r := &reader{doc: doc, said: map[string]bool{}}
	r.budget.Document = doc
	r.lists = lists{
		levels: map[uint32][]level{7: {{text: make([]uint16, length)}}},
		counts: map[uint32]*[listLevels]count{},
		uses:   []use{{list: 7}},
	}
	printed := 0
	for range paragraphs {
		printed += len(r.numbered(&paragraph{list: 1}))
	}
	if printed == 0 || printed > maxWork+length {
		t.Errorf("%d characters printed, %d allowed", printed, maxWork)
	}
	if !limited(doc) {
		t.Errorf("findings: %+v", doc.Findings)
	}
}

// A change of a row moves all of its edges, and takes six bytes.
func TestChangesOfRowsAreWork(t *testing.T) {
	doc := &document.Document{}
	r := &reader{doc: doc, said: map[string]bool{}}
	r.budget.Document = doc
	list := bytes.Repeat([]byte{0x23, 0x76, 0, 63, 1, 0}, 10_000) // sprmTDxaCol
	var p paragraph
	p.row.insert(0, 63, 1)
	r.applyParagraph(&p, list, true)
	if most := len(list) + 10_000*maxCells; r.work < most {
		t.Errorf("%d units of work, want at least %d", r.work, most)
	}
	for range 200 {
		r.applyParagraph(&p, list, true)
	}
	if !limited(doc) {
		t.Errorf("findings: %+v", doc.Findings)
	}
}

// A paragraph and a run may be one character, and a file nothing else.
func TestParagraphsAndRunsAreWork(t *testing.T) {
	doc := &document.Document{}
	r := &reader{doc: doc, said: map[string]bool{}}
	r.budget.Document = doc
	r.flow = &edges.Flow{Document: doc, Budget: &r.budget}
	r.endParagraph(markParagraph, paragraph{})
	r.charactersAt(0, 0)
	if r.work < paragraphWork+runWork {
		t.Errorf("%d units of work", r.work)
	}
}

// What a piece table may have millions of is bounded.
func TestPiecesAreBounded(t *testing.T) {
	table := bytes.Repeat([]byte{1, 0, 0}, maxChanges+9)
	const pieces = maxPieces + 9
	var cps, pcds []byte
	for i := range pieces {
		cps = binary.LittleEndian.AppendUint32(cps, uint32(i))
		pcds = append(pcds, make([]byte, 8)...)
	}
	cps = binary.LittleEndian.AppendUint32(cps, pieces)
	table = binary.LittleEndian.AppendUint32(append(table, 2), uint32(len(cps)+len(pcds)))
	table = append(append(table, cps...), pcds...)
	parts := make([]byte, 8*partPieces+4)
	parts = binary.LittleEndian.AppendUint32(parts, uint32(len(table)))
	doc := &document.Document{}
	r := &reader{doc: doc, fib: fib{parts: parts}, word: make([]byte, 99), table: table, said: map[string]bool{}}
	r.budget.Document = doc
	if err := r.readPieces(); err != nil {
		t.Fatal(err)
	}
	if len(r.pieces) != maxPieces || len(r.changes) != maxChanges || len(doc.Findings) != 1 || doc.Findings[0].Where != "pieces" {
		t.Errorf("%d pieces, %d lists of changes, %+v", len(r.pieces), len(r.changes), doc.Findings)
	}
}

// limited reports whether a document says that the limit of work was reached.
func limited(doc *document.Document) bool {
	for _, f := range doc.Findings {
		if f.Code == document.CodeLimit && f.Where == "work" {
			return true
		}
	}
	return false
}
