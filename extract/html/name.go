package html

import (
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// named is what an element calls itself by its id and its classes.
type named struct {
	container bool // of the text of an article
	frame     bool // of the page: navigation, footer, sharing
}

// nameOf reads the names of an element. Content systems name the frame of a page
// in many ways, so that is heeded only where the main content was found by its text.
func nameOf(n *nethtml.Node, role role) named {
	is, believed := nameOfTag(n, role)
	for i := range n.Attr {
		if a := &n.Attr[i]; a.Key == "id" || a.Key == "class" {
			is.add(a.Val, believed)
		}
	}
	return is
}

// nameOfTag is what an element is by its tag alone, and as what its other names are
// believed.
func nameOfTag(n *nethtml.Node, role role) (is, believed named) {
	is.container = n.DataAtom == 0 && n.Data == "ucapcontent"
	is.frame = n.DataAtom == atom.Nav || n.DataAtom == atom.Footer || n.DataAtom == atom.Aside
	return is, named{container: role != inline, frame: mayBeFrame(n)}
}

// add adds the names in the value of an id or class.
func (is *named) add(names string, believed named) {
	if !believed.container && !believed.frame {
		return
	}
	for rest := names; rest != ""; {
		var token string
		if token, rest = cutToken(rest); token == "" {
			continue
		}
		is.container = is.container || believed.container && isContainerName(token)
		is.frame = is.frame || believed.frame && isFrameName(token)
	}
}

// cutToken cuts the first token, in lower case, from the value of a class; it is ""
// before white space.
func cutToken(s string) (token, rest string) {
	end := 0
	for end < len(s) && !isSpace(s[end]) {
		end++
	}
	return lower(s[:end]), s[min(end+1, len(s)):]
}

// isContainerName knows the ids and classes, in lower case, in which the content
// systems of Chinese government sites put the text of an article.
func isContainerName(token string) bool {
	switch token {
	case "ucap-content", "ucapcontent", // 开普
		"trs_editor", "trs_editor_view", "trs_ueditor", "pages_content", // 拓尔思 TRS
		"zoom", "zoomcon", "bt_content", "artile_zw", // 大汉 Hanweb (sic)
		"vsb_content", "v_news_content", // 博达 VSB
		"wzcon", "j-fontcontent", // 龙讯
		"article-content", "article_content", "detail-news", "articlecontent",
		"xxgk_content", "news_content", "ewb-article-content":
		return true
	}
	return false
}

// mayBeFrame reports whether an element is one of those whose names are believed.
func mayBeFrame(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Ul, atom.P, atom.Section, atom.Span, atom.Table, atom.Header, atom.Dl:
		return true
	}
	return false
}

// isFrameName compares with each name by itself: a page has a class on nearly
// every element, and a loop over lists of names took a tenth of its reading.
func isFrameName(token string) bool {
	if len(token) < len("nav") {
		return false
	}
	begins := func(with string) bool { return token[0] == with[0] && strings.HasPrefix(token, with) }
	ends := func(with string) bool { return strings.HasSuffix(token, with) }
	switch {
	case begins("foot"), begins("nav"), begins("menu"), begins("breadcrumb"), begins("crumb"), begins("copyright"),
		begins("share"), begins("sidebar"), begins("topbar"), begins("toolbar"), begins("flexslider"), begins("carousel"):
		return true
	case ends("footer"), ends("_foot"), ends("-foot"), ends("_nav"), ends("-nav"), ends("_menu"), ends("-menu"),
		ends("breadcrumb"), ends("copyright"):
		return true
	}
	switch token {
	case "views", "hits", "viewcount", "view-count", "clickcount", "bdsharebuttonbox", "dqwz", "wz_dqwz", "bottom":
		return true
	}
	return false
}
