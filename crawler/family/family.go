// Package family knows the engines that portals are built with: how one is
// recognised by a page, which links a page of it holds, and how its lists go
// on. A family reads pages; it never fetches, and it does not decide what is
// wanted. What it does not know, generic reads.
package family

import (
	"net/url"

	"github.com/PuerkitoBio/goquery"
)

// Page is a page as it was answered.
type Page struct {
	URL *url.URL // of the last hop
	// Text is the payload as UTF-8; list data (XML, JSON) is read from it.
	Text []byte
	// Doc is the parsed page, nil where it is no HTML. It is only read.
	Doc *goquery.Document
	// Number counts the pages of one list from 1, 0 is taken for 1. Asked is
	// the request of Next that brought the page, zero for a page that was linked.
	Number int
	Asked  Request

	kept *kept
}

// kept is what was read of a page, for the next question to it.
type kept struct {
	listing Listing
	scripts []script
	base    *url.URL
	marks   *marks
}

// Keep returns the page with room for what is read of it: several questions to
// one page then walk its nodes once. A page that is kept is for one goroutine,
// and the links of a Listing are not to be changed.
func (p Page) Keep() Page {
	p.kept = new(kept)
	return p
}

// Link is a link that a page holds.
type Link struct {
	URL *url.URL
	// Title is the text of the link, or its title attribute where that is
	// longer or the text was cut short with dots.
	Title string
	Date  string // YYYY-MM-DD in its row, "" if none
	Row   string // text of its row without the link, at most 200 runes
	// Heading is the nearest heading above it, or beside a link called 更多.
	Heading string
	Region  Region
	Kind    Kind
	// File is the name that the link gives a file, "" if it names none.
	File string

	address string
}

// Address is URL as it is written.
func (l Link) Address() string {
	if l.address != "" {
		return l.address
	}
	return l.URL.String()
}

// Region is the part of a page where a link stands.
type Region int

// The regions.
const (
	Body Region = iota
	Menu
	Footer
)

// Kind is how a link leads on.
type Kind int

// The kinds of a link.
const (
	Anchor Kind = iota
	Frame       // an iframe of the same host: part of the page
	Jump        // the page sends its reader there: meta refresh, location.href
	Viewer      // a file shown within the page: embed, object, a viewer's file=
)

// Request asks for the next page of a list.
type Request struct {
	Method  string // GET or POST
	URL     *url.URL
	Body    []byte // of a POST, application/x-www-form-urlencoded
	Referer string
	Number  int // of the page that is asked for
	// Probe is set where the page only says that there is more, not where.
	Probe bool
}

// Listing is what a page holds.
type Listing struct {
	Links []Link
	Next  []Request
	// Declared is how many entries the list says it has, 0 if it does not say.
	Declared int
}

// Links returns the links of a page, in its order, where nothing else of it is
// asked for; every family reads the same ones.
func Links(p Page) []Link {
	r := read(p)
	return r.listing.Links
}

// Family is one engine.
type Family interface {
	// Name is its name in config.yaml and in a Pass.
	Name() string
	// Recognise says how sure the page is of this family, 0: not at all.
	Recognise(p Page) int
	// Links reads the page. The order of links is that of the page.
	Links(p Page) Listing
}

// All returns the families that are known, generic last.
func All() []Family { return []Family{Channel{}, JPage{}, TRS{}, Generic{}} }

// ByName returns the family of that name; ok is false where there is none.
func ByName(name string) (f Family, ok bool) {
	for _, f := range All() {
		if f.Name() == name {
			return f, true
		}
	}
	return nil, false
}

// Recognise returns the family that is most sure of the page, Generic with 0
// where none is.
func Recognise(p Page) (Family, int) {
	var best Family = Generic{}
	sure := 0
	for _, f := range All() {
		if n := f.Recognise(p); n > sure {
			best, sure = f, n
		}
	}
	return best, sure
}

// number returns the page's number in its list.
func (p Page) number() int { return max(1, p.Number) }
