package archive

import (
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// normalPercent spells percent encodings one way: hex digits upper case,
// unreserved characters (RFC 3986, 2.3) plain, bytes that no address may hold
// plain encoded.
func normalPercent(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if n, err := hex.DecodeString(s[i+1 : i+3]); err == nil {
				i += 2
				if unreserved(n[0]) {
					b.WriteByte(n[0])
				} else {
					writePercent(&b, n[0])
				}
				continue
			}
		}
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			writePercent(&b, c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == '-' || c == '.' || c == '_' || c == '~'
}

func writePercent(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(digits[c>>4])
	b.WriteByte(digits[c&15])
}

// printable encodes the bytes of an address that are no UTF-8 or no text, so
// that it can be stored and shown; it still asks for the same page.
func printable(raw string) string {
	raw = strings.TrimSpace(raw)
	if utf8.ValidString(raw) && strings.IndexFunc(raw, unicode.IsControl) < 0 {
		return raw
	}
	var b strings.Builder
	for i := range len(raw) {
		if c := raw[i]; c <= ' ' || c >= 0x7f {
			writePercent(&b, c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
