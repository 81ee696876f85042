package ofd

import (
	"encoding/xml"
	"path"
	"slices"
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/zipxml"
)

// part reads one part of the file element by element. Elements and attributes
// are known by their local names: what prefix and namespace a producer writes
// differs, and there is one vocabulary only.
type part struct {
	r      *reader
	name   string
	tokens *zipxml.Tokens
	err    error
}

// open opens a part.
func (r *reader) open(name string) (*part, error) {
	tokens, err := r.file.Part(name)
	if err != nil {
		return nil, err
	}
	return &part{r: r, name: name, tokens: tokens}, nil
}

// next returns the next token, nil at the end.
func (p *part) next() *zipxml.Token {
	if p.err != nil {
		return nil
	}
	t := p.tokens.Next()
	if t == nil {
		p.err = p.tokens.Err()
	}
	if t != nil && !p.r.work(1) {
		p.err = &document.Error{Code: document.CodeLimit, Message: "内容过多：more elements than the limit"}
		return nil
	}
	return t
}

// children calls f with each child of the element that is open, or with the
// root. What f leaves of a child is skipped.
func (p *part) children(f func(e *zipxml.Token)) {
	depth := p.tokens.Depth()
	for {
		t := p.next()
		switch {
		case t == nil:
			return
		case t.Kind == zipxml.Start:
			at := p.tokens.Depth()
			f(t)
			for p.tokens.Depth() >= at && p.next() != nil {
			}
		case t.Kind == zipxml.End && p.tokens.Depth() < depth:
			return
		}
	}
}

// root is children of the root element.
func (p *part) root(f func(e *zipxml.Token)) {
	first := true
	p.children(func(*zipxml.Token) {
		if first { // there is one root only
			first = false
			p.children(f)
		}
	})
	if first && p.err == nil {
		p.err = zipxml.Broken("XML 为空：there is no element")
	}
}

// leave ends the reading of a part whose rest is of no use.
func (p *part) leave() {
	if p.err == nil {
		p.err = zipxml.Broken("未读完：the rest of the part was not read")
	}
}

// node is an element with all that is in it.
type node struct {
	name  string
	attrs []xml.Attr
	text  string
	nodes []*node
}

// maxNodes is the number of elements of one node, all below it included.
const maxNodes = 50_000

// node reads the element that e began.
func (p *part) node(e *zipxml.Token) *node {
	left := maxNodes
	return p.grow(e, &left)
}

func (p *part) grow(e *zipxml.Token, left *int) *node {
	n := &node{name: e.Name.Local, attrs: slices.Clone(e.Attr)}
	if *left--; *left < 0 {
		p.r.budget.Reached("nodes", maxNodes)
		p.err = &document.Error{Code: document.CodeLimit, Message: "元素过大：an element with too many in it"}
		return n
	}
	var text []byte
	for {
		t := p.next()
		switch {
		case t == nil, t.Kind == zipxml.End:
			n.text = string(text)
			return n
		case t.Kind == zipxml.Start:
			n.nodes = append(n.nodes, p.grow(t, left))
		default:
			text = append(text, t.Text...)
		}
	}
}

func attr(e *zipxml.Token, name string) string {
	return (&node{attrs: e.Attr}).attr(name)
}

// attr is the value of an attribute, "" where there is none.
func (n *node) attr(name string) string {
	for i := range n.attrs {
		if n.attrs[i].Name.Local == name {
			return n.attrs[i].Value
		}
	}
	return ""
}

// child is the first element of that name within n, nil where there is none.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, c := range n.nodes {
		if c.name == name {
			return c
		}
	}
	return nil
}

// locate is the name of the part that a location (ST_Loc) in the part at
// means: from the root where it begins with a slash, else from the folder of
// at. Some producers leave the slash out.
func (r *reader) locate(at, location string) string {
	location = strings.TrimSpace(strings.ReplaceAll(location, `\`, "/"))
	if location == "" || strings.HasPrefix(location, "/") {
		return location
	}
	if near := path.Join(path.Dir("/"+strings.TrimPrefix(at, "/")), location); r.file.Has(near) {
		return near
	}
	return "/" + location
}
