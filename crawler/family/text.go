package family

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxGathered = 4000 // bytes of text that are read below one node
	maxNodes    = 5000 // nodes that are read for it
)

// text returns the text below n with single blanks, without scripts: at most
// about maxGathered bytes of maxNodes nodes, more than any title or row that
// means something and little enough for pages made to be slow.
func text(n *html.Node) string {
	if only := n.FirstChild; only != nil && only == n.LastChild && only.Type == html.TextNode {
		return collapse(only.Data) // most links and headings
	}
	return rowText(n, nil)
}

// rowText returns the text of a row without the link itself.
func rowText(row, link *html.Node) string {
	g := gatherer{except: link}
	g.read(row)
	return string(g.text)
}

type gatherer struct {
	text   []byte
	blank  bool // white space stands behind text
	size   int  // bytes that were read
	nodes  int
	except *html.Node
}

func (g *gatherer) full() bool { return g.size > maxGathered || g.nodes > maxNodes }

func (g *gatherer) read(n *html.Node) {
	if g.nodes++; n == g.except || g.full() {
		return
	}
	if n.Type == html.TextNode {
		g.write(n.Data)
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template:
		return
	}
	for c := n.FirstChild; c != nil && !g.full(); c = c.NextSibling {
		g.read(c)
	}
	switch n.DataAtom {
	case atom.Td, atom.Th, atom.Li, atom.P, atom.Div, atom.Span, atom.Br, atom.A:
		g.size++
		g.blank = true
	}
}

// write adds s, each run of white space as one blank, none at the ends.
func (g *gatherer) write(s string) {
	g.size += len(s)
	for len(s) > 0 {
		if n := space(s); n > 0 {
			g.blank = true
			s = s[n:]
			continue
		}
		end := 1
		for ; end < len(s); end++ {
			if c := s[end]; (c <= ' ' || c >= 0xC2 && c <= 0xE3) && space(s[end:]) > 0 {
				break
			}
		}
		if g.blank && len(g.text) > 0 {
			g.text = append(g.text, ' ')
		}
		g.blank = false
		g.text = append(g.text, s[:end]...)
		s = s[end:]
	}
}

// space returns how many bytes of white space s begins with, 0 if it begins
// with none: what unicode.IsSpace says, without decoding Chinese.
func space(s string) int {
	switch c := s[0]; {
	case c <= ' ':
		if c == ' ' || '\t' <= c && c <= '\r' {
			return 1
		}
	case c < 0xC2, c > 0xE3: // no other white space begins with these
	case c == 0xC2, c >= 0xE1:
		if r, n := utf8.DecodeRuneInString(s); unicode.IsSpace(r) {
			return n
		}
	}
	return 0
}

// collapse makes single blanks of white space, and none at the ends.
func collapse(s string) string {
	s = strings.TrimSpace(s)
	for i := 0; i < len(s); i++ {
		if c := s[i]; c > ' ' && c < 0xC2 || c > 0xE3 {
			continue
		}
		n := space(s[i:])
		if n == 0 {
			continue
		}
		if n > 1 || s[i] != ' ' || space(s[i+1:]) > 0 { // never the last: s is trimmed
			var g gatherer
			g.write(s)
			return string(g.text)
		}
	}
	return s
}

// clip cuts s to n runes.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	i := 0
	for j := range s {
		if i == n {
			return s[:j]
		}
		i++
	}
	return s
}
