package ooxml

import (
	"strings"

	"gongkai/extract/document"
)

// Properties puts the package's core properties (ECMA-376 Part 2, 8.3) into
// the document: the title, and all of them as metadata. A part that cannot be
// read is no reason to lose the document: it has none then.
func (p *Package) Properties(doc *document.Document) {
	rels, _ := p.Relations("")
	name := "docProps/core.xml"
	for _, r := range rels {
		if r.Type == "core-properties" {
			name = r.Target
		}
	}
	if !p.Has(name) {
		return
	}
	r, err := p.Part(name)
	if err != nil {
		return
	}
	r.Children(func(*Element) {
		r.Children(func(e *Element) {
			property := e.Local
			switch property {
			case "title", "subject", "creator", "keywords", "description", "lastModifiedBy", "created", "modified", "category":
			default:
				return
			}
			value := strings.TrimSpace(r.Text())
			if value == "" || len(value) > maxProperty {
				return
			}
			if property == "title" {
				doc.Title = value
			}
			doc.Meta = append(doc.Meta, document.Meta{Name: property, Value: value})
		})
	})
	if len(doc.Meta) > maxProperties {
		doc.Meta = doc.Meta[:maxProperties]
	}
}

// A property is a line; there are nine of them.
const (
	maxProperty   = 4096
	maxProperties = 50
)
