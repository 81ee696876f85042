package report

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/document"
)

// printedHeading is a heading of the form as it stands in the document.
type printedHeading struct {
	number  int    // by its words
	printed string // its own number as printed, "" where it has none
	line    int
}

// maxHeadings are the headings looked at: a report has six, some twice or thrice.
const maxHeadings = 60

// headings are the lines that are headings of the form's sections, in order. A
// list of the names with nothing between them (the preface, a table of contents)
// is none where the headings come again.
func headings(lines []line) []printedHeading {
	var all []printedHeading
	for i := 0; i < len(lines) && len(all) < maxHeadings; i++ {
		if n, ok := lines[i].heading(); ok {
			all = append(all, printedHeading{n, strings.TrimSpace(rePrinted.FindString(lines[i].text)), i})
		}
	}
	for i := 0; i < len(all); i++ {
		end := i + 1
		for end < len(all) && all[end].number > all[end-1].number && all[end].line == all[end-1].line+1 && lines[all[end].line].block <= lines[all[end-1].line].block+1 {
			end++
		}
		if end-i >= 4 && end < len(all) && slices.ContainsFunc(all[end:], func(h printedHeading) bool { return h.number == all[i].number }) {
			all = slices.Delete(all, i, end)
		}
	}
	return all
}

// headingsInTables adds the sections whose heading stands in a cell.
func (p *parser) headingsInTables(found map[int]bool) {
	var look func(t *document.Table)
	look = func(t *document.Table) {
		for _, c := range t.Cells {
			for line := range strings.Lines(c.Text) {
				if n, ok := sectionNumber(strings.TrimSpace(line)); ok {
					found[n] = true
				}
			}
			for _, nested := range c.Nested {
				look(nested)
			}
		}
	}
	for i := range p.blocks {
		if t := p.blocks[i].Table; t != nil {
			look(t)
		}
	}
}

// nearHeadings are words that a heading of a section has in every wording, also
// in one that the form does not know.
var nearHeadings = [...][]string{nil, {"总体", "概述", "概况", "基本情况"}, {"主动公开"}, {"申请"}, {"复议", "诉讼"}, {"问题", "不足", "改进"}, {"其他", "其它", "报告的事项"}}

// nearHeading reports whether a numbered line may be the heading of a section in
// words that are not the form's: then the section is not missing.
func (p *parser) nearHeading(n int) bool {
	for i := range p.lines {
		l := p.lines[i].text
		if len(l) > 3*maxCellLine {
			continue
		}
		if printed := rePrinted.FindString(l); printed != "" && containsAny(fold(l[len(printed):]), nearHeadings[n]) {
			return true
		}
	}
	return false
}

// outOfOrder is the first heading that stands behind one of a later section. A
// heading that comes again in its place (statutory words as a subhead) is none.
func outOfOrder(heads []printedHeading) (printedHeading, bool) {
	for i, h := range heads {
		if h.printed == "" {
			continue
		}
		late := false
		for _, before := range heads[:i] {
			late = late || before.printed != "" && before.number > h.number
		}
		again := func(x printedHeading) bool { return x.number == h.number && x.line != h.line }
		if late && !slices.ContainsFunc(heads, again) {
			return h, true
		}
	}
	return printedHeading{}, false
}

// printedNumber reads the number of a heading, 0 where it has none that can be
// read in one way.
func printedNumber(s string) int {
	n, _, ok := cutOrdinal(fold(s))
	if !ok {
		return 0
	}
	if v, err := strconv.Atoi(n); err == nil {
		return v
	}
	return hanNumber(n)
}

// isSectionName reports whether a heading is nothing but a section's name.
func isSectionName(number int, heading string) bool {
	for _, h := range sectionHeads {
		if h.number == number {
			return slices.Contains(h.words, letters(fold(heading)))
		}
	}
	return false
}
