package report

import "strings"

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
