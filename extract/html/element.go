package html

import (
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/extract/script"
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
		atom.Map, atom.Noframes, atom.Noembed, atom.Colgroup:
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
		atom.Th, atom.Frameset, atom.Marquee:
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

// isHidden reports whether the element itself says that it is not shown.
// Style sheets are not read, so what they hide is taken as shown.
func isHidden(n *nethtml.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if hides(a.Val) {
				return true
			}
		}
	}
	return false
}

// hides reports whether a style attribute says display: none, or that the text is
// invisible or has no size.
func hides(style string) bool {
	if strings.Contains(style, "isibility") || strings.Contains(style, "ISIBILITY") {
		if v := property(style, "visibility"); strings.EqualFold(v, "hidden") || strings.EqualFold(v, "collapse") {
			return true
		}
	}
	if strings.Contains(style, "ont-size") || strings.Contains(style, "ONT-SIZE") {
		if size := property(style, "font-size"); size != "" && strings.Trim(size, "0.ptxemr%PTXEMR ") == "" && size[0] == '0' {
			return true
		}
	}
	for {
		at := strings.Index(style, "isplay")
		if at < 0 {
			at = strings.Index(style, "ISPLAY")
		}
		if at < 0 {
			return false
		}
		style = style[at+len("isplay"):]
		value := strings.TrimLeft(style, " \t\r\n")
		if strings.HasPrefix(value, ":") {
			value = strings.TrimLeft(value[1:], " \t\r\n")
			if len(value) >= 4 && strings.EqualFold(value[:4], "none") {
				return true
			}
		}
	}
}

// levelOf returns whether the text of an inline element is raised or lowered,
// within an element at that level.
func levelOf(n *nethtml.Node, level int) int {
	switch n.DataAtom {
	case atom.Sup, atom.Rt: // the small text over a word stands behind it in the file
		level = script.Raised
	case atom.Sub:
		level = script.Lowered
	}
	if style := attr(n, "style"); strings.Contains(style, "ertical-") || strings.Contains(style, "ERTICAL-") {
		switch strings.ToLower(property(style, "vertical-align")) {
		case "super":
			level = script.Raised
		case "sub":
			level = script.Lowered
		}
	}
	return level
}

// isStruck reports whether the text of an inline element is struck through: it is
// printed, and does not count.
func isStruck(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.Del, atom.S, atom.Strike:
		return true
	}
	style := attr(n, "style")
	return strings.Contains(style, "ine-through") || strings.Contains(style, "INE-THROUGH")
}

// isReversed reports whether the letters of an element are printed from right to left.
func isReversed(n *nethtml.Node) bool {
	return n.DataAtom == atom.Bdo && strings.EqualFold(attr(n, "dir"), "rtl")
}

// isField reports whether an element that is skipped shows something all the same:
// the field of a form that is filled, a formula.
func isField(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.Select, atom.Textarea, atom.Math:
		return n.FirstChild != nil
	case atom.Input:
		switch strings.ToLower(attr(n, "type")) {
		case "", "text", "number", "tel":
			return attr(n, "value") != ""
		}
	}
	return false
}

// property returns a property of a style attribute, the last where it is said
// again, "" if it is not there.
func property(style, name string) (value string) {
	for declaration := range strings.SplitSeq(style, ";") {
		key, v, ok := strings.Cut(declaration, ":")
		if ok && strings.EqualFold(strings.TrimSpace(key), name) {
			v, _, _ = strings.Cut(v, "!")
			value = strings.TrimSpace(v)
		}
	}
	return value
}

// isFrame reports whether an element names itself as the frame of a page:
// navigation, footer, sharing. Content systems name them in many ways, so this
// is asked only where the main content was found by its text.
func isFrame(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside:
		return true
	case atom.Div, atom.Ul, atom.P, atom.Section, atom.Span, atom.Table, atom.Td, atom.Header, atom.Dl:
	default:
		return false
	}
	for _, a := range n.Attr {
		if a.Key == "id" || a.Key == "class" {
			for token := range strings.FieldsSeq(a.Val) {
				if isFrameName(strings.ToLower(token)) {
					return true
				}
			}
		}
	}
	return false
}

// isFrameName compares with each name by itself: a page has a class on nearly
// every element, and a loop over lists of names took a tenth of its reading.
func isFrameName(token string) bool {
	if len(token) < len("nav") {
		return false
	}
	begins := func(with string) bool { return token[0] == with[0] && strings.HasPrefix(token, with) }
	ends := func(with string) bool { return strings.HasSuffix(token, with) }
	switch {
	case begins("foot"), begins("nav"), begins("menu"), begins("breadcrumb"), begins("crumb"), begins("copyright"),
		begins("share"), begins("sidebar"), begins("topbar"), begins("toolbar"), begins("flexslider"), begins("carousel"):
		return true
	case ends("footer"), ends("_foot"), ends("-foot"), ends("_nav"), ends("-nav"), ends("_menu"), ends("-menu"),
		ends("breadcrumb"), ends("copyright"):
		return true
	}
	switch token {
	case "views", "hits", "viewcount", "view-count", "clickcount", "bdsharebuttonbox", "dqwz", "wz_dqwz", "bottom":
		return true
	}
	return false
}
