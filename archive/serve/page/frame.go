package page

// The frame of every page is written, not templated: it is asked for with each,
// and a tenth of what a filing's page cost was the reflection of its template.

// head writes a page up to its main part.
func (m *markup) head(v *view) {
	l := v.Lang
	m.tag("<!doctype html>\n<html")
	m.attr("lang", string(l))
	m.tag(">\n<head>\n<meta charset=\"utf-8\">\n<title>")
	m.text(v.Title)
	m.tag(" · ")
	m.text(l.t("公开", "gongkai"))
	m.tag(`</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<link rel="stylesheet"`)
	m.href(v.Style)
	m.tag(">\n<link rel=\"icon\" href=\"/static/icon.svg\" type=\"image/svg+xml\">\n<link rel=\"canonical\"")
	m.href(v.Here)
	m.tag(">\n<link rel=\"alternate\" hreflang=\"zh-CN\"")
	m.href(v.Chinese)
	m.tag(">\n<link rel=\"alternate\" hreflang=\"en\"")
	m.href(v.English)
	m.tag(">\n<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Atom\"")
	m.href(v.Alternate + "/atom.xml")
	m.tag(">\n<link rel=\"alternate\" type=\"application/feed+json\" title=\"JSON Feed\"")
	m.href(v.Alternate + "/feed.json")
	m.tag(">\n")
	if v.Status != 0 || v.Day != "" {
		m.tag("<meta name=\"robots\" content=\"noindex\">\n")
	}
	m.tag("</head>\n<body>\n<a class=\"skip\" href=\"#main\">")
	m.text(l.t("跳到正文", "Skip to content"))
	m.tag("</a>\n<header class=\"top\">\n<div class=\"wide bar\">\n")
	m.brand(v)
	m.tongues(v)
	m.tag("</div>\n")
	m.nav(v)
	m.tag("</header>\n<main id=\"main\" class=\"wide\" tabindex=\"-1\">\n")
	if v.Day != "" {
		m.tag(`<div class="asof" role="note"><p><strong>`)
		m.text(l.t("回看", "As of") + " " + v.Day)
		m.tag("</strong> ")
		m.text(l.t("按我们那时见到的列；那以后才见到的不列。", "What had been seen here by then; what was seen later is left out."))
		m.tag("</p><p><a")
		m.href(v.Path)
		m.tag(">")
		m.text(l.t("回到现在", "Back to now"))
		m.tag("</a></p></div>\n")
	}
}

// brand writes the name of the site and the field to search in.
func (m *markup) brand(v *view) {
	l := v.Lang
	m.tag(`<a class="brand"`)
	m.href(l.prefix() + "/")
	m.tag(`><span class="seal" lang="zh-CN" aria-hidden="true">公开</span><span class="name">gongkai<small>`)
	m.text(l.t("政府信息公开档案", "archive of government disclosure"))
	m.tag("</small></span></a>\n<form class=\"find\" role=\"search\" action=\"")
	m.url(l.prefix() + "/search")
	m.tag("\" method=\"get\">\n<label class=\"quiet\" for=\"q\">")
	m.text(l.t("找机关、年度", "Find organ, year"))
	m.tag("</label>\n<input id=\"q\" name=\"q\" type=\"search\"")
	m.attr("value", v.Query)
	m.attr("placeholder", l.t("机关、年度，如：综合行政执法局 2023", "organ, year, e.g. 执法局 2023"))
	m.tag(` maxlength="200" autocomplete="off">`)
	if v.Day != "" {
		m.tag("\n<input type=\"hidden\" name=\"at\"")
		m.attr("value", v.Day)
		m.tag(">")
	}
	m.tag("\n<button type=\"submit\">")
	m.text(l.t("找", "Find"))
	m.tag("</button>\n</form>\n")
}

// tongues writes the links to this page in each language.
func (m *markup) tongues(v *view) {
	m.tag(`<p class="tongues"><a`)
	m.href(v.Chinese)
	m.tag(` lang="zh-CN" hreflang="zh-CN"`)
	if v.Lang != english {
		m.tag(` aria-current="true"`)
	}
	m.tag(`>中文</a> <a`)
	m.href(v.English)
	m.tag(` lang="en" hreflang="en"`)
	if v.Lang == english {
		m.tag(` aria-current="true"`)
	}
	m.tag(">English</a></p>\n")
}

// mainPages are those that the navigation names.
var mainPages = []struct {
	name, path string
	words      phrase
}{
	{"overview", "/", phrase{"总览", "Overview"}},
	{"portals", "/portals", phrase{"门户", "Portals"}},
	{"changes", "/changes", phrase{"变化", "Changes"}},
	{"checks", "/checks", phrase{"核对", "Checks"}},
	{"search", "/search", phrase{"搜索", "Search"}},
}

func (m *markup) nav(v *view) {
	m.tag(`<nav class="wide"`)
	m.attr("aria-label", v.Lang.t("主导航", "Main"))
	m.tag("><ul class=\"nav\">\n")
	for i := range mainPages {
		p := &mainPages[i]
		m.tag("<li><a")
		m.href(v.Lang.prefix() + p.path + v.Keep)
		if v.Nav == p.name {
			m.tag(` aria-current="page"`)
		}
		m.tag(">")
		m.text(p.words.In(v.Lang))
		m.tag("</a></li>\n")
	}
	m.tag("</ul></nav>\n")
}

// foot writes what comes behind the main part.
func (m *markup) foot(v *view) {
	l := v.Lang
	m.tag("\n")
	if v.Dated {
		m.tag(`<form class="dated" action="`)
		m.url(v.Path)
		m.tag("\" method=\"get\">\n<label for=\"at\">")
		m.text(l.t("看那一天的样子", "As it stood on"))
		m.tag("</label>\n<input id=\"at\" name=\"at\" type=\"date\"")
		m.attr("value", v.Day)
		m.tag(">")
		for _, p := range v.Params {
			m.tag("\n<input type=\"hidden\"")
			m.attr("name", p.Name)
			m.attr("value", p.Value)
			m.tag(">")
		}
		m.tag("\n<button type=\"submit\">")
		m.text(l.t("回看", "Show"))
		m.tag("</button>\n</form>\n")
	}
	m.tag("</main>\n<footer class=\"foot\">\n<div class=\"wide\">\n<p>")
	m.text(l.t("这里是各门户公开内容的存档副本，照原样保存，不代发布者更正；以门户原文为准。时间为北京时间。",
		"What is shown is a copy of what the portals published, kept as it was and not corrected for the publisher; the portal's own text prevails. Times are China time."))
	m.tag("</p>\n<ul>\n<li><a")
	m.href(v.Alternate + "/atom.xml")
	m.tag(">Atom</a></li>\n<li><a")
	m.href(v.Alternate + "/feed.json")
	m.tag(">JSON Feed</a></li>\n<li><a href=\"/api/v1/openapi.yaml\">")
	m.text(l.t("接口 API", "API"))
	m.tag("</a></li>\n<li>gongkai ")
	m.text(v.Version)
	m.tag("</li>\n</ul>\n</div>\n</footer>\n</body>\n</html>\n")
}
