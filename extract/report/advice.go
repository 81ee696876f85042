package report

import "gongkai/extract/document"

// advise says what the document is about, what its text says beside the tables,
// and what is odd in it.
func (p *parser) advise(r *Record) {
	s := newSheet()
	if r.Kind == AnnualReport {
		s = p.read().sheet
		p.year(r)
	}
	p.nameFills(r, s)
	if r.Kind == AnnualReport {
		p.yearByDate(r, s)
		p.structure(r, p.read())
		p.conflicts(r, s)
		var cut bool
		if r.Facts, cut = facts(p.lines, p.heads, r.Year); cut {
			s.find(document.CodeLimit, document.Reader, "facts", "正文中的数太多，其余未列出 / more numbers in the text than are kept", document.Place{})
		}
		narrative(s, r.Facts)
	}
	if r.Agency == "" {
		s.find("agency_unknown", document.Publisher, "agency", "没有写明是哪个机关 / the document does not name its organ", document.Place{})
	}
	r.Findings = s.findings
}
