package api

import (
	"context"
	_ "embed"
	"slices"
	"strings"

	"gongkai/archive"
	"gongkai/archive/catalog"
)

//go:embed openapi.yaml
var description []byte

// indexJSON is the answer of /api/v1.
type indexJSON struct {
	Name    string           `json:"name"`
	Version string           `json:"version"` // of the program
	Archive archive.Identity `json:"archive"`
	Cursor  archive.Cursor   `json:"cursor"` // behind the newest change
	Totals  catalog.Totals   `json:"totals"`
	Routes  []string         `json:"routes"` // URI templates (RFC 6570)
}

func (s *Server) index(ctx context.Context, _ *call) (*answer, error) {
	snap, err := s.o.Catalog.Current(ctx)
	if err != nil {
		return nil, err
	}
	last, err := s.o.Archive.LastChange(ctx)
	if err != nil {
		return nil, err
	}
	i := indexJSON{
		Name: "gongkai", Version: s.o.Version, Archive: s.o.Archive.Identity(), Cursor: s.o.Archive.Cursor(last),
		Totals: snap.Totals("", s.o.Clock()),
	}
	for _, r := range s.routes() {
		t := r.path
		if len(r.query) > 0 {
			t += "{?" + strings.Join(r.query, ",") + "}"
		}
		i.Routes = append(i.Routes, t)
	}
	return inJSON(i)
}

// openapi gives the description of all this (OpenAPI 3.1).
func (s *Server) openapi(_ context.Context, c *call) (*answer, error) {
	return &answer{contentType: c.media + "; charset=utf-8", body: description}, nil
}

// problemJSON describes a type of problem.
type problemJSON struct {
	Type   string `json:"type"`
	Status int    `json:"status"`
	Title  string `json:"title"`
	Todo   string `json:"todo"` // what the client does next
}

func (k kind) json() problemJSON {
	return problemJSON{Type: base + "/problems/" + k.name, Status: k.status, Title: k.title, Todo: k.todo}
}

func (s *Server) problems(context.Context, *call) (*answer, error) {
	var list struct {
		Items []problemJSON `json:"items"`
	}
	for _, k := range kinds {
		list.Items = append(list.Items, k.json())
	}
	return inJSON(list)
}

func (s *Server) problem(_ context.Context, c *call) (*answer, error) {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == c.part("type") })
	if i < 0 {
		return nil, notFound.says("/api/v1/problems 列出全部 · lists all types of problems")
	}
	return inJSON(kinds[i].json())
}
