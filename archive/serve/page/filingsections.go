package page

import (
	"slices"
	"strings"

	"gongkai/extract/report"
)

// sectionView is one section of a document: its words and its tables.
type sectionView struct {
	ID      string
	Heading string
	Text    []string
	Grids   []grid
	Lacks   bool // the form has a table here and none was read
	Tables  []report.FreeTable
}

// restView is a cell that the form has no place for.
type restView struct {
	Key, Label, Raw string
	State           report.State
}

// sectionsOf puts words and tables of each section together. A table whose
// section has no heading gets the form's own.
func sectionsOf(rec *report.Record, g grids, l lang) []sectionView {
	var out []sectionView
	at := map[int]int{} // section → place in out, plus 1
	for _, s := range rec.Sections {
		v := sectionView{ID: "section-" + itoa(len(out)), Heading: strings.TrimSpace(s.Printed + s.Heading)}
		for _, line := range strings.Split(s.Text, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				v.Text = append(v.Text, line)
			}
		}
		out = append(out, v)
		if at[s.Number] == 0 {
			at[s.Number] = len(out)
		}
	}
	place := func(n int, heading phrase) *sectionView {
		if at[n] == 0 {
			where := len(out)
			for m := n + 1; m <= 6; m++ {
				if at[m] > 0 {
					where = at[m] - 1
					break
				}
			}
			out = slices.Insert(out, where, sectionView{ID: "section-n" + itoa(n), Heading: heading.In(l)})
			for m, i := range at {
				if i > where {
					at[m] = i + 1
				}
			}
			at[n] = where + 1
		}
		return &out[at[n]-1]
	}
	for _, part := range []struct {
		n       int
		heading phrase
		list    []grid
	}{
		{2, phrase{"二、主动公开政府信息情况", "2. Information disclosed proactively"}, g.proactive},
		{3, phrase{"三、收到和处理政府信息公开申请情况", "3. Applications received and processed"}, g.applications},
		{4, phrase{"四、政府信息公开行政复议、行政诉讼情况", "4. Reviews and litigation"}, g.disputes},
	} {
		if rec.Kind != report.AnnualReport {
			break
		}
		switch {
		case len(part.list) > 0:
			s := place(part.n, part.heading)
			s.Grids = part.list
		case at[part.n] > 0:
			out[at[part.n]-1].Lacks = true
		}
	}
	for _, t := range rec.Tables {
		if at[t.Section] == 0 {
			place(t.Section, phrase{"其他表格", "Other tables"})
		}
		s := &out[at[t.Section]-1]
		s.Tables = append(s.Tables, t)
		s.Lacks = false
	}
	return out
}
