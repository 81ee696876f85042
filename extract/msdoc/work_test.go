package msdoc

import (
	"bytes"
	"encoding/binary"
	"testing"

	"gongkai/extract/document"
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

// limited reports whether a document says that the limit of work was reached.
func limited(doc *document.Document) bool {
	for _, f := range doc.Findings {
		if f.Code == document.CodeLimit && f.Where == "work" {
			return true
		}
	}
	return false
}
