// Package sheet reads workbooks: Office Open XML (.xlsx), the binary format
// of Excel 97 (.xls, WPS .et), the XML Spreadsheet of Excel 2003, and values with
// commas or tabs between them. Cells are given as they are printed: numbers in
// their number format, formulas as the value that was computed last.
//
// A sheet knows no tables, only cells: layout.go says which rows are a table
// and which a paragraph. Names of sheets are headings where there are several.
// Hidden sheets, rows and columns are left out, with a finding.
//
// An .xlsx (ECMA-376 Part 1, clause 18) is a package: the workbook lists its
// sheets, texts stand in one list of shared strings, number formats in the
// styles. A cell (c) has a reference (r="B2"), a style (s), a type (t) and a
// value (v); what it does not say follows from the cell before.
package sheet

import (
	"strconv"
	"strings"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
)

// FormatXLSX is the name of the format in a Document.
const FormatXLSX = "xlsx"

// The codes of the findings of this reader, beside document.CodeLimit.
const (
	CodeNumberFormat = "number_format_unknown" // a number that is shown nobody knows how
	CodeShown        = "shown_otherwise"       // another value is shown than the cell holds
	CodeTwice        = "cell_twice"            // a cell is written twice
	CodePlace        = "cell_place"            // a cell does not say where it stands
	CodePart         = "part_unreadable"       // a part that cannot be read
)

// ReadXLSX reads a workbook of Office Open XML. The error is a *document.Error.
func ReadXLSX(payload []byte) (*document.Document, error) {
	pkg, err := ooxml.Open(payload)
	if err != nil {
		return nil, err
	}
	b := newBuilder(FormatXLSX)
	x := &xlsx{pkg: pkg, builder: b}
	pkg.Properties(b.doc)
	if err := x.workbook(); err != nil {
		return nil, err
	}
	b.pages(x.pages)
	return b.finish()
}

// finish ends a document: without anything in it, it is empty.
func (b *builder) finish() (*document.Document, error) {
	if len(b.doc.Blocks) == 0 && len(b.doc.Findings) == 0 {
		return nil, &document.Error{Code: document.CodeEmpty, Message: "工作簿没有内容：nothing in it"}
	}
	return b.doc, nil
}

// xlsx is a workbook that is being read.
type xlsx struct {
	*builder
	pkg       *ooxml.Package
	pages     []*page
	shared    []string
	looks     []look // of each cell format of the styles
	dressings []bool // of each conditional format, whether it veils
	from1904  bool
	stale     bool // what formulas come to is worked out when the workbook is opened
}

func (x *xlsx) workbook() error {
	main := x.pkg.Main("spreadsheetml", "xl/workbook.xml")
	r, err := x.pkg.Part(main)
	if err != nil {
		return err
	}
	rels, err := x.pkg.Relations(main)
	if err != nil {
		return err
	}
	type entry struct {
		id   string
		page *page
	}
	var sheets []entry
	r.Children(func(*ooxml.Element) {
		r.Children(func(e *ooxml.Element) {
			switch {
			case e.Is(ooxml.Sheet, "workbookPr"):
				x.from1904 = truth(e.Attr("date1904"))
			case e.Is(ooxml.Sheet, "calcPr"):
				x.stale = truth(e.Attr("fullCalcOnLoad"))
			case e.Is(ooxml.Sheet, "sheets"):
				r.Children(func(e *ooxml.Element) {
					if e.Is(ooxml.Sheet, "sheet") && len(sheets) < maxSheets {
						state := e.Attr("state")
						sheets = append(sheets, entry{e.Reference(), &page{name: e.Attr("name"), hidden: state == "hidden" || state == "veryHidden"}})
					}
				})
			}
		})
	})
	if r.Err() != nil {
		return r.Err()
	}
	if len(sheets) == maxSheets {
		x.budget.Reached("sheets", maxSheets)
	}
	targets := map[string]ooxml.Relation{}
	for _, rel := range rels {
		targets[rel.ID] = rel
		switch rel.Type {
		case "sharedStrings":
			err = x.part(rel.Target, x.sharedStrings)
		case "styles":
			err = x.part(rel.Target, x.styles)
		}
		if err != nil {
			return err
		}
	}
	begun := map[string]bool{}
	for _, s := range sheets {
		rel, ok := targets[s.id]
		if !ok || rel.Type != "worksheet" { // charts, dialogs, macros of old
			continue
		}
		if begun[strings.ToLower(rel.Target)] { // no program writes that, and each costs what the part costs
			x.doubt(CodePart, "worksheet", "工作表重复，只读一次："+s.page.name+" (a sheet of the same part as another one, read once only)")
			continue
		}
		begun[strings.ToLower(rel.Target)] = true
		if err := x.part(rel.Target, func(r *ooxml.Reader) { x.sheet(r, s.page) }); err != nil {
			return err
		}
		x.drawings(rel.Target, s.page)
		x.pages = append(x.pages, s.page)
	}
	return nil
}

// maxSheets is the number of sheets that are read.
const maxSheets = 1000

// part reads a part. Without the strings, or half a sheet, cells would be
// wrong or lost, so that its error is the workbook's.
func (x *xlsx) part(name string, read func(*ooxml.Reader)) error {
	r, err := x.pkg.Part(name)
	if err != nil {
		return err
	}
	read(r)
	return r.Err()
}

func truth(s string) bool { return s == "1" || s == "true" || s == "on" }

func (x *xlsx) sharedStrings(r *ooxml.Reader) {
	r.Children(func(*ooxml.Element) {
		r.Children(func(e *ooxml.Element) {
			if e.Is(ooxml.Sheet, "si") {
				x.shared = append(x.shared, richText(r))
			}
		})
	})
}

// richText reads the runs of a string (18.4.8), without the phonetic ones.
func richText(r *ooxml.Reader) string {
	var text []byte
	var line script.Line
	r.Children(func(e *ooxml.Element) {
		switch {
		case e.Is(ooxml.Sheet, "t"):
			text = append(line.At(text, script.Baseline), unescape(r.Text())...)
		case e.Is(ooxml.Sheet, "r"):
			var f font
			r.Children(func(e *ooxml.Element) {
				switch {
				case e.Is(ooxml.Sheet, "rPr"):
					f = readFont(r)
				case e.Is(ooxml.Sheet, "t"):
					s := unescape(r.Text())
					text = append(line.At(text, f.level), s...)
					if f.struck && strings.TrimSpace(s) != "" {
						text = append(text, script.Stroke...)
					}
				}
			})
		}
	})
	return string(line.End(text))
}

// unescape decodes _xHHHH_, by which characters are written that XML cannot
// have (22.4.2.4).
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && i+6 < len(s) && s[i+1] == 'x' && s[i+6] == '_' {
			if c, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				if c != '\r' {
					b.WriteRune(rune(c))
				}
				i += 6
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
