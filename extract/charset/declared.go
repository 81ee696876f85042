package charset

import (
	"bytes"
	"mime"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// metaReach is how far into a page a declaration is looked for. HTML says 1024
// bytes; templates that begin with comments and scripts need more.
const metaReach = 2048

// declarations returns the charsets that are declared, the header's first,
// by their standard names; unknown names are left out.
func declarations(payload []byte, contentType string) []string {
	var names []string
	add := func(label string) {
		if name := canonical(label); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	add(headerCharset(contentType))
	for _, label := range metaCharsets(payload[:min(len(payload), metaReach)]) {
		add(label)
	}
	return names
}

// headerCharset returns the charset parameter of a Content-Type. Servers write
// parameters that mime refuses ("text/html;charset=gbk;"), so there is a second try.
func headerCharset(contentType string) string {
	if contentType == "" {
		return ""
	}
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return params["charset"]
	}
	return value(Lower([]byte(contentType)), "charset")
}

// metaCharsets returns the labels of <meta charset=…>, of <meta http-equiv
// content="…charset=…"> and of an XML declaration, in their order. Text in
// comments does not count.
func metaCharsets(head []byte) []string {
	var labels []string
	if begins(head, "<?xml") {
		if end := bytes.Index(head, []byte("?>")); end >= 0 {
			labels = append(labels, value(Lower(head[:end]), "encoding"))
		}
	}
	for {
		open := bytes.IndexByte(head, '<')
		if open < 0 {
			return labels
		}
		head = head[open:]
		if bytes.HasPrefix(head, []byte("<!--")) {
			end := bytes.Index(head, []byte("-->"))
			if end < 0 {
				return labels
			}
			head = head[end+3:]
			continue
		}
		if len(head) > 1 && head[1]|0x20 == 'm' && begins(head, "<meta") {
			tag := head
			if end := bytes.IndexByte(head, '>'); end >= 0 {
				tag = head[:end]
			}
			if namesCharset(tag) {
				labels = append(labels, value(Lower(tag), "charset"))
			}
		}
		head = head[1:]
	}
}

// namesCharset reports whether the word stands in a tag, in any case.
func namesCharset(tag []byte) bool {
	for i := range tag {
		if tag[i]|0x20 == 'c' && begins(tag[i:], "charset") {
			return true
		}
	}
	return false
}

// begins reports whether s begins with a mark in lower case, itself in any case.
func begins(s []byte, mark string) bool {
	return len(s) >= len(mark) && strings.EqualFold(string(s[:len(mark)]), mark)
}

// Lower returns s with ASCII letters in lower case, as mark-up is compared: what
// is looked for is ASCII, and the rest may be in any charset.
func Lower(s []byte) []byte {
	out := make([]byte, len(s))
	for i, c := range s {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		out[i] = c
	}
	return out
}

// value returns the value after "key =", without quotes.
func value(s []byte, key string) string {
	for {
		at := bytes.Index(s, []byte(key))
		if at < 0 {
			return ""
		}
		s = bytes.TrimLeft(s[at+len(key):], " \t\r\n")
		if len(s) == 0 || s[0] != '=' {
			continue
		}
		v := strings.TrimLeft(string(s[1:]), " \t\r\n\"'")
		if end := strings.IndexAny(v, " \t\r\n\"';/>,"); end >= 0 {
			v = v[:end]
		}
		return v
	}
}

// canonical returns the standard name of a label, "" if it is unknown.
func canonical(label string) string {
	label = strings.ToLower(strings.TrimSpace(label))
	switch label {
	case "":
		return ""
	case "gb2312", "gbk", "gb18030", "gb_2312-80", "cp936", "ms936", "windows-936", "euc-cn", "utf8-gbk":
		return GB18030
	case "utf8", "utf-8", "uft-8", "utf_8", "unicode-1-1-utf-8":
		return UTF8
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(e)
	switch {
	case err != nil, name == "replacement", name == "x-user-defined":
		return ""
	case name == "gbk":
		return GB18030
	}
	return name
}

func lookup(name string) encoding.Encoding {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	return e
}

// isSingleByte reports whether every byte is a character, so that bytes can
// never contradict the name.
func isSingleByte(name string) bool {
	for _, prefix := range []string{"windows-", "iso-8859-", "koi8-", "ibm", "macintosh", "x-mac-"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
