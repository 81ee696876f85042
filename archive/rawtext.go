package archive

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"unicode/utf8"
)

// rawMark stands before a string of JSON that holds base64 of bytes which are
// no UTF-8: portals send file names in GBK in their headers, and JSON would
// replace them without a word.
const rawMark = "\x00base64:"

func packRaw(s string) string {
	if utf8.ValidString(s) && !strings.HasPrefix(s, rawMark) {
		return s
	}
	return rawMark + base64.StdEncoding.EncodeToString([]byte(s))
}

func unpackRaw(s string) string {
	b64, ok := strings.CutPrefix(s, rawMark)
	if !ok {
		return s
	}
	b, err := base64.StdEncoding.DecodeString(b64)
	if err != nil {
		return s
	}
	return string(b)
}

// text returns s if it can be stored as text, else "": a validator or a type
// that is no UTF-8 is none that anybody could use.
func text(s string) string {
	if !utf8.ValidString(s) {
		return ""
	}
	return s
}

// asText makes s text, bytes that are none as U+FFFD.
func asText(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func mapHeader(h http.Header, f func(string) string) http.Header {
	if h == nil {
		return nil
	}
	out := make(http.Header, len(h))
	for name, values := range h {
		vs := make([]string, len(values))
		for i, v := range values {
			vs[i] = f(v)
		}
		out[f(name)] = vs
	}
	return out
}

// plainHop is a Hop without its methods.
type plainHop Hop

// MarshalJSON writes the hop; strings that are no UTF-8 come as NUL, "base64:"
// and their bytes in base64.
func (h Hop) MarshalJSON() ([]byte, error) {
	p := plainHop(h)
	p.URL = packRaw(p.URL)
	p.Header = mapHeader(p.Header, packRaw)
	return json.Marshal(p)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (h *Hop) UnmarshalJSON(b []byte) error {
	var p plainHop
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	p.URL = unpackRaw(p.URL)
	p.Header = mapHeader(p.Header, unpackRaw)
	*h = Hop(p)
	return nil
}
