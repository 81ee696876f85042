package archive

import (
	"context"
	"fmt"

	"gongkai/extract/report"
)

// Diff is what differs between two versions, of one page or of two.
type Diff struct {
	From Version `json:"from"`
	To   Version `json:"to"`
	// Bytes and Content tell whether the payloads and what they say differ.
	Bytes   bool `json:"bytes"`
	Content bool `json:"content"`
	// NotRead names the versions of which nothing was read: of those only the
	// bytes were compared.
	NotRead []string `json:"not_read,omitempty"`
	// Documents are the reports and guides in either version that differ,
	// matched by kind, organ and year.
	Documents []DocumentDiff `json:"documents,omitempty"`
	// Text is what differs in the main content, tables a row each.
	Text []TextDiff `json:"text,omitempty"`
}

// DocumentDiff is a document of both versions that differs, or of one.
type DocumentDiff struct {
	Filing string      `json:"filing"`
	Kind   string      `json:"kind"`
	Organ  string      `json:"organ"`
	Year   int         `json:"year,omitempty"`
	Title  string      `json:"title,omitempty"`
	Only   string      `json:"only,omitempty"` // from or to: only that version has it
	Cells  []CellDiff  `json:"cells,omitempty"`
	Checks []CheckDiff `json:"checks,omitempty"`
	Fields []FieldDiff `json:"fields,omitempty"` // of a guide, and title, agency, dates of both
}

// CheckDiff is a check with another verdict; "" where there is none.
type CheckDiff struct {
	ID   string         `json:"id"`
	From report.Verdict `json:"from"`
	To   report.Verdict `json:"to"`
}

// FieldDiff is a field with another value.
type FieldDiff struct {
	Name string `json:"name"`
	From string `json:"from"`
	To   string `json:"to"`
}

// Diff compares two versions as they were read.
func (a *Archive) Diff(ctx context.Context, from, to Version) (Diff, error) {
	d := Diff{From: from, To: to, Bytes: from.Payload != to.Payload}
	var fromDocs, toDocs []found
	var fromText, toText []string
	for _, side := range []struct {
		v    Version
		docs *[]found
		text *[]string
	}{{from, &fromDocs, &fromText}, {to, &toDocs, &toText}} {
		err := a.store.View(ctx, func(tx Tx) (err error) {
			if *side.docs, err = a.documents(tx, &side.v); err != nil {
				return err
			}
			var r Reading
			ok, err := a.codec.get(tx, inReadings, readingKey(&side.v), &r)
			if err == nil && (!ok || r.State != WasRead) {
				d.NotRead = append(d.NotRead, side.v.Ref())
			}
			*side.text = r.Paragraphs
			return err
		})
		if err != nil {
			return Diff{}, fmt.Errorf("archive: diff: %w", err)
		}
	}
	d.Content = d.Bytes && (from.Content.IsZero() || from.Content != to.Content)
	for _, p := range matchDocuments(fromDocs, toDocs) {
		if dd, differs := diffDocuments(p); differs {
			d.Documents = append(d.Documents, dd)
		}
	}
	if len(d.NotRead) == 0 {
		d.Text = diffText(fromText, toText)
	}
	return d, nil
}

func diffDocuments(p pairOf) (DocumentDiff, bool) {
	d := DocumentDiff{}
	var from, to *report.Record
	name := p.to
	switch {
	case p.from == nil:
		d.Only, to = "to", p.to.record
	case p.to == nil:
		d.Only, from, name = "from", p.from.record, p.from
	default:
		from, to = p.from.record, p.to.record
	}
	d.Filing, d.Kind, d.Organ, d.Year = name.Filing, name.Kind, name.Organ, name.Year
	if name.record != nil {
		d.Title = name.record.Title
	}
	d.Cells = diffCells(from, to)
	d.Checks = diffChecks(from, to)
	d.Fields = diffFields(fieldsOf(from), fieldsOf(to))
	return d, d.Only != "" || len(d.Cells)+len(d.Checks)+len(d.Fields) > 0
}

// diffChecks lists the checks whose verdict differs, in the order of the newer
// document.
func diffChecks(from, to *report.Record) []CheckDiff {
	before := map[string]report.Verdict{}
	if from != nil {
		for _, c := range from.Checks {
			before[c.ID] = c.Verdict
		}
	}
	var out []CheckDiff
	if to != nil {
		for _, c := range to.Checks {
			if v := before[c.ID]; v != c.Verdict {
				out = append(out, CheckDiff{c.ID, v, c.Verdict})
			}
			delete(before, c.ID)
		}
	}
	if from != nil {
		for _, c := range from.Checks {
			if _, left := before[c.ID]; left {
				out = append(out, CheckDiff{c.ID, c.Verdict, ""})
			}
		}
	}
	return out
}

// fieldsOf lists what a document says of itself and, of a guide, of its office.
func fieldsOf(r *report.Record) []field {
	if r == nil {
		return nil
	}
	var out []field
	for _, f := range []field{
		{"title", r.Title}, {"agency", r.Agency}, {"published", r.Published}, {"signed", r.Signed},
	} {
		if f.value != "" {
			out = append(out, f)
		}
	}
	return append(out, guideFields(r.Guide)...)
}

func diffFields(from, to []field) []FieldDiff {
	before := map[string]string{}
	for _, f := range from {
		before[f.name] = f.value
	}
	var out []FieldDiff
	for _, f := range to {
		old := before[f.name]
		delete(before, f.name)
		if normalText(old) != normalText(f.value) {
			out = append(out, FieldDiff{f.name, old, f.value})
		}
	}
	for _, f := range from {
		if old, left := before[f.name]; left {
			out = append(out, FieldDiff{f.name, old, ""})
		}
	}
	return out
}
