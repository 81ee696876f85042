package api

import (
	"context"
	"regexp"
)

// base is where the API begins.
const base = "/api/v1"

// csvType is the media type of rows for spreadsheets (RFC 4180).
const csvType = "text/csv"

// route is one path of the API.
type route struct {
	path  string // as ServeMux and OpenAPI write it
	query []string
	media []string // what it can answer in, nil: JSON
	get   func(context.Context, *call) (*answer, error)
	post  func(context.Context, *call) (*answer, error)
}

var partName = regexp.MustCompile(`\{([a-z]+)\}`)

// parts names the variable parts of the path.
func (r *route) parts() (names []string) {
	for _, m := range partName.FindAllStringSubmatch(r.path, -1) {
		names = append(names, m[1])
	}
	return names
}

func (r *route) offers() []string {
	if r.media == nil {
		return []string{jsonType}
	}
	return r.media
}

// methods are those that the route has, as Allow lists them.
func (r *route) methods() string {
	if r.get == nil {
		return "POST"
	}
	return "GET, HEAD, OPTIONS"
}

// routes is the whole API.
func (s *Server) routes() []*route {
	return []*route{
		{path: base, get: s.index},
		{path: base + "/openapi.yaml", media: []string{"application/yaml", "application/openapi+yaml", "text/yaml", "text/plain"}, get: s.openapi},
		{path: base + "/problems", get: s.problems},
		{path: base + "/problems/{type}", get: s.problem},

		{path: base + "/portals", get: s.portals},
		{path: base + "/portals/{portal}", get: s.portal},
		{path: base + "/portals/{portal}/passes", query: []string{"limit", "page"}, get: s.passes},
		{path: base + "/portals/{portal}/crawl", post: s.crawl},

		{path: base + "/organs", query: []string{"portal", "q", "at", "limit", "page"}, get: s.organs},
		{path: base + "/organs/{portal}/{organ}", get: s.organ},
		{path: base + "/organs/{portal}/{organ}/checks", query: []string{"year", "verdict", "hints", "limit", "page"}, get: s.organChecks},

		{path: base + "/filings", query: []string{"portal", "organ", "kind", "year", "mark", "q", "at", "limit", "page"}, get: s.filings},
		{path: base + "/filings/{portal}/{organ}/{year}", query: []string{"at"}, get: s.report},
		{path: base + "/filings/{portal}/{organ}/guide", query: []string{"at"}, get: s.guide},
		{path: base + "/cells", query: []string{"portal", "organ", "year", "key", "at", "format", "limit", "page"}, media: []string{jsonType, csvType}, get: s.cells},

		{path: base + "/pages", query: []string{"url", "at"}, get: s.pageByURL},
		{path: base + "/pages/{id}", query: []string{"at"}, get: s.page},
		{path: base + "/pages/{id}/captures", query: []string{"limit", "page"}, get: s.captures},
		{path: base + "/pages/{id}/versions", query: []string{"limit", "page"}, get: s.versions},
		{path: base + "/pages/{id}/versions/{n}", get: s.version},
		{path: base + "/pages/{id}/versions/{n}/reading", get: s.reading},
		{path: base + "/pages/{id}/versions/{n}/payload", media: []string{"application/octet-stream"}, get: s.payload},

		{path: base + "/diff", query: []string{"from", "to"}, get: s.diff},
		{path: base + "/changes", query: []string{"since", "portal", "kind", "limit"}, get: s.changes},
		{path: base + "/resolve", query: []string{"ref"}, get: s.resolve},
	}
}
