package container

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// The extra field of Info-ZIP that has a name in UTF-8 beside one in the code
// page of the system (APPNOTE.TXT 4.6.9).
const (
	extraUnicodePath = 0x7075
	unicodePathHead  = 5 // version, CRC-32 of the other name
)

// zipName is the name of an entry: the one of the extra field if it belongs to
// the name in the header, else that one, in UTF-8 or GB18030.
func zipName(f *zip.File) string {
	for extra := f.Extra; len(extra) >= 4; {
		tag, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			break
		}
		field := extra[:n]
		extra = extra[n:]
		if tag == extraUnicodePath && n > unicodePathHead && field[0] == 1 &&
			binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(f.Name)) && utf8.Valid(field[unicodePathHead:]) {
			return string(field[unicodePathHead:])
		}
	}
	return decode(f.Name)
}

// decode makes a name UTF-8: what is not UTF-8 is GB18030, as Chinese Windows
// writes it.
func decode(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	s, err := simplifiedchinese.GB18030.NewDecoder().String(name)
	if err != nil {
		return strings.ToValidUTF8(name, "\uFFFD")
	}
	return s
}

// rarName is the name of an entry in a RAR file. The library has made slashes
// of backslashes before the name was decoded, though in GBK a backslash may be
// the second byte of a character; a slash never is.
func rarName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	b := []byte(name)
	for i := 0; i+1 < len(b); i++ {
		if b[i] >= 0x81 && b[i] != 0xFF {
			i++
			if b[i] == '/' {
				b[i] = '\\'
			}
		}
	}
	return decode(string(b))
}

// maxName is the number of characters of a name that are kept.
const maxName = 255

// clean makes a path that a person can read: slashes, no way out of the
// container, nothing that does not print.
func clean(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '\\':
			return '/'
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return '\uFFFD'
		}
		return r
	}, name)
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if name == "" {
		return "?"
	}
	if r := []rune(name); len(r) > maxName {
		return "…" + string(r[len(r)-maxName+1:]) // the file's own name is at the end
	}
	return name
}

// passedOver reports whether a file is what a system or a word processor left
// behind.
func passedOver(name string) bool {
	folder, base := path.Split(strings.ToLower(name))
	if strings.HasPrefix(folder, "__macosx/") || strings.Contains(folder, "/__macosx/") {
		return true
	}
	switch base {
	case ".ds_store", "thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(base, "._") || strings.HasPrefix(base, "~$")
}
