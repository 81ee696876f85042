package html

import (
	"cmp"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// look is how an element shows its text, as far as that tells what a reader of
// the page sees: a set of the bits below.
type look uint32

const (
	removed  look = 1 << iota // display: none: what follows takes its place
	unseen                    // invisible or without a size, in its place
	veiled                    // may not be seen: see through, cut off, off the page, hidden by a sheet
	unboxed                   // a sheet may remove it from its row
	inserted                  // a sheet may print something beside its text
	struck                    // struck through: printed, and does not count
	raised                    // by the baseline
	lowered                   //
	turned                    // what is in it stands from right to left
	shuffled                  // the elements in it stand in another order
	placed                    // it may stand elsewhere than the page has it
	reversed                  // its letters are printed from right to left
	onward                    // and from left to right again
	pale                      // in the colour of paper
	inked                     // in another one
	papered                   // on the colour of paper
	backed                    // on another one
	flat                      // without height or width
	cut                       // what reaches out of it is cut off
	boxed                     // in lines of its own
	relative                  // moved by what the next two say
	up                        // by three points or more
	down                      //
)

const (
	hidden = removed | unseen
	// doubtful is what leaves open whether a text is printed, where, in which order.
	doubtful = veiled | unboxed | turned | shuffled | placed
	// inherited is what holds for all that is in an element.
	inherited = struck | doubtful | inserted | pale | backed
)

// styles are the style attributes of a page that were read: pasted text has the same
// few on each of its words and cells.
type styles map[string]look

// maxStyles is how many are kept: where each is another one, keeping them gains nothing.
const maxStyles = 1000

func (s styles) look(style string) look {
	l, read := s[style]
	if !read {
		if l = lookOfStyle(style); len(s) < maxStyles {
			s[style] = l
		}
	}
	return l
}

// of reads what an element itself says: its name, its attributes and its style, not
// what the sheets of the page say of it.
func (s styles) of(n *nethtml.Node) look {
	l := lookOfTag(n)
	for i := range n.Attr {
		l = s.add(l, n, &n.Attr[i])
	}
	return l
}

func lookOfTag(n *nethtml.Node) look {
	switch n.DataAtom {
	case atom.Del, atom.S, atom.Strike:
		return struck
	case atom.Sup, atom.Rt: // the small text over a word stands behind it in the file
		return raised
	case atom.Sub:
		return lowered
	case atom.Dialog:
		return removed
	}
	return 0
}

// add adds what an attribute of the element says to its look.
func (s styles) add(l look, n *nethtml.Node, a *nethtml.Attribute) look {
	switch a.Key {
	case "hidden":
		return l | removed
	case "open": // of a dialog
		return l &^ removed
	case "style":
		return l | s.look(a.Val)
	case "dir":
		return l | lookOfDirection(n, a.Val)
	case "color":
		if n.DataAtom == atom.Font {
			return l.declare(a.Key, a.Val)
		}
	case "bgcolor":
		return l.declare("background", a.Val)
	}
	return l
}

func lookOfDirection(n *nethtml.Node, dir string) look {
	switch {
	case !strings.EqualFold(dir, "rtl"):
		return onward
	case n.DataAtom == atom.Bdo:
		return reversed
	}
	return turned
}

// lookOfStyle reads a style attribute or the declarations of a rule.
func lookOfStyle(style string) (l look) {
	if strings.IndexByte(style, '\\') >= 0 || strings.Contains(style, "/*") {
		style = plainStyle(style)
	}
	for rest := style; rest != ""; {
		declaration := rest
		if end := strings.IndexByte(rest, ';'); end >= 0 {
			declaration, rest = rest[:end], rest[end+1:]
		} else {
			rest = ""
		}
		if at := strings.IndexByte(declaration, ':'); at > 0 {
			l = l.declare(lower(trim(declaration[:at])), declaration[at+1:])
		}
	}
	if l&backed != 0 && sameColour(property(style, "color"), cmp.Or(property(style, "background-color"), property(style, "background"))) {
		l |= veiled
	}
	return l.settle()
}

// settle draws the conclusions from what several declarations say together.
func (l look) settle() look {
	if l&(flat|cut) == flat|cut {
		l |= veiled
	}
	if l&relative != 0 {
		if l&up != 0 {
			l |= raised
		}
		if l&down != 0 {
			l |= lowered
		}
	}
	return l
}

// within is the look of what is in an element with look l, itself within others.
func (outer look) within(l look) look {
	in := outer
	if l&inked != 0 {
		in &^= pale
	}
	if l&papered != 0 {
		in &^= backed
	}
	if l&onward != 0 {
		in &^= turned
	}
	return in | l&inherited
}

// hide reports whether the element itself says that it is not shown. What sheets hide
// is read, and in doubt.
func (s styles) hide(n *nethtml.Node) bool { return s.of(n)&hidden != 0 }
