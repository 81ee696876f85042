package report

import (
	"slices"
	"strings"

	"gongkai/extract/document"
)

// readTitle finds the document's title: in its own first lines, else in the
// metadata of the page.
func (p *parser) readTitle() {
	look := Title{}
	for i := 0; i < len(p.lines) && i < 40; i++ {
		if n, ok := p.lines[i].heading(); ok && n > 0 {
			break
		}
		t, text, n := titleAt(p.lines, i)
		if n == 0 {
			continue
		}
		if t.LookAlike {
			if look.Kind == "" {
				look = t
				if p.titleText == "" {
					p.titleText = text
				}
			}
			continue
		}
		if better(t, p.title) {
			p.title, p.titleText = t, text
		}
		i += n - 1
	}
	if p.alone {
		for _, text := range []string{p.doc.MetaValue("ArticleTitle"), p.doc.Title} {
			if t := ReadTitle(text); text != "" && t.Kind != Other && (p.title.Kind == "" || t.Kind == p.title.Kind) && better(t, p.title) && look.Kind == "" {
				if p.title.Year > 0 && t.Year != p.title.Year && t.Year > 0 {
					p.pageYear = t.Year
					continue
				}
				if p.title.Agency != "" && t.Agency == "" {
					t.Agency = p.title.Agency
				}
				p.title = t
				if p.titleText == "" {
					p.titleText = strings.TrimSpace(text)
				}
			} else if t.LookAlike && p.title.Kind == "" && look.Kind == "" {
				look = t
			}
		}
	}
	if p.title.Kind == "" && look.Kind != "" {
		p.title = look
	}
	if p.alone && p.title.Kind == "" {
		p.titleInTable()
	}
}

// titleRows are the rows of a table in which the document's title may stand.
const titleRows = 3

// titleInTable reads the title where the document is a table as a whole, as a
// workbook saved as a page is: a text alone in one of its first rows.
func (p *parser) titleInTable() {
	first := slices.IndexFunc(p.blocks, func(b document.Block) bool { return b.Table != nil && !b.Furniture })
	if first < 0 {
		return
	}
	var texts [titleRows]int
	var alone [titleRows]string
	for _, c := range p.blocks[first].Table.Cells {
		if c.Row < titleRows && !blank(c.Text) {
			texts[c.Row]++
			alone[c.Row] = strings.TrimSpace(c.Text)
		}
	}
	for i, text := range alone {
		if t := ReadTitle(text); texts[i] == 1 && t.Kind == AnnualReport && t.Year > 0 && t.Agency != "" {
			p.title, p.titleText = t, text
			return
		}
	}
}

// better reports whether a title says more than another one.
func better(a, b Title) bool {
	if b.Kind == "" || b.Kind == Other {
		return true
	}
	weight := func(t Title) int {
		n := 0
		if t.Year > 0 {
			n += 2
		}
		if t.Agency != "" {
			n++
		}
		return n
	}
	if a.Kind != b.Kind && weight(b) > 0 {
		return false // the words of a menu above the title say less than the title
	}
	return weight(a) > weight(b)
}
