package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// The pages of a list.
const (
	defaultLimit = 50
	maxLimit     = 500
	maxCells     = 10_000  // rows of one page of cells
	maxBytes     = 4 << 20 // of a page: the item with which it gets there is its last
	tokenSum     = 12      // bytes of the sum in a page token
)

// page is one page of a list while it is written. Items are kept as their JSON:
// a page is at most a few megabytes and an item, however long the list is.
type page struct {
	call  *call
	limit int
	after string // the position that the page begins behind, "" for the first
	items bytes.Buffer
	count int
	next  string // the position of the last item, "" if the list ends here
	total *int   // how many items the whole list has, where that is known
}

// newPage reads limit and page of the query.
func (c *call) newPage(most int) (*page, error) {
	p := &page{call: c}
	var err error
	if p.limit, err = c.number("limit", 1, most, defaultLimit); err != nil {
		return nil, err
	}
	if token := c.text("page"); token != "" {
		p.after, err = c.openToken(token)
	}
	return p, err
}

// full reports whether the page has all its items: as many as were asked for, or
// fewer that are large, for how large an item is a publisher decides.
func (p *page) full() bool { return p.count >= p.limit || p.items.Len() >= maxBytes }

// add writes one item.
func (p *page) add(v any) error {
	if p.count > 0 {
		p.items.WriteByte(',')
	}
	p.count++
	return writeJSON(&p.items, v)
}

// answer closes the page. next is null on the last one, and the Link header (RFC
// 8288) names the address of the next.
func (p *page) answer() (*answer, error) {
	var b bytes.Buffer
	b.Grow(p.items.Len() + 128)
	b.WriteString(`{"items":[`)
	b.Write(p.items.Bytes())
	b.WriteString(`],"next":`)
	a := &answer{contentType: jsonType, header: http.Header{}}
	if p.next == "" {
		b.WriteString("null")
	} else {
		token := p.call.token(p.next)
		b.WriteString(`"` + token + `"`) // base64url needs no escaping
		a.header.Set("Link", p.call.link("page", token))
	}
	if p.total != nil {
		b.WriteString(`,"total":` + strconv.Itoa(*p.total))
	}
	b.WriteString("}\n")
	a.body = b.Bytes()
	return a, nil
}

// link is the header that names the next page: this request with one parameter
// set anew.
func (c *call) link(parameter, value string) string {
	q := url.Values{}
	for k, v := range c.values {
		q.Set(k, v)
	}
	q.Set(parameter, value)
	return "<" + c.request.URL.EscapedPath() + "?" + q.Encode() + `>; rel="next"`
}

// token makes a page token of a position. It is bound by a sum to the path and
// the filters it was made for, so that one that was changed, or is used with
// other filters, is told. The sum has no secret: who computes it by hand gets a
// page of what is public from a position of their own.
func (c *call) token(position string) string {
	sum := c.sum(position)
	return base64.RawURLEncoding.EncodeToString(append(sum[:tokenSum:tokenSum], position...))
}

// openToken returns the position in a token of this path and these filters.
func (c *call) openToken(token string) (string, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err == nil && len(b) > tokenSum {
		position := string(b[tokenSum:])
		if sum := c.sum(position); bytes.Equal(sum[:tokenSum], b[:tokenSum]) {
			return position, nil
		}
	}
	return "", badPage.says("不是这个列表这些条件下的 next · it is no next of this list with these filters").of("page")
}

func (c *call) sum(position string) [sha256.Size]byte {
	parts := []string{c.request.URL.Path, position}
	for _, name := range slices.Sorted(slices.Values(c.route.query)) {
		if v, given := c.values[name]; given && name != "limit" && name != "page" && name != "format" {
			parts = append(parts, name, v)
		}
	}
	return sha256.Sum256([]byte(strings.Join(parts, "\x00")))
}
