package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"gongkai/archive"
)

// maxScanned is how many entries of the log one request looks at. A filter that
// few of them meet gives pages that are not full; more says that the log goes on.
const maxScanned = 20_000

// changeKinds are the kinds of a change.
var changeKinds = []string{
	string(archive.ChangeNew), string(archive.ChangeContent), string(archive.ChangeChrome), string(archive.ChangeMoved),
	string(archive.ChangeGone), string(archive.ChangeReturned), string(archive.ChangeReread),
}

// changesEnd stands behind the items: Next is where to go on, always there, and
// More whether something is known to be behind it now.
type changesEnd struct {
	Next archive.Cursor `json:"next"`
	More bool           `json:"more"`
}

// changeJSON is a change and the cursor behind it.
type changeJSON struct {
	Cursor archive.Cursor `json:"cursor"`
	archive.Change
}

// changes lists the change log behind a cursor.
func (s *Server) changes(ctx context.Context, c *call) (*answer, error) {
	p, err := c.newPage(maxLimit)
	if err != nil {
		return nil, err
	}
	since, err := s.since(ctx, c)
	if err != nil {
		return nil, err
	}
	wanted, err := c.changeKinds()
	if err != nil {
		return nil, err
	}
	snap, err := s.o.Catalog.Current(ctx)
	if err != nil {
		return nil, err
	}
	portal, err := s.knownPortal(c, snap)
	if err != nil {
		return nil, err
	}
	last, scanned, more := since, 0, false
	for ch, err := range s.o.Archive.Changes(ctx, since) {
		if err != nil {
			return nil, err
		}
		if p.full() || scanned == maxScanned {
			more = true
			break
		}
		scanned++
		last = ch.Number
		if portal != "" && ch.Portal != portal || len(wanted) > 0 && !slices.Contains(wanted, string(ch.Kind)) {
			continue
		}
		if err := p.add(changeJSON{s.o.Archive.Cursor(ch.Number), ch}); err != nil {
			return nil, err
		}
	}
	return s.changesAnswer(p, last, more)
}

func (s *Server) changesAnswer(p *page, last uint64, more bool) (*answer, error) {
	next := s.o.Archive.Cursor(last)
	end, err := json.Marshal(changesEnd{Next: next, More: more})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(`{"items":[`)
	b.Write(p.items.Bytes())
	b.WriteString("],")
	b.Write(end[1:]) // without its brace
	b.WriteByte('\n')
	a := &answer{contentType: jsonType, header: http.Header{}, body: b.Bytes()}
	if more {
		a.header.Set("Link", p.call.link("since", next.String()))
	}
	return a, nil
}

// since reads the cursor; without one the log begins at its beginning.
func (s *Server) since(ctx context.Context, c *call) (uint64, error) {
	v := c.text("since")
	if v == "" {
		return 0, nil
	}
	cursor, err := archive.ParseCursor(v)
	if err != nil {
		return 0, badParameter.says("since 要上次的 next（档案.期.号）· wants the next of an earlier answer (archive.epoch.number)").of("since")
	}
	n, err := s.o.Archive.Resume(ctx, cursor)
	if errors.Is(err, archive.ErrStaleCursor) {
		p := staleCursor.says("它属于别的档案，或恢复备份之前：从 cursor 起把全部重读一遍 · it is of another archive, or of the time before a backup was restored: read everything anew, from cursor").of("since")
		p.Cursor = s.o.Archive.Cursor(0).String()
		return 0, p
	}
	return n, err
}

// changeKinds reads the kinds that are wanted, by commas; none: all.
func (c *call) changeKinds() ([]string, error) {
	v := c.text("kind")
	if v == "" {
		return nil, nil
	}
	wanted := strings.Split(v, ",")
	for _, k := range wanted {
		if !slices.Contains(changeKinds, k) {
			return nil, badParameter.says("没有这种变化 %q · no such kind of change", k).of("kind", changeKinds...)
		}
	}
	return wanted, nil
}
