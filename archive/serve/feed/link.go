package feed

import (
	"net/url"
	"strconv"
	"strings"

	"gongkai/archive"
	"gongkai/extract/report"
)

// Links are the addresses that a change is looked at under, "" where there is
// none of the kind.
type Links struct {
	// Main is the best of the others for this kind of change.
	Main     string   `json:"main"`
	Page     string   `json:"page"`              // the history of the page
	Version  string   `json:"version,omitempty"` // the version that came
	Diff     string   `json:"diff,omitempty"`    // from the version before to it
	Filings  []string `json:"filings,omitempty"` // those that it is about
	Original string   `json:"original"`          // the portal's own address, as it was asked for
}

// LinksOf returns the addresses of a change on the server at base, which has no
// slash at its end.
func LinksOf(base string, c *archive.Change) Links {
	page := base + "/page/" + url.PathEscape(string(c.Page))
	l := Links{Main: page, Page: page, Original: original(c.URL)}
	for i := range c.Filings {
		l.Filings = append(l.Filings, FilingLink(base, &c.Filings[i]))
	}
	if c.Version > 0 {
		l.Version = page + "/" + strconv.Itoa(c.Version)
	}
	if c.Before > 0 && c.Version > 0 && c.Before != c.Version {
		ref := func(n int) string { return string(c.Page) + "." + strconv.Itoa(n) }
		l.Diff = base + "/diff?from=" + url.QueryEscape(ref(c.Before)) + "&to=" + url.QueryEscape(ref(c.Version))
	}
	switch {
	case c.Kind == archive.ChangeGone || c.Kind == archive.ChangeMoved: // the page's history tells it
	case l.Diff != "":
		l.Main = l.Diff
	case len(l.Filings) > 0:
		l.Main = l.Filings[0]
	case l.Version != "":
		l.Main = l.Version
	}
	return l
}

// FilingLink returns the address of a filing, of its organ for a report whose
// year nobody says: that has no page of its own.
func FilingLink(base string, h *archive.Held) string {
	portal, name, _ := strings.Cut(h.Organ, "/")
	organ := "/" + url.PathEscape(portal) + "/" + url.PathEscape(name)
	switch {
	case h.Kind == string(report.Guide):
		return base + "/filing" + organ + "/guide"
	case h.Year > 0:
		return base + "/filing" + organ + "/" + strconv.Itoa(h.Year)
	}
	return base + "/organ" + organ
}

// original returns an address of a portal where a reader may follow it: http or
// https, escaped as an IRI must be; else "".
func original(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u.User = nil
	u.RawQuery = escapeQuery(u.RawQuery)
	return u.String()
}

// escapeQuery escapes what may not stand in a query and leaves the rest as the
// portal wrote it.
func escapeQuery(q string) string {
	var b strings.Builder
	for i := range len(q) {
		if c := q[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}#", c) >= 0 {
			b.WriteString("%" + strings.ToUpper(strconv.FormatUint(0x100|uint64(c), 16)[1:]))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
