// Package report is the shared parser: it reads the statutory tables, the
// metadata and the contacts of annual reports and guides out of what a format
// reader made. It sees only document.Document, so that the same report gives
// the same cells in every format.
//
// Its law: never wrong in silence. A number comes out only where its place is
// proved — by its labels, by a row label with exactly the form's number of cells
// and no header that contradicts — and else stays out with a finding.
package report

import (
	"gongkai/extract/document"
)

// Parse reads the documents that a payload holds, in order. There is at least
// one record; what is neither report nor guide gives kind other. Source is left
// to the caller.
func Parse(doc *document.Document) []Record { return ParseWith(doc, Options{}) }

// Options are what a document may be parsed with beside itself. No cell is read
// otherwise for any of them.
type Options struct {
	// Name is the file's name, or the last part of its address. It is not believed
	// against the text: it fills what the one document of a file does not say
	// itself, with a finding.
	Name string
	// Explain keeps in each record's Reasons why its cells were read as they were.
	// It costs some more memory.
	Explain bool
}

// ParseWith is Parse with more known of the document, or more asked of it.
func ParseWith(doc *document.Document, o Options) []Record {
	lines := linesOf(doc.Blocks, false)
	segments := parts(doc.Blocks, lines)
	records := make([]Record, 0, len(segments))
	for _, s := range segments {
		p := &parser{doc: doc, blocks: s, alone: len(segments) == 1, first: len(records) == 0, explain: o.Explain, fileTitle: Title{Kind: Other}}
		if p.alone {
			p.lines = lines
			p.fileTitle = nameTitle(o.Name)
		} else {
			p.lines = linesOf(s, false)
		}
		records = append(records, p.record())
	}
	return records
}

// parser reads one document of a payload.
type parser struct {
	doc    *document.Document
	blocks []document.Block
	// alone is set when the payload holds one document: then its metadata is the
	// document's own.
	alone bool
	first bool
	// explain asks the walker to note why it reads what it reads.
	explain bool
	// fileTitle is what the file's name says; of kind other where it says nothing.
	fileTitle Title

	lines     []line
	title     Title
	titleText string
	pageYear  int // another year than the title's, that the page's metadata gives
	walker    *walker
	garbled   bool
	heads     []printedHeading
	prose     []*line // of preface, nil until it was asked for
}

func (p *parser) record() Record {
	p.garbled = p.isGarbled()
	p.readTitle()
	p.heads = headings(p.lines)
	r := Record{Schema: Schema, Title: p.titleText}
	if r.Kind = p.kind(); r.Kind == Other {
		r.Kind = p.kindByName()
	}
	switch r.Kind {
	case AnnualReport:
		p.report(&r)
	case Guide:
		r.Guide = readGuide(guideLines(p.blocks))
		r.Sections = guideSections(p.lines)
	}
	if r.Kind != Other {
		r.Agency = p.agency()
		p.dates(&r)
		p.advise(&r)
	}
	if p.garbled && !said(p.doc.Findings, document.CodeGarbled) {
		r.Findings = append(r.Findings, document.Finding{Code: document.CodeGarbled, Responsibility: document.Reader,
			Message: "文字是乱码，其中的数不可信，未读 / the text is not what is printed: no cell is read"})
	}
	if p.first {
		r.Findings = append(append([]document.Finding{}, p.doc.Findings...), r.Findings...)
	}
	return r
}

// read walks the tables, once.
func (p *parser) read() *walker {
	if p.walker == nil {
		p.walker = newWalker()
		if p.explain {
			p.walker.trace = &trace{}
		}
		p.walker.walk(p.blocks, p.lines)
	}
	return p.walker
}

// report fills what only an annual report has.
func (p *parser) report(r *Record) {
	r.Sections = readSections(p.lines, p.heads)
	if p.garbled {
		r.Forms = &Forms{Proactive: formNone, Applications: formNone}
		return
	}
	w := p.read()
	if len(w.sheet.cells) > 0 {
		r.Cells = w.sheet.cells
	}
	r.Tables = w.free
	r.Reasons = w.trace.all()
	forms := &Forms{Proactive: w.proactiveForm(), Applications: w.applicationsForm()}
	if forms.Applications == "" {
		forms.Applications = formNone
		if w.any(secApplications) {
			forms.Applications = p.formOfRest(forms.Proactive)
		}
	}
	r.Forms = forms
	w.sheet.unwrap(forms.Applications)
	w.sheet.join(forms.Applications)
	w.proveTurned(forms.Applications)
	w.proveGuessed()
	w.gaps(*forms, p.doc.Findings)
	r.Checks = checks(w.sheet.cells, forms.Applications)
	r.Findings = w.sheet.findings
	for i := range p.lines {
		if period := readPeriod(p.lines[i].fold()); period != nil {
			r.Period = period
			break
		}
	}
}

// formOfRest decides the form of section 三 where the rows that tell it are
// lost: by the other table, else by the year.
func (p *parser) formOfRest(proactive string) string {
	if proactive == form2019 || proactive == form2021 {
		return proactive
	}
	if p.title.Year >= 2021 {
		return form2021
	}
	return form2019
}

// prefaceLines is the most lines of prose that preface is asked for.
const prefaceLines = 5

// preface is the folded text of the first n lines of prose.
func (p *parser) preface(n int) []string {
	lines := p.firstProse()
	out := make([]string, min(n, len(lines)))
	for i := range out {
		out[i] = lines[i].fold()
	}
	return out
}

// prefaceHas are the signs of all that preface can be asked for.
func (p *parser) prefaceHas() (has signs) {
	for _, l := range p.firstProse() {
		has |= l.signs
	}
	return has
}

func (p *parser) firstProse() []*line {
	if p.prose != nil {
		return p.prose
	}
	p.prose = make([]*line, 0, prefaceLines)
	for i := range p.lines {
		if l := &p.lines[i]; l.chars >= 20 {
			if p.prose = append(p.prose, l); len(p.prose) == prefaceLines {
				break
			}
		}
	}
	return p.prose
}
