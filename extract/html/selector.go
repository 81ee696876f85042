package html

import (
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"
)

// simple is a compound selector (Selectors Level 4, 3.1) as far as it is weighed:
// what is left out — the place among brothers, :not — may hold.
type simple struct {
	tag, id string
	classes []string
	attrs   [][2]string // a name, and what its value has somewhere
	empty   bool
	beside  bool // it means what is printed before or after the element
}

// means reports whether an element is, or may be, one that is meant, and counts
// what it takes to tell.
func (s *sheet) means(c *simple, n *nethtml.Node) bool {
	s.work++
	if n.Type != nethtml.ElementNode || c.tag != "" && c.tag != n.Data || c.empty && n.FirstChild != nil {
		return false
	}
	if c.id != "" && !strings.EqualFold(attr(n, "id"), c.id) {
		return false
	}
	if len(c.classes) > 0 {
		has := attr(n, "class")
		s.work += len(c.classes) * len(has) / 16
		for _, class := range c.classes {
			if !hasToken(has, class) {
				return false
			}
		}
	}
	for _, a := range c.attrs {
		i := slices.IndexFunc(n.Attr, func(b nethtml.Attribute) bool { return b.Key == a[0] })
		if i < 0 {
			return false
		}
		s.work += len(n.Attr[i].Val) / 16
		if !strings.Contains(lower(n.Attr[i].Val), a[1]) {
			return false
		}
	}
	return true
}

// hasToken reports whether a token, in lower case, is in the value of a class. None is
// in any: "." is no selector.
func hasToken(tokens, token string) bool {
	for token != "" && len(tokens) >= len(token) {
		var t string
		if t, tokens = cutToken(tokens); t == token {
			return true
		}
	}
	return false
}

// seen is what a rule with this subject does to the text of the element: what it
// does in a sheet may be undone by another, so it is a doubt.
func (c *simple) seen(l look) look {
	if c.beside {
		if l&hidden != 0 {
			return 0
		}
		return l & inserted
	}
	l &^= inserted
	if l&removed != 0 {
		l |= veiled | unboxed
	}
	if l&unseen != 0 {
		l |= veiled
	}
	return l &^ hidden
}

// maxSelector is the length of a selector that is read; a longer one may mean any element.
const maxSelector = 1000

// readSelector reads a selector; false for one that means nothing that is printed
// when the page comes up.
func readSelector(s string) (r rule, ok bool) {
	if len(s) > maxSelector {
		return r, true
	}
	var c simple
	begun := false
	for s = strings.TrimSpace(s); s != ""; {
		switch first := s[0]; first {
		case ' ', '\t', '\n', '\r', '\f', '>', '+', '~':
			rest := strings.TrimLeft(s, " \t\r\n\f>+~")
			if begun && !strings.ContainsAny(s[:len(s)-len(rest)], "+~") {
				r.around = append(r.around, c)
			}
			c, begun, s = simple{}, false, rest
			continue
		case '*', '|', '&':
			s = s[1:]
		case '.', '#':
			var name string
			if name, s = identifier(s[1:]); first == '#' {
				c.id = name
			} else {
				c.classes = append(c.classes, name)
			}
		case '[':
			var inner string
			inner, s = bracketed(s, ']')
			c.attrs = append(c.attrs, readAttribute(inner))
		case ':':
			if s, ok = c.pseudo(strings.TrimLeft(s, ":"), strings.HasPrefix(s, "::")); !ok {
				return r, false
			}
		default:
			before := len(s)
			if c.tag, s = identifier(s); len(s) == before {
				return r, false // no selector: browsers drop the rule
			}
		}
		begun = true
	}
	r.subject = c
	return r, begun
}

// pseudo reads what stands behind a colon. What only a reader's hand brings about
// and what is no text of the element is false.
func (c *simple) pseudo(s string, element bool) (rest string, ok bool) {
	name, s := identifier(s)
	args := ""
	if strings.HasPrefix(s, "(") {
		args, s = bracketed(s, ')')
	}
	switch name {
	case "before", "after", "marker":
		c.beside = true
	case "first-letter", "first-line":
	case "hover", "active", "focus", "focus-within", "focus-visible", "visited", "host":
		return s, false
	case "root":
		c.tag = "html"
	case "empty":
		c.empty = true
	case "is", "where":
		if !strings.ContainsAny(args, ", >+~") {
			return args + s, true
		}
	default:
		return s, !element
	}
	return s, true
}

// readAttribute reads what stands in square brackets. Every comparison (= ~= |= ^=
// $= *=) asks for a value that has the text somewhere.
func readAttribute(s string) [2]string {
	name, value, _ := strings.Cut(s, "=")
	value = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(value), " i"), " s")
	return [2]string{lower(strings.Trim(name, " \t\n~|^$*")), lower(strings.Trim(value, "\"' "))}
}
