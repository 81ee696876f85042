package family

// TRS is TRS WCM (海云): static directories, articles t20260320_534737.html,
// attachments P020260320123456789012.pdf beside them, and lists that a script
// turns: createPageHTML(3, 0, "index", "html") stands for index.html,
// index_1.html and index_2.html.
type TRS struct{}

// Name is "trs".
func (TRS) Name() string { return "trs" }

// Recognise looks for the pager's call, the names of articles and files, and
// the editor's classes.
func (TRS) Recognise(p Page) int {
	m := p.marks()
	n := m[trsArticles] + 2*m[trsFiles]
	for _, has := range []bool{
		p.has("createPage", "HTML("), p.has("", "TRS_Editor"), p.has("trs", "_editor_view"), p.has("", "TRS_UEDITOR"),
	} {
		if has {
			n += 3
		}
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
	for _, s := range read(p).scripts {
		for _, c := range readCalls(s.text) {
			if c.name == name {
				return c.next(p)
			}
		}
	}
	return nil
}
