// Package extract turns the bytes of a file into documents understood: detect
// the format, read it (extract/html, extract/text, …), parse what was read with
// the one shared parser (extract/report). It is pure: bytes in, values out; no
// network, no clock, no store, and it imports nothing of ours outside itself.
package extract

import (
	nethtml "golang.org/x/net/html"

	"gongkai/extract/document"
	"gongkai/extract/report"
)

// Revision names this state of the readers and the parser. It is raised
// whenever a payload may be read otherwise than before, so that an archive
// knows which readings to make again.
const Revision = "4"

// Hints are what is known of a payload beside its bytes. None of them is
// believed against the bytes.
type Hints struct {
	// Name is the file name or the last part of the address. It fills an organ or
	// year that the one document of the file does not say, with a finding.
	Name string
	// ContentType is the declared type, with its parameters, as sent.
	ContentType string
	// Explain keeps in each record's Reasons why its cells were read as they
	// were. It changes no cell.
	Explain bool
	// Node is the payload's own DOM where the caller has parsed it already, by
	// the decoding rule of extract/charset; nil otherwise. It saves work and
	// never changes the result. It is only read.
	Node *nethtml.Node
}

// State says whether a payload could be read.
type State string

// The states of a Result.
const (
	StateRead          State = "read"
	StateFormatNotRead State = "format_not_read" // a format without a reader (yet)
	StateUnreadable    State = "unreadable"      // broken, encrypted, empty: a finding says what
)

// Result is what was read of one payload. Records has at least one entry,
// whatever the state: a payload that holds no report or guide, or could not be
// read, gives one record of kind other; a container those of each file in it.
type Result struct {
	State    State
	Format   string
	Document *document.Document // nil unless State is StateRead; of a container all that were read, one after the other
	Records  []report.Record
	// States are those of the records, one each: of a container some files may be
	// read and others not.
	States []State
}
