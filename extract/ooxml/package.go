// Package ooxml opens Office Open XML packages (ECMA-376 Part 2, ISO/IEC
// 29500-2): a zip file of parts, [Content_Types].xml that names the type of
// each, and .rels parts that say which part belongs to which. It gives parts
// as streams of XML elements and hides what is the same for all formats:
// namespaces of both dialects (transitional and strict), markup compatibility;
// extract/zipxml has the limits. extract/docx and extract/sheet are built on it.
package ooxml

import (
	"bytes"

	"gongkai/extract/document"
	"gongkai/extract/zipxml"
)

// Package is an open package. It reads the parts that are asked for, nothing else.
type Package struct {
	file  *zipxml.File
	types types
}

// Open opens a package. The error is a *document.Error.
func Open(payload []byte) (*Package, error) {
	if bytes.HasPrefix(payload, []byte("\xD0\xCF\x11\xE0")) {
		return nil, compound(payload)
	}
	file, err := zipxml.Open(payload)
	if err != nil {
		return nil, err
	}
	p := &Package{file: file}
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
	return zipxml.Broken("不是 Office Open XML 文件：a compound file, no package")
}

// Has reports whether the package has the part.
func (p *Package) Has(name string) bool { return p.file.Has(name) }

// Part opens a part as a stream of elements. A part that is missing is
// CodeBroken: ask Has first where it may be.
func (p *Package) Part(name string) (*Reader, error) {
	tokens, err := p.file.Part(name)
	if err != nil {
		return nil, err
	}
	return &Reader{tokens: tokens}, nil
}
