package family

import (
	"regexp"
	"strings"
)

// TRS is TRS WCM (海云): static directories, articles t20260320_534737.html,
// attachments P020260320123456789012.pdf beside them, and lists that a script
// turns: createPageHTML(3, 0, "index", "html") stands for index.html,
// index_1.html and index_2.html.
type TRS struct{}

// Name is "trs".
func (TRS) Name() string { return "trs" }

var (
	trsArticle = regexp.MustCompile(`/t20\d{6}_\d+(?:_\d+)?\.s?html?`)
	trsFile    = regexp.MustCompile(`/P0\d{17,}\.\w+`)
)

// Recognise looks for the pager's call, the names of articles and files, and
// the editor's classes.
func (TRS) Recognise(p Page) int {
	n := 0
	if p.count("createPageHTML(", 1) > 0 {
		n += 3
	}
	n += len(trsArticle.FindAllIndex(p.Text, 5))
	n += 2 * len(trsFile.FindAllIndex(p.Text, 2))
	for _, s := range []string{"TRS_Editor", "trs_editor_view", "TRS_UEDITOR"} {
		n += 3 * p.count(s, 1)
	}
	return n
}

// Links reads the page; createPageHTML within an article names its own further
// pages, t20151009_67430_1.html.
func (TRS) Links(p Page) Listing {
	l, scripts := readPage(p)
	l.Next = pager(p, l, scripts)
	for _, s := range scripts {
		for _, c := range readCalls(s.text) {
			if c.rows > 0 && l.Declared == 0 {
				l.Declared = c.rows
			}
		}
	}
	return l
}

// PagesOf returns the further pages of an article's own text.
func PagesOf(p Page) []Request {
	if p.Doc == nil {
		return nil
	}
	name, _ := fileName(p.URL)
	if name == "" {
		return nil
	}
	var scripts []string
	for _, n := range p.Doc.Find("script").Nodes {
		if n.FirstChild != nil && strings.Contains(n.FirstChild.Data, "createPageHTML") {
			scripts = append(scripts, n.FirstChild.Data)
		}
	}
	for _, s := range scripts {
		for _, c := range readCalls(s) {
			if c.name == name {
				return c.next(p)
			}
		}
	}
	return nil
}
