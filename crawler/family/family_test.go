package family

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
)

func address(t testing.TB, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func page(t testing.TB, at, body string) Page {
	t.Helper()
	p := Page{URL: address(t, at), Text: []byte(body)}
	if strings.HasPrefix(strings.TrimSpace(body), "<") && !strings.HasPrefix(strings.TrimSpace(body), "<datastore") {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		p.Doc = doc
	}
	return p
}

// found writes links as "title | date | address".
func found(l Listing) (all []string) {
	for _, a := range l.Links {
		all = append(all, fmt.Sprintf("%s | %s | %s", a.Title, a.Date, a.URL.RequestURI()))
	}
	return all
}

func requests(l Listing) (all []string) {
	for _, r := range l.Next {
		all = append(all, strings.TrimSpace(r.Method+" "+r.URL.RequestURI()+" "+string(r.Body)))
	}
	return all
}

const here = "http://www.qingshi.gov.cn/zwgk/nb/"

func TestLinksOfAPage(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"title attribute where the text is cut", `<li><a href="./1.html" title="青石区水利局2023年政府信息公开工作年度报告">青石区水利局2023年政府…</a><span>2024-1-5</span></li>`,
			[]string{"青石区水利局2023年政府信息公开工作年度报告 | 2024-01-05 | /zwgk/nb/1.html"}},
		{"text where the title attribute is shorter", `<li><a href="../1.html" title="年报">2023年年报</a> 2024年03月31日</li>`, []string{"2023年年报 | 2024-03-31 | /zwgk/1.html"}},
		{"base", `<base href="http://www.qingshi.gov.cn/x/"><a href="1.html">一</a>`, []string{"一 |  | /x/1.html"}},
		{"templates, scripts and mail lead nowhere", `<a href="{{item.url}}">x</a><a href="<?=el.link?>">x</a><a href="javascript:void(0)">x</a><a href="mailto:a@b.cn">x</a><a href="#top">x</a><a href="/{id}.html">{{item.title}}</a>`, nil},
		{"address beside a script", `<a href="javascript:void(0)" data-url="/a.html">甲</a><a href="javascript:;" onclick="window.open('/b.html')">乙</a>`, []string{"甲 |  | /a.html", "乙 |  | /b.html"}},
		{"inline XML", `<div id="7"><script type="text/xml"><datastore><recordset><record><![CDATA[<li><a href='/art/2026/1/9/art_1_2.html' title='甲'>甲</a><span>2026-1-9</span></li>]]></record></recordset></datastore></script></div>`, []string{"甲 | 2026-01-09 | /art/2026/1/9/art_1_2.html"}},
		{"inline JSON", `<script>var list=[{"title":"甲 &amp; 乙","url":"\/v\/1.html","date":"2026-01-09 10:00"},{"title":"<b>丙</b>","url":"/v/2.html"}];</script>`, []string{"甲 & 乙 | 2026-01-09 | /v/1.html", "丙 |  | /v/2.html"}},
		{"JavaScript objects", `<script>list.push({title:'甲',url:'/v/1.html'});</script>`, []string{"甲 |  | /v/1.html"}},
		{"document.write", `<script>document.writeln("<li><a href=\"/v/1.html\">甲</a> 2026-01-09</li>");</script>`, []string{"甲 | 2026-01-09 | /v/1.html"}},
		{"frame of the same host", `<iframe src="/frame/21.html"></iframe><iframe src="/visitcount.html"></iframe><iframe src="http://elsewhere.example/"></iframe>`, []string{" |  | /frame/21.html"}},
		{"viewer of a file", `<iframe src="/pdfjs/web/viewer.html?file=%2Ffiles%2F1.pdf"></iframe><embed src="/files/2.pdf"><script>showVsbpdfIframe("/__local/3.pdf","100%")</script>`, []string{" |  | /files/1.pdf", " |  | /files/2.pdf", " |  | /__local/3.pdf"}},
		{"meta refresh", `<meta http-equiv="Refresh" content="0; URL='./t1.html'">`, []string{" |  | /zwgk/nb/t1.html"}},
		{"jump of a page without text", `<script>window.location.replace("/main.html")</script>`, []string{" |  | /main.html"}},
		{"no jump on a page with text", `<p>` + strings.Repeat("有正文的页面", 60) + `</p><script>function f(){location.href="/login.html"}</script>`, nil},
		{"picture as a link", `<a href="/gk/"><img alt="政府信息公开"></a>`, []string{"政府信息公开 |  | /gk/"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, found(Generic{}.Links(page(t, here, c.body)))); d != "" {
				t.Errorf("links (-want +got):\n%s", d)
			}
		})
	}
}

func TestWhereALinkStands(t *testing.T) {
	l := Generic{}.Links(page(t, here, `<div class="top-nav"><a href="/1">甲</a></div><h3>政府信息公开年报<a href="/2">更多</a></h3>
		<div class="box"><div class="box-title">部门公开</div><a href="/3">乙</a></div><div id="footer"><a href="/4">丙</a></div>`)).Links
	want := []string{"/1 1 ", "/2 0 政府信息公开年报", "/3 0 部门公开", "/4 2 部门公开"}
	var got []string
	for _, a := range l {
		got = append(got, fmt.Sprintf("%s %d %s", a.URL.Path, a.Region, a.Heading))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestPagers(t *testing.T) {
	for _, c := range []struct {
		name, at, body string
		number         int
		want           []string
	}{
		{"TRS from 0", here, `<script>createPageHTML(3, 0, "index", "html");</script>`, 1, []string{"GET /zwgk/nb/index_1.html", "GET /zwgk/nb/index_2.html"}},
		{"TRS in the middle", here + "index_1.html", `<script>createPageHTML(3, 1, "index", "html");</script>`, 2, []string{"GET /zwgk/nb/index_2.html"}},
		{"TRS at the end", here + "index_2.html", `<script>createPageHTML(3, 2, "index", "html");</script>`, 3, nil},
		{"TRS with one page", here, `<script>createPageHTML(1, 0, "index", "html");</script>`, 1, nil},
		{"definition is no call", here, `<script>function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}</script>`, 1, nil},
		{"UCAP from 1", "http://www.qingshi.gov.cn/c1/common_list.shtml", `<script>createPageHTML('page_div', 3, 1, 'common_list', 'shtml', 45)</script>`, 1, []string{"GET /c1/common_list_2.shtml", "GET /c1/common_list_3.shtml"}},
		{"count in a variable", here, `<script>var countPage = 2; var currentPage = 0; createPageHTML(countPage, 0, "list", "shtml");</script>`, 1, []string{"GET /zwgk/nb/list_1.shtml"}},
		{"next page as a link", here, `<a href="/21_2.html">下一页</a><a href="/21_9.html">尾页</a>`, 1, []string{"GET /21_2.html"}},
		{"numbers as links", here, `<a href="index_1.html">2</a><a href="index_2.html">3</a>`, 1, []string{"GET /zwgk/nb/index_1.html"}},
		{"number that is no page", here, `<a href="/hotline/2/x.html">2</a>`, 1, nil},
		{"only told that there is more", here, `<div>共3页</div>`, 1, []string{"GET /zwgk/nb/index_1.html"}},
		{"told that there is no more", here, `<div>共1页</div>`, 1, nil},
		{"nothing", here, `<div>一段文字</div>`, 1, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := page(t, c.at, "<html><body>"+c.body+"</body></html>")
			p.Number = c.number
			if d := cmp.Diff(c.want, requests(TRS{}.Links(p))); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
	t.Run("pages without end are capped", func(t *testing.T) {
		if n := len((TRS{}).Links(page(t, here, `<html><script>createPageHTML(99999, 0, "index", "html");</script></html>`)).Next); n != maxPages {
			t.Errorf("%d pages", n)
		}
	})
}

func TestPagesOfAnArticle(t *testing.T) {
	p := page(t, here+"202401/t20240120_7.html", `<html><script>createPageHTML(3, 0, "t20240120_7","html")</script></html>`)
	if d := cmp.Diff([]string{"GET /zwgk/nb/202401/t20240120_7_1.html", "GET /zwgk/nb/202401/t20240120_7_2.html"}, requests(Listing{Next: PagesOf(p)})); d != "" {
		t.Error(d)
	}
}

func TestJPageGoesOn(t *testing.T) {
	column := "http://www.qingshi.gov.cn/col/col1104/index.html"
	unit := func(id int, next string) string {
		return fmt.Sprintf(`<div id="%d"><script type="text/xml"><datastore>%s<recordset><record><![CDATA[<li><a href='/art/2026/1/9/art_1_%d.html'>甲</a></li>]]></record></recordset></datastore></script></div>`, id, next, id)
	}
	group := `<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&amp;columnid=1104&unitid=1&webname=青石区"></a>]]></nextgroup>`
	script := `<script>$('#2').jpage({perPage:15,totalRecord:40,proxyUrl:'/module/web/jpage/dataproxy.jsp',ajaxParam:{col:1,path:'/',unitid:2,webname:'青石区'}});</script>`
	l := JPage{}.Links(page(t, column, "<html><body>"+unit(1, group)+unit(2, "")+script+"</body></html>"))
	get := "GET /module/web/jpage/dataproxy.jsp?page=1&columnid=1104&unitid=1&webname=%E9%9D%92%E7%9F%B3%E5%8C%BA"
	post := "POST /module/web/jpage/dataproxy.jsp?startrecord=2&endrecord=40&perpage=15 col=1&path=%2F&unitid=2&webname=%E9%9D%92%E7%9F%B3%E5%8C%BA"
	if d := cmp.Diff([]string{get, post}, requests(l)); d != "" {
		t.Fatalf("(-want +got):\n%s", d)
	}
	if len(l.Links) != 2 || l.Next[0].Referer != column {
		t.Errorf("%d links, referer %s", len(l.Links), l.Next[0].Referer)
	}
	answer := func(asked Request, body string) []string {
		p := page(t, asked.URL.String(), body)
		p.Asked, p.Number = asked, asked.Number
		return requests(JPage{}.Links(p))
	}
	record := `<recordset><record><![CDATA[<li><a href='/art/2026/1/9/art_1_9.html'>乙</a></li>]]></record></recordset>`
	t.Run("next group is named", func(t *testing.T) {
		got := answer(l.Next[0], `<datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=2&unitid=1"></a>]]></nextgroup>`+record+`</datastore>`)
		if d := cmp.Diff([]string{"GET /module/web/jpage/dataproxy.jsp?page=2&unitid=1"}, got); d != "" {
			t.Error(d)
		}
	})
	t.Run("next page is counted", func(t *testing.T) {
		got := answer(l.Next[0], `<datastore><totalrecord>99</totalrecord><totalpage>3</totalpage>`+record+`</datastore>`)
		if d := cmp.Diff([]string{strings.Replace(get, "page=1&", "page=2&", 1)}, got); d != "" {
			t.Error(d)
		}
	})
	t.Run("last page", func(t *testing.T) {
		if got := answer(l.Next[0], `<datastore><totalrecord>9</totalrecord><totalpage>1</totalpage>`+record+`</datastore>`); got != nil {
			t.Error(got)
		}
	})
	t.Run("next window", func(t *testing.T) {
		got := answer(l.Next[1], `<datastore><totalrecord>60</totalrecord>`+record+`</datastore>`)
		if d := cmp.Diff([]string{strings.Replace(post, "startrecord=2&endrecord=40", "startrecord=41&endrecord=60", 1)}, got); d != "" {
			t.Error(d)
		}
	})
	t.Run("empty answer ends the list", func(t *testing.T) {
		if got := answer(l.Next[1], `<datastore><totalrecord>60</totalrecord></datastore>`); got != nil {
			t.Error(got)
		}
	})
}

func TestFamiliesAreRecognised(t *testing.T) {
	for want, body := range map[string]string{
		"trs":     `<script>createPageHTML(3, 0, "index", "html")</script><a href="./202401/t20240120_123.html">甲</a>`,
		"jpage":   `<a href="/col/col1104/index.html">甲</a><script type="text/xml"><datastore></datastore></script>`,
		"channel": `<a href="/gongkai/site_qsfyzx/channel_6389a15037599182826341d0/doc_62a19db8410e00ccde4ed511.html">甲</a>`,
		"generic": `<a href="/p/17/">甲</a>`,
	} {
		if f, _ := Recognise(page(t, here, "<html><body>"+body+"</body></html>")); f.Name() != want {
			t.Errorf("%s taken for %s", want, f.Name())
		}
		if _, ok := ByName(want); !ok {
			t.Errorf("no family %s", want)
		}
	}
}

func TestDates(t *testing.T) {
	for s, want := range map[string]string{
		"2024-01-20": "2024-01-20", "[2024/1/5]": "2024-01-05", "2024年3月31日": "2024-03-31", "2026-\n01-\n23": "2026-01-23",
		"2023年报 2024.02.01": "2024-02-01", "2024-13-01": "", "01-20": "", "": "",
	} {
		if got := Date(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// FuzzLinks holds that no page, however broken, makes a family panic, and that
// whatever it finds can be asked for.
func FuzzLinks(f *testing.F) {
	f.Add(`<div id="1"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="?page=1"></a>]]></nextgroup><record><![CDATA[<a href='x'>`, true)
	f.Add(`<script>createPageHTML('', 3, 0); createPageHTML("a"); $().jpage({totalRecord:9,perPage:0,proxyUrl:'%',ajaxParam:{a:'%zz'}})</script>共9页`, true)
	f.Add(`<script>createPageHTML(a'b, 3, 'x')</script>`, true)
	f.Add(`<datastore><totalrecord>9</totalrecord><record>`, false)
	f.Add(`{"total":"12","results":[{"title":"\ud800","url":"//[::1"}]}`, false)
	f.Fuzz(func(t *testing.T, body string, asHTML bool) {
		p := Page{URL: &url.URL{Scheme: "http", Host: "www.qingshi.gov.cn", Path: "/a/b"}, Text: []byte(body), Number: 2}
		p.Asked = Request{Method: http.MethodGet, URL: &url.URL{Scheme: "http", Host: "www.qingshi.gov.cn", Path: "/p", RawQuery: "page=1&startrecord=1&endrecord=x"}}
		if asHTML {
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
			if err != nil {
				return
			}
			p.Doc = doc
		}
		PagesOf(p)
		for _, fam := range All() {
			fam.Recognise(p)
			l := fam.Links(p)
			for _, a := range l.Links {
				if a.URL == nil || a.URL.Host == "" || a.URL.Scheme != "http" && a.URL.Scheme != "https" {
					t.Fatalf("%s: link to %v", fam.Name(), a.URL)
				}
			}
			for _, n := range l.Next {
				if n.URL == nil || n.URL.Host == "" {
					t.Fatalf("%s: next %v", fam.Name(), n.URL)
				}
			}
			if len(l.Next) > maxPages {
				t.Fatalf("%s: %d pages", fam.Name(), len(l.Next))
			}
		}
	})
}

// Pages that are made to be slow take no longer than their size asks for: each
// has up to a megabyte, and the limit leaves room for a busy machine.
func TestHostilePagesAreReadInTime(t *testing.T) {
	for name, body := range map[string]string{
		"one row, many links":    "<li>" + strings.Repeat("<b></b>", 60000) + strings.Repeat(`<a href="/x">x</a>`, 30000),
		"no row, many links":     "<div>" + strings.Repeat("<b></b>", 60000) + strings.Repeat(`<a href="/x">x</a>`, 30000),
		"headings within":        strings.Repeat(`<div class="title">`, 400) + strings.Repeat("<b></b>", 60000),
		"rows within":            strings.Repeat("<li><ul>", 250) + strings.Repeat(`<li><a href="/x">x</a>`, 30000),
		"braces":                 "<script>" + strings.Repeat("{", 1<<20) + "</script>",
		"pages without a number": strings.Repeat("共页", 200000),
		"writes":                 "<script>" + strings.Repeat(`document.write("`, 60000) + "</script>",
	} {
		t.Run(name, func(t *testing.T) {
			p := page(t, here, "<html><body>"+body)
			start := time.Now()
			Generic{}.Links(p)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}
