package api

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"gongkai/archive"
)

func (s *Server) versions(ctx context.Context, c *call) (*answer, error) {
	list, err := c.newPage(maxLimit)
	if err != nil {
		return nil, err
	}
	p, err := s.pageOf(ctx, c)
	if err != nil {
		return nil, err
	}
	after := 0
	if list.after != "" {
		if after, err = strconv.Atoi(list.after); err != nil {
			return nil, badPage.says("不是版本号 · no number of a version").of("page")
		}
	}
	for n := after + 1; n <= p.Versions; n++ {
		if list.full() {
			list.next = strconv.Itoa(n - 1)
			break
		}
		v, err := s.o.Archive.Version(ctx, p.ID, n)
		if err != nil {
			return nil, err
		}
		if err := list.add(v); err != nil {
			return nil, err
		}
	}
	return list.answer()
}

// versionJSON is a version and whose documents it holds.
type versionJSON struct {
	Page         archive.Page          `json:"page"`
	Version      archive.Version       `json:"version"`
	Attributions []archive.Attribution `json:"attributions"`
}

func (s *Server) version(ctx context.Context, c *call) (*answer, error) {
	p, v, err := s.versionOf(ctx, c)
	if err != nil {
		return nil, err
	}
	held, err := s.o.Archive.Attributions(ctx, p.ID, v.Number)
	if err != nil && !errors.Is(err, archive.ErrNotFound) {
		return nil, err
	}
	if held == nil {
		held = []archive.Attribution{}
	}
	return inJSON(versionJSON{Page: *p, Version: *v, Attributions: held})
}

// versionOf is the version that the path names, and its page.
func (s *Server) versionOf(ctx context.Context, c *call) (*archive.Page, *archive.Version, error) {
	p, err := s.pageOf(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	n, err := strconv.Atoi(c.part("n"))
	if err != nil || n < 1 || n > p.Versions || strconv.Itoa(n) != c.part("n") {
		return nil, nil, notFound.says("这一页有版本 1 到 %d · this page has versions 1 to %d", p.Versions, p.Versions)
	}
	v, err := s.o.Archive.Version(ctx, p.ID, n)
	return p, &v, err
}

func (s *Server) reading(ctx context.Context, c *call) (*answer, error) {
	_, v, err := s.versionOf(ctx, c)
	if err != nil {
		return nil, err
	}
	b, err := s.o.Archive.ReadingJSON(ctx, *v)
	if errors.Is(err, archive.ErrNotFound) {
		return nil, notRead.says("它的阅读状态是 %s · its state of reading is %s", v.State, v.State)
	}
	if err != nil {
		return nil, err
	}
	return &answer{contentType: jsonType, body: append(b, '\n')}, nil
}

// payload gives the stored bytes to be saved, never to be shown: what a portal
// sent may hold scripts.
func (s *Server) payload(ctx context.Context, c *call) (*answer, error) {
	_, v, err := s.versionOf(ctx, c)
	if err != nil {
		return nil, err
	}
	b, err := s.o.Archive.Payload(ctx, *v)
	if err != nil {
		return nil, err
	}
	return &answer{contentType: "application/octet-stream", body: b, header: http.Header{
		"Content-Disposition":     {mime.FormatMediaType("attachment", map[string]string{"filename": fileName(v)})},
		"Content-Security-Policy": {"default-src 'none'; sandbox"},
	}}, nil
}

// fileName is a name to save the version under: the portal's, without what has a
// meaning in paths, else the version's own.
func fileName(v *archive.Version) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r < 0x20, r == 0x7f, r >= 0x80 && r < 0xa0, r >= 0x200e && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfffd:
			return -1 // controls and marks of writing direction
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '_'
		}
		return r
	}, strings.ToValidUTF8(v.Name, ""))
	name = strings.Trim(name, ". ")
	if name == "" || len(name) > 200 {
		return fmt.Sprintf("%s.%d", v.Page, v.Number)
	}
	return name
}
