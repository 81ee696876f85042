package html

import (
	"strings"

	nethtml "golang.org/x/net/html"
)

// sheet is what the style sheets in a page say that tells what a reader sees of its
// text. Rules are not weighed against each other as a browser weighs them: what one
// may hide is in doubt, whatever another says.
type sheet struct {
	ids, classes, tags map[string][]rule
	others             []rule // for elements of any name
	rules              int
	work               int // comparisons made, weighed by their length
}

// The limits of the sheets of a page. When the work is spent, every rule that could
// mean an element does.
const (
	maxRules  = 2000
	maxNested = 50 // blocks in blocks
	maxWork   = 5_000_000
)

// rule is what a sheet says of the elements that its selector means, or may mean.
type rule struct {
	subject simple
	around  []simple // each means an element around the subject, in any order
	look    look
}

// add reads the text of a style element. It reports whether all rules were kept.
func (s *sheet) add(css string) bool {
	var open []frame
	for css != "" {
		var text string
		var end byte
		if text, end, css = cutCSS(css); end == '{' {
			if len(open) == maxNested {
				return false
			}
			open = append(open, frame{prelude: prelude(text), idle: len(open) > 0 && open[len(open)-1].idle})
			open[len(open)-1].enter()
			continue
		}
		if len(open) == 0 {
			continue
		}
		f := &open[len(open)-1]
		f.declare(text)
		if end != ';' {
			open = open[:len(open)-1]
			if !f.idle && !s.say(f) {
				return false
			}
		}
	}
	return true
}

// prelude is what stands before a block, without the marks that hid sheets from the
// browsers of 1996 (CSS Syntax, 4.3.1: CDO and CDC).
func prelude(text string) string {
	text = strings.TrimSpace(text)
	for _, mark := range []string{"<!--", "-->"} {
		if strings.HasPrefix(text, mark) {
			text = strings.TrimSpace(text[len(mark):])
		}
	}
	return text
}

// say keeps the rule of a block.
func (s *sheet) say(f *frame) bool {
	l := f.settle()
	if l == 0 || f.prelude == "" || f.prelude[0] == '@' {
		return true
	}
	for selector := range parts(f.prelude, ',') {
		r, ok := readSelector(selector)
		if !ok {
			continue
		}
		if r.look = r.subject.seen(l); r.look == 0 {
			continue
		}
		if s.rules == maxRules {
			return false
		}
		s.rules++
		s.keep(r)
	}
	return true
}

func (s *sheet) keep(r rule) {
	if s.ids == nil {
		s.ids, s.classes, s.tags = map[string][]rule{}, map[string][]rule{}, map[string][]rule{}
	}
	switch {
	case r.subject.id != "":
		s.ids[r.subject.id] = append(s.ids[r.subject.id], r)
	case len(r.subject.classes) > 0:
		s.classes[r.subject.classes[0]] = append(s.classes[r.subject.classes[0]], r)
	case r.subject.tag != "":
		s.tags[r.subject.tag] = append(s.tags[r.subject.tag], r)
	default:
		s.others = append(s.others, r)
	}
}

// of is what the sheet says, or may say, of an element.
func (s *sheet) of(n *nethtml.Node) look {
	if s.rules == 0 {
		return 0
	}
	l := s.match(s.others, n) | s.match(s.tags[n.Data], n)
	for _, a := range n.Attr {
		switch a.Key {
		case "id":
			l |= s.match(s.ids[lower(a.Val)], n)
		case "class":
			for token := range strings.FieldsSeq(a.Val) {
				l |= s.match(s.classes[lower(token)], n)
			}
		}
	}
	return l.settle()
}

func (s *sheet) match(rules []rule, n *nethtml.Node) (l look) {
	for i := range rules {
		r := &rules[i]
		if l|r.look == l {
			continue
		}
		if s.work >= maxWork || s.means(&r.subject, n) && s.stands(r.around, n) {
			l |= r.look
		}
	}
	return l
}

// stands reports whether an element stands inside of elements that these mean.
func (s *sheet) stands(around []simple, n *nethtml.Node) bool {
	for i := range around {
		p := n.Parent
		for p != nil && s.work < maxWork && !s.means(&around[i], p) {
			p = p.Parent
		}
		if p == nil {
			return false
		}
	}
	return true
}
