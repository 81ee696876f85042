package crawler

import (
	"bytes"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"gongkai/archive"
)

// Pages that refuse are small; past these sizes a page is what it says it is.
const (
	maxShell  = 16 << 10 // bytes of a page that a judge reads
	fewRunes  = 40       // visible text of a page that is only script
	shortText = 400      // runes of visible text of a refusal or a soft 404
)

// challengeMarks are what the scripts and cookies of the known walls leave.
// They are looked for in small pages without text only.
var challengeMarks = []string{
	"__jsl_clearance", "acw_sc__v2", "c3vk=", "$_ts", "cf-chl", "_cf_chl", "nwaf", "slidecaptcha", "geetest",
}

// refusalPhrases name a refusal that was sent as a page.
var refusalPhrases = []string{
	"访问被拒绝", "访问被拦截", "拒绝访问", "禁止访问", "请求被拦截", "访问过于频繁", "访问频率过", "请求过于频繁",
	"访问受限", "异常访问", "访问异常", "您的ip", "被防火墙", "安全威胁", "web应用防火墙", "没有权限访问", "无权访问", "已被拦截", "已被阻断",
	"access denied", "request blocked", "403 forbidden", "request rejected", "waf",
}

// captchaPhrases name a page that asks for a human.
var captchaPhrases = []string{"请输入验证码", "滑动验证", "拖动滑块", "人机验证", "安全验证", "checking your browser", "正在进行安全检查", "浏览器安全检查"}

// absencePhrases name a page that is not there and was sent with status 200.
var absencePhrases = []string{
	"页面不存在", "页面未找到", "找不到页面", "找不到您", "找不到该", "页面找不到", "无法找到", "内容不存在", "文章不存在", "信息不存在", "栏目不存在",
	"访问的页面不", "请求的页面不", "您访问的页面", "页面已删除", "已被删除", "文件不存在", "非法请求", "404 not found", "404错误", "error 404", "404 error", "page not found",
}

// judge looks at what a page says where its status says too little: walls
// answer 200, 202, 403 or 503 with a script, refusals and missing pages come
// with status 200. It returns "" where the status stands.
func judge(status int, h http.Header, isHTML bool, text []byte) (archive.Outcome, string) {
	if len(text) == 0 || len(text) > maxShell {
		return "", ""
	}
	v := visible(text, shortText+1)
	runes := utf8.RuneCountInString(v.text)
	if isHTML || v.scripts > 0 {
		if why := challenge(h, text, v, runes); why != "" {
			return archive.Challenged, why
		}
	}
	if status != http.StatusOK && status != http.StatusNonAuthoritativeInfo {
		return "", ""
	}
	if !isHTML || runes > shortText {
		return "", ""
	}
	said := strings.ToLower(v.title + " " + v.text)
	if p := oneOf(said, captchaPhrases); p != "" {
		return archive.Challenged, "the page says: " + p
	}
	if p := oneOf(said, refusalPhrases); p != "" {
		return archive.Blocked, "the page says: " + p
	}
	if p := oneOf(said, absencePhrases); p != "" {
		return archive.Soft404, "the page says: " + p
	}
	if t := strings.TrimSpace(v.title); t == "404" || strings.HasPrefix(t, "404 ") {
		return archive.Soft404, "the page says: " + t
	}
	return "", ""
}

// challenge says what makes a page a wall, "" if nothing does: nothing to read,
// and a script with the mark of a known wall, or one that sets a cookie and
// loads the page again. A plain jump (location.href = …) is none.
func challenge(h http.Header, text []byte, v shown, runes int) string {
	if runes > fewRunes || v.scripts == 0 {
		return ""
	}
	lower := strings.ToLower(string(text))
	if m := oneOf(lower, challengeMarks); m != "" {
		return "script of a wall: " + m
	}
	for _, c := range h.Values("Set-Cookie") {
		if m := oneOf(strings.ToLower(c), challengeMarks); m != "" {
			return "cookie of a wall: " + m
		}
	}
	sets := strings.Contains(lower, "document.cookie") || strings.Contains(lower, "document['cookie']") || strings.Contains(lower, `document["cookie"]`)
	again := strings.Contains(lower, "location")
	if sets && again {
		return "a script that sets a cookie and loads the page again"
	}
	return ""
}

func oneOf(s string, phrases []string) string {
	for _, p := range phrases {
		if strings.Contains(s, p) {
			return p
		}
	}
	return ""
}

// shown is what a reader sees of a page.
type shown struct {
	title, text string
	scripts     int
}

// visible returns title and text without white space, at most about limit runes of it.
func visible(page []byte, limit int) shown {
	var (
		s       shown
		b       strings.Builder
		n       int
		inTitle bool
		skip    string
	)
	z := html.NewTokenizer(bytes.NewReader(page))
	for n < limit {
		switch z.Next() {
		case html.ErrorToken:
			s.text = b.String()
			return s
		case html.StartTagToken:
			name, _ := z.TagName()
			switch t := string(name); t {
			case "script":
				s.scripts++
				skip = t
			case "style", "noscript", "template":
				skip = t
			case "title":
				inTitle = true
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			t := string(name)
			if t == skip {
				skip = ""
			}
			if t == "title" {
				inTitle = false
			}
		case html.TextToken:
			if skip != "" {
				continue
			}
			for _, w := range strings.Fields(html.UnescapeString(string(z.Text()))) {
				if inTitle {
					s.title += w + " "
					continue
				}
				if b.Len() > 0 && isWord(w) {
					b.WriteByte(' ')
				}
				b.WriteString(w)
				n += utf8.RuneCountInString(w)
			}
		}
	}
	s.text = b.String()
	return s
}

// isWord reports whether w is of letters that are written with blanks between words.
func isWord(w string) bool { return w != "" && w[0] < 0x80 }
