package archive

// maxAliases is how many other addresses of a page are kept; more is a portal
// that makes up an address for every visit.
const maxAliases = 32

// apply stores one capture and what follows from it for its page and version.
// It returns the capture's number and whether its payload is to be read.
func (a *Archive) apply(tx WriteTx, in *incoming, counts map[PassID]*Pass) (id uint64, read bool, err error) {
	p, err := a.pageFor(tx, in)
	if err != nil {
		return 0, false, err
	}
	if id, err = tx.Next(inCaptures); err != nil {
		return 0, false, err
	}
	c := in.capture(id)
	t := task{Page: p.ID, Pass: in.Pass, Time: in.Time}
	count := countFor(counts, in.Pass)
	count.Outcomes[in.Outcome]++
	count.Requests += len(in.Hops)

	p.Captures++
	p.LastChecked, p.LastOutcome = in.Time, in.Outcome
	if in.Link != (Link{}) {
		p.Link = in.Link
	}
	p.Role = in.Role
	var newest Version
	if p.Versions > 0 {
		if err := a.codec.must(tx, inVersions, versionKey(p.ID, p.Versions), &newest); err != nil {
			return 0, false, err
		}
	}

	switch {
	case in.Outcome == OK && newest.Payload != in.payload:
		newest = in.version(p, &newest, id)
		p.Versions = newest.Number
		count.Versions++
		t.Read = in.Role.Wanted()
		t.Event = cameBack(p, in)
	case in.Outcome == OK, in.Outcome == NotModified && p.Versions > 0:
		newest.LastSeen, newest.LastCapture = in.Time, id
		if newest.State == NotWanted && in.Role.Wanted() {
			newest.State, t.Read = Unread, true
		}
		t.Event = cameBack(p, in)
	case in.Outcome == NotFound || in.Outcome == Gone || in.Outcome == Soft404:
		if p.State == PageLive {
			p.State, t.Event = PageGone, eventGone
		}
	}
	t.Version, t.To = p.Versions, in.redirect()
	if in.Outcome == OK {
		if err := a.seen(tx, p, &c, in); err != nil {
			return 0, false, err
		}
	} else if in.Outcome == NotModified && p.Versions > 0 {
		p.State, p.LastOK = PageLive, in.Time
	}

	if p.Versions > 0 {
		if err := a.codec.put(tx, inVersions, versionKey(p.ID, p.Versions), &newest); err != nil {
			return 0, false, err
		}
	}
	if t.Read || t.Event != eventNone {
		if err := a.codec.put(tx, inPending, be64(id), &t); err != nil {
			return 0, false, err
		}
	}
	if err := a.codec.put(tx, inCaptures, captureKey(p.ID, id), &c); err != nil {
		return 0, false, err
	}
	if err := tx.Put(inPassOf, pair(string(in.Pass), string(p.ID)), be64(id)); err != nil {
		return 0, false, err
	}
	return id, t.Read, a.codec.put(tx, inPages, pageKey(p.ID), p)
}

// pageFor returns the page of a fetch, made where it is new.
func (a *Archive) pageFor(tx WriteTx, in *incoming) (*Page, error) {
	p := &Page{}
	ok, err := a.codec.get(tx, inPages, pageKey(in.page), p)
	if err != nil || ok {
		return p, err
	}
	*p = Page{
		ID: in.page, Portal: in.Portal, Method: in.Method, URL: in.URL, SURT: in.surt,
		State: PageNever, FirstSeen: in.Time,
	}
	if len(in.Body) > 0 {
		p.Body = DigestOf(in.Body)
	}
	return p, tx.Put(inPortal, pair(in.Portal, string(in.page)), nil)
}

// capture returns the record of the fetch.
func (in *incoming) capture(id uint64) Capture {
	c := Capture{
		ID: id, Page: in.page, Pass: in.Pass, Time: in.Time, Outcome: in.Outcome, Detail: in.Detail,
		Payload: in.payload, Size: int64(len(in.Payload)), Link: in.Link, Role: in.Role,
	}
	for i, h := range in.Hops {
		hop := h.Hop
		hop.Wire, hop.WireSize = in.wires[i], int64(len(h.Wire))
		c.Hops = append(c.Hops, hop)
	}
	return c
}

// version returns the version that begins with this fetch, behind the given one.
func (in *incoming) version(p *Page, before *Version, id uint64) Version {
	v := Version{
		Page: p.ID, Number: p.Versions + 1,
		Payload: in.payload, Wire: in.source, Encoding: in.encoding, Size: int64(len(in.Payload)),
		NotBefore: before.LastSeen, FirstSeen: in.Time, LastSeen: in.Time,
		FirstCapture: id, LastCapture: id,
		State: NotWanted,
	}
	if in.Role.Wanted() {
		v.State = Unread
	}
	address := in.URL
	if n := len(in.Hops); n > 0 {
		h := in.Hops[n-1].Hop
		address = h.URL
		v.ContentType = text(h.Header.Get("Content-Type"))
		v.Name = fileName(h.Header.Get("Content-Disposition"), address)
	} else {
		v.Name = fileName("", address)
	}
	return v
}
