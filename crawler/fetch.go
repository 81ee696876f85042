package crawler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/PuerkitoBio/goquery"
	"github.com/gocolly/colly/v2"

	"gongkai/archive"
)

// maxDOM is the largest page that is parsed; a larger one is archived and said
// to be so, its links are not read.
const maxDOM = 16 << 20

// fetcher is colly over the recorder: colly runs the life of a request, parses
// HTML and hands out selections. What was sent and received is the recorder's
// word. One fetcher belongs to one walk and does one request at a time.
type fetcher struct {
	collector *colly.Collector
	doc       *goquery.Document
	failed    error
}

func newFetcher(r *recorder) *fetcher {
	f := &fetcher{collector: colly.NewCollector()}
	c := f.collector
	c.AllowURLRevisit = true // visited pages are the frontier's business
	c.MaxBodySize = 0        // the recorder caps, and says so; colly cuts in silence
	c.DetectCharset = false  // the recorder hands over UTF-8
	c.IgnoreRobotsTxt = true // the recorder asks robots.txt, within gate and context
	c.SetRequestTimeout(0)   // the recorder times each hop
	c.DisableCookies()       // the recorder's jar sees every hop
	c.WithTransport(r)
	// OnHTML runs for every <html>; the root of the first is the document.
	c.OnHTML("html", func(e *colly.HTMLElement) {
		defer func() {
			if p := recover(); p != nil {
				f.failed = fmt.Errorf("page callback: %v", p)
			}
		}()
		if f.doc != nil || len(e.DOM.Nodes) == 0 {
			return
		}
		root := e.DOM.Nodes[0]
		for root.Parent != nil {
			root = root.Parent
		}
		f.doc = goquery.NewDocumentFromNode(root)
	})
	return f
}

// fetch asks for one page. doc is nil where the answer is no HTML. The error is
// ctx's; every other ending is the answer's outcome.
func (f *fetcher) fetch(ctx context.Context, a ask) (answer, *goquery.Document, error) {
	ex := &exchange{ask: a}
	f.doc, f.failed = nil, nil
	f.collector.Context = context.WithValue(ctx, askKey{}, ex)
	var body io.Reader
	if len(a.body) > 0 {
		body = bytes.NewReader(a.body)
	}
	err := f.collector.Request(a.method, a.url.String(), body, nil, nil)
	if ctx.Err() != nil && ex.answer.outcome == "" { // one that came within the grace is kept
		return answer{}, nil, ctx.Err()
	}
	ans, doc := ex.answer, f.doc
	f.doc = nil
	if ans.outcome == "" { // colly took the address for none
		if err == nil {
			err = errors.New("nothing was asked")
		}
		ans = answer{time: ans.time, outcome: archive.HTTPError, detail: err.Error(), final: a.url}
	}
	if f.failed != nil && ans.detail == "" {
		ans.detail = f.failed.Error()
	}
	return ans, doc, nil
}
