package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"gongkai/archive"
)

// description is openapi.yaml as the server gives it. Its schemas are made
// strict: a field that is not described is a fault of the description.
type description struct {
	root     map[string]any
	compiler *jsonschema.Compiler
}

func describe(t testing.TB, h http.Handler) *description {
	t.Helper()
	a := ask(t, h, "GET", "/api/v1/openapi.yaml")
	if a.status != http.StatusOK || a.header.Get("Content-Type") != "application/yaml; charset=utf-8" {
		t.Fatalf("openapi.yaml: %d %s", a.status, a.header.Get("Content-Type"))
	}
	b, err := yaml.YAMLToJSON(a.body)
	if err != nil {
		t.Fatal(err)
	}
	root, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	d := &description{root: root.(map[string]any), compiler: jsonschema.NewCompiler()}
	strict(d.root)
	d.compiler.DefaultDraft(jsonschema.Draft2020)
	d.compiler.AssertFormat()
	if err := d.compiler.AddResource("http://archive.example/openapi.json", d.root); err != nil {
		t.Fatal(err)
	}
	return d
}

// strict forbids what a schema does not name.
func strict(v any) {
	switch v := v.(type) {
	case map[string]any:
		if _, object := v["properties"].(map[string]any); object && v["type"] == "object" {
			v["additionalProperties"] = false
		}
		for _, x := range v {
			strict(x)
		}
	case []any:
		for _, x := range v {
			strict(x)
		}
	}
}

// at goes down a path of keys, following $ref.
func (d *description) at(keys ...string) map[string]any {
	here := d.root
	for _, k := range keys {
		here, _ = here[k].(map[string]any)
		if ref, ok := here["$ref"].(string); ok {
			here = d.at(strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
		}
	}
	return here
}

// validate holds an answer against the schema of its operation.
func (d *description) validate(t *testing.T, path, method string, a reply) {
	t.Helper()
	status := fmt.Sprint(a.status)
	responses := d.at("paths", path, method, "responses")
	pointer := []string{"paths", path, method, "responses", status}
	if a.status >= 400 {
		if responses[status[:1]+"XX"] == nil {
			t.Errorf("%s %s: %d is not described", method, path, a.status)
		}
		pointer = []string{"components", "responses", "Problem"}
	} else if responses[status] == nil {
		t.Errorf("%s %s: %d is not described", method, path, a.status)
		return
	}
	media, _, _ := strings.Cut(a.header.Get("Content-Type"), ";")
	if d.at(append(pointer, "content", media)...) == nil {
		t.Errorf("%s %s: answers in %q, which is not described", method, path, media)
		return
	}
	if !strings.HasSuffix(media, "json") {
		return
	}
	at := ""
	for _, k := range append(pointer, "content", media, "schema") {
		at += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(k)
	}
	schema, err := d.compiler.Compile("http://archive.example/openapi.json#" + (&url.URL{Path: at}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Errorf("%s: %v", path, err)
	}
}

// routesOf lists the routes that the server says it has: path → parameters.
func routesOf(t *testing.T, h http.Handler) map[string][]string {
	t.Helper()
	var index struct{ Routes []string }
	get(t, h, "/api/v1", &index)
	routes := map[string][]string{}
	for _, r := range index.Routes {
		path, query, _ := strings.Cut(strings.TrimSuffix(r, "}"), "{?")
		if query == "" {
			path = r
			routes[path] = []string{}
			continue
		}
		routes[path] = strings.Split(query, ",")
		slices.Sort(routes[path])
	}
	return routes
}

func TestDescriptionHasTheRoutesThatThereAre(t *testing.T) {
	h := newServer(t, useSample(t), nil)
	d := describe(t, h)
	described := map[string][]string{}
	for path, item := range d.at("paths") {
		described[path] = []string{}
		for method, op := range item.(map[string]any) {
			a := ask(t, h, "PUT", strings.NewReplacer("{", "", "}", "").Replace(path))
			if allow := a.header.Get("Allow"); !strings.Contains(allow, strings.ToUpper(method)) {
				t.Errorf("%s is described with %s, the server allows %q", path, method, allow)
			}
			list, _ := op.(map[string]any)["parameters"].([]any)
			for i := range list {
				p := list[i].(map[string]any)
				if ref, ok := p["$ref"].(string); ok {
					p = d.at(strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
				}
				switch {
				case p["in"] == "query":
					described[path] = append(described[path], p["name"].(string))
				case !strings.Contains(path, "{"+p["name"].(string)+"}"):
					t.Errorf("%s has no part %s", path, p["name"])
				}
			}
		}
		slices.Sort(described[path])
	}
	if diff := cmp.Diff(routesOf(t, h), described); diff != "" {
		t.Errorf("routes and description differ (-server +description):\n%s", diff)
	}
}

// TestAnswersAreAsDescribed asks for everything that the sample holds and holds
// each answer against its schema.
func TestAnswersAreAsDescribed(t *testing.T) {
	s := useSample(t)
	h := newServer(t, s, nil)
	d := describe(t, h)
	asked := map[string]int{}
	try := func(path string, target string) reply {
		asked[path]++
		a := ask(t, h, "GET", target)
		d.validate(t, path, "get", a)
		return a
	}
	for _, p := range []string{"/api/v1", "/api/v1/openapi.yaml", "/api/v1/problems", "/api/v1/portals"} {
		try(p, p)
	}
	try("/api/v1/problems/{type}", "/api/v1/problems/gone")
	try("/api/v1/problems/{type}", "/api/v1/problems/nothing")
	try("/api/v1/organs", "/api/v1/organs?limit=500")
	try("/api/v1/filings", "/api/v1/filings?limit=500")
	try("/api/v1/cells", "/api/v1/cells?limit=10000")
	try("/api/v1/cells", "/api/v1/cells?format=csv")
	try("/api/v1/changes", "/api/v1/changes?limit=500")
	try("/api/v1/changes", "/api/v1/changes?since=00000000.1.1")
	snap, err := s.catalog.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, portal := range snap.Portals() {
		try("/api/v1/portals/{portal}", "/api/v1/portals/"+portal)
		try("/api/v1/portals/{portal}/passes", "/api/v1/portals/"+portal+"/passes")
	}
	for _, o := range snap.Organs("") {
		id := strings.ReplaceAll(url.PathEscape(o.ID), "%2F", "/")
		try("/api/v1/organs/{portal}/{organ}", "/api/v1/organs/"+id)
		try("/api/v1/organs/{portal}/{organ}/checks", "/api/v1/organs/"+id+"/checks")
		try("/api/v1/resolve", "/api/v1/resolve?ref="+url.QueryEscape(o.Name))
		for _, e := range o.Entries() {
			path := "/api/v1/filings/{portal}/{organ}/guide"
			target := "/api/v1/filings/" + id + "/guide"
			if e.Year > 0 {
				path = "/api/v1/filings/{portal}/{organ}/{year}"
				target = fmt.Sprintf("/api/v1/filings/%s/%d", id, e.Year)
			}
			try(path, target)
			try(path, target+"?at=2026-11-01")
			try(path, target+"?at=2020-01-01")
			try("/api/v1/resolve", "/api/v1/resolve?ref="+url.QueryEscape(e.ID))
		}
	}
	diffs := map[archive.PageID]int{}
	for p, err := range s.arc.Pages(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if p.Versions > 1 || p.State != archive.PageLive {
			diffs[p.ID] = p.Versions
		}
		if !p.Role.Wanted() && p.Role != archive.RoleRobots {
			continue
		}
		at := "/api/v1/pages/" + string(p.ID)
		try("/api/v1/pages", "/api/v1/pages?url="+url.QueryEscape(p.URL))
		try("/api/v1/pages/{id}", at)
		try("/api/v1/pages/{id}", at+"?at=2026-11-30")
		try("/api/v1/pages/{id}/captures", at+"/captures")
		try("/api/v1/pages/{id}/versions", at+"/versions")
		try("/api/v1/pages/{id}/versions/{n}", at+"/versions/1")
		try("/api/v1/pages/{id}/versions/{n}/reading", at+"/versions/1/reading")
		try("/api/v1/pages/{id}/versions/{n}/payload", at+"/versions/1/payload")
	}
	for id, n := range diffs {
		if n > 1 {
			try("/api/v1/diff", fmt.Sprintf("/api/v1/diff?from=%s.%d&to=%s.%d", id, n-1, id, n))
		}
	}
	try("/api/v1/diff", "/api/v1/diff?from="+url.QueryEscape(s.corrected.Organ+"/2024")+"&to="+url.QueryEscape(s.corrected.Organ+"/2025"))
	for path := range routesOf(t, h) {
		if asked[path] == 0 && !strings.HasSuffix(path, "/crawl") {
			t.Errorf("%s was not asked for", path)
		}
	}
	t.Logf("asked: %v", slices.Sorted(maps.Values(asked)))
}

func TestProblemTypesOfTheDescriptionAndTheGuideAreThoseOfTheServer(t *testing.T) {
	h := newServer(t, useSample(t), nil)
	var list struct {
		Items []struct {
			Type   string
			Status int
		}
	}
	get(t, h, "/api/v1/problems", &list)
	guide := readGuide(t)
	for _, k := range list.Items {
		name := strings.TrimPrefix(k.Type, "/api/v1/problems/")
		if !strings.Contains(guide, fmt.Sprintf("| `%s` | %d |", name, k.Status)) {
			t.Errorf("docs/api.md does not list %s with %d", name, k.Status)
		}
	}
	if n := strings.Count(guide, "\n| `"); n < len(list.Items) {
		t.Errorf("docs/api.md lists %d types, the server %d", n, len(list.Items))
	}
}

// unmarshal reads JSON or ends the test.
func unmarshal(t testing.TB, b []byte, v any) {
	t.Helper()
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
}
