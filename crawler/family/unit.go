package family

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// unit is one list of a column page.
type unit struct {
	id                   string
	drawn                bool // a script with its total was seen
	have, total, perPage int
	group                string // address of the next group, as <nextgroup> has it
	proxy, params        string // address and parameters, as the script has them
}

var (
	unitID     = regexp.MustCompile(`unitid["']?\s*:\s*["']?(\w+)`)
	unitTotal  = regexp.MustCompile(`totalRecord["']?\s*[:=]\s*["']?(\d{1,6})`)
	unitSize   = regexp.MustCompile(`perPage["']?\s*[:=]\s*["']?(\d{1,4})`)
	unitProxy  = regexp.MustCompile(`proxyUrl["']?\s*[:=]\s*["']([^"']+)["']`)
	unitParams = regexp.MustCompile(`ajaxParam["']?\s*[:=]\s*\{([^{}]+)\}`)
)

// units reads the lists of a page in their order. A script that draws a list
// belongs to the one whose unit id it names, else to the last one before it
// that no script has drawn yet.
func units(scripts []script) []unit {
	var us []*unit
	for _, s := range scripts {
		if strings.Contains(s.text, "<datastore") {
			ds := parseDatastore(s.text)
			u := &unit{id: s.parent, have: len(ds.records), total: ds.total}
			if len(ds.next) > 0 {
				u.group = ds.next[0]
			}
			us = append(us, u)
		}
		if strings.Contains(s.kind, "xml") {
			continue
		}
		for _, m := range unitTotal.FindAllStringSubmatchIndex(s.text, 20) {
			around := s.text[max(0, m[0]-2000):min(len(s.text), m[1]+2000)]
			d := unit{drawn: true}
			d.total, _ = strconv.Atoi(s.text[m[2]:m[3]])
			if p := unitSize.FindStringSubmatch(around); p != nil {
				d.perPage, _ = strconv.Atoi(p[1])
			}
			if p := unitProxy.FindStringSubmatch(around); p != nil {
				d.proxy = p[1]
			}
			if p := unitParams.FindStringSubmatch(around); p != nil {
				d.params = p[1]
				if id := unitID.FindStringSubmatch(p[1]); id != nil {
					d.id = id[1]
				}
			}
			u := belongs(us, d.id)
			if u == nil {
				u = &unit{id: d.id}
				us = append(us, u)
			}
			u.drawn, u.total, u.perPage, u.proxy, u.params = true, max(u.total, d.total), d.perPage, d.proxy, d.params
		}
	}
	out := make([]unit, len(us))
	for i, u := range us {
		out[i] = *u
	}
	return out
}

func belongs(us []*unit, id string) *unit {
	for _, u := range us {
		if id != "" && u.id == id {
			return u
		}
	}
	for i := len(us) - 1; i >= 0; i-- {
		if !us[i].drawn && (us[i].id == "" || id == "") {
			return us[i]
		}
	}
	return nil
}

// next returns the request for what the page does not embed.
func (u unit) next(p Page) (Request, bool) {
	if u.total > 0 && u.have >= u.total {
		return Request{}, false
	}
	if u.group != "" {
		if a, ok := resolve(read(p).base, u.group); ok {
			return Request{Method: http.MethodGet, URL: a, Referer: p.URL.String(), Number: 2}, true
		}
	}
	if u.proxy == "" || u.total == 0 || u.params == "" {
		return Request{}, false
	}
	a, ok := resolve(read(p).base, u.proxy)
	if !ok {
		return Request{}, false
	}
	size := max(1, u.perPage)
	window(a, u.have+1, min(u.total, u.have+3*size), size)
	return Request{Method: http.MethodPost, URL: a, Body: []byte(form(u.params)), Referer: p.URL.String(), Number: 2}, true
}

// window sets the records that a POST asks for, both counted from 1.
func window(a *url.URL, start, end, size int) {
	a.RawQuery = "startrecord=" + itoa(start) + "&endrecord=" + itoa(end) + "&perpage=" + itoa(size)
}

// form turns the parameters of a script, {col:1, path:'/'}, into a body. The
// order is kept; text is encoded as UTF-8, another encoding gives an answer
// that looks like a refusal.
func form(params string) string {
	var b strings.Builder
	for _, m := range formPairs.FindAllStringSubmatch(params, 50) {
		v := m[2]
		if v == "" {
			v = m[3]
		}
		if v == "" {
			v = m[4]
		}
		if un, err := url.QueryUnescape(v); err == nil {
			v = un
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(m[1]) + "=" + url.QueryEscape(v))
	}
	return b.String()
}

var formPairs = regexp.MustCompile(`["']?(\w+)["']?\s*:\s*(?:'([^']*)'|"([^"]*)"|([\w.%/-]+))`)
