package main

import (
	"context"

	nethtml "golang.org/x/net/html"

	"gongkai/archive"
	"gongkai/archive/worker"
	"gongkai/extract"
)

// reader gives the archive the format readers.
type reader struct {
	// apart reads what is heavy in a process of its own, nil: here as well.
	apart *worker.Pool
}

var _ archive.Reader = reader{}

// Revision names the state of the readers.
func (reader) Revision() string { return extract.Revision }

// Read reads one payload. A payload that cannot be read is a state, not an error;
// an error is a process that read it and came to grief.
func (r reader) Read(ctx context.Context, payload []byte, h archive.Hints) (archive.Reading, error) {
	if r.apart != nil && len(payload) <= extract.MaxPayload && extract.Heavy(payload) {
		return r.apart.Read(ctx, payload, h)
	}
	node, _ := h.DOM.(*nethtml.Node)
	res := extract.Read(payload, extract.Hints{Name: h.Name, ContentType: h.ContentType, Node: node})
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
