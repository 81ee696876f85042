package archive

import (
	"context"

	"gongkai/extract/report"
)

// ReadState says how far a version was read.
type ReadState string

// The states of reading.
const (
	Unread        ReadState = "unread"
	NotWanted     ReadState = "not_wanted" // a page of the way, never read
	WasRead       ReadState = "read"
	FormatNotRead ReadState = "format_not_read"
	Unreadable    ReadState = "unreadable"
	ReaderFailed  ReadState = "reader_failed" // the reader died MaxTries times
)

// Reader reads payloads. cmd injects it, so that writing an archive needs no
// format library and re-reading needs no crawler. It must not keep payload, and is called from several
// goroutines at once.
type Reader interface {
	// Revision names the state of the readers; another name makes old readings stale.
	Revision() string
	Read(ctx context.Context, payload []byte, hints Hints) (Reading, error)
}

// Hints are what is known of a payload beside its bytes.
type Hints struct {
	Name        string `json:"name,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	// DOM is the parsed payload where the crawl had it; it never changes the result.
	DOM any `json:"-"`
}

// Reading is what one revision of the readers said of a payload under its
// hints. It can be thrown away and made again.
type Reading struct {
	Revision string          `json:"revision"`
	State    ReadState       `json:"state"`
	Format   string          `json:"format"`
	Records  []report.Record `json:"records"`
	// Paragraphs is the main content as text, a block each, tables a row each
	// with tabs; what differences of text are made of.
	Paragraphs []string `json:"paragraphs,omitempty"`
	// Content is the content digest: over paragraphs and tables without white
	// space, punctuation variants and furniture.
	Content Digest `json:"content"`
}
