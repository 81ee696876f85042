package family

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxPages is how many pages of one list are asked for; the number of entries
// that a column of reports can have is far below.
const maxPages = 200

// pageCount finds 共3页, 1/3页 and 第1/3页, read backwards from 页.
var pageCount = regexp.MustCompile(`(?:共\s*(?:<[^>]*>)?\s*|/\s*)(\d{1,4})\s*(?:</[^>]*>)?\s*$`)

// pagesSaid returns how many pages the text says a list has, 0 if it says nothing.
func pagesSaid(text []byte) int {
	sign := []byte("页")
	for range 100 {
		i := bytes.Index(text, sign)
		if i < 0 {
			return 0
		}
		before := bytes.TrimRight(text[max(0, i-60):i], " \t\n\f\r")
		may := len(before) > 0 && (before[len(before)-1] == '>' || isDigit(before[len(before)-1]))
		if !may {
			text = text[i+len(sign):]
			continue
		}
		if m := pageCount.FindSubmatch(text[max(0, i-60):i]); m != nil {
			n, _ := strconv.Atoi(string(m[1]))
			return n
		}
		text = text[i+len(sign):]
	}
	return 0
}

// pager returns how the list of a page goes on: the call of a page's own
// script, the link that says 下一页, the link to the next number, and where
// the page only says that there is more, one probe.
func pager(p Page, l Listing, scripts []script) []Request {
	if next := calls(p, scripts); next != nil {
		return next
	}
	n := p.number()
	if u := nextLink(p, l, n); u != nil {
		return []Request{{Method: http.MethodGet, URL: u, Number: n + 1}}
	}
	if n > 1 {
		return nil
	}
	if p.Doc != nil && pagesSaid(p.Text) > 1 {
		if u := numbered(p.URL, 1); u != nil {
			return []Request{{Method: http.MethodGet, URL: u, Number: 2, Probe: true}}
		}
	}
	return nil
}

// nextLink finds the link to the page after number n.
func nextLink(p Page, l Listing, n int) *url.URL {
	var byNumber *url.URL
	here, number := p.URL.String(), itoa(n+1)
	for _, a := range l.Links {
		if first, _ := utf8.DecodeRuneInString(a.Title); first >= 0x80 && !strings.ContainsRune("下后«»›＞", first) || a.Kind != Anchor {
			continue // nearly every link
		}
		if a.URL.Host != p.URL.Host || a.Address() == here {
			continue
		}
		switch strings.ToLower(strings.Trim(a.Title, " [](){}<>«»›＞")) {
		case "下一页", "下页", "后一页", "后页", "下一頁", "next", "next page":
			return a.URL
		case number:
			// A bare number is a pager's only beside the page itself.
			if byNumber == nil && a.Title != "" && dir(a.URL) == dir(p.URL) {
				byNumber = a.URL
			}
		}
	}
	return byNumber
}

func dir(u *url.URL) string { return u.Path[:strings.LastIndexByte(u.Path, '/')+1] }

// numbered returns the address of a list's page with the number in its file
// name, index.html → index_1.html; nil where the page has no name to number.
func numbered(u *url.URL, n int) *url.URL {
	name, ext := fileName(u)
	if name == "" {
		name, ext = "index", "html"
	}
	if ext == "" || u.RawQuery != "" {
		return nil
	}
	return sibling(u, name+"_"+itoa(n)+"."+ext)
}

// createPage finds the pager's call in a page's script, and no definition of it.
var (
	createPage = regexp.MustCompile(`(function\s+)?createPageHTML\s*\(([^()]+)\)`)
	countPage  = regexp.MustCompile(`\bcountPage\s*=\s*['"]?(\d{1,4})`)
)

// call is a pager's call, understood.
type call struct {
	count     int    // pages
	index     int    // of this page
	first     int    // number that the first page has in index
	name, ext string // of the first page
	rows      int    // entries in all, 0 unknown
}

// calls reads createPageHTML in its dialects:
//
//	createPageHTML(7, 0, "index", "html")                         TRS, from 0: index_1 … index_6
//	createPageHTML('page_div', 5, 1, 'common_list', 'shtml', 98)  UCAP, from 1: common_list_2 …
//	var countPage = 5 … createPageHTML(countPage, 0, …)           ministries
//
// Where the call tells nothing of the name, the page's own name is taken.
func calls(p Page, scripts []script) []Request {
	for _, s := range scripts {
		for _, c := range readCalls(s.text) {
			if next := c.next(p); next != nil {
				return next
			}
		}
	}
	return nil
}

func readCalls(s string) []call {
	var out []call
	if !strings.Contains(s, "createPageHTML") {
		return nil
	}
	for _, m := range createPage.FindAllStringSubmatch(s, 10) {
		if m[1] != "" {
			continue
		}
		args := strings.Split(m[2], ",")
		var words []string
		var numbers []int
		for _, a := range args {
			a = strings.TrimSpace(a)
			if v := strings.Trim(a, `'"`); v != a {
				words = append(words, v)
			} else if n, err := strconv.Atoi(a); err == nil && n >= 0 {
				numbers = append(numbers, n)
			} else if c := countPage.FindStringSubmatch(s); c != nil && len(numbers) == 0 {
				n, _ := strconv.Atoi(c[1])
				numbers = append(numbers, n)
			}
		}
		c := call{name: "index", ext: "html"}
		if strings.IndexAny(strings.TrimSpace(args[0]), `'"`) == 0 && len(words) > 0 { // a container: UCAP
			c.first = 1
			words = words[1:]
		}
		if len(numbers) < 1 {
			continue
		}
		c.count, c.index = numbers[0], c.first
		if len(numbers) > 1 {
			c.index = numbers[1]
		}
		if len(numbers) > 2 {
			c.rows = numbers[2]
		}
		if len(words) > 1 {
			c.name, c.ext = words[0], strings.TrimPrefix(words[1], ".")
		}
		out = append(out, c)
	}
	return out
}

// next returns the pages after this one.
func (c call) next(p Page) []Request {
	var out []Request
	for i := c.index + 1; i < c.first+c.count && len(out) < maxPages; i++ {
		out = append(out, Request{
			Method: http.MethodGet, URL: sibling(p.URL, c.name+"_"+itoa(i)+"."+c.ext), Number: i - c.first + 1,
		})
	}
	return out
}
