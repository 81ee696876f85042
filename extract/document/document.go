// Package document is the leaf of extract: what every format reader makes and
// the only thing that the shared parser sees. It knows no format and imports
// nothing of ours.
package document

import "strings"

// Document is one payload, read: its blocks in reading order. A payload can
// hold several reports; telling them apart is the shared parser's work.
type Document struct {
	// Format is the format that was found by the bytes: "html", "text", …
	Format string `json:"format"`
	// Charset is the encoding that the bytes were decoded from, "" for binary formats.
	Charset string `json:"charset,omitempty"`
	// Title is the title that the file's own metadata gives (<title>), "" if none.
	Title string `json:"title,omitempty"`
	// Meta is the file's own metadata in its order, names as printed
	// (ArticleTitle, PubDate, ContentSource, ColumnName …: 国办发〔2017〕47号).
	Meta   []Meta  `json:"meta,omitempty"`
	Blocks []Block `json:"blocks"`
	// Findings are what the reader doubted or had to leave out; a limit that
	// was reached is always one of them.
	Findings []Finding `json:"findings,omitempty"`
}

// Meta is one name and value of a file's metadata.
type Meta struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// MetaValue returns the first non-empty value of the metadata with this name,
// compared without case, "" if there is none.
func (d *Document) MetaValue(name string) string {
	for _, m := range d.Meta {
		if m.Value != "" && strings.EqualFold(m.Name, name) {
			return m.Value
		}
	}
	return ""
}

// Kind tells what a Block is.
type Kind string

// The kinds of a Block.
const (
	Paragraph Kind = "paragraph"
	Heading   Kind = "heading"
	TableKind Kind = "table"
)

// Block is a paragraph, a heading or a table.
type Block struct {
	Kind Kind `json:"kind"`
	// Text is the text of a paragraph or heading: one logical line, line
	// breaks of the source as "\n", other runs of white space as printed.
	Text string `json:"text,omitempty"`
	// Level is 1–6 for a heading of the format's own (h1, outline level), else 0.
	Level int    `json:"level,omitempty"`
	Table *Table `json:"table,omitempty"`
	Place Place  `json:"place"`
	// Furniture marks what stands around the main content: menus, breadcrumbs,
	// the box with the date above an article, footers, counters. Readers of
	// formats without furniture never set it.
	Furniture bool `json:"furniture,omitempty"`
}

// Place says where something stands in the original, as far as the format has
// it. All numbers count from 1; 0 is "the format has none".
type Place struct {
	Page   int `json:"page,omitempty"`
	Table  int `json:"table,omitempty"`
	Row    int `json:"row,omitempty"`
	Column int `json:"column,omitempty"`
	Line   int `json:"line,omitempty"`
	// Box is left, top, right, bottom in points from the page's upper left corner.
	Box *[4]float64 `json:"box,omitempty"`
}

// Responsibility says whose fault a finding is.
type Responsibility string

// A finding is the publisher's (the document says so) or the reader's (we
// could not read it).
const (
	Publisher Responsibility = "publisher"
	Reader    Responsibility = "reader"
)

// Finding is something doubted: a code that programs can compare, where, and
// words for a person. It is not an error.
type Finding struct {
	Code           string         `json:"code"`
	Responsibility Responsibility `json:"responsibility"`
	// Where is a key ("applications.granted"), a section or "" for the whole document.
	Where   string `json:"where,omitempty"`
	Message string `json:"message"`
	Place   *Place `json:"place,omitempty"`
}

// CodeGarbled is the code of the finding that says that a document's text is not
// what is printed: a reader finds it in glyphs, the shared parser in characters,
// and no cell is read of it either way.
const CodeGarbled = "garbled"

// CodeHidden is the code of the finding that a document holds content that is not
// shown; it was not read.
const CodeHidden = "hidden_content"

// CodeEmbedded is the code of the finding that there is content of another kind (a
// picture in a cell, an object of another program, another file), which is not read.
const CodeEmbedded = "embedded"
