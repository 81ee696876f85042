package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"time"
)

// The elements of RFC 4287 and, of RFC 5005, the mark of an archived document.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		History string      `xml:"xmlns:fh,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  atomPerson  `xml:"author"`
		Links   []atomLink  `xml:"link"`
		Maker   string      `xml:"generator"`
		Archive *struct{}   `xml:"fh:archive"`
		Entries []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		ID         string         `xml:"id"`
		Title      string         `xml:"title"`
		Published  string         `xml:"published"`
		Updated    string         `xml:"updated"`
		Authors    []atomPerson   `xml:"author"`
		Categories []atomCategory `xml:"category"`
		Links      []atomLink     `xml:"link"`
		Summary    string         `xml:"summary"`
		Content    atomText       `xml:"content"`
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel   string `xml:"rel,attr"`
		Type  string `xml:"type,attr,omitempty"`
		Href  string `xml:"href,attr"`
		Title string `xml:"title,attr,omitempty"`
	}
	atomCategory struct {
		Term   string `xml:"term,attr"`
		Scheme string `xml:"scheme,attr"`
		Label  string `xml:"label,attr,omitempty"`
	}
	atomText struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

const atomType = "application/atom+xml"

// writeAtom writes the document as an Atom feed.
func writeAtom(d *document) ([]byte, error) {
	d.contentType = atomType + "; charset=utf-8"
	f := atomFeed{
		Lang: "zh-CN", History: "http://purl.org/syndication/history/1.0",
		ID: d.ID, Title: d.Title, Updated: stamp(d.Updated), Author: atomPerson{"公开 gongkai"}, Maker: "gongkai",
		Links: []atomLink{{Rel: "self", Type: atomType, Href: d.Self}, {Rel: "alternate", Type: "text/html", Href: d.Home}, {Rel: "first", Type: atomType, Href: d.First}},
	}
	if d.Old {
		f.Archive = &struct{}{}
		f.Links = append(f.Links, atomLink{Rel: "current", Type: atomType, Href: d.First})
	}
	if d.Next != "" {
		f.Links = append(f.Links, atomLink{Rel: "next", Type: atomType, Href: d.Next}, atomLink{Rel: "prev-archive", Type: atomType, Href: d.Archive})
	}
	for _, e := range d.Entries {
		x, err := atomOf(d, e)
		if err != nil {
			return nil, err
		}
		f.Entries = append(f.Entries, x)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	if err := enc.Encode(f); err != nil {
		return nil, fmt.Errorf("atom: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func atomOf(d *document, e *entry) (atomEntry, error) {
	html, err := e.html()
	if err != nil {
		return atomEntry{}, err
	}
	x := atomEntry{
		ID: e.ID, Title: e.Title, Published: stamp(e.Published), Updated: stamp(e.Updated),
		Summary: e.text(), Content: atomText{"html", html},
		Categories: []atomCategory{{string(e.Kind), d.scheme("change"), e.ZH + " · " + e.EN}, {e.Portal, d.scheme("portal"), e.PortalName}},
		Links:      []atomLink{{Rel: "alternate", Type: "text/html", Href: e.Links.Main}},
	}
	for _, k := range e.Kinds {
		x.Categories = append(x.Categories, atomCategory{Term: k, Scheme: d.scheme("kind")})
	}
	for _, o := range e.Organs {
		x.Authors = append(x.Authors, atomPerson{o})
	}
	for _, f := range e.Filings {
		x.Links = append(x.Links, atomLink{Rel: "related", Type: "text/html", Href: f.Link, Title: f.Words})
	}
	if e.Links.Original != "" {
		x.Links = append(x.Links, atomLink{Rel: "via", Href: e.Links.Original})
	}
	return x, nil
}

// scheme names a set of categories.
func (d *document) scheme(of string) string { return "urn:x-gongkai:" + of }

// stamp writes a time as RFC 3339 in UTC.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
