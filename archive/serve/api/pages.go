package api

import (
	"context"
	"errors"
	"regexp"
	"strconv"
	"time"

	"gongkai/archive"
)

var pageID = regexp.MustCompile(`^[0-9a-f]{16}$`)

// pageJSON is a page with a version of it.
type pageJSON struct {
	Page archive.Page `json:"page"`
	// Version is the newest, or the one that stood at the time that was asked
	// about; nil where there is none.
	Version *archive.Version `json:"version"`
	At      time.Time        `json:"at,omitzero"`
}

func (s *Server) pageByURL(ctx context.Context, c *call) (*answer, error) {
	url := c.text("url")
	if url == "" {
		return nil, badParameter.says("要 url · wants url").of("url")
	}
	if _, _, err := archive.PageIDOf("GET", url, nil); err != nil {
		return nil, badParameter.says("url 不是网址（特殊字符要转义）· url is no address of the web (escape & # + and the like)").of("url")
	}
	p, err := s.o.Archive.PageByURL(ctx, url)
	if errors.Is(err, archive.ErrNotFound) {
		return nil, notFound.says("没有取过这个网址 · this address was never fetched")
	}
	if err != nil {
		return nil, err
	}
	return s.pageAt(ctx, c, &p)
}

func (s *Server) page(ctx context.Context, c *call) (*answer, error) {
	p, err := s.pageOf(ctx, c)
	if err != nil {
		return nil, err
	}
	return s.pageAt(ctx, c, p)
}

func (s *Server) pageAt(ctx context.Context, c *call, p *archive.Page) (*answer, error) {
	at, err := c.at()
	if err != nil {
		return nil, err
	}
	x := pageJSON{Page: *p, At: at}
	var v archive.Version
	switch {
	case !at.IsZero():
		v, err = s.o.Archive.VersionAt(ctx, p.ID, at)
	case p.Versions > 0:
		v, err = s.o.Archive.Version(ctx, p.ID, p.Versions)
	default:
		return inJSON(x)
	}
	if err != nil {
		return nil, err
	}
	x.Version = &v
	return inJSON(x)
}

// pageOf is the page that the path names.
func (s *Server) pageOf(ctx context.Context, c *call) (*archive.Page, error) {
	id := c.part("id")
	if !pageID.MatchString(id) {
		return nil, notFound.says("页号是 16 位十六进制；用 /api/v1/pages?url= 找 · a page id has 16 hex digits; find it with /api/v1/pages?url=")
	}
	p, err := s.o.Archive.Page(ctx, archive.PageID(id))
	if errors.Is(err, archive.ErrNotFound) {
		return nil, notFound.says("没有这一页 · no such page")
	}
	return &p, err
}

func (s *Server) captures(ctx context.Context, c *call) (*answer, error) {
	list, err := c.newPage(maxLimit)
	if err != nil {
		return nil, err
	}
	p, err := s.pageOf(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := fill(list, s.o.Archive.Captures(ctx, p.ID), func(x *archive.Capture) string { return strconv.FormatUint(x.ID, 10) }); err != nil {
		return nil, err
	}
	return list.answer()
}
