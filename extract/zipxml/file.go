// Package zipxml opens what several formats are: a ZIP file of XML parts. It
// holds the limits on what a hostile one may unpack to, and gives a part as
// text or as XML tokens. What the parts mean is its callers': extract/ooxml,
// extract/ofd.
package zipxml

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract/document"
)

// The limits of a file. The main part of a full report has some 200 KB and
// shrinks to a twentieth; tables of blank cells shrink further.
const (
	maxPart   = 48 << 20 // bytes of one part, unpacked
	maxTotal  = 96 << 20 // bytes of all parts that are read, unpacked
	maxRatio  = 300      // of a part, once it is longer than ratioFrom
	ratioFrom = 4 << 20
	maxParts  = 20_000
)

// File is an open ZIP file. It reads the parts that are asked for, nothing else.
type File struct {
	parts map[string]*zip.File // by key
	two   map[string]bool      // keys of parts that are there twice and differ
	size  int                  // bytes of the file
	left  int                  // bytes that may still be unpacked
}

// Open reads the directory of a ZIP file. Parts of one name must not differ: which
// of them counts, programs do not agree on. Names that are not UTF-8 are GB18030, as Chinese Windows writes them.
// The error is a *document.Error.
func Open(payload []byte) (*File, error) {
	z, err := zip.NewReader(bytes.NewReader(payload), int64(len(payload)))
	if err != nil {
		if !bytes.Contains(payload, []byte("PK\x05\x06")) {
			return nil, Broken("压缩包目录缺失，文件不完整：the directory at the end of the zip file is lost")
		}
		return nil, Broken("压缩包损坏：" + err.Error())
	}
	if len(z.File) > maxParts {
		return nil, limit(fmt.Sprintf("部件过多：%d parts > %d", len(z.File), maxParts))
	}
	f := &File{parts: make(map[string]*zip.File, len(z.File)), two: map[string]bool{}, size: len(payload), left: maxTotal}
	for _, part := range z.File {
		name := part.Name
		if !utf8.ValidString(name) {
			if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
				name = s
			}
		}
		name = strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
		switch first, twice := f.parts[name]; {
		case strings.HasSuffix(name, "/"):
		case !twice:
			f.parts[name] = part
		case first.CRC32 != part.CRC32 || first.UncompressedSize64 != part.UncompressedSize64:
			f.two[name] = true
		}
	}
	return f, nil
}

// Has reports whether the file has the part.
func (f *File) Has(name string) bool {
	_, ok := f.parts[key(name)]
	return ok
}

// Part opens a part as XML. A part that is missing is CodeBroken: ask Has
// first where it may be.
func (f *File) Part(name string) (*Tokens, error) {
	data, err := f.Text(name)
	if err != nil {
		return nil, err
	}
	return NewTokens(data), nil
}

// Text unpacks a part. It counts against the limits each time.
func (f *File) Text(name string) (string, error) {
	part, ok := f.parts[key(name)]
	if !ok {
		return "", Broken(fmt.Sprintf("缺少部件：the part %q is missing", name))
	}
	if f.two[key(name)] {
		return "", Broken(fmt.Sprintf("部件重复且内容不同：two parts named %q differ", name))
	}
	if part.Flags&1 != 0 {
		return "", &document.Error{Code: document.CodeEncrypted, Message: "压缩包已加密：the zip file is encrypted"}
	}
	return f.unpack(part)
}

func (f *File) unpack(part *zip.File) (string, error) {
	packed := int(min(part.CompressedSize64, uint64(f.size)))
	most := min(maxPart, f.left, max(ratioFrom, packed*maxRatio))
	over := limit(fmt.Sprintf("部件解压后过大：the part %q unpacks to more than %d bytes", part.Name, most))
	if part.UncompressedSize64 > uint64(most) {
		return "", over
	}
	r, err := part.Open()
	if err != nil {
		return "", Broken("部件无法解压：" + err.Error())
	}
	defer r.Close()
	size := int(part.UncompressedSize64)
	var data strings.Builder
	data.Grow(size)
	if _, err := io.CopyBuffer(&data, io.LimitReader(r, int64(most)+1), make([]byte, min(size+1, 32<<10))); err != nil {
		return "", Broken(fmt.Sprintf("部件损坏：the part %q: %v", part.Name, err))
	}
	if data.Len() > most {
		return "", over
	}
	f.left -= data.Len()
	return data.String(), nil
}

// key is the name of a part as parts has it: names are compared without case
// (ECMA-376 Part 2, 6.2.2.3), and no name leads out of the file.
func key(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+name), "/"))
}

// Broken is the error of a file whose bytes contradict its format.
func Broken(message string) error {
	return &document.Error{Code: document.CodeBroken, Message: message}
}

func limit(message string) error {
	return &document.Error{Code: document.CodeLimit, Message: message}
}
