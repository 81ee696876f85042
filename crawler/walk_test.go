package crawler

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gongkai/archive"
	"gongkai/archive/memstore"
	"gongkai/crawler/portalsim"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const reportBody = `<h1>%s</h1><div>一、总体情况 2023年，本机关认真贯彻落实条例，` +
	`做好各项工作。二、主动公开政府信息情况 见下表。三、收到和处理政府信息公开申请情况 见下表。` +
	`四、政府信息公开行政复议、行政诉讼情况 无。五、存在的主要问题及改进情况 队伍建设有待加强，下一步加强培训，完善制度，提高质量，` +
	`拓宽渠道，及时更新内容，回应群众关切，确保公开工作落到实处，接受社会监督，持续改进工作作风，提升服务水平。六、其他需要报告的事项 无。</div>`

const guideBody = `<h1>%s</h1><div>为了便于公民、法人和其他组织获取政府信息，编制本指南。一、主动公开 公开范围见目录，公开形式为网站。` +
	`二、依申请公开 受理机构为办公室，办公地址为云湖市青石区一号，办公时间为工作日，联系电话 0000-1234567，提出申请公开的应当填写申请表。` +
	`三、监督和救济 可以向主管部门投诉，也可以申请行政复议。四、其他 本指南自发布之日起施行，由办公室负责解释，每年更新一次，欢迎社会各界监督。</div>`

// pages is a small portal: address → body, as HTML unless it says otherwise.
type pages map[string]func(w http.ResponseWriter, r *http.Request)

func markup(format string, a ...any) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, format, a...)
	}
}

func (p pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if f := p[r.Host+r.URL.RequestURI()]; f != nil {
		f(w, r)
	} else if f := p[r.URL.RequestURI()]; f != nil {
		f(w, r)
	} else {
		http.NotFound(w, r)
	}
}

// plainPortal has a home page, a platform, a report and a guide.
func plainPortal() pages {
	return pages{
		"/":       markup(`<html><title>青石区</title><body>%s<a href="/gk/">政府信息公开</a><a href="/news/">新闻中心</a></body></html>`, strings.Repeat("欢迎访问青石区人民政府门户网站。", 40)),
		"/gk/":    markup(`<html><body><ul><li><a href="/nb/">政府信息公开年报</a><li><a href="/zn/">政府信息公开指南</a></ul></body></html>`),
		"/nb/":    markup(`<html><body><ul><li><a href="/1.html">青石区水利局2023年政府信息公开工作年度报告</a><span>2024-1-20</span></li></ul></body></html>`),
		"/zn/":    markup(`<html><body>`+guideBody+`</body></html>`, "青石区政府信息公开指南"),
		"/1.html": markup(`<html><body>`+reportBody+`</body></html>`, "青石区水利局2023年政府信息公开工作年度报告"),
	}
}

// walkOf walks a small portal under www.qingshi.gov.cn and returns what was
// asked for.
func walkOf(t *testing.T, site http.Handler, change func(*Portal, *Options)) (Summary, []string, *archive.Archive) {
	t.Helper()
	clock, sleep := instant()
	a, err := archive.New(t.Context(), memstore.New(), archive.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	var asked []string
	seen := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, strings.TrimPrefix(r.Host, "www.qingshi.gov.cn")+r.URL.RequestURI())
		site.ServeHTTP(w, r)
	})
	p := Portal{ID: "qingshi", Seeds: []string{"http://www.qingshi.gov.cn/"}}
	o := Options{Archive: a, Transport: handler{seen}, UserAgent: "gongkai/1.0", Clock: clock, Sleep: sleep}
	if change != nil {
		change(&p, &o)
	}
	s, err := New(o).Walk(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return s, asked, a
}

func TestPlainPortal(t *testing.T) {
	s, asked, a := walkOf(t, plainPortal(), nil)
	want := []string{"/robots.txt", "/", "/gk/", "/nb/", "/zn/", "/1.html"}
	if !slices.Equal(asked, want) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
	if s.Reports != 1 || s.Guides != 1 || s.Pass.State != archive.PassDone || len(s.Suspect) != 0 || s.Pass.Requests != len(want) {
		t.Errorf("%+v", s)
	}
	p, err := a.PageByURL(t.Context(), "http://www.qingshi.gov.cn/1.html")
	if err != nil {
		t.Fatal(err)
	}
	link := archive.Link{Via: "http://www.qingshi.gov.cn/nb/", Text: "青石区水利局2023年政府信息公开工作年度报告", Date: "2024-01-20", Column: "政府信息公开年报"}
	if p.Link != link || p.Role != archive.RoleArticle {
		t.Errorf("link %+v of a %s", p.Link, p.Role)
	}
}

func TestWhatAWalkMeets(t *testing.T) {
	status := func(code int, header ...string) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
			fmt.Fprintf(w, "status %d", code)
		}
	}
	text := func(s string) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			fmt.Fprint(w, s)
		}
	}
	for _, c := range []struct {
		name    string
		change  func(pages)
		options func(*Portal, *Options)
		state   archive.PassState
		reason  string   // part of StopReason
		suspect string   // part of a line of Suspect
		asked   []string // asked for, among others
		not     []string // never asked for
		reports int
	}{
		{
			name: "nothing found is an alarm", state: archive.PassDone, suspect: "no annual report found",
			change: func(p pages) { delete(p, "/gk/"); p["/gk/"] = markup("<html><body>栏目</body></html>") },
		},
		{
			name: "robots.txt is obeyed", state: archive.PassDone, not: []string{"/nb/", "/1.html"}, suspect: "robots",
			change: func(p pages) { p["/robots.txt"] = text("User-agent: *\nDisallow: /nb/\n") },
		},
		{
			name: "robots.txt that closes the portal stops the walk", state: archive.PassFailed, reason: "robots", not: []string{"/"},
			change: func(p pages) { p["/robots.txt"] = text("User-agent: *\nDisallow: /\n") },
		},
		{
			name: "robots.txt without an answer closes the portal", state: archive.PassFailed, reason: "robots.txt gave no answer", not: []string{"/"},
			change: func(p pages) { p["/robots.txt"] = status(500) },
		},
		{
			name: "robots.txt is not asked for on demand", state: archive.PassDone, not: []string{"/robots.txt"}, reports: 1,
			change:  func(p pages) { p["/robots.txt"] = text("User-agent: *\nDisallow: /\n") },
			options: func(p *Portal, _ *Options) { p.IgnoreRobots = true },
		},
		{
			name: "wall stops the walk at once", state: archive.PassPartial, reason: "challenge page", not: []string{"/zn/", "/1.html"},
			change: func(p pages) { p["/nb/"] = status(521) },
		},
		{
			name: "wall at the home page", state: archive.PassFailed, reason: "challenge page",
			change: func(p pages) { p["/"] = status(412) },
		},
		{
			name: "throttled once goes on after the pause", state: archive.PassDone, reports: 1,
			change: func(p pages) {
				n, list := 0, p["/nb/"]
				p["/nb/"] = func(w http.ResponseWriter, r *http.Request) {
					if n++; n == 1 {
						status(429, "Retry-After", "60")(w, r)
						return
					}
					list(w, r)
				}
			},
		},
		{
			name: "throttled for long stops the walk", state: archive.PassPartial, reason: "asks for a pause of 2h0m0s", not: []string{"/zn/", "/1.html"},
			change: func(p pages) { p["/nb/"] = status(503, "Retry-After", "7200") },
		},
		{
			name: "one broken page is tried three times and left", state: archive.PassDone, suspect: "column or list not read: server_error", asked: []string{"/nb/", "/nb/", "/nb/", "/zn/"},
			change: func(p pages) { p["/nb/"] = status(500) },
		},
		{
			name: "pager that repeats itself ends", state: archive.PassDone, reports: 1, suspect: "declares 40 entries, 1 were found",
			change: func(p pages) {
				for i := range 10 {
					p[[]string{"/nb/", fmt.Sprintf("/nb/p%d", i)}[min(i, 1)]] = markup(`<html><body><li><a href="/1.html">青石区水利局2023年政府信息公开工作年度报告</a> 2024-01-20</li>共40条 <a href="/nb/p%d">下一页</a></body></html>`, i+1)
				}
			},
			not: []string{"/nb/p3"},
		},
		{
			name: "limit of pages is loud", state: archive.PassPartial, reason: "limit of 3 pages",
			options: func(p *Portal, _ *Options) { p.MaxPages = 3 }, not: []string{"/1.html"},
		},
		{
			name: "limit of depth is loud", state: archive.PassDone, suspect: "deeper than 2 links",
			options: func(p *Portal, _ *Options) { p.MaxDepth = 2 }, not: []string{"/1.html"},
		},
		{
			name: "other hosts of the domain are in scope", state: archive.PassDone, reports: 1, asked: []string{"xxgk.qingshi.gov.cn/nb/"},
			change: func(p pages) {
				p["/gk/"] = markup(`<html><body><a href="http://xxgk.qingshi.gov.cn/nb/">政府信息公开年报</a><a href="/zn/">政府信息公开指南</a></body></html>`)
			},
		},
		{
			name: "other domains are not", state: archive.PassDone, suspect: "no annual report found", not: []string{"www.heishi.gov.cn/nb/", "127.0.0.1:9/nb/"},
			change: func(p pages) {
				p["/gk/"] = markup(`<html><body><a href="http://www.heishi.gov.cn/nb/">政府信息公开年报</a><a href="http://127.0.0.1:9/nb/">政府信息公开年报</a><a href="/zn/">政府信息公开指南</a></body></html>`)
			},
		},
		{
			name: "home page that jumps", state: archive.PassDone, reports: 1,
			change: func(p pages) {
				p["/main.html"] = p["/"]
				p["/"] = markup(`<html><head><script>window.location.href="/main.html"</script></head></html>`)
			},
		},
		{
			name: "nothing on the platform, something aside", state: archive.PassDone, reports: 1,
			change: func(p pages) {
				p["/"] = markup(`<html><body>%s<a href="/empty/">政府信息公开</a><a href="/gk/">政务公开</a></body></html>`, strings.Repeat("欢迎", 300))
				p["/empty/"] = markup("<html><body>%s</body></html>", strings.Repeat("本栏目由办公室维护。", 50))
			},
		},
		{
			name: "report that is a file", state: archive.PassDone, reports: 1,
			change: func(p pages) {
				p["/1.html"] = func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Type", "text/html")
					fmt.Fprint(w, "%PDF-1.4 and so on")
				}
			},
		},
		{
			name: "home page in place of a report is no report", state: archive.PassDone, suspect: "no annual report found",
			change: func(p pages) { p["/1.html"] = status(302, "Location", "/") },
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := plainPortal()
			if c.change != nil {
				c.change(site)
			}
			s, asked, _ := walkOf(t, site, c.options)
			if s.Pass.State != c.state || !strings.Contains(s.Pass.StopReason, c.reason) || c.reason == "" && s.Pass.StopReason != "" {
				t.Errorf("pass %s: %q", s.Pass.State, s.Pass.StopReason)
			}
			if all := strings.Join(s.Suspect, "\n"); !strings.Contains(all, c.suspect) || c.suspect == "" && c.reason == "" && all != "" {
				t.Errorf("suspect: %q", s.Suspect)
			}
			rest := slices.Clone(asked)
			for _, u := range c.asked {
				if i := slices.Index(rest, u); i >= 0 {
					rest = slices.Delete(rest, i, i+1)
				} else {
					t.Errorf("not asked for: %s in %v", u, asked)
				}
			}
			for _, u := range c.not {
				if slices.Contains(asked, u) {
					t.Errorf("asked for %s: %v", u, asked)
				}
			}
			if c.reason == "" && s.Reports != c.reports {
				t.Errorf("%d reports, want %d", s.Reports, c.reports)
			}
			if c.reason != "" && s.Pass.State == archive.PassPartial && len(s.Left) == 0 {
				t.Error("nothing says what is left")
			}
		})
	}
}

func TestPortalThatCannotBeWalked(t *testing.T) {
	c := New(Options{})
	for _, p := range []Portal{{}, {ID: "x"}, {ID: "x", Seeds: []string{"www.qingshi.gov.cn"}}, {ID: "x", Seeds: []string{"ftp://www.qingshi.gov.cn/"}}} {
		if _, err := c.Walk(t.Context(), p); !errors.Is(err, ErrPortal) {
			t.Errorf("%+v: %v", p, err)
		}
	}
}

// Over a real network: names lead to the sample portals through an injected
// dialer, portals walk side by side, and no goroutine outlives the walk.
func TestWalkAllOverTheNetwork(t *testing.T) {
	world := portalsim.New(portalsim.Options{Seed: 5, Organs: 2, Years: 2, HomeBytes: 4 << 10})
	srv := httptest.NewServer(world)
	defer srv.Close()
	a, err := archive.New(t.Context(), memstore.New(), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	events := 0
	var mu sync.Mutex
	c := New(Options{
		Archive: a, Dial: portalsim.Dialer(strings.TrimPrefix(srv.URL, "http://")), UserAgent: "gongkai/1.0 (+mailto:ops@example.org)",
		Sleep:    func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		Progress: func(Event) { mu.Lock(); events++; mu.Unlock() },
	})
	var ps []Portal
	for _, p := range world.Portals() {
		ps = append(ps, Portal{ID: p.ID, Seeds: []string{p.Home}})
	}
	done := 0
	if err := c.WalkAll(t.Context(), ps, 3, func(p Portal, s Summary, err error) {
		done++
		if err != nil || s.Pass.State != archive.PassDone || s.Reports == 0 || s.Guides == 0 {
			t.Errorf("%s: %v, %s %q, %d reports", p.ID, err, s.Pass.State, s.Pass.StopReason, s.Reports)
		}
	}); err != nil || done != len(ps) {
		t.Errorf("%d of %d portals, %v", done, len(ps), err)
	}
	if n := len(world.Requests()); events != n {
		t.Errorf("%d events of %d requests", events, n)
	}
	for _, r := range world.Requests() {
		if !strings.HasPrefix(r.UserAgent, "gongkai/1.0") {
			t.Fatalf("user agent %q", r.UserAgent)
		}
	}
	for host, n := range world.Peaks() {
		if n > 1 {
			t.Errorf("%d requests at once on %s", n, host)
		}
	}
}

func TestWalkAllStopsWithItsContext(t *testing.T) {
	a, err := archive.New(t.Context(), memstore.New(), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	ctx, cancel := context.WithCancel(t.Context())
	c := New(Options{Archive: a, Dial: func(context.Context, string, string) (net.Conn, error) {
		cancel()
		return nil, errors.New("no network")
	}})
	err = c.WalkAll(ctx, []Portal{{ID: "a", Seeds: []string{"http://a.example/"}}, {ID: "b", Seeds: []string{"http://b.example/"}}}, 1, func(_ Portal, s Summary, err error) {
		if !errors.Is(err, context.Canceled) || s.Pass.State != archive.PassRunning {
			t.Errorf("%v, pass %s", err, s.Pass.State)
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
