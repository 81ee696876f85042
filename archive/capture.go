package archive

import (
	"net/http"
	"time"
)

// Outcome names how a fetch ended. Every ending is stored; only OK makes a version.
type Outcome string

// The outcomes.
const (
	OK          Outcome = "ok"
	NotModified Outcome = "not_modified" // 304: the newest version still stands
	NotFound    Outcome = "not_found"    // 404
	Gone        Outcome = "gone"         // 410
	Soft404     Outcome = "soft_404"     // 200, and the page says that it is not there
	Blocked     Outcome = "blocked"      // 401, 403, 429, or a refusal sent as 200
	Challenged  Outcome = "challenged"   // 412, 521, or a page that wants a browser to prove itself
	ServerError Outcome = "server_error" // 5xx
	HTTPError   Outcome = "http_error"   // any other status
	Redirected  Outcome = "redirect"     // too many hops, a loop, or out of scope
	Truncated   Outcome = "truncated"    // the body ended early
	TooLarge    Outcome = "too_large"    // past the limit of a body
	TimedOut    Outcome = "timed_out"
	Refused     Outcome = "refused"     // connection refused or reset
	Unreachable Outcome = "unreachable" // no address, no route
	BadTLS      Outcome = "bad_tls"
	BadEncoding Outcome = "bad_encoding" // Content-Encoding that cannot be undone
	Robots      Outcome = "robots"       // robots.txt says no; nothing was asked
)

// Capture is one fetch of a page, whatever its ending.
type Capture struct {
	ID      uint64    `json:"id"`
	Page    PageID    `json:"page"`
	Pass    PassID    `json:"pass"`
	Time    time.Time `json:"time"` // when the request was sent
	Outcome Outcome   `json:"outcome"`
	// Detail says more of an ending that is not OK.
	Detail string `json:"detail,omitempty"`
	Hops   []Hop  `json:"hops,omitempty"`
	// Payload is the digest of the content-decoded body of the last hop.
	Payload Digest `json:"payload,omitzero"`
	Size    int64  `json:"size"` // bytes of the payload
	// RevisitOf is the capture that has the same payload already, 0: none.
	RevisitOf uint64 `json:"revisit_of,omitempty"`
	Link      Link   `json:"link"`
	Role      Role   `json:"role"`
}

// Status returns the HTTP status of the last hop, 0 if no answer came.
func (c *Capture) Status() int {
	if len(c.Hops) == 0 {
		return 0
	}
	return c.Hops[len(c.Hops)-1].Status
}

// FinalURL returns the address of the last hop, "" if nothing was asked.
func (c *Capture) FinalURL() string {
	if len(c.Hops) == 0 {
		return ""
	}
	return c.Hops[len(c.Hops)-1].URL
}

// Hop is one request and its answer.
type Hop struct {
	Method string      `json:"method"`
	URL    string      `json:"url"`
	Status int         `json:"status"`
	Header http.Header `json:"header,omitempty"` // as parsed: names canonical, order lost
	// Wire is the digest of the body as it came over the wire, before any
	// Content-Encoding was undone; zero for an empty body.
	Wire     Digest `json:"wire,omitzero"`
	WireSize int64  `json:"wire_size"`
}

// Fetch is what a crawl hands to Record: a capture to be and its bodies.
type Fetch struct {
	Portal  string
	Pass    PassID
	Method  string
	URL     string
	Body    []byte // of a POST
	Role    Role
	Time    time.Time
	Outcome Outcome
	Detail  string
	Hops    []FetchHop
	Link    Link
	// Payload is the content-decoded body of the last hop. For an outcome
	// without a body it is nil.
	Payload []byte
	// DOM is the parsed payload where the crawl has it already: a hint for the
	// Reader, never stored. Its type is the Reader's business.
	DOM any
}

// FetchHop is a Hop with its body as it came over the wire.
type FetchHop struct {
	Hop  Hop
	Wire []byte
}
