package ooxml

import (
	"encoding/xml"
	"strings"

	"gongkai/extract/zipxml"
)

// Space is a namespace that the readers know, whichever dialect names it.
type Space uint8

// The namespaces. Other is any that is not known.
const (
	Other Space = iota
	Word        // WordprocessingML
	Sheet       // SpreadsheetML
	Math        // Office Math
	Compatibility
)

// spaces are the namespaces by their addresses: transitional as of ECMA-376
// first edition, strict as of ISO/IEC 29500-1.
var spaces = map[string]Space{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main": Word,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":             Word,
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":    Sheet,
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                Sheet,
	"http://schemas.openxmlformats.org/officeDocument/2006/math":   Math,
	"http://purl.oclc.org/ooxml/officeDocument/math":               Math,
	"http://schemas.openxmlformats.org/markup-compatibility/2006":  Compatibility,
}

// understood are the beginnings of the namespaces of extensions whose elements
// either hold WordprocessingML that is read (text boxes of shapes, groups and
// canvases) or nothing that is text.
var understood = []string{
	"http://schemas.microsoft.com/office/word/20",
	"http://schemas.microsoft.com/office/drawing/2010/",
	"http://schemas.microsoft.com/office/spreadsheetml/20",
	"http://schemas.openxmlformats.org/",
	"http://www.wps.cn/officeDocument/",
}

// binding is one xmlns attribute, valid while more than depth elements are open.
type binding struct {
	prefix  string
	address string
	space   Space
	depth   int
}

// maxBindings bounds the search for a prefix; a file has some thirty.
const maxBindings = 500

func (r *Reader) bind(attrs []xml.Attr) {
	for i := range attrs {
		a := &attrs[i]
		prefix, ok := a.Name.Local, a.Name.Space == "xmlns"
		if !ok && a.Name.Space == "" && a.Name.Local == "xmlns" {
			prefix, ok = "", true
		}
		if ok && len(r.spaces) < maxBindings {
			r.spaces = append(r.spaces, binding{prefix, a.Value, spaces[a.Value], r.tokens.Depth() - 1})
		}
	}
}

func (r *Reader) unbind() {
	for n := len(r.spaces); n > 0 && r.spaces[n-1].depth >= r.tokens.Depth(); n-- {
		r.spaces = r.spaces[:n-1]
	}
}

func (r *Reader) lookup(prefix string) *binding {
	for i := len(r.spaces) - 1; i >= 0; i-- {
		if r.spaces[i].prefix == prefix {
			return &r.spaces[i]
		}
	}
	return nil
}

func (r *Reader) space(prefix string) Space {
	if b := r.lookup(prefix); b != nil {
		return b.space
	}
	return Other
}

// alternate is an mc:AlternateContent that is open (ECMA-376 Part 3, 7.5).
type alternate struct {
	depth int // elements that were open before it
	taken bool
}

// alternative handles the elements of markup compatibility: it reports whether
// the element is one of them, and skips the branches that do not count. The
// first Choice whose namespaces are all understood is taken, else the Fallback;
// never two.
func (r *Reader) alternative(t *zipxml.Token) bool {
	switch t.Name.Local {
	case "AlternateContent", "Choice", "Fallback":
	default:
		return false
	}
	if r.space(t.Name.Space) != Compatibility {
		return false
	}
	at := r.tokens.Depth() - 1
	for len(r.alts) > 0 && r.alts[len(r.alts)-1].depth >= at {
		r.alts = r.alts[:len(r.alts)-1]
	}
	if t.Name.Local == "AlternateContent" {
		r.alts = append(r.alts, alternate{depth: at})
		return true
	}
	if len(r.alts) == 0 || r.alts[len(r.alts)-1].depth != at-1 {
		r.skipTo(at)
		return true
	}
	alt := &r.alts[len(r.alts)-1]
	if alt.taken || t.Name.Local == "Choice" && !r.understands(t) {
		r.skipTo(at)
		return true
	}
	alt.taken = true
	return true
}

func (r *Reader) understands(t *zipxml.Token) bool {
	e := Element{attrs: t.Attr}
next:
	for prefix := range strings.FieldsSeq(e.Attr("Requires")) {
		b := r.lookup(prefix)
		if b == nil {
			return false
		}
		for _, known := range understood {
			if strings.HasPrefix(b.address, known) {
				continue next
			}
		}
		return false
	}
	return true
}
