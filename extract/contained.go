package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"math"

	"gongkai/extract/container"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

// between stands in the name of a source between a container and what is in it:
// list.zip!/2023/年报.docx.
const between = "!/"

// container reads the files in a container, each by its own reader. The result
// has the records of all, in order, and one for the container itself where
// something of it as a whole is left out. Its document has their blocks, each
// file's after a heading with its name; places are those in the file.
func (r reading) container(format string, payload []byte) Result {
	if r.nesting == container.MaxNesting {
		return r.unread(StateUnreadable, format, finding(document.CodeLimit,
			fmt.Sprintf("压缩包嵌套过深，未读：containers nested deeper than %d", container.MaxNesting)))
	}
	all := Result{State: StateFormatNotRead, Format: format}
	doc := &document.Document{Format: format, Blocks: []document.Block{}}
	err := container.Walk(format, payload, r.budget, func(e container.Entry) {
		all.add(doc, e.Name, r.entry(e))
	})
	if err != nil {
		if len(all.Records) == 0 {
			return r.broken(format, err)
		}
		f := finding(err.Code, err.Message)
		doc.Findings = append(doc.Findings, f)
		rest := r.unread(StateUnreadable, format, f)
		all.Records, all.States = append(all.Records, rest.Records...), append(all.States, rest.States...)
	}
	if all.State == StateRead {
		all.Document = doc
	}
	for i := range all.Records {
		all.Records[i].Source.Document = i
	}
	return all
}

// entry reads one file of the container.
func (r reading) entry(e container.Entry) Result {
	h := Hints{Name: r.hints.Name + between + e.Name, Explain: r.hints.Explain}
	if e.Err != nil {
		f := finding(e.Err.Code, e.Err.Message)
		f.Where = e.Name
		return reading{hints: h}.unread(StateUnreadable, FormatUnknown, f)
	}
	if format := binary(e.Payload); format == FormatZIP || format == FormatRAR {
		return read(e.Payload, h, r.budget, r.nesting+1) // counts for itself
	}
	if !r.budget.Spend(expanded(e.Payload)) {
		r.budget.Limited()
		f := finding(document.CodeLimit, "解压后过大，未读：it unpacks to more than what is left of the limit")
		f.Where = e.Name
		return reading{hints: h}.unread(StateUnreadable, FormatUnknown, f)
	}
	res := read(e.Payload, h, r.budget, r.nesting+1)
	if res.limited() {
		r.budget.Limited()
	}
	if res.Document != nil {
		r.budget.Keep(size(res.Document))
	}
	return res
}

// expanded is what the parts of a file claim to unpack to, 0 for what is no ZIP
// file. A reader never unpacks more than they claim.
func expanded(payload []byte) int {
	if !bytes.HasPrefix(payload, []byte("PK")) || container.Crowded(payload) {
		return 0
	}
	z, err := zip.NewReader(bytes.NewReader(payload), int64(len(payload)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return 0
	}
	n := uint64(0)
	for _, f := range z.File {
		if n += min(f.UncompressedSize64, math.MaxInt32); n > math.MaxInt32 {
			return math.MaxInt32
		}
	}
	return int(n)
}

// size is what a document holds: blocks and cells, and bytes of text.
func size(doc *document.Document) (parts, text int) {
	for _, b := range doc.Blocks {
		parts++
		text += len(b.Text)
		if b.Table != nil {
			p, n := tableSize(b.Table)
			parts, text = parts+p, text+n
		}
	}
	return parts, text
}

func tableSize(t *document.Table) (parts, text int) {
	for _, c := range t.Cells {
		parts++
		text += len(c.Text)
		for _, n := range c.Nested {
			p, m := tableSize(n)
			parts, text = parts+p, text+m
		}
	}
	return parts, text
}

// limited reports whether a reader had to stop at one of its limits.
func (r *Result) limited() bool {
	for i := range r.Records {
		for _, f := range r.Records[i].Findings {
			if f.Code == document.CodeLimit {
				return true
			}
		}
	}
	return false
}

// add puts what was read of one file to what was read before it.
func (r *Result) add(doc *document.Document, name string, one Result) {
	switch {
	case one.State == StateRead:
		r.State = StateRead
	case one.State == StateUnreadable && r.State == StateFormatNotRead:
		r.State = StateUnreadable
	}
	r.Records = append(r.Records, one.Records...)
	r.States = append(r.States, one.States...)
	if one.Document == nil {
		doc.Findings = appendWithin(doc.Findings, name, findingsOf(one.Records))
		return
	}
	doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Heading, Level: 1, Text: name})
	doc.Blocks = append(doc.Blocks, one.Document.Blocks...)
	doc.Findings = appendWithin(doc.Findings, name, one.Document.Findings)
}

func findingsOf(records []report.Record) []document.Finding {
	var all []document.Finding
	for _, rec := range records {
		all = append(all, rec.Findings...)
	}
	return all
}

// appendWithin appends the findings of a file, each with its name.
func appendWithin(all []document.Finding, name string, of []document.Finding) []document.Finding {
	for _, f := range of {
		switch f.Where {
		case name:
		case "":
			f.Where = name
		default:
			f.Where = name + " " + f.Where
		}
		all = append(all, f)
	}
	return all
}
