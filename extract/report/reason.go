package report

import "gongkai/extract/document"

// Rule says by what proof the cells of a row were given their columns.
type Rule string

// The rules, the strongest first.
const (
	RuleUnderHeader Rule = "under_header" // each cell stands under its column's header cell
	RuleMergedNone  Rule = "merged_none"  // one cell that says 无 or / is merged over all columns
	RuleHeaderOrder Rule = "header_order" // as many cells as the header has columns, in its order
	RuleFormOrder   Rule = "form_order"   // no whole header; a statutory label and exactly the form's number of cells
	RuleOtherRows   Rule = "other_rows"   // as form_order, and other rows of the table tell which form it is
)

// Reason says how one row of a statutory table was read, or that it was left out.
type Reason struct {
	Section, Row string
	Label        Wording        // of the row; zero in section 四, whose row has none
	Place        document.Place // of the label
	Lines        bool           // the table came as lines of text, without its grid
	Torn         bool           // the label came in two parts
	Rule         Rule           // "" for a row that was left out
	Cells        []CellReason   // in the order of the row
	// Left are the values of a row that was left out, as printed. A finding at
	// the row says why.
	Left []string
	// Aside is how many blank cells at the ends were put aside: the marks that
	// merged cells leave in a text.
	Aside int
}

// CellReason says why a cell belongs to its column.
type CellReason struct {
	Column string // key; "" for a column that the form does not know
	// Header is what is printed over the cell, from the highest heading down to
	// the column's own; nothing where the header is not there.
	Header []string
	Word   Wording // of the column; zero where its label is not there
	Unit   string  // that the header names: yuan, wan_yuan, yi_yuan or ""
	Raw    string
	Place  document.Place
}
