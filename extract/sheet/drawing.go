package sheet

import (
	"gongkai/extract/document"
	"gongkai/extract/ooxml"
)

// drawings says that pictures, objects or text boxes lie over the cells of a sheet
// (20.5.2): they are not read, and may hold the table itself. Charts are no text.
func (x *xlsx) drawings(part string, p *page) {
	if len(p.drawn) == 0 || p.hidden {
		return
	}
	rels, _ := x.pkg.Relations(part)
	for _, id := range p.drawn {
		seen := id == ""
		for _, rel := range rels {
			if rel.ID != id || rel.Type != "drawing" {
				continue
			}
			if r, err := x.pkg.Part(rel.Target); err == nil {
				seen = drawn(r)
			}
		}
		if seen {
			x.doubt(document.CodeEmbedded, "drawing", "工作表上有图片、对象或文本框，未读："+p.name+" (pictures, objects or text boxes over the cells are not read)")
			return
		}
	}
}

// drawn reports whether there is a picture, or a shape with a text.
func drawn(r *ooxml.Reader) bool {
	found := false
	r.Children(func(e *ooxml.Element) {
		switch e.Local {
		case "pic":
			found = true
		case "t":
			found = found || r.Text() != ""
		case "graphicFrame":
		default:
			found = drawn(r) || found
		}
	})
	return found
}
