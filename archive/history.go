package archive

import (
	"slices"
)

// cameBack tells what an answer with a page says of it beside its bytes.
func cameBack(p *Page, in *incoming) event {
	to := in.redirect()
	switch {
	case p.State == PageGone:
		return eventReturned
	case p.State == PageNever, to == p.RedirectsTo, in.Outcome == NotModified:
		return eventNone
	case to == "":
		return eventReturned
	default:
		return eventRedirected
	}
}

// redirect returns the address that the fetch was led to where that is another
// page, "" else.
func (in *incoming) redirect() string {
	if len(in.Hops) < 2 {
		return ""
	}
	last := in.Hops[len(in.Hops)-1].Hop.URL
	if id, _, err := PageIDOf("GET", last, nil); err != nil || id == in.page {
		return ""
	}
	return printable(last)
}

// seen brings the page up to date after an ok capture and keeps its payload's
// place.
func (a *Archive) seen(tx WriteTx, p *Page, c *Capture, in *incoming) error {
	p.State, p.LastOK, p.RedirectsTo = PageLive, in.Time, in.redirect()
	p.ETag, p.LastModified = "", ""
	if n := len(in.Hops); n > 0 {
		h := in.Hops[n-1].Hop.Header
		p.ETag, p.LastModified = text(h.Get("ETag")), text(h.Get("Last-Modified"))
	}
	for _, h := range in.Hops {
		if err := a.addAlias(tx, p, h.Hop.URL); err != nil {
			return err
		}
	}
	var k keptPayload
	key := payloadKey(in.payload, p.ID)
	if ok, err := a.codec.get(tx, inPayloads, key, &k); err != nil {
		return err
	} else if ok {
		c.RevisitOf = k.Capture
		return nil
	}
	k = keptPayload{Capture: c.ID, Wire: in.source, Encoding: in.encoding}
	return a.codec.put(tx, inPayloads, key, &k)
}

func (a *Archive) addAlias(tx WriteTx, p *Page, raw string) error {
	id, _, err := PageIDOf("GET", raw, nil)
	if err != nil || id == p.ID {
		return nil // not an address that anybody could ask for
	}
	raw = printable(raw)
	if slices.Contains(p.Aliases, raw) {
		return nil
	}
	if len(p.Aliases) >= maxAliases {
		a.o.Log.Warn("archive: page has too many aliases, this one is kept in its capture only", "page", p.ID, "url", raw)
		return nil
	}
	p.Aliases = append(p.Aliases, raw)
	return tx.Put(inAliases, []byte(string(id)+string(p.ID)), nil)
}
