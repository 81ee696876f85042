// Package charset turns the bytes of a page or a text file into UTF-8. It
// believes nobody: servers send charset=utf-8 with GBK bodies, templates say
// gb2312 over UTF-8, and a page may say both. The rule, in this order:
//
//  1. a byte order mark, or the pattern of zero bytes that UTF-16 leaves;
//  2. what the header declares, then what a <meta> in the first 2 KB declares —
//     each only if the bytes agree; gb2312 and gbk always mean GB18030, of
//     which they are parts;
//  3. UTF-8 if the bytes are valid UTF-8;
//  4. GB18030, unless its characters would be so rare that Big5 is more likely.
package charset

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/extract/document"
)

// The codes of this package's findings.
const (
	// CodeMismatch: a charset was declared and the bytes are in another one.
	CodeMismatch = "charset_mismatch"
	// CodeBadEncoding: some bytes belong to no character and were replaced by U+FFFD.
	CodeBadEncoding = "bad_encoding"
)

// The names that Decode gives; other declared encodings have the name of the
// WHATWG Encoding Standard.
const (
	UTF8    = "utf-8"
	GB18030 = "gb18030"
	Big5    = "big5"
	UTF16LE = "utf-16le"
	UTF16BE = "utf-16be"
)

// Decode returns payload as valid UTF-8 without byte order mark, the name of
// the encoding it was in, and what was doubtful. contentType is the header's
// value with its parameters, "" if there is none. The text may be payload
// itself (if that is UTF-8 already): the caller must not write to either.
func Decode(payload []byte, contentType string) (text []byte, name string, findings []document.Finding) {
	if text, name, ok := marked(payload); ok {
		return text, name, broken(nil, payload, text, name)
	}
	payload = bytes.TrimPrefix(payload, bomUTF8)
	u := shape{wide: 1}
	if !utf8.Valid(payload) {
		u = shapeUTF8(payload)
	} else if isASCII(payload) {
		return payload, UTF8, nil
	}
	names := declarations(payload, contentType)
	for _, declared := range names {
		if text, ok := agree(payload, declared, u); ok {
			return text, declared, mismatch(names, declared)
		}
	}
	name = guess(payload, u, names)
	if u.bad == 0 {
		return payload, UTF8, mismatch(names, UTF8)
	}
	text = decode(payload, name)
	return text, name, broken(mismatch(names, name), payload, text, name)
}

var (
	bomUTF8    = []byte{0xEF, 0xBB, 0xBF}
	bomGB18030 = []byte{0x84, 0x31, 0x95, 0x33}
)

// marked decodes a payload whose first bytes, or whose zero bytes, say what it is.
func marked(payload []byte) (text []byte, name string, ok bool) {
	switch {
	case bytes.HasPrefix(payload, bomUTF8):
		// A UTF-8 mark before GBK text occurs where files were joined.
		if rest := payload[len(bomUTF8):]; utf8.Valid(rest) {
			return rest, UTF8, true
		}
		return nil, "", false
	case bytes.HasPrefix(payload, []byte{0xFF, 0xFE}):
		return decode(payload[2:], UTF16LE), UTF16LE, true
	case bytes.HasPrefix(payload, []byte{0xFE, 0xFF}):
		return decode(payload[2:], UTF16BE), UTF16BE, true
	case bytes.HasPrefix(payload, bomGB18030):
		return decode(payload[len(bomGB18030):], GB18030), GB18030, true
	}
	if name := shapeUTF16(payload); name != "" {
		return decode(payload, name), name, true
	}
	return nil, "", false
}

// agree decodes payload by a declared charset if the bytes do not contradict.
func agree(payload []byte, declared string, u shape) ([]byte, bool) {
	switch declared {
	case UTF8:
		return payload, u.bad == 0
	case GB18030, Big5:
		s := shapeOf(declared, payload)
		if s.bad > 0 {
			return nil, false
		}
		// Most UTF-8 text is also a row of valid, but very rare, GB characters.
		if u.bad == 0 && s.odd() {
			return nil, false
		}
		// The other Chinese charset would give everyday characters where this
		// one gives rare ones: the label is a template's, the text is not.
		other := shapeOf(other(declared), payload)
		if s.odd() && other.bad == 0 && !other.odd() {
			return nil, false
		}
		return decode(payload, declared), true
	case UTF16LE, UTF16BE:
		return nil, false // would have been seen by its zero bytes
	}
	// Any bytes are valid Latin-1, and most Chinese text is valid EUC-KR or
	// Shift JIS: such a label counts only where the bytes are not Chinese.
	g := shapeOf(GB18030, payload)
	if u.bad == 0 || g.bad == 0 && (isSingleByte(declared) || !g.odd()) {
		return nil, false
	}
	text := decode(payload, declared)
	return text, text != nil && !bytes.ContainsRune(text, utf8.RuneError)
}

func other(name string) string {
	if name == Big5 {
		return GB18030
	}
	return Big5
}

// guess names the encoding of bytes that no true declaration explains.
func guess(payload []byte, u shape, declared []string) string {
	if u.bad == 0 || u.bad*20 <= u.wide {
		return UTF8 // whole, or UTF-8 with a few broken bytes
	}
	g := shapeOf(GB18030, payload)
	if g.odd() {
		if b := shapeOf(Big5, payload); b.bad <= g.bad && chardet.Detect(sample(payload)).Encoding == "Big5" {
			return Big5
		}
	}
	if g.bad*20 <= g.wide {
		return GB18030
	}
	// Neither fits: prefer what was declared, then what loses least.
	for _, name := range declared {
		if name == UTF8 || name == GB18030 || name == Big5 || isSingleByte(name) {
			return name
		}
	}
	if u.bad <= g.bad {
		return UTF8
	}
	return GB18030
}

// sample is as much of a payload as a statistical detector needs; it is slow.
func sample(payload []byte) []byte {
	const enough = 16 << 10
	return payload[:min(len(payload), enough)]
}

// decode decodes by name; bytes that belong to no character become U+FFFD.
// It returns nil for a name that it does not know.
func decode(payload []byte, name string) []byte {
	var e encoding.Encoding
	switch name {
	case UTF8:
		return bytes.ToValidUTF8(payload, []byte("\uFFFD"))
	case GB18030:
		e = simplifiedchinese.GB18030
	case Big5:
		e = traditionalchinese.Big5
	case UTF16LE:
		e = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case UTF16BE:
		e = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	default:
		if e = lookup(name); e == nil {
			return nil
		}
	}
	text, err := e.NewDecoder().Bytes(payload)
	if err != nil {
		return nil
	}
	return text
}

// mismatch is the finding that the bytes are not what was declared first.
func mismatch(declared []string, name string) []document.Finding {
	if len(declared) == 0 || declared[0] == name {
		return nil
	}
	return []document.Finding{{
		Code:           CodeMismatch,
		Responsibility: document.Publisher,
		Message:        fmt.Sprintf("声明的编码与内容不符：declared %s, the bytes are %s", declared[0], name),
	}}
}

// broken adds the finding that bytes had to be replaced.
func broken(findings []document.Finding, payload, text []byte, name string) []document.Finding {
	n := bytes.Count(text, []byte("\uFFFD"))
	if name == UTF8 {
		n -= bytes.Count(payload, []byte("\uFFFD"))
	}
	if n <= 0 {
		return findings
	}
	return append(findings, document.Finding{
		Code:           CodeBadEncoding,
		Responsibility: document.Publisher,
		Message:        fmt.Sprintf("%d 处字节不能按 %s 解码，已以 U+FFFD 代替：bytes that are no %s were replaced", n, name, name),
	})
}
