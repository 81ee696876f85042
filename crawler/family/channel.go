package family

// Channel is the shape of the seeds' own portal (淄博 and districts of 济南):
// columns /gongkai/channel_<24 hex>/, organs /gongkai/site_<name>/channel_…/,
// articles doc_<24 hex>.html, static, the list in the page.
type Channel struct{}

// Name is "channel".
func (Channel) Name() string { return "channel" }

// Recognise counts addresses of the shape.
func (Channel) Recognise(p Page) int {
	m := p.marks()
	n := 2*m[channelColumns] + m[channelDocs]
	if p.URL != nil && marksOf([]byte(p.URL.Path))[channelColumns] > 0 {
		n += 3
	}
	return n
}

// Links reads the page as generic does.
func (Channel) Links(p Page) Listing { return Generic{}.Links(p) }
