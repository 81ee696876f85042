package archive

import (
	"slices"
	"time"
)

// interpreter works out, inside the transaction of the second commit, what a
// reading or an event means: attributions, organs, filings, changes.
type interpreter struct {
	a       *Archive
	tx      WriteTx
	at      time.Time // when it was observed
	pass    PassID
	changes int
}

// settle does one task and takes it off the list.
func (n *interpreter) settle(w *work) error {
	var p Page
	if err := n.a.codec.must(n.tx, inPages, pageKey(w.Page), &p); err != nil {
		return err
	}
	var err error
	switch {
	case w.Read:
		var v Version
		if err := n.a.codec.must(n.tx, inVersions, versionKey(w.Page, w.Version), &v); err != nil {
			return err
		}
		v.Tries = w.version.Tries
		r := Reading{State: ReaderFailed}
		if w.result != nil {
			r = *w.result
			v.Tries = 0
		}
		if err := n.keepReading(&v, &r, w.encoded); err != nil {
			return err
		}
		if w.result == nil && v.Tries < n.a.o.MaxTries {
			n.a.o.Log.Warn("archive: reader failed", "version", v.Ref(), "try", v.Tries, "error", w.failed)
			return nil // stays on the list
		}
		if w.result == nil {
			n.a.o.Log.Error("archive: reader failed for the last time, the payload is kept", "version", v.Ref(), "error", w.failed)
		}
		err = n.interpret(&p, &v, &r, w.Event, w.To)
	case w.Event == eventGone:
		err = n.wentAway(&p, w.Version)
	case w.Event == eventReturned:
		err = n.cameBack(&p, w.Version, w.To)
	case w.Event == eventRedirected:
		err = n.ledElsewhere(&p, w.Version, w.To)
	}
	if err != nil {
		return err
	}
	if err := n.a.codec.put(n.tx, inPages, pageKey(p.ID), &p); err != nil {
		return err
	}
	return n.tx.Delete(inPending, be64(w.capture))
}

// keepReading stores the reading, encoded where it is already, and what the version has of it. Where the
// Reader failed there is none, and an older one stays as it is.
func (n *interpreter) keepReading(v *Version, r *Reading, encoded []byte) error {
	v.State, v.Content = r.State, r.Content
	if r.State != ReaderFailed {
		v.ReadBy = r.Revision
		if encoded == nil {
			var err error
			if encoded, err = n.a.codec.encode(r); err != nil {
				return err
			}
		}
		if err := n.tx.Put(inReadings, readingKey(v), encoded); err != nil {
			return err
		}
	}
	return n.a.codec.put(n.tx, inVersions, versionKey(v.Page, v.Number), v)
}

// interpret follows a new reading of a version: whose documents it holds, what
// that does to the filings, and the change it is.
func (n *interpreter) interpret(p *Page, v *Version, r *Reading, e event, to string) error {
	docs := attribute(p, v, r)
	if len(docs) == maxDocuments {
		n.a.o.Log.Warn("archive: payload holds too many documents, the rest is kept in its reading only", "version", v.Ref(), "documents", len(r.Records))
	}
	if err := n.keepAttributions(p, v, docs); err != nil {
		return err
	}
	if v.Number < p.HoldsOf {
		return nil // a newer version was read before: this one is history
	}
	before, err := n.before(p)
	if err != nil {
		return err
	}
	filings, err := n.filingsOf(p.Holds, docs)
	if err != nil {
		return err
	}
	elsewhere := filings.standsAt(to)
	was := p.Holds
	moves := filings.arrivals(p, docs, elsewhere)
	filings.takeOver(p, docs)
	for i := range docs {
		docs[i].source.LeadsTo = to
	}
	filings.place(p, docs)
	p.Holds, p.HoldsOf = heldOf(docs), v.Number
	if err := n.keepFilings(filings); err != nil {
		return err
	}

	switch {
	case len(was) == 0:
		return n.tellArrival(p, v, docs, moves)
	case e == eventReturned && elsewhere == "":
		if err := n.emit(Change{Kind: ChangeReturned, Version: v.Number, Before: before.version.Number, Filings: was}, p, titleOf(p, docs)); err != nil {
			return err
		}
		if before.same(v) {
			return nil
		}
	case before.same(v) && e == eventRedirected:
		return n.emit(Change{Kind: ChangeMoved, Version: v.Number, Before: before.version.Number, MovedTo: to, Filings: was}, p, titleOf(p, docs))
	}
	c := Change{Kind: ChangeContent, Version: v.Number, Before: before.version.Number, Filings: p.Holds}
	if before.same(v) {
		c.Kind = ChangeChrome
	} else {
		c.Cells = differingCells(before.docs, docs)
	}
	if len(c.Filings) == 0 {
		c.Filings = was // it holds nothing any more: tell of what it held
	}
	return n.emit(c, p, titleOf(p, docs))
}

// told is a version that was interpreted before.
type told struct {
	version Version
	docs    []found
}

// same reports whether v says the same as the version before.
func (t *told) same(v *Version) bool {
	return !v.Content.IsZero() && t.version.Content == v.Content
}

// before returns the version that the page's holdings are of.
func (n *interpreter) before(p *Page) (told, error) {
	var t told
	if p.HoldsOf == 0 {
		return t, nil
	}
	if err := n.a.codec.must(n.tx, inVersions, versionKey(p.ID, p.HoldsOf), &t.version); err != nil {
		return t, err
	}
	docs, err := n.a.documents(n.tx, &t.version)
	t.docs = docs
	return t, err
}

func heldOf(docs []found) []Held {
	var out []Held
	for _, d := range docs {
		h := Held{Filing: d.Filing, Kind: d.Kind, Organ: d.Organ, Year: d.Year}
		if !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	return out
}

// titleOf returns the title that a change is told under.
func titleOf(p *Page, docs []found) string {
	for _, d := range docs {
		if d.record != nil && d.record.Title != "" {
			return d.record.Title
		}
	}
	if p.Link.Text != "" {
		return p.Link.Text
	}
	return p.Link.Of
}

// emit appends to the change log.
func (n *interpreter) emit(c Change, p *Page, title string) error {
	number, err := n.tx.Next(inChanges)
	if err != nil {
		return err
	}
	c.Number, c.Time, c.Pass, c.Portal = number, n.at, n.pass, p.Portal
	if c.Page == "" {
		c.Page, c.URL = p.ID, p.URL
	}
	c.Title = title
	n.changes++
	return n.a.codec.put(n.tx, inChanges, be64(number), &c)
}
