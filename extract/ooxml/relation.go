package ooxml

import (
	"path"
	"strings"
)

// maxRelations is the number of relationships of one part that are kept.
const maxRelations = 20_000

// types are the content types of the parts that [Content_Types].xml names one
// by one (ECMA-376 Part 2, 7.2.3).
type types struct {
	part  []string
	media []string
}

func (p *Package) readTypes() error {
	if !p.Has("[Content_Types].xml") {
		return nil // some programs leave it out; the relationships may do
	}
	r, err := p.Part("[Content_Types].xml")
	if err != nil {
		return err
	}
	r.Children(func(e *Element) {
		r.Children(func(e *Element) {
			if e.Local == "Override" && len(p.types.part) < maxRelations {
				p.types.part = append(p.types.part, e.Attr("PartName"))
				p.types.media = append(p.types.media, e.Attr("ContentType"))
			}
		})
	})
	return r.Err()
}

// Main returns the name of the main part: the target of the relationship
// officeDocument, else the part whose content type is named, else usual.
func (p *Package) Main(media, usual string) string {
	rels, _ := p.Relations("")
	for _, r := range rels {
		if r.Type == "officeDocument" && p.Has(r.Target) {
			return r.Target
		}
	}
	for i, m := range p.types.media {
		if strings.Contains(m, media) && strings.HasSuffix(m, "main+xml") && p.Has(p.types.part[i]) {
			return p.types.part[i]
		}
	}
	return usual
}

// Relation is one relationship of a part.
type Relation struct {
	ID string
	// Type is the last part of the type's address, the same in both dialects:
	// "styles", "worksheet", "core-properties".
	Type string
	// Target is the name of the part; relationships that lead out of the
	// package are not among them.
	Target string
}

// Relations returns the relationships of a part, "" for the package itself.
// A part without any has none.
func (p *Package) Relations(part string) ([]Relation, error) {
	part = strings.TrimPrefix(part, "/")
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	if !p.Has(name) {
		return nil, nil
	}
	r, err := p.Part(name)
	if err != nil {
		return nil, err
	}
	var list []Relation
	r.Children(func(e *Element) {
		r.Children(func(e *Element) {
			if e.Local != "Relationship" || e.Attr("TargetMode") == "External" || len(list) == maxRelations {
				return
			}
			target := strings.ReplaceAll(e.Attr("Target"), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = dir + target
			}
			list = append(list, Relation{
				ID:     e.Attr("Id"),
				Type:   path.Base(e.Attr("Type")),
				Target: strings.TrimPrefix(path.Clean("/"+target), "/"),
			})
		})
	})
	return list, r.Err()
}
