package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// The members of JSON Feed 1.1 (jsonfeed.org/version/1.1) and one extension,
// _gongkai, with what programs ask of a change.
type (
	jsonFeed struct {
		Version  string       `json:"version"`
		Title    string       `json:"title"`
		HomePage string       `json:"home_page_url"`
		FeedURL  string       `json:"feed_url"`
		NextURL  string       `json:"next_url,omitempty"`
		Language string       `json:"language"`
		Authors  []jsonPerson `json:"authors"`
		Items    []jsonItem   `json:"items"`
	}
	jsonItem struct {
		ID          string       `json:"id"`
		URL         string       `json:"url"`
		ExternalURL string       `json:"external_url,omitempty"`
		Title       string       `json:"title"`
		HTML        string       `json:"content_html"`
		Text        string       `json:"content_text"`
		Summary     string       `json:"summary"`
		Published   string       `json:"date_published"`
		Modified    string       `json:"date_modified"`
		Authors     []jsonPerson `json:"authors,omitempty"`
		Tags        []string     `json:"tags"`
		Extension   jsonChange   `json:"_gongkai"`
	}
	jsonPerson struct {
		Name string `json:"name"`
	}
	jsonChange struct {
		Number  uint64 `json:"number"`
		Kind    string `json:"kind"`
		Portal  string `json:"portal"`
		Cells   int    `json:"cells"`
		MovedTo string `json:"moved_to,omitempty"`
		Links   Links  `json:"links"`
	}
)

// writeJSON writes the document as a JSON Feed.
func writeJSON(d *document) ([]byte, error) {
	d.contentType = "application/feed+json; charset=utf-8"
	f := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: d.Title, HomePage: d.Home, FeedURL: d.Self, NextURL: d.Next,
		Language: "zh-CN", Authors: []jsonPerson{{"公开 gongkai"}}, Items: []jsonItem{},
	}
	for _, e := range d.Entries {
		html, err := e.html()
		if err != nil {
			return nil, err
		}
		i := jsonItem{
			ID: e.ID, URL: e.Links.Main, ExternalURL: e.Links.Original, Title: e.Title, HTML: html, Text: e.text(), Summary: e.summary(),
			Published: stamp(e.Published), Modified: stamp(e.Updated),
			Tags: slices.Compact(append([]string{string(e.Kind), e.Portal}, e.Kinds...)),
			Extension: jsonChange{
				Number: e.Number, Kind: string(e.Kind), Portal: e.Portal, Cells: e.Cells, MovedTo: e.MovedTo, Links: e.Links,
			},
		}
		for _, o := range e.Organs {
			i.Authors = append(i.Authors, jsonPerson{o})
		}
		f.Items = append(f.Items, i)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(f); err != nil {
		return nil, fmt.Errorf("json feed: %w", err)
	}
	return b.Bytes(), nil
}
