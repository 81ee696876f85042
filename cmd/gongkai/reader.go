package main

import (
	"context"

	nethtml "golang.org/x/net/html"

	"gongkai/archive"
	"gongkai/extract"
)

// reader gives the archive the format readers, in this process.
type reader struct{}

var _ archive.Reader = reader{}

// Revision names the state of the readers.
func (reader) Revision() string { return extract.Revision }

// Read reads one payload. A payload that cannot be read is a state, not an error.
// PDF stays unread here: see extract.Hints.Light.
func (reader) Read(_ context.Context, payload []byte, h archive.Hints) (archive.Reading, error) {
	node, _ := h.DOM.(*nethtml.Node)
	res := extract.Read(payload, extract.Hints{Name: h.Name, ContentType: h.ContentType, Node: node, Light: true})
	out := archive.Reading{Revision: extract.Revision, Format: res.Format, Records: res.Records}
	switch res.State {
	case extract.StateRead:
		out.State = archive.WasRead
		out.Paragraphs, out.Content = archive.ContentOf(res.Document)
	case extract.StateFormatNotRead:
		out.State = archive.FormatNotRead
	default:
		out.State = archive.Unreadable
	}
	if out.Content.IsZero() {
		// What cannot be read has no other content than its bytes.
		out.Content = archive.DigestOf(payload)
	}
	return out, nil
}
