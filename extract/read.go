package extract

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"gongkai/extract/charset"
	"gongkai/extract/container"
	"gongkai/extract/document"
	"gongkai/extract/docx"
	"gongkai/extract/html"
	"gongkai/extract/mhtml"
	"gongkai/extract/msdoc"
	"gongkai/extract/ofd"
	"gongkai/extract/pdf"
	"gongkai/extract/report"
	"gongkai/extract/rtf"
	"gongkai/extract/sheet"
	"gongkai/extract/text"
)

// The codes of the findings that say why a payload was not read.
const (
	CodeEmpty         = "empty"  // no bytes, or nothing but white space
	CodeBinary        = "binary" // zero bytes in what is no known binary format
	CodeBadEncoding   = charset.CodeBadEncoding
	CodeFormatNotRead = "format_not_read" // recognised, and there is no reader for it
)

// Read detects the format of payload, reads it and parses what was read. It is
// pure, and safe for concurrent use; it never panics on any bytes. It does not
// keep payload and does not write to it or to the hints.
func Read(payload []byte, h Hints) Result {
	return read(payload, h, container.NewBudget(len(payload)), 0)
}

// read is Read for a payload inside so many containers.
func read(payload []byte, h Hints, budget *container.Budget, nesting int) Result {
	sum := sha256.Sum256(payload)
	r := reading{hints: h, sha256: hex.EncodeToString(sum[:]), budget: budget, nesting: nesting}
	if len(payload) > MaxPayload {
		return r.unread(StateUnreadable, FormatUnknown, tooLong(len(payload)))
	}
	if format := binary(payload); format != "" {
		return r.binary(format, payload)
	}
	decoded, encoding, findings := charset.Decode(payload, h.ContentType)
	r.charset = encoding
	if len(bytes.TrimSpace(decoded)) == 0 {
		return r.unread(StateUnreadable, FormatUnknown, finding(CodeEmpty, "文件为空：nothing in it"))
	}
	format := textual(decoded, h)
	if format != FormatHTML && junkedPDF(payload) {
		return r.binary(FormatPDF, payload)
	}
	if format == FormatMHTML {
		page, contentType, cut, err := mhtml.Page(payload)
		if err != nil {
			return r.broken(format, err)
		}
		h.Node = nil // that of the whole message
		decoded, encoding, findings = charset.Decode(page, contentType)
		r.charset = encoding
		if cut {
			findings = append(findings, finding(document.CodeTruncated, "文件不完整：the page has no end"))
		}
	}
	if n := bytes.Count(decoded, []byte{0}); n > 0 {
		f := finding(CodeBinary, fmt.Sprintf("含有 %d 个空字节：zero bytes in a text", n))
		if n*tolerance > len(decoded) {
			return r.unread(StateUnreadable, FormatUnknown, f)
		}
		findings = append(findings, f)
		decoded = bytes.ReplaceAll(decoded, []byte{0}, nil)
	}
	if n := bytes.Count(decoded, []byte("\uFFFD")); n*tolerance > len(decoded) {
		return r.unread(StateUnreadable, format, findings...)
	}
	var doc *document.Document
	var err error
	switch {
	case format == FormatXML:
		doc, err = sheet.ReadXML(decoded)
	case format == FormatCSV:
		doc, err = sheet.ReadCSV(string(decoded), sheet.Separator(string(decoded)))
	case format == FormatText:
		doc = text.Read(string(decoded))
	case format != FormatHTML && format != FormatMHTML:
		return r.notRead(format)
	case h.Node != nil:
		doc = html.ReadNode(h.Node)
	default:
		doc = html.Read(decoded)
	}
	if err != nil {
		return r.broken(format, err)
	}
	doc.Format = format
	doc.Charset = encoding
	doc.Findings = append(findings, doc.Findings...)
	return r.read(doc)
}

// tolerance: a text in which more than one byte in so many is broken is not
// read, since nothing in it can be trusted; below that it is read with a finding.
const tolerance = 50

// reading is what goes into the source of each record.
type reading struct {
	hints   Hints
	sha256  string
	charset string
	budget  *container.Budget // of the payload and all that is in it
	nesting int               // containers around it
}

// binary reads the formats that are no text, each by its own reader.
func (r reading) binary(format string, payload []byte) Result {
	var doc *document.Document
	var err error
	switch format {
	case FormatDOCX, FormatEncrypted:
		doc, err = docx.Read(payload)
	case FormatXLSX:
		doc, err = sheet.ReadXLSX(payload)
	case FormatXLS:
		doc, err = sheet.ReadXLS(payload)
	case FormatDOC:
		doc, err = msdoc.Read(payload)
	case FormatRTF:
		doc, err = rtf.Read(payload)
	case FormatPDF:
		r.charset = "" // guessed for a text that it is not
		doc, err = pdf.Read(payload)
	case FormatOFD:
		doc, err = ofd.Read(payload)
	case FormatZIP, FormatRAR:
		return r.container(format, payload)
	default:
		return r.notRead(format)
	}
	if err != nil {
		return r.broken(format, err)
	}
	return r.read(doc)
}

// broken is the result for a file that its reader refused.
func (r reading) broken(format string, err error) Result {
	f := finding(document.CodeBroken, err.Error())
	if e := (*document.Error)(nil); errors.As(err, &e) {
		f = finding(e.Code, e.Message)
	}
	return r.unread(StateUnreadable, format, f)
}

func (r reading) read(doc *document.Document) Result {
	records := report.ParseWith(doc, report.Options{Name: r.hints.Name, Explain: r.hints.Explain})
	for i := range records {
		records[i].Source = r.source(doc.Format, i)
	}
	return Result{State: StateRead, Format: doc.Format, Document: doc, Records: records, States: slices.Repeat([]State{StateRead}, len(records))}
}

func (r reading) notRead(format string) Result {
	r.charset = "" // guessed for a text that it is not
	return r.unread(StateFormatNotRead, format, finding(CodeFormatNotRead,
		fmt.Sprintf("此格式尚不能读取：there is no reader for %s yet", format)))
}

func (r reading) unread(s State, format string, findings ...document.Finding) Result {
	return Result{State: s, Format: format, States: []State{s}, Records: []report.Record{{
		Schema:   report.Schema,
		Kind:     report.Other,
		Findings: findings,
		Source:   r.source(format, 0),
	}}}
}

func (r reading) source(format string, document int) report.Source {
	return report.Source{
		File:     r.hints.Name,
		Format:   format,
		Charset:  r.charset,
		SHA256:   r.sha256,
		Document: document,
	}
}

func finding(code, message string) document.Finding {
	return document.Finding{Code: code, Responsibility: document.Reader, Message: message}
}
