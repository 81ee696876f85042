package archive

import (
	"time"

	"gongkai/extract/report"
)

// PageID identifies a page: the first 16 hex digits of the SHA-256 over
// method, SURT and the digest of the POST body.
type PageID string

// Role is what a page is for the crawl that fetched it.
type Role string

// The roles of a page. Only articles, guides and attachments hold documents
// and are read; the others are archived as the evidence of the way.
const (
	RoleRobots     Role = "robots"
	RoleHome       Role = "home"
	RolePlatform   Role = "platform"
	RoleColumn     Role = "column"
	RoleList       Role = "list" // next pages of a column, list data, list frames
	RoleArticle    Role = "article"
	RoleGuide      Role = "guide"
	RoleAttachment Role = "attachment"
)

// Wanted reports whether pages of this role hold documents.
func (r Role) Wanted() bool {
	return r == RoleArticle || r == RoleGuide || r == RoleAttachment
}

// PageState says whether a page is there.
type PageState string

// The states of a page.
const (
	PageNever PageState = "never" // no ok capture yet
	PageLive  PageState = "live"
	PageGone  PageState = "gone" // was live; the last definite answer was not_found or gone
)

// Page is an address and what is known of it. Redirects belong to the page
// that was asked for; their targets are aliases.
type Page struct {
	ID     PageID `json:"id"`
	Portal string `json:"portal"`
	Method string `json:"method"`
	URL    string `json:"url"` // as it was first asked for
	SURT   string `json:"surt"`
	Body   Digest `json:"body,omitzero"` // digest of the POST body
	Role   Role   `json:"role"`

	State       PageState `json:"state"`
	LastOutcome Outcome   `json:"last_outcome"`
	FirstSeen   time.Time `json:"first_seen"`
	LastChecked time.Time `json:"last_checked"`
	LastOK      time.Time `json:"last_ok,omitzero"`
	Captures    int       `json:"captures"`
	Versions    int       `json:"versions"` // number of the newest version, 0: none

	// ETag and LastModified are the validators of the newest ok capture, for
	// the next conditional request (RFC 9110, 13.1).
	ETag         string   `json:"etag,omitempty"`
	LastModified string   `json:"last_modified,omitempty"`
	Aliases      []string `json:"aliases,omitempty"`
	// RedirectsTo is where the newest ok capture was led to, "" where the page
	// answered itself.
	RedirectsTo string `json:"redirects_to,omitempty"`
	Link        Link   `json:"link"`
	// Holds is what the newest version that was read holds, as attributed, and
	// HoldsOf the number of that version, 0: none was read.
	Holds   []Held `json:"holds,omitempty"`
	HoldsOf int    `json:"holds_of,omitempty"`
}

// Link is how a page was found: the link on the page Via that led here.
type Link struct {
	Via  string `json:"via,omitempty"`  // address of the page with the link
	Text string `json:"text,omitempty"` // anchor text, the title attribute where that is longer
	Date string `json:"date,omitempty"` // YYYY-MM-DD beside the link
	// Column is the heading of the column it stands in, Organ the organ whose
	// column or site that is, as far as the portal says so.
	Column string `json:"column,omitempty"`
	// Of is the title of the article whose attachment it is.
	Of    string `json:"of,omitempty"`
	Organ string `json:"organ,omitempty"`
}

// Published returns the day, YYYY-MM-DD, on which a document of the page was
// published: as it says itself, else as the link to the page does, "" unknown.
// rec is nil of a document that was not read.
func (p *Page) Published(rec *report.Record) string {
	if rec != nil && rec.Published != "" {
		return rec.Published
	}
	return p.Link.Date
}

// Held is one document that a page holds, in the words of its attribution.
type Held struct {
	Filing string `json:"filing"` // Filing.ID
	Kind   string `json:"kind"`
	Organ  string `json:"organ"`
	Year   int    `json:"year,omitempty"`
}
