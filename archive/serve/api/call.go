package api

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/extract/report"
)

// The limits of a request.
const (
	maxTarget = 8000 // bytes of path and query (RFC 9110, 4.1)
	maxValue  = 4096 // bytes of one parameter or part of the path; addresses are the longest
)

// call is a request whose path and query hold only what the route takes.
type call struct {
	request *http.Request
	route   *route
	values  map[string]string
	media   string // the media type to answer in
}

// newCall checks the request against its route.
func newCall(r *http.Request, to *route) (*call, error) {
	c := &call{request: r, route: to}
	for _, name := range to.parts() {
		v := r.PathValue(name)
		if !isText(v) || strings.Contains(v, "/") {
			return nil, notFound.says("路径里的 %s 不像样 · %s in the path is none", name, name)
		}
	}
	var err error
	if c.values, err = parseQuery(r.URL.RawQuery, to.query); err != nil {
		return nil, err
	}
	return c, c.negotiate()
}

// parseQuery reads a query that holds each of the known parameters at most once.
func parseQuery(raw string, known []string) (map[string]string, error) {
	given, err := url.ParseQuery(raw)
	if err != nil {
		return nil, badParameter.says("问号后面读不懂 · the query cannot be read")
	}
	names := make([]string, 0, len(given))
	for name := range given {
		names = append(names, name)
	}
	slices.Sort(names) // the same request has the same answer
	values := make(map[string]string, len(given))
	for _, name := range names {
		list := given[name]
		switch {
		case !slices.Contains(known, name):
			shown := strings.ToValidUTF8(name, "�")
			if len(shown) > 100 {
				shown = "…"
			}
			return nil, unknownParam.says("没有参数 %q · there is no parameter %q here", shown, shown).of(shown, known...)
		case len(list) > 1:
			return nil, badParameter.says("%s 给了 %d 次 · given %d times", name, len(list), len(list)).of(name)
		case strings.TrimSpace(list[0]) == "":
			return nil, badParameter.says("%s 是空的；不要就别写 · is empty; leave it out for none", name).of(name)
		case !isText(list[0]):
			return nil, badParameter.says("%s 太长或不是文字 · is too long or no text", name).of(name)
		}
		values[name] = list[0]
	}
	return values, nil
}

// isText reports whether a foreign string can be a name: UTF-8, no controls,
// not too long.
func isText(s string) bool {
	return len(s) <= maxValue && utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

// negotiate finds the media type to answer in: what format says, else Accept.
func (c *call) negotiate() error {
	offers := c.route.offers()
	if f, given := c.values["format"]; given {
		for _, m := range offers {
			if strings.HasSuffix(m, "/"+f) {
				c.media = m
				return nil
			}
		}
		return badParameter.says("没有格式 %q · no such format", f).of("format", "json", "csv")
	}
	if c.media = accepts(strings.Join(c.request.Header.Values("Accept"), ","), offers); c.media == "" {
		return notAcceptable.says("Accept 里的都给不出 · none of those in Accept can be given").of("", offers...)
	}
	return nil
}

// part is a part of the path.
func (c *call) part(name string) string { return c.request.PathValue(name) }

// text is a parameter of the query, "" if it was not given.
func (c *call) text(name string) string { return c.values[name] }

// number reads a parameter between least and most; or where it was not given.
func (c *call) number(name string, least, most, or int) (int, error) {
	v, given := c.values[name]
	if !given {
		return or, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < least || n > most || strconv.Itoa(n) != v {
		return 0, badParameter.says("%s 要 %d 到 %d 的整数 · wants a whole number from %d to %d", name, least, most, least, most).of(name)
	}
	return n, nil
}

// year reads a fiscal year, 0 where none was given.
func (c *call) year() (int, error) { return c.number("year", 1900, 2999, 0) }

// at reads the moment that is asked about, zero for now.
func (c *call) at() (time.Time, error) {
	v, given := c.values["at"]
	if !given {
		return time.Time{}, nil
	}
	t, err := archive.ParseTime(v)
	if err != nil || t.Year() < 1900 || t.Year() > 2999 {
		return time.Time{}, badParameter.says("at 要 2021-03-01 或 RFC 3339 · wants 2021-03-01 or RFC 3339 (in a query, + is %%2B)").of("at")
	}
	return t, nil
}

// oneOf reads a parameter that is one of a few words, "" where none was given.
func (c *call) oneOf(name string, known ...string) (string, error) {
	v, given := c.values[name]
	if given && !slices.Contains(known, v) {
		return "", badParameter.says("%s 不能是 %q · cannot be %q", name, v, v).of(name, known...)
	}
	return v, nil
}

// kind reads a kind of filing, "" where none was given.
func (c *call) kind() (string, error) {
	return c.oneOf("kind", string(report.AnnualReport), string(report.Guide))
}

// mark reads a mark of the heat map, "" where none was given.
func (c *call) mark() (catalog.Mark, error) {
	m, err := c.oneOf("mark", marks...)
	return catalog.Mark(m), err
}

// marks are the marks that a filing which is there can have.
var marks = []string{"ok", "late", "failing", "unread", "gone"}
