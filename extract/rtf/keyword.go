package rtf

import (
	"unicode/utf16"
	"unicode/utf8"

	"gongkai/extract/document"
	"gongkai/extract/script"
)

// destination says where the text of a group belongs.
type destination uint8

const (
	body destination = iota
	nowhere
	fontTable
	styleSheet
	infoGroup
	title
	shape // only the text boxes in it
	colourTable
	fieldCode
)

// destinations has the words that say it. Any other word after \* is nowhere.
var destinations = map[string]destination{
	"fonttbl": fontTable, "stylesheet": styleSheet, "info": infoGroup, "shpinst": shape, "do": shape,
	"colortbl": colourTable, "pict": nowhere, "shppict": nowhere, "nonshppict": nowhere, "objdata": nowhere, "fldinst": fieldCode, "sp": nowhere,
	"header": nowhere, "headerl": nowhere, "headerr": nowhere, "headerf": nowhere,
	"footer": nowhere, "footerl": nowhere, "footerr": nowhere, "footerf": nowhere,
	"ftnsep": nowhere, "ftnsepc": nowhere, "ftncn": nowhere, "aftnsep": nowhere, "aftnsepc": nowhere, "aftncn": nowhere,
	"shprslt": nowhere, "nonesttables": nowhere, "xe": nowhere, "tc": nowhere, "rxe": nowhere, "txe": nowhere,
	"filetbl": nowhere, "revtbl": nowhere, "private": nowhere, "listtable": nowhere, "listoverridetable": nowhere,
	"listtext": body, "pntext": body, "fldrslt": body, "result": body,
}

// things has the words of what is no text and stands in a cell.
var things = map[string]bool{"pict": true, "shppict": true, "object": true, "shp": true, "do": true}

// characters has the words that stand for a character.
var characters = map[string]string{
	"tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n",
	"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
	"emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
}

// structural has the words that end a line, a paragraph, a cell or a row.
var structural = map[string]bool{
	"par": true, "sect": true, "line": true, "page": true, "column": true, "tab": true,
	"cell": true, "row": true, "nestcell": true, "nestrow": true, "trowd": true, "pard": true,
}

// keyword does what a control word says; given tells whether it has a number.
func (r *reader) keyword(name string, value int, given bool) {
	star := r.star
	r.star = false
	if name == "u" {
		r.unicode(value)
		return
	}
	r.flush()
	if s, ok := characters[name]; ok {
		r.put(s)
		return
	}
	if r.direct(name, star) || r.paragraphWord(name, value) || r.tableWord(name, value) || r.levelWord(name, value, given) {
		return
	}
	if r.lookWord(name, value, !given || value != 0) {
		return
	}
	switch name {
	case "uc":
		r.skip = min(max(value, 0), maxSkip)
	case "plain":
		r.plainLook()
		r.font, r.dbFont, r.double = r.font0, 0, false
	case "yr", "mo", "dy", "hr", "min":
		r.moment.set(name, value)
	case "creatim":
		r.moment = &r.created
	case "revtim":
		r.moment = &r.saved
	case "printim", "buptim":
		r.moment = nil
	default:
		r.charsetWord(name, value)
	}
}

// maxSkip bounds \ucN: a substitute has one or two bytes.
const maxSkip = 16

// direct handles the words that begin a destination.
func (r *reader) direct(name string, star bool) bool {
	switch {
	case name == "ud" && r.upr:
		r.dest, r.upr = r.outer, false
		return true
	case r.dest == nowhere:
		return true // nothing in it matters, until it ends
	case name == "upr": // the text twice: for old readers, then in \ud for us
		r.upr, r.outer, r.dest = true, r.dest, nowhere
		return true
	case r.dest == body && things[name]:
		r.flow.Thing(r.tables())
	case name == "field":
		r.fieldWord(name)
		return true
	case name == "cs" && r.dest == styleSheet:
		return false // after \*, and no destination
	case (name == "footnote" || name == "shptxt" || name == "dptxbxtext") && (r.dest == body || r.dest == shape):
		r.note, r.dest = r.at, nowhere
		return true
	case name == "nesttableprops":
		r.innerRow = true
		return true
	case name == "title" && r.dest == infoGroup:
		r.dest = title
		return true
	}
	dest, known := destinations[name]
	if name == "fldrslt" {
		r.fieldWord(name)
	}
	switch {
	case known && dest == body:
		r.number = r.number || name == "listtext" || name == "pntext"
	case known:
		r.dest = dest
	case star:
		r.dest = nowhere
	default:
		return false
	}
	return true
}

// paragraphWord handles the words that end or describe a paragraph.
func (r *reader) paragraphWord(name string, value int) bool {
	switch name {
	case "par", "sect":
		if r.dest == body {
			r.flow.Paragraph(r.take(), r.tables(), r.heading)
		}
	case "pard":
		r.inTable, r.depth, r.heading, r.behind = false, 0, 0, ground{}
		if r.dest == body {
			r.style = 0
		}
	case "s":
		r.style, r.heading = value, 0
		if r.dest == body {
			r.heading = r.outline[value]
		}
	case "outlinelevel":
		level := 0
		if value >= 0 && value < 6 {
			level = value + 1
		}
		if r.dest == styleSheet && r.style >= 0 && r.style < maxFont {
			r.outline[r.style] = level
		} else {
			r.heading = level
		}
	case "intbl":
		r.inTable = true
	case "itap":
		r.depth = min(max(value, 0), document.MaxNesting+1)
	default:
		return false
	}
	return true
}

// levelWord handles the words that raise and lower text.
func (r *reader) levelWord(name string, value int, given bool) bool {
	if !given {
		value = 6 // half points, by the specification
	}
	switch name {
	case "nosupersub":
		r.script = script.Baseline
	case "super":
		r.script = toggled(r.script, script.Raised, value != 0)
	case "sub":
		r.script = toggled(r.script, script.Lowered, value != 0)
	case "up", "dn":
		if name == "dn" {
			value = -value
		}
		r.moved = script.Moved(value)
	case "chftn": // digits do not close over the mark of a note
		if r.dest == body {
			r.text = r.line.Break(r.text)
		}
	default:
		return false
	}
	return true
}

// toggled returns the level after a word that puts text on one, or ends that
// one and no other: many writers end \super by \super0, against the specification.
func toggled(level, to int, on bool) int {
	switch {
	case on:
		return to
	case level == to:
		return script.Baseline
	}
	return level
}

// unicode takes a \uN: a unit of UTF-16, as a signed number.
func (r *reader) unicode(value int) {
	r.flush()
	r.pass = r.skip
	if !r.shown() {
		r.unseen()
		return
	}
	c := rune(uint16(value))
	if value > 0xFFFF && value <= utf8.MaxRune {
		c = rune(value) // against the specification, and understood by all
	}
	first := r.high
	r.high = 0
	switch {
	case c >= 0xD800 && c < 0xDC00:
		r.high = c
	case first != 0:
		r.put(string(utf16.DecodeRune(first, c)))
	case c >= ' ':
		r.put(string(c))
	}
}
