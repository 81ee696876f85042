package report

import (
	"strings"

	"gongkai/extract/document"
)

// line is one line of a document's text with the block that it stands in.
type line struct {
	text  string
	place *document.Place
	block int
	glance
	section int8 // of which it is the heading, 0 until it was asked for, noSection
	asked   bool // titleAt was asked for the title that begins here

	folded string     // text as it is compared, "" until it was asked for
	title  *lineTitle // nil where there is none
}

func newLine(text string, block int, place *document.Place) line {
	l := line{text: text, block: block, place: place, glance: glanceAt(text)}
	if l.clean {
		l.folded = text
	}
	return l
}

// fold is the text in the form in which texts are compared.
func (l *line) fold() string {
	if l.folded == "" {
		l.folded = fold(l.text)
	}
	return l.folded
}

const noSection = -1

// heading is sectionNumber of the line.
func (l *line) heading() (int, bool) {
	if l.section == 0 && !headingWords.may(l.signs) {
		l.section = noSection // nearly every line
	}
	if l.section == 0 {
		n, ok := sectionNumber(l.text)
		if l.section = int8(n); !ok {
			l.section = noSection
		}
	}
	return max(0, int(l.section)), l.section != noSection
}

// linesOf are the lines of the paragraphs and headings of some blocks, blank
// ones left out.
func linesOf(blocks []document.Block, furniture bool) []line {
	n := 0
	for i := range blocks {
		if blocks[i].Kind != document.TableKind && blocks[i].Furniture == furniture {
			n++
		}
	}
	out := make([]line, 0, n) // nearly all blocks are one line
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == document.TableKind || b.Furniture != furniture {
			continue
		}
		for l := range strings.Lines(b.Text) {
			if l = strings.TrimSpace(l); l != "" {
				out = append(out, newLine(l, i, &b.Place))
			}
		}
	}
	return out
}
