package reporttest

import (
	"strconv"

	"gongkai/extract/document"
)

// Report is a report that was made up, with its truth.
type Report struct {
	Year   int
	Agency string
	// Proactive and Applications are the forms of sections 二 and 三: Form2019 or Form2021.
	Proactive, Applications string
	// OneTable is set where section 二 is one table, else it is one for each article.
	OneTable bool
	// Organisations is set where section 三 has a column 小计 over the organisations,
	// Remarks where it ends in a column 备注.
	Organisations, Remarks bool
	// Subtotals are the groups of section 三 that begin with a row 小计.
	Subtotals []string
	// Local is the label of a row of the organ's own below section 三's, "" for none.
	Local string

	cells map[string]printed
	local []string // the numbers of the row Local
	fancy bool
}

// Truth is what each statutory cell of the report is, by key. A reading must give
// these cells, no others.
func (r *Report) Truth() map[string]Truth {
	out := make(map[string]Truth, len(r.cells))
	for k, c := range r.cells {
		out[k] = c.Truth
	}
	return out
}

// TruthIn is the truth of what parts still hold of the report (see Mutate).
func (r *Report) TruthIn(parts []Part) map[string]Truth {
	out := make(map[string]Truth, len(r.cells))
	for _, p := range parts {
		for _, row := range p.Table {
			for _, c := range row {
				if cell, ok := r.cells[c.Key]; ok {
					out[c.Key] = cell.Truth
				}
			}
		}
	}
	return out
}

// Raw is the text of each statutory cell as it is printed, by key.
func (r *Report) Raw() map[string]string {
	out := make(map[string]string, len(r.cells))
	for k, c := range r.cells {
		out[k] = c.text
	}
	return out
}

// Part is one piece of a report in order: a text or a table.
type Part struct {
	// Text is a paragraph, "" for a table.
	Text string
	// Heading is set where the text is a heading; level 1 is the title.
	Heading int
	Table   Table
}

// Parts are the whole report in order: title, the six sections, their tables.
func (r *Report) Parts() []Part {
	say := func(s string) Part { return Part{Text: s} }
	year := strconv.Itoa(r.Year)
	parts := []Part{
		{Text: r.Agency + year + "年政府信息公开工作年度报告", Heading: 1},
		{Text: "一、总体情况", Heading: 2},
		say(year + "年，本局认真做好政府信息公开工作，及时准确公开各类信息，切实保障群众的知情权、参与权和监督权。"),
		{Text: "二、主动公开政府信息情况", Heading: 2},
	}
	for _, t := range r.ProactiveTables() {
		parts = append(parts, Part{Table: t})
	}
	return append(parts,
		Part{Text: "三、收到和处理政府信息公开申请情况", Heading: 2}, Part{Table: r.ApplicationsTable()},
		Part{Text: "四、政府信息公开行政复议、行政诉讼情况", Heading: 2}, Part{Table: r.ReviewTable()},
		Part{Text: "五、存在的主要问题及改进情况", Heading: 2}, say("公开不够及时，下一步将加强。"),
		Part{Text: "六、其他需要报告的事项", Heading: 2}, say("无"))
}

// Document is what a faithful reader makes of the report.
func (r *Report) Document() *document.Document { return Document(r.Parts()) }

// Document is what a faithful reader makes of parts.
func Document(parts []Part) *document.Document {
	doc := &document.Document{Format: "test"}
	tables := 0
	for _, p := range parts {
		b := document.Block{Kind: document.Paragraph, Text: p.Text, Level: p.Heading}
		switch {
		case p.Table != nil:
			tables++
			b = document.Block{Kind: document.TableKind, Table: p.Table.Document(), Place: document.Place{Table: tables}}
			for i := range b.Table.Cells {
				b.Table.Cells[i].Place.Table = tables
			}
		case p.Heading > 0:
			b.Kind = document.Heading
		}
		doc.Blocks = append(doc.Blocks, b)
	}
	return doc
}
