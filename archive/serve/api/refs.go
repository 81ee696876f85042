package api

import (
	"context"
	"errors"
	"strings"

	"gongkai/archive"
)

// resolve tells what a reference names.
func (s *Server) resolve(ctx context.Context, c *call) (*answer, error) {
	t, err := s.target(ctx, c, "ref")
	if err != nil {
		return nil, err
	}
	return inJSON(t)
}

// diff compares two versions, each named by a reference.
func (s *Server) diff(ctx context.Context, c *call) (*answer, error) {
	var v [2]archive.Version
	for i, name := range []string{"from", "to"} {
		t, err := s.target(ctx, c, name)
		if err != nil {
			return nil, err
		}
		switch {
		case t.Kind == archive.TargetOrgan:
			return nil, badParameter.says("%s 是一个机关，加 /年度 或 /guide · names an organ: add /year or /guide", name).of(name)
		case t.Version == nil:
			return nil, notFound.says("%s 没有取到过 · nothing was ever fetched of %s", name, name).of(name)
		}
		v[i] = *t.Version
	}
	d, err := s.o.Archive.Diff(ctx, v[0], v[1])
	if err != nil {
		return nil, err
	}
	return inJSON(d)
}

// target resolves the reference in a parameter of the query.
func (s *Server) target(ctx context.Context, c *call, name string) (archive.Target, error) {
	ref := strings.TrimSpace(c.text(name))
	if ref == "" {
		return archive.Target{}, badParameter.says("要 %s · wants %s", name, name).of(name)
	}
	t, err := s.o.Archive.Resolve(ctx, ref)
	var several *archive.AmbiguousError
	var bad *archive.ReferenceError
	switch {
	case errors.As(err, &several):
		return t, ambiguous.says("%s 可能是其中之一 · %s may be any of %d", name, name, len(several.Candidates)).of(name, several.Candidates...)
	case errors.As(err, &bad):
		return t, badParameter.says("%s 看不懂；@ 后面要 2021-03-01 或 RFC 3339（+ 要写成 %%2B）· cannot be read; behind @ stands 2021-03-01 or RFC 3339 (write + as %%2B)", name).of(name)
	case errors.Is(err, archive.ErrNotFound):
		return t, notFound.says("%s 什么也不是：网址、页号、页号.n、机关、机关/年度、机关/guide · %s names nothing: an address, page, page.n, organ, organ/year, organ/guide", name, name).of(name)
	}
	return t, err
}
