package msdoc

import (
	"strings"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract/document"
)

// summary reads the title and the dates of a property set ([MS-OLEPS] 2.20 and
// 2.21). They are what the program says, often of the file that this one was
// copied from: they are kept beside the text, not believed against it.
func summary(b []byte, doc *document.Document) {
	at := int(u32(b, 44))
	if u16(b, 0) != 0xFFFE || u32(b, 24) < 1 || at >= len(b) {
		return
	}
	set := b[at:]
	values := map[uint32][]byte{}
	for i := range min(int(u32(set, 4)), 100) {
		if from := int(u32(set, 12+8*i)); from > 0 && from < len(set) {
			values[u32(set, 8+8*i)] = set[from:]
		}
	}
	const codepage, title, created, saved = 1, 2, 12, 13
	add := func(name, value string) {
		if value != "" {
			doc.Meta = append(doc.Meta, document.Meta{Name: name, Value: value})
		}
	}
	doc.Title = propertyText(values[title], u16(values[codepage], 4))
	add("Created", propertyTime(values[created]))
	add("Modified", propertyTime(values[saved]))
}

func propertyText(v []byte, codepage uint16) string {
	const narrow, wide, unicode, utf8 = 0x1E, 0x1F, 1200, 65001
	n := int(u32(v, 4))
	if n <= 0 || n > 1<<16 || len(v) < 8 {
		return ""
	}
	kind := u16(v, 0)
	if kind == wide {
		n *= 2
	}
	b := v[8:min(8+n, len(v))]
	var text string
	switch {
	case kind != narrow && kind != wide:
		return ""
	case kind == wide || codepage == unicode:
		var units []uint16
		for i := 0; i+1 < len(b); i += 2 {
			units = append(units, u16(b, i))
		}
		text = string(utf16.Decode(units))
	case codepage == utf8:
		text = strings.ToValidUTF8(string(b), "\uFFFD")
	case codepage == 936 || codepage == 54936:
		b, _ = simplifiedchinese.GB18030.NewDecoder().Bytes(b)
		text = string(b)
	default:
		b, _ = charmap.Windows1252.NewDecoder().Bytes(b)
		text = string(b)
	}
	text, _, _ = strings.Cut(text, "\x00")
	return strings.TrimSpace(text)
}

// propertyTime reads a time in 100 ns since 1601, as Windows has it.
func propertyTime(v []byte) string {
	const kind, before1970 = 0x40, 116444736000000000
	t := int64(u32(v, 4)) | int64(u32(v, 8))<<32
	if u16(v, 0) != kind || t < before1970 {
		return ""
	}
	at := time.Unix((t-before1970)/10_000_000, 0).UTC()
	if at.Year() < 1980 || at.Year() > 2100 {
		return ""
	}
	return at.Format(time.RFC3339)
}
