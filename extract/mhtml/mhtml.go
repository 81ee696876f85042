// Package mhtml finds the page in a "single file web page", which Word writes as
// .mht and many name .doc: a MIME message (RFC 2045, 2046) of the type
// multipart/related (RFC 2387, 2557), the page being one part and its pictures
// and style sheets the others.
package mhtml

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"

	"gongkai/extract/document"
)

// Format is the name of the format in a Document.
const Format = "mhtml"

// The limits of one message: parts that are looked at, and parts within parts.
const (
	maxParts = 1000
	maxDepth = 4
)

// Page returns the page with its transfer encoding taken away, and its declared
// type. The page is in the encoding that it was written in. A page whose end is
// missing is returned with cut set. The error is a *document.Error.
func Page(payload []byte) (page []byte, contentType string, cut bool, err error) {
	payload = bytes.TrimLeft(payload, "\xEF\xBB\xBF \t\r\n")
	m, err := mail.ReadMessage(bytes.NewReader(payload))
	if err != nil {
		return nil, "", false, broken("no MIME header: " + err.Error())
	}
	s := search{}
	s.part(textproto.MIMEHeader(m.Header), m.Body, 0)
	if s.page == nil {
		return nil, "", false, broken("no page in the message")
	}
	return s.page, s.contentType, s.cut, nil
}

// search looks for the page: that which the message calls its start, else the first.
type search struct {
	page        []byte
	contentType string
	cut         bool
	found       bool // the start
	parts       int
}

// part looks at a part; it is named as the start of the message around it.
func (s *search) part(header textproto.MIMEHeader, body io.Reader, depth int) {
	declared := header.Get("Content-Type")
	media, params, _ := mime.ParseMediaType(declared)
	switch {
	case strings.HasPrefix(media, "multipart/") && depth < maxDepth:
		r := multipart.NewReader(body, params["boundary"])
		for ; s.parts < maxParts && !s.found; s.parts++ {
			p, err := r.NextRawPart()
			if err != nil {
				return
			}
			starts := params["start"] != "" && p.Header.Get("Content-Id") == params["start"]
			if s.page == nil || starts {
				s.part(p.Header, p, depth+1)
				s.found = s.found || starts
			}
		}
	case media == "text/html" || media == "application/xhtml+xml":
		page, err := io.ReadAll(decoded(header.Get("Content-Transfer-Encoding"), body))
		if len(bytes.TrimSpace(page)) > 0 {
			s.page, s.contentType, s.cut = page, declared, err != nil
		}
	}
}

func decoded(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}

func broken(why string) error {
	return &document.Error{Code: document.CodeBroken, Message: "文件已损坏：" + why}
}
