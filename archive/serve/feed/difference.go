package feed

import (
	"fmt"
	"strings"

	"gongkai/archive"
	"gongkai/extract/report"
)

// The limits of what an entry tells of a difference; past them it says how much
// more there is, and links to all of it.
const (
	maxRows  = 30  // cells, fields and checks of an entry, each
	maxTexts = 10  // runs of paragraphs
	maxWords = 160 // characters of a value or a run of paragraphs
)

// difference is what a change changed, as an entry tells it: rows, each with
// what was and what is.
type difference struct {
	Cells, Fields, Checks []row
	Texts                 []row
	// MoreCells … are how many are left out.
	MoreCells, MoreFields, MoreChecks, MoreTexts int
	Notes                                        []string // what is to be known beside
}

// row is one thing that differs.
type row struct{ Where, From, To string }

// nothing stands where a version does not have the thing.
const nothing = "—"

// differenceOf shortens what the archive compared; nil gives nothing.
func differenceOf(d *archive.Diff) difference {
	var out difference
	if d == nil {
		return out
	}
	if len(d.NotRead) > 0 {
		out.Notes = append(out.Notes, "只比了字节，没有读出内容的 · only bytes were compared, not read: "+strings.Join(d.NotRead, ", "))
	}
	many := len(d.Documents) > 1
	for i := range d.Documents {
		doc := &d.Documents[i]
		name := ""
		if many {
			name = filingWords(&archive.Held{Kind: doc.Kind, Organ: doc.Organ, Year: doc.Year}, nameOf(doc.Organ)) + " / "
		}
		switch doc.Only {
		case "from":
			out.Notes = append(out.Notes, short(documentWords(doc), maxWords)+"：不再在这一页上 · is no longer on the page")
			continue
		case "to":
			out.Notes = append(out.Notes, short(documentWords(doc), maxWords)+"：新出现在这一页上 · is new on the page")
			continue
		}
		for _, c := range doc.Cells {
			add(&out.Cells, &out.MoreCells, maxRows, row{name + report.CellWords(c.Key), printed(c.From), printed(c.To)})
		}
		for _, f := range doc.Fields {
			add(&out.Fields, &out.MoreFields, maxRows, row{name + f.Name, f.From, f.To})
		}
		for _, c := range doc.Checks {
			add(&out.Checks, &out.MoreChecks, maxRows, row{name + c.ID, string(c.From), string(c.To)})
		}
	}
	for _, t := range d.Text {
		where := fmt.Sprintf("第 %d 段 · paragraph %d", t.ToAt, t.ToAt)
		add(&out.Texts, &out.MoreTexts, maxTexts, row{where, strings.Join(t.From, " "), strings.Join(t.To, " ")})
	}
	return out
}

// add appends a row, cut to its limit, or counts it where there are enough.
func add(rows *[]row, more *int, most int, r row) {
	if len(*rows) == most {
		*more++
		return
	}
	for _, s := range []*string{&r.Where, &r.From, &r.To} {
		if *s = short(*s, maxWords); *s == "" {
			*s = nothing
		}
	}
	*rows = append(*rows, r)
}

// printed says what a cell holds.
func printed(c *report.Cell) string {
	switch {
	case c == nil:
		return nothing
	case c.Value != nil:
		return c.Value.String()
	case c.State == report.StateBlank:
		return "空 blank"
	}
	return fmt.Sprintf("%s (%s)", c.Raw, c.State)
}

func documentWords(d *archive.DocumentDiff) string {
	if d.Title != "" {
		return d.Title
	}
	return filingWords(&archive.Held{Kind: d.Kind, Organ: d.Organ, Year: d.Year}, nameOf(d.Organ))
}

// nameOf is an organ's normalised name, for where the written one is not at hand.
func nameOf(organ string) string {
	_, name, _ := strings.Cut(organ, "/")
	return name
}

// filingWords names a filing: "云湖市水务局 2023 年报", "云湖市水务局 指南".
func filingWords(h *archive.Held, organ string) string {
	what := h.Kind
	switch {
	case h.Kind == string(report.Guide):
		what = "指南"
	case h.Year > 0:
		what = fmt.Sprintf("%d 年报", h.Year)
	}
	return strings.TrimSpace(organ + " " + what)
}
