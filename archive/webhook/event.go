package webhook

import (
	"bytes"
	"context"
	"encoding/json"

	"gongkai/archive"
)

// maxBody is how large a body gets before parts of the difference are left out.
const maxBody = 1 << 20

// Event is the body of a delivery.
type Event struct {
	ID      archive.Cursor `json:"id"`      // of the change; rises from delivery to delivery
	Archive string         `json:"archive"` // Identity.Archive
	Change  archive.Change `json:"change"`
	// Diff is what differs from the version before, null where no other version
	// came, and where LeftOut says so.
	Diff *archive.Diff `json:"diff"`
	// LeftOut names what the difference lacks: "text" and "documents" where the
	// body would have more than 1 MiB, "diff" where it could not be made.
	LeftOut []string `json:"left_out,omitempty"`
	Links   any      `json:"links,omitempty"`
}

// event makes the body that tells of a change.
func (s *Sender) event(ctx context.Context, c archive.Change) ([]byte, error) {
	e := Event{ID: s.arc.Cursor(c.Number), Archive: s.arc.Identity().Archive, Change: c}
	if s.o.Links != nil {
		e.Links = s.o.Links(&c)
	}
	d, err := s.arc.ChangeDiff(ctx, c)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		// A record that is damaged must not hold up all that comes behind.
		s.o.Log.Error("webhook: a difference cannot be made, the change is sent without", "change", c.Number, "error", err)
		e.LeftOut = append(e.LeftOut, "diff")
	}
	e.Diff = d
	body, err := encode(&e)
	for _, cut := range []struct {
		name string
		do   func()
	}{
		{"text", func() { e.Diff.Text = nil }},
		{"documents", func() { e.Diff.Documents = nil }},
	} {
		if err != nil || len(body) <= maxBody || e.Diff == nil {
			break
		}
		cut.do()
		e.LeftOut = append(e.LeftOut, cut.name)
		body, err = encode(&e)
	}
	return body, err
}

func encode(e *Event) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(e)
	return b.Bytes(), err
}
