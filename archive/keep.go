package archive

import (
	"slices"
)

// documents returns what a version holds as it was attributed, with the
// records; nothing where it was not read.
func (a *Archive) documents(tx Tx, v *Version) ([]found, error) {
	var attributions []Attribution
	if ok, err := a.codec.get(tx, inAttributed, versionKey(v.Page, v.Number), &attributions); err != nil || !ok {
		return nil, err
	}
	var r Reading
	if _, err := a.codec.get(tx, inReadings, readingKey(v), &r); err != nil {
		return nil, err
	}
	docs := make([]found, len(attributions))
	for i, at := range attributions {
		docs[i].Attribution = at
		if r.State == WasRead && at.Document < len(r.Records) {
			docs[i].record = &r.Records[at.Document]
		}
	}
	return docs, nil
}

func (n *interpreter) keepAttributions(p *Page, v *Version, docs []found) error {
	attributions := make([]Attribution, len(docs))
	for i := range docs {
		attributions[i] = docs[i].Attribution
		if err := n.keepOrgan(p, v, &docs[i]); err != nil {
			return err
		}
	}
	return n.a.codec.put(n.tx, inAttributed, versionKey(p.ID, v.Number), attributions)
}

// maxNames is how many spellings of an organ's name are kept.
const maxNames = 64

// keepOrgan stores the organ with the spelling that was found.
func (n *interpreter) keepOrgan(p *Page, v *Version, f *found) error {
	var o Organ
	known, err := n.a.codec.get(n.tx, inOrgans, []byte(f.Organ), &o)
	if err != nil {
		return err
	}
	if !known {
		o = Organ{ID: f.Organ, Portal: p.Portal, FirstSeen: v.FirstSeen}
		normal := f.Organ[len(p.Portal)+1:]
		if err := n.tx.Put(inNames, pair(normal, o.ID), nil); err != nil {
			return err
		}
	}
	if v.FirstSeen.Before(o.FirstSeen) {
		o.FirstSeen = v.FirstSeen
	} else if known && slices.Contains(o.Names, f.organName) {
		return nil
	}
	switch {
	case slices.Contains(o.Names, f.organName):
	case len(o.Names) >= maxNames:
		n.a.o.Log.Warn("archive: organ has too many spellings, this one is kept in its attribution only", "organ", o.ID, "spelling", f.organName)
	default:
		o.Names = append(o.Names, f.organName)
		slices.Sort(o.Names)
	}
	if len(f.organName) > len(o.Name) {
		o.Name = f.organName
	}
	n.a.written.note(o.ID)
	return n.a.codec.put(n.tx, inOrgans, []byte(o.ID), &o)
}
