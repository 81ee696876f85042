package docx

import (
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
)

// levels is the number of levels of a list (ECMA-376 Part 1, 17.9.6).
const levels = 9

// level is one level of a list: how its number counts and how it is printed.
type level struct {
	there   bool
	start   int
	format  string
	text    string // "第%1章", "%1.%2"
	suffix  string
	restart int  // 0 never, n after a number of level n (from 1), -1 after any higher one
	legal   bool // all numbers in decimal
	style   string
}

// abstract is a w:abstractNum: the pattern that lists share, and its counters,
// for lists of one pattern count on.
type abstract struct {
	levels [levels]level
	link   string // numStyleLink: the style whose list has the levels
	count  [levels]int
	begun  [levels]bool
}

// list is a w:num: a pattern with what it overrides.
type list struct {
	pattern  string
	start    [levels]int // of startOverride, -1 if none
	started  [levels]bool
	override [levels]*level
}

// lists are the lists of a document by their ids.
type lists struct {
	patterns map[string]*abstract
	byID     map[string]*list
	linked   map[string]int // levels by "pattern style": a style may name its level there only
}

// maxLists is the number of lists and patterns that are kept.
const maxLists = 20_000

func (l *lists) read(x *ooxml.Reader) {
	l.patterns, l.byID = map[string]*abstract{}, map[string]*list{}
	x.Children(func(*ooxml.Element) {
		x.Children(func(e *ooxml.Element) {
			switch {
			case e.Is(ooxml.Word, "abstractNum") && len(l.patterns) < maxLists:
				a := &abstract{}
				l.patterns[e.Attr("abstractNumId")] = a
				readAbstract(x, a)
			case e.Is(ooxml.Word, "num") && len(l.byID) < maxLists:
				n := &list{}
				l.byID[e.Attr("numId")] = n
				readList(x, n)
			}
		})
	})
}

func readAbstract(x *ooxml.Reader, a *abstract) {
	x.Children(func(e *ooxml.Element) {
		switch {
		case e.Is(ooxml.Word, "numStyleLink"):
			a.link = e.Attr("val")
		case e.Is(ooxml.Word, "lvl"):
			if i := number(e.Attr("ilvl"), -1); i >= 0 && i < levels {
				a.levels[i] = readLevel(x)
			}
		}
	})
}

func readList(x *ooxml.Reader, n *list) {
	for i := range n.start {
		n.start[i] = -1
	}
	x.Children(func(e *ooxml.Element) {
		switch {
		case e.Is(ooxml.Word, "abstractNumId"):
			n.pattern = e.Attr("val")
		case e.Is(ooxml.Word, "lvlOverride"):
			i := number(e.Attr("ilvl"), -1)
			if i < 0 || i >= levels {
				return
			}
			x.Children(func(e *ooxml.Element) {
				switch {
				case e.Is(ooxml.Word, "startOverride"):
					n.start[i] = number(e.Attr("val"), -1)
				case e.Is(ooxml.Word, "lvl"):
					lvl := readLevel(x)
					n.override[i] = &lvl
				}
			})
		}
	})
}

func readLevel(x *ooxml.Reader) level {
	lvl := level{there: true, format: "decimal", suffix: "tab", restart: -1}
	x.Children(func(e *ooxml.Element) {
		if e.Space != ooxml.Word {
			return
		}
		value := e.Attr("val")
		switch e.Local {
		case "start":
			lvl.start = number(value, 0)
		case "numFmt":
			lvl.format = value
			if value == "custom" {
				lvl.format = "custom " + e.Attr("format")
			}
		case "lvlText":
			lvl.text = value
		case "suff":
			lvl.suffix = value
		case "lvlRestart":
			lvl.restart = number(value, -1)
		case "isLgl":
			lvl.legal = on(e)
		case "pStyle":
			lvl.style = value
		}
	})
	return lvl
}

// settle follows the links of patterns to the list of a style, and notes which
// styles a level names.
func (l *lists) settle(s *styles) {
	for _, a := range l.patterns {
		st := s.byID[a.link]
		if a.link == "" || st == nil {
			continue
		}
		if n := l.byID[st.num]; n != nil && l.patterns[n.pattern] != nil {
			a.levels = l.patterns[n.pattern].levels
		}
	}
	l.linked = map[string]int{}
	for id, a := range l.patterns {
		for i := range a.levels {
			if style := a.levels[i].style; style != "" {
				l.linked[id+" "+style] = i
			}
		}
	}
}

// number returns the number that is printed before the paragraph, with the
// blank that parts them, and counts it. "" if it has none.
func (l *lists) number(r *reader, p properties) string {
	id, at := p.num, p.level
	styleID := p.style
	if styleID == "" {
		styleID = r.styles.standard
	}
	if st := r.styles.byID[styleID]; st != nil {
		if !p.hasNum {
			id = st.num
		}
		if at < 0 {
			at = st.level
		}
		if n := l.byID[id]; at < 0 && n != nil && !p.hasNum {
			if i, ok := l.linked[n.pattern+" "+styleID]; ok {
				at = i
			}
		}
	}
	n := l.byID[id]
	if n == nil || id == "0" { // 0 takes a number away (17.9.18)
		return ""
	}
	a := l.patterns[n.pattern]
	at = max(at, 0)
	if a == nil || at >= levels {
		return ""
	}
	lvl := n.level(a, at)
	if !lvl.there {
		return ""
	}
	n.advance(a, at)
	text := n.print(r, a, at)
	if text == "" {
		return ""
	}
	if lvl.suffix != "nothing" {
		text += " "
	}
	return text
}

func (n *list) level(a *abstract, i int) *level {
	if n.override[i] != nil {
		return n.override[i]
	}
	return &a.levels[i]
}

// first is the number that a level begins with.
func (n *list) first(a *abstract, i int) int {
	if n.start[i] >= 0 {
		return n.start[i]
	}
	return n.level(a, i).start
}

// advance counts one more at a level and lets the deeper levels begin anew.
func (n *list) advance(a *abstract, at int) {
	switch {
	case n.start[at] >= 0 && !n.started[at]:
		a.count[at] = n.start[at]
	case !a.begun[at]:
		a.count[at] = n.level(a, at).start
	default:
		a.count[at]++
	}
	a.begun[at], n.started[at] = true, true
	for i := at + 1; i < levels; i++ {
		if restart := n.level(a, i).restart; restart < 0 || restart > at {
			a.begun[i] = false
		}
	}
}

// print renders the number of a level: %1–%9 in its text are the numbers of
// the levels (17.9.11).
func (n *list) print(r *reader, a *abstract, at int) string {
	lvl := n.level(a, at)
	if lvl.format == "bullet" {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(lvl.text); i++ {
		c := lvl.text[i]
		if c != '%' || i+1 == len(lvl.text) || lvl.text[i+1] < '1' || lvl.text[i+1] > '9' {
			b.WriteByte(c)
			continue
		}
		i++
		of := int(lvl.text[i] - '1')
		value, format := a.count[of], n.level(a, of).format
		if !a.begun[of] {
			value = n.first(a, of)
		}
		if lvl.legal {
			format = "decimal"
		}
		s, known := printed(value, format)
		if !known {
			r.doubt(CodeNumber, format, "自动编号格式未知，按阿拉伯数字："+format+" (a number format that is not known, printed as decimal)", document.Reader, nil)
		}
		b.WriteString(s)
	}
	return trim(b.String())
}
