package family

import "regexp"

// Channel is the shape of the seeds' own portal (淄博 and districts of 济南):
// columns /gongkai/channel_<24 hex>/, organs /gongkai/site_<name>/channel_…/,
// articles doc_<24 hex>.html, static, the list in the page.
type Channel struct{}

// Name is "channel".
func (Channel) Name() string { return "channel" }

var (
	channelColumn = regexp.MustCompile(`/gongkai/(?:site_\w+/)?channel_[\w.]+/`)
	channelDoc    = regexp.MustCompile(`/doc_[0-9a-f]{24}\.html`)
)

// Recognise counts addresses of the shape.
func (Channel) Recognise(p Page) int {
	n := 2*len(channelColumn.FindAllIndex(p.Text, 5)) + len(channelDoc.FindAllIndex(p.Text, 5))
	if p.URL != nil && channelColumn.MatchString(p.URL.Path) {
		n += 3
	}
	return n
}

// Links reads the page as generic does.
func (Channel) Links(p Page) Listing { return Generic{}.Links(p) }
