package report

import "gongkai/extract/document"

// Schema is the name and version of the record's form.
const Schema = "gongkai/1"

// Kind is what a document is.
type Kind string

// The kinds of a document.
const (
	AnnualReport Kind = "annual_report" // 政府信息公开工作年度报告
	Guide        Kind = "guide"         // 政府信息公开指南
	Other        Kind = "other"
)

// Record is a document understood: one line of `gongkai parse`.
type Record struct {
	Schema string `json:"schema"`
	Kind   Kind   `json:"kind"`
	Title  string `json:"title,omitempty"`
	// Agency is the organ's full name as the document gives it.
	Agency string `json:"agency,omitempty"`
	// Year is the year that the report is about, 0 for a guide or when unknown.
	Year int `json:"year,omitempty"`
	// Published is the date of publication that the page or its metadata gives,
	// Signed the date under the text; YYYY-MM-DD, "" where it is not there or
	// cannot be read whole.
	Published string         `json:"published,omitempty"`
	Signed    string         `json:"signed,omitempty"`
	Dates     []DateEvidence `json:"dates,omitempty"`
	// Forms is set for annual reports only.
	Forms    *Forms    `json:"forms,omitempty"`
	Period   *Period   `json:"period,omitempty"`
	Sections []Section `json:"sections,omitempty"`
	// Cells holds the statutory cells by key, "applications.new.total". A cell
	// whose row or column is not in the document is absent.
	Cells map[string]Cell `json:"cells,omitempty"`
	// Facts are the numbers that the sentences of an annual report give.
	Facts []Fact `json:"facts,omitempty"`
	// Guide is set for guides only.
	Guide    *GuideFields       `json:"guide,omitempty"`
	Checks   []Check            `json:"checks,omitempty"`
	Findings []document.Finding `json:"findings,omitempty"`
	// Tables are the tables that are not statutory, as printed.
	Tables []FreeTable `json:"tables,omitempty"`
	Source Source      `json:"source"`
	// Reasons say why the cells were read as they were, where it was asked for
	// (Options.Explain); they are no part of what is stored or printed. Explain
	// makes something to read of them.
	Reasons []Reason `json:"-"`
}

// DateEvidence is a date that was found and where.
type DateEvidence struct {
	Role  string         `json:"role"` // published or signed
	Date  string         `json:"date"` // YYYY-MM-DD
	Raw   string         `json:"raw"`
	From  string         `json:"from"` // metadata, header, signature, …
	Place document.Place `json:"place"`
}

// Forms names the generation of each table: 2019 (国办公开办函〔2019〕60号),
// 2021 (国办公开办函〔2021〕30号), local (the statutory rows under columns of the
// organ's own) or none.
type Forms struct {
	Proactive    string `json:"proactive"`
	Applications string `json:"applications"`
}

// Period is the time that the report says it is about, YYYY-MM-DD.
type Period struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Section is one of the sections of a document, its number as the form counts.
type Section struct {
	Number  int    `json:"number"`  // 1–6 of an annual report; 1, 2, … of a guide; 0: text before the first
	Printed string `json:"printed"` // the number as printed, "1、"
	Heading string `json:"heading"`
	Text    string `json:"text"`
}

// State is what stands in a cell. Four different facts that are never mixed up,
// and two doubts.
type State string

// The states of a cell. Only StateValue has a value.
const (
	StateValue         State = "value"
	StateBlank         State = "blank"
	StateNotApplicable State = "not_applicable"
	StateUnreadable    State = "unreadable"
	StateUnitUnknown   State = "unit_unknown"
	StateConflict      State = "conflict"
)

// Cell is one cell of a statutory table.
type Cell struct {
	Section string `json:"section"` // proactive, applications, review, litigation_direct, litigation_after_review
	Row     string `json:"row,omitempty"`
	Column  string `json:"column"`
	// Value is the exact number, nil unless State is StateValue.
	Value *Number `json:"value,omitempty"`
	Raw   string  `json:"raw"` // as printed
	State State   `json:"state"`
	// Place is where the cell stands in the original.
	Place document.Place `json:"place"`
}

// Verdict is the outcome of a check.
type Verdict string

// The verdicts. Tolerance is zero.
const (
	Holds              Verdict = "holds"
	Fails              Verdict = "fails"
	HoldsIfBlankIsZero Verdict = "holds_if_blank_is_zero"
	Undecidable        Verdict = "undecidable"
)

// Check is an arithmetic relation of the form between cells of one report.
type Check struct {
	ID      string  `json:"id"` // stable: applications.balance.total
	Verdict Verdict `json:"verdict"`
	// Left and Right are the two sums, nil where the check is undecidable.
	Left  *Number  `json:"left,omitempty"`
	Right *Number  `json:"right,omitempty"`
	Cells []string `json:"cells"` // keys of both sides
}

// FreeTable is a table that is not statutory: rows of cell texts, a cell that
// spans stands once, at its first position.
type FreeTable struct {
	Section int            `json:"section,omitempty"`
	Rows    [][]string     `json:"rows"`
	Place   document.Place `json:"place"`
}

// Contact is an office that can be reached; values as printed.
type Contact struct {
	Office   string `json:"office,omitempty"`
	Address  string `json:"address,omitempty"`
	Postcode string `json:"postcode,omitempty"`
	Hours    string `json:"hours,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Fax      string `json:"fax,omitempty"`
	Email    string `json:"email,omitempty"`
	ApplyURL string `json:"apply_url,omitempty"`
}

// GuideFields is what a guide says of whom to ask and where to complain.
type GuideFields struct {
	Contact                  // the office that takes applications
	Supervision     *Contact `json:"supervision,omitempty"`     // 投诉、举报
	Reconsideration *Contact `json:"reconsideration,omitempty"` // 行政复议
	Litigation      *Contact `json:"litigation,omitempty"`      // 行政诉讼
}

// Source says which file a record was read from. Of a file in a container File
// has both names, list.zip!/年报.docx, and SHA256 is that of the file inside.
type Source struct {
	File     string `json:"file,omitempty"`
	Format   string `json:"format"`
	Charset  string `json:"charset,omitempty"`
	SHA256   string `json:"sha256"`
	Document int    `json:"document"` // place of the document in the payload, from 0
}
