// Package ooxml opens Office Open XML packages (ECMA-376 Part 2, ISO/IEC
// 29500-2): a zip file of parts, [Content_Types].xml that names the type of
// each, and .rels parts that say which part belongs to which. It gives parts
// as streams of XML elements and hides what is the same for all formats:
// limits, namespaces of both dialects (transitional and strict), markup
// compatibility. extract/docx and extract/sheet are built on it.
package ooxml

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"gongkai/extract/document"
)

// The limits of a package. The main part of a full report has some 200 KB and
// shrinks to a twentieth; tables of blank cells shrink further.
const (
	maxPart   = 48 << 20 // bytes of one part, unpacked
	maxTotal  = 96 << 20 // bytes of all parts that are read, unpacked
	maxRatio  = 300      // of a part, once it is longer than ratioFrom
	ratioFrom = 4 << 20
	maxParts  = 20_000
)

// Package is an open package. It reads the parts that are asked for, nothing else.
type Package struct {
	files map[string]*zip.File // by name, in lower case, without the leading slash
	types types
	size  int // bytes of the package
	left  int // bytes that may still be unpacked
}

// Open opens a package. The error is a *document.Error.
func Open(payload []byte) (*Package, error) {
	if bytes.HasPrefix(payload, []byte("\xD0\xCF\x11\xE0")) {
		return nil, compound(payload)
	}
	z, err := zip.NewReader(bytes.NewReader(payload), int64(len(payload)))
	if err != nil {
		if !bytes.Contains(payload, []byte("PK\x05\x06")) {
			return nil, broken("压缩包目录缺失，文件不完整：the directory at the end of the zip file is lost")
		}
		return nil, broken("压缩包损坏：" + err.Error())
	}
	if len(z.File) > maxParts {
		return nil, limit(fmt.Sprintf("部件过多：%d parts > %d", len(z.File), maxParts))
	}
	p := &Package{files: make(map[string]*zip.File, len(z.File)), size: len(payload), left: maxTotal}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if _, twice := p.files[name]; !twice && !strings.HasSuffix(name, "/") {
			p.files[name] = f
		}
	}
	if err := p.readTypes(); err != nil {
		return nil, err
	}
	return p, nil
}

// compound says why a compound file is no package: with a password, Office
// puts the encrypted package into one ([MS-OFFCRYPTO] 1.3.2).
func compound(payload []byte) error {
	var name []byte
	for _, c := range []byte("EncryptedPackage") {
		name = append(name, c, 0)
	}
	if bytes.Contains(payload, name) {
		return &document.Error{Code: document.CodeEncrypted, Message: "文件已加密，需要密码：encrypted, it opens with a password only"}
	}
	return broken("不是 Office Open XML 文件：a compound file, no package")
}

// Has reports whether the package has the part.
func (p *Package) Has(name string) bool {
	_, ok := p.files[key(name)]
	return ok
}

// Part opens a part as a stream of elements. A part that is missing is
// CodeBroken: ask Has first where it may be.
func (p *Package) Part(name string) (*Reader, error) {
	f, ok := p.files[key(name)]
	if !ok {
		return nil, broken(fmt.Sprintf("缺少部件：the part %q is missing", name))
	}
	if f.Flags&1 != 0 {
		return nil, &document.Error{Code: document.CodeEncrypted, Message: "压缩包已加密：the zip file is encrypted"}
	}
	data, err := p.unpack(f)
	if err != nil {
		return nil, err
	}
	return newReader(data), nil
}

func (p *Package) unpack(f *zip.File) ([]byte, error) {
	packed := int(min(f.CompressedSize64, uint64(p.size)))
	most := min(maxPart, p.left, max(ratioFrom, packed*maxRatio))
	over := limit(fmt.Sprintf("部件解压后过大：the part %q unpacks to more than %d bytes", f.Name, most))
	if f.UncompressedSize64 > uint64(most) {
		return nil, over
	}
	r, err := f.Open()
	if err != nil {
		return nil, broken("部件无法解压：" + err.Error())
	}
	defer r.Close()
	data := bytes.NewBuffer(make([]byte, 0, int(f.UncompressedSize64)+bytes.MinRead))
	if _, err := data.ReadFrom(io.LimitReader(r, int64(most)+1)); err != nil {
		return nil, broken(fmt.Sprintf("部件损坏：the part %q: %v", f.Name, err))
	}
	if data.Len() > most {
		return nil, over
	}
	p.left -= data.Len()
	return data.Bytes(), nil
}

// key is the name of a part as files has it; names are compared without case
// (ECMA-376 Part 2, 6.2.2.3).
func key(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+name), "/"))
}

func broken(message string) error {
	return &document.Error{Code: document.CodeBroken, Message: message}
}

func limit(message string) error {
	return &document.Error{Code: document.CodeLimit, Message: message}
}
