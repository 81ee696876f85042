package feed

import (
	"context"
	"crypto/sha1" //nolint:gosec // RFC 9562, 5.5 makes names with it; nothing is kept secret
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"gongkai/archive"
)

// document is one page of a feed.
type document struct {
	ID      string
	Title   string
	Home    string    // where a person reads it
	Self    string    // of this page of the feed
	First   string    // of the page with the newest
	Next    string    // of the page below, "" where there is none
	Archive string    // of the document below that never changes
	Old     bool      // is not the newest page
	Updated time.Time // of the newest entry here
	Entries []*entry

	contentType string // set by the encoder
}

// encoder writes a document and sets its content type.
type encoder func(*document) ([]byte, error)

// builder makes one document.
type builder struct {
	*handler
	base     string
	organs   map[string]string
	portals  map[string]string
	identity archive.Identity
}

// document makes the page that is asked for.
func (h *handler) document(r *http.Request, q query) (*document, error) {
	ctx := r.Context()
	b := &builder{handler: h, base: h.Base(r), organs: map[string]string{}, portals: map[string]string{}, identity: h.Archive.Identity()}
	topic, title, home, err := b.topic(ctx, r.PathValue("portal"), r.PathValue("organ"))
	if err != nil {
		return nil, err
	}
	p, err := h.log.find(ctx, topic, &q)
	if err != nil {
		return nil, err
	}
	if !p.known && title == "" {
		return nil, errNoFeed
	}
	if title == "" {
		title = clean(topic)
	}
	// Both formats of a feed are the same feed in two forms, each under its own
	// address: the id says which.
	at := b.base + r.URL.EscapedPath()
	d := &document{
		ID: b.name("feed " + r.URL.Path + q.at(0)), Title: "公开 gongkai: " + title, Home: b.base + home,
		Self: at + q.at(q.before), First: at + q.at(0), Old: q.before > 0,
		Updated: time.Unix(0, 0).UTC(), // of a feed in which nothing has happened yet
	}
	if p.next > 0 {
		d.Next, d.Archive = at+q.at(p.next), at+q.at(p.archived)
	}
	for i, l := range p.lines {
		e, err := b.entry(ctx, l)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			d.Updated = l.updated
		}
		d.Entries = append(d.Entries, e)
	}
	return d, nil
}

// topic finds what a feed is about. A title of "" is a portal that only its
// changes can prove.
func (b *builder) topic(ctx context.Context, portal, organ string) (topic, title, home string, err error) {
	at := url.PathEscape(portal)
	switch {
	case portal == "":
		return "", "全部变更 · all changes", "/changes", nil
	case organ == "":
		if b.Portal != nil {
			if name, known := b.Portal(portal); known {
				title = clean(name + " " + portal)
			}
		}
		return portal, title, "/portal/" + at, nil
	}
	o, err := b.Archive.Organ(ctx, portal+"/"+organ)
	if errors.Is(err, archive.ErrNotFound) {
		err = errNoFeed
	}
	if title = short(o.Name, maxTitle); title == "" {
		title = short(organ, maxTitle)
	}
	return portal + "/" + organ, title, "/organ/" + at + "/" + url.PathEscape(organ), err
}

// organName returns the organ's name as written; of one that is not there any
// more, the normalised one.
func (b *builder) organName(ctx context.Context, id string) (string, error) {
	if name, ok := b.organs[id]; ok {
		return name, nil
	}
	o, err := b.Archive.Organ(ctx, id)
	if err != nil && !errors.Is(err, archive.ErrNotFound) {
		return "", err
	}
	name := short(o.Name, maxTitle)
	if name == "" {
		name = short(nameOf(id), maxTitle)
	}
	b.organs[id] = name
	return name, nil
}

// portalName returns the configured name of a portal, its id where there is none.
func (b *builder) portalName(id string) string {
	if name, ok := b.portals[id]; ok {
		return name
	}
	name := id
	if b.Portal != nil {
		if n, known := b.Portal(id); known && n != "" {
			name = n
		}
	}
	b.portals[id] = clean(name)
	return b.portals[id]
}

// changeID names a change for good: the same for the same change, also behind a
// restored backup; another one for the change that got the same number since.
func (b *builder) changeID(c *archive.Change) string {
	return b.name(fmt.Sprintf("change %d %s %s %s.%d", c.Number, c.Time.UTC().Format(time.RFC3339Nano), c.Kind, c.Page, c.Version))
}

// name makes a UUID of version 5 (RFC 9562, 5.5) in the namespace that the
// archive's id is, and writes it as a URN.
func (b *builder) name(of string) string {
	space, err := hex.DecodeString(b.identity.Archive)
	if err != nil {
		space = []byte(b.identity.Archive) // never: the archive checks it
	}
	sum := sha1.Sum(append(space, of...)) //nolint:gosec // see above
	sum[6], sum[8] = sum[6]&0x0f|0x50, sum[8]&0x3f|0x80
	x := hex.EncodeToString(sum[:16])
	return "urn:uuid:" + x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:]
}
