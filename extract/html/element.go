package html

import (
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// role is what an element does to the text.
type role int

const (
	inline role = iota
	block
	heading
	table
	lineBreak
	preformatted
	skipped // prints nothing that belongs to the text
)

func roleOf(n *nethtml.Node) role {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Iframe, atom.Object, atom.Embed,
		atom.Svg, atom.Math, atom.Select, atom.Textarea, atom.Button, atom.Input, atom.Audio, atom.Video, atom.Canvas,
		atom.Map, atom.Noframes, atom.Noembed, atom.Colgroup, atom.Img, atom.Meter, atom.Progress, atom.Datalist, atom.Rp,
		atom.Title:
		return skipped
	case atom.Br:
		return lineBreak
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return heading
	case atom.Table:
		return table
	case atom.Pre, atom.Listing, atom.Plaintext, atom.Xmp:
		return preformatted
	case atom.Html, atom.Body, atom.P, atom.Div, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Section,
		atom.Article, atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Aside, atom.Address, atom.Blockquote,
		atom.Center, atom.Form, atom.Fieldset, atom.Legend, atom.Figure, atom.Figcaption, atom.Hr, atom.Menu, atom.Dir,
		atom.Details, atom.Summary, atom.Hgroup, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td,
		atom.Th, atom.Frameset, atom.Marquee, atom.Dialog:
		return block
	case 0:
		// Content systems leave their own marks in the page: <UCAPTITLE>.
		if strings.HasPrefix(n.Data, "ucap") {
			return block
		}
	}
	return inline
}

func attr(n *nethtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// isFigure reports whether an element without text of its own shows something all
// the same, which may be a number: a picture, a drawing, a field that is filled, a
// formula, what a script writes in its place.
func isFigure(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.Img:
		return attr(n, "width") != "0" && attr(n, "width") != "1"
	case atom.Svg, atom.Canvas, atom.Object, atom.Embed, atom.Iframe, atom.Video, atom.Meter, atom.Progress:
		return true
	case atom.Select, atom.Textarea, atom.Math:
		return n.FirstChild != nil
	case atom.Button:
		return strings.ContainsAny(bareText(n), digits)
	case atom.Script:
		return n.FirstChild != nil && strings.Contains(n.FirstChild.Data, "document.write")
	case atom.Template:
		return attr(n, "shadowrootmode") != ""
	case atom.Input:
		return isFilled(n)
	}
	return false
}

const digits = "0123456789０１２３４５６７８９"

// isFilled reports whether the field of a form shows a value.
func isFilled(n *nethtml.Node) bool {
	switch value := attr(n, "value"); strings.ToLower(attr(n, "type")) {
	case "hidden", "checkbox", "radio", "file", "color":
		return false
	case "submit", "button", "reset":
		return strings.ContainsAny(value, digits)
	case "image":
		return true
	default:
		return value != "" || attr(n, "placeholder") != ""
	}
}
