package ofd

import (
	"strings"

	"gongkai/extract/zipxml"
)

// root reads OFD.xml and the documents that it names.
func (r *reader) root() error {
	const main = "OFD.xml"
	p, err := r.open(main)
	if err != nil {
		return err
	}
	var bodies []*node
	p.root(func(e *zipxml.Token) {
		if e.Name.Local != "DocBody" {
			return
		}
		if len(bodies) == maxBodies {
			r.budget.Reached("documents", maxBodies)
			return
		}
		bodies = append(bodies, p.node(e))
	})
	if p.err != nil {
		return p.err
	}
	if len(bodies) == 0 {
		return zipxml.Broken("文件中没有文档：there is no document in OFD.xml")
	}
	for _, b := range bodies {
		r.meta(b.child("DocInfo"))
		if err := r.document(r.version(main, b)); err != nil {
			if len(bodies) == 1 {
				return err
			}
			r.broken++
		}
	}
	if r.pages == 0 {
		return zipxml.Broken("文件中没有页面：there is no page")
	}
	return nil
}

// version is the part of a document's root: of the version that is current
// where the document has versions (GB/T 33190-2016, 19), "" where that cannot
// be found. An older one is never read in its place.
func (r *reader) version(at string, body *node) string {
	location := ""
	if root := body.child("DocRoot"); root != nil {
		location = r.locate(at, root.text)
	}
	versions := body.child("Versions")
	if versions == nil {
		return location
	}
	for _, v := range versions.nodes {
		if v.name != "Version" || !truth(v.attr("Current"), false) {
			continue
		}
		name := r.locate(at, v.attr("BaseLoc"))
		p, err := r.open(name)
		if err != nil {
			return ""
		}
		location = ""
		p.root(func(e *zipxml.Token) {
			if e.Name.Local == "DocRoot" {
				location = r.locate(name, p.node(e).text)
			}
		})
		if p.err != nil {
			return ""
		}
	}
	return location
}

// paper is a document: what its pages share, and where they are.
type paper struct {
	r         *reader
	area      area
	templates map[string]template
	kept      map[string]string // the parts of templates, unpacked
	resources *resources
	pages     []string // parts
}

type template struct {
	part  string
	front bool // over the page's own content
}

// document reads the document of a part, page by page.
func (r *reader) document(name string) error {
	if name == "" {
		return zipxml.Broken("文档入口缺失：the root of the document is not named")
	}
	p, err := r.open(name)
	if err != nil {
		return err
	}
	d := &paper{r: r, area: area{0, 0, 210, 297}, templates: map[string]template{}, kept: map[string]string{}, resources: newResources(nil)}
	var res []string
	notes := ""
	p.root(func(e *zipxml.Token) {
		switch e.Name.Local {
		case "CommonData":
			p.children(func(e *zipxml.Token) {
				switch e.Name.Local {
				case "PageArea":
					d.area = physical(p.node(e), d.area)
				case "PublicRes", "DocumentRes":
					res = append(res, r.locate(name, p.node(e).text))
				case "TemplatePage":
					d.templates[attr(e, "ID")] = template{r.locate(name, attr(e, "BaseLoc")), attr(e, "ZOrder") == "Foreground"}
				}
			})
		case "Pages":
			p.children(func(e *zipxml.Token) {
				if e.Name.Local == "Page" {
					d.pages = append(d.pages, r.locate(name, attr(e, "BaseLoc")))
				}
			})
		case "Annotations":
			notes = r.locate(name, strings.TrimSpace(p.node(e).text))
		}
	})
	if p.err != nil {
		return p.err
	}
	for _, part := range res {
		r.load(d.resources, part)
	}
	for _, part := range d.pages {
		if r.pages >= maxPages {
			r.budget.Reached("pages", maxPages)
			break
		}
		if r.full {
			break // the limit is told
		}
		r.pages++
		d.page(part)
	}
	if notes != "" {
		r.annotations(notes)
	}
	return nil
}

// physical is the paper's size (PhysicalBox), or else where none is given.
func physical(n *node, or area) area {
	box := n.child("PhysicalBox")
	if box == nil {
		return or
	}
	a, ok := parseArea(box.text)
	if !ok || a.w < 1 || a.h < 1 || a.w > 1e5 || a.h > 1e5 {
		return or
	}
	return a
}

// annotations counts those that have text to be seen.
func (r *reader) annotations(name string) {
	p, err := r.open(name)
	if err != nil {
		return // nothing of the pages is missing
	}
	var parts []string
	p.root(func(e *zipxml.Token) { // Page
		if n := p.node(e).child("FileLoc"); n != nil {
			parts = append(parts, r.locate(name, n.text))
		}
	})
	for _, name := range parts {
		p, err := r.open(name)
		if err != nil {
			continue
		}
		p.root(func(e *zipxml.Token) { // Annot
			if n := p.node(e); truth(n.attr("Visible"), true) && n.says() {
				r.notes++
			}
		})
	}
}

// says reports whether there is text in an element.
func (n *node) says() bool {
	if n.name == "TextCode" && strings.TrimSpace(n.text) != "" {
		return true
	}
	for _, c := range n.nodes {
		if c.says() {
			return true
		}
	}
	return false
}
