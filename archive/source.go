package archive

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strings"

	"gongkai/extract/report"
)

// sourceOf makes the source that a filing has in this document.
func sourceOf(p *Page, v *Version, r *Reading, f *found) Source {
	s := Source{
		Page: p.ID, URL: p.URL, Role: p.Role, Version: v.Number, Document: f.Document,
		State: r.State, Published: f.published, FirstSeen: v.FirstSeen,
	}
	if f.record == nil {
		s.Cited = v.Payload
		return s
	}
	s.count(f.record)
	s.Cited = citedOf(f.record, r)
	return s
}

// count takes over the numbers of what was read.
func (s *Source) count(rec *report.Record) {
	s.Cells, s.Failing, s.Numbers = 0, 0, numbersOf(rec)
	for _, c := range rec.Cells {
		if c.State == report.StateValue {
			s.Cells++
		}
	}
	for _, c := range rec.Checks {
		if c.Verdict == report.Fails {
			s.Failing++
		}
	}
}

// numbersOf returns the digest over the values of the statutory cells, zero
// where there is none.
func numbersOf(rec *report.Record) Digest {
	var lines []byte
	for _, key := range slices.Sorted(maps.Keys(rec.Cells)) {
		c := rec.Cells[key]
		if c.State == report.StateValue && c.Value != nil {
			lines = append(append(append(append(lines, key...), '='), c.Value.String()...), '\n')
		}
	}
	if len(lines) == 0 {
		return Digest{}
	}
	return DigestOf(lines)
}

// citedOf returns the digest of what one document says: its cells and its text,
// spelt the normal way. A document of which only the kind is known stands for
// all that the payload says.
func citedOf(rec *report.Record, r *Reading) Digest {
	if len(rec.Cells) == 0 && len(rec.Sections) == 0 && rec.Guide == nil && len(rec.Tables) == 0 {
		return r.Content
	}
	h := sha256.New()
	var buf []byte
	line := func(parts ...string) {
		buf = buf[:0]
		for _, p := range parts {
			buf = append(append(buf, normalText(p)...), '\t')
		}
		h.Write(append(buf, '\n'))
	}
	for _, key := range slices.Sorted(maps.Keys(rec.Cells)) {
		c := rec.Cells[key]
		if c.State == report.StateValue && c.Value != nil {
			line(key, c.Value.String())
		} else {
			line(key, string(c.State), c.Raw)
		}
	}
	for _, s := range rec.Sections {
		line(s.Heading)
		for l := range strings.Lines(s.Text) {
			line(l)
		}
	}
	for _, g := range guideFields(rec.Guide) {
		line(g.name, g.value)
	}
	for _, t := range rec.Tables {
		for _, row := range t.Rows {
			line(row...)
		}
	}
	return Digest(h.Sum(nil))
}
