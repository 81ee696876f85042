package family

import (
	"bytes"
	"regexp"
)

// marks counts, by sign, the addresses in a page's text by which families are
// known.
type marks [len(signs)]int

// The signs.
const (
	jpageColumns = iota
	jpageArticles
	jpageFiles
	trsArticles
	trsFiles
	channelColumns
	channelDocs
)

// signs are the addresses of each family: what they begin with, what they are
// in whole (nil: nothing more), and how many count.
var signs = [...]struct {
	begins string
	shape  *regexp.Regexp
	most   int
}{
	jpageColumns:   {"/col/col", regexp.MustCompile(`^/col/col\d+/`), 4},
	jpageArticles:  {"/art/", regexp.MustCompile(`^/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html`), 4},
	jpageFiles:     {"/module/download/downfile.jsp", nil, 1},
	trsArticles:    {"/t20", regexp.MustCompile(`^/t20\d{6}_\d+(?:_\d+)?\.s?html?`), 5},
	trsFiles:       {"/P0", regexp.MustCompile(`^/P0\d{17,}\.\w+`), 2},
	channelColumns: {"/gongkai/", regexp.MustCompile(`^/gongkai/(?:site_\w+/)?channel_[\w.]+/`), 5},
	channelDocs:    {"/doc_", regexp.MustCompile(`^/doc_[0-9a-f]{24}\.html`), 5},
}

// maxMark is how long an address is looked at.
const maxMark = 400

// marksOf goes over the slashes of a text once.
func marksOf(text []byte) marks {
	var m, ends marks // ends: of the last address that was counted
	for at := 0; ; at++ {
		i := bytes.IndexByte(text[at:], '/')
		if at += i; i < 0 || at+1 >= len(text) {
			return m
		}
		rest := text[at:min(len(text), at+maxMark)]
		for k := range signs {
			s := &signs[k]
			if rest[1] != s.begins[1] || m[k] >= s.most || at < ends[k] || !bytes.HasPrefix(rest, []byte(s.begins)) {
				continue
			}
			end := len(s.begins)
			if s.shape != nil {
				found := s.shape.FindIndex(rest)
				if found == nil {
					continue
				}
				end = found[1]
			}
			m[k]++
			ends[k] = at + end
		}
	}
}

// marks returns the marks of the page, counted once where it is kept.
func (p Page) marks() marks {
	if p.kept == nil {
		return marksOf(p.Text)
	}
	if p.kept.marks == nil {
		m := marksOf(p.Text)
		p.kept.marks = &m
	}
	return *p.kept.marks
}

// has reports whether before+rare is in the page's text; rare is the part that
// begins with what is seldom seen in a page, so that little has to be compared.
func (p Page) has(before, rare string) bool {
	for rest, from := p.Text, 0; ; {
		i := bytes.Index(rest[from:], []byte(rare))
		if i < 0 {
			return false
		}
		if bytes.HasSuffix(rest[:from+i], []byte(before)) {
			return true
		}
		from += i + 1
	}
}
