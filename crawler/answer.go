package crawler

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"gongkai/archive"
	"gongkai/crawler/family"
)

// ask is one page to be asked for.
type ask struct {
	method  string
	url     *url.URL
	body    []byte
	referer string
	// noRobots is set for robots.txt itself.
	noRobots bool
	// etag and lastModified are the validators of known, the version that the
	// archive has; they are sent to validFor only, the addresses that gave them.
	etag, lastModified string
	validFor           []string
	known              *known
}

// known is a page as the archive has it: what a 304 stands for, and what
// answers in place of the network when a pass is walked again.
type known struct {
	payload     []byte
	contentType string
	// The capture that stands for the answer, of a pass that is walked again;
	// outcome is empty where the page is to be asked for.
	outcome archive.Outcome
	detail  string
	final   string // address of the last hop
	status  int
}

// answer is how an ask ended.
type answer struct {
	time    time.Time // when the first request was sent
	outcome archive.Outcome
	detail  string
	hops    []archive.FetchHop
	payload []byte // content-decoded body of the last hop
	// page is what the links are read from: the payload, or the known one where
	// the answer was 304. final is its address.
	page        []byte
	contentType string
	final       *url.URL
	html        bool
	text        []byte // page as UTF-8, where it is text
	fromArchive bool
	requests    int
	code        int         // status of an answer from the archive
	read        family.Page // the page as the families see it, once one has
}

func (a *answer) header() http.Header {
	if len(a.hops) == 0 {
		return nil
	}
	return a.hops[len(a.hops)-1].Hop.Header
}

func (a *answer) status() int {
	if len(a.hops) == 0 {
		return a.code
	}
	return a.hops[len(a.hops)-1].Hop.Status
}

// fromArchive answers an ask with the capture that this pass made already.
func (r *recorder) fromArchive(a ask) answer {
	ans := answer{outcome: a.known.outcome, detail: a.known.detail, code: a.known.status, fromArchive: true, final: a.url}
	if u, err := url.Parse(a.known.final); err == nil && u.Host != "" {
		ans.final = u
	}
	if success(ans.outcome) {
		r.dress(&ans, a.known.payload, a.known.contentType)
	}
	return ans
}

// dress fills what the links are read from.
func (r *recorder) dress(ans *answer, payload []byte, contentType string) {
	ans.page, ans.contentType = payload, contentType
	if isBinary(payload) || !isTextType(contentType) && !looksHTML(payload) {
		return
	}
	ans.text = r.decode(payload, contentType)
	ans.html = looksHTML(ans.text) || strings.Contains(strings.ToLower(contentType), "html")
}

// present makes the response that colly sees. HTML is UTF-8 and says so,
// anything else has a type without a charset, so that colly neither re-codes
// nor parses it. Uncompressed keeps colly from looking for gzip in names and types.
func present(req *http.Request, a *answer) *http.Response {
	status, body, contentType := http.StatusOK, a.page, "application/octet-stream"
	switch {
	case !success(a.outcome):
		status, body = a.status(), nil
		if status < 400 {
			status = http.StatusBadGateway
		}
	case a.html:
		body, contentType = a.text, "text/html; charset=utf-8"
	case a.text != nil:
		body, contentType = a.text, "text/plain; charset=utf-8"
	}
	return &http.Response{
		Status: fmt.Sprintf("%d %s", status, http.StatusText(status)), StatusCode: status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        http.Header{"Content-Type": {contentType}},
		Body:          io.NopCloser(bytes.NewReader(body)),
		ContentLength: int64(len(body)),
		Uncompressed:  true,
		Request:       req,
	}
}
