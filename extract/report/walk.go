package report

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/document"
)

// walker goes through the blocks of one report in order, tables cell by cell
// and paragraphs line by line, and enters what it can prove in the sheet.
type walker struct {
	sheet *sheet
	// headers are the headers in force, by family.
	headers map[string]*header
	// orphans is how many numbers stood in the stream, just before, that are no
	// row's; unowned, that no label of any kind stood before them.
	orphans int
	unowned bool
	// unit is the unit of money that is named for all tables of section 二.
	unit unit
	// group is the heading of the block of rows that was met last.
	group string
	// last is the row that was read last, with its label as it stood.
	last     rowForm
	lastText string
	lastLeft bool            // its values were left out
	leftOut  map[string]bool // rows, by section.row, of which that is so
	// part is a row whose label was cut off after its beginning.
	part *part
	// behind is the row that the last lines were, with the number of its values; lines
	// that go on with them show that these were not whole.
	behind  rowForm
	behindN int
	// headed says that 其他处理 was read from lines, where it may be a heading.
	headed bool
	// later are rows of section 二 without a header, until the form is known.
	later []laterRow
	// strange are rows that are none of the form's, by section.
	strange []strangeRow
	free    []FreeTable
	// votes count the columns of section 二 that were read, by what they tell.
	votes map[string]int
	rows  map[string]bool // rows of section 二 whose label was found, by key and wording
	// done is set after the last statutory section: numbers there are prose.
	done    bool
	section int
	stream  []strangeRow // rows of a table that came as lines, not statutory
	// table is the table that is being read, nil for lines; foreign says that words
	// stand over its rows which are no header of the form.
	table   *document.Table
	foreign bool
	// spanless says that no cell of it reaches over columns.
	spanless bool
	// implied are the groups whose heading has numbers beside it.
	implied []string
	cells   []rowCell // of the row that is being entered: one space for all rows
	trace   *trace    // nil: nobody asks why
	spare   spare     // of the table that was asked for last
	hollow  []bool    // rows of the table that is being read in which nothing begins
	// above is the row of the table that was read last.
	above halfRow
	// narrow says that a row of section 二 was read under a part of the form's columns;
	// nameless, that a table has rows of numbers that nothing names.
	narrow, nameless bool
	// turned says that the table being read has rows for columns; turnedRows are the
	// rows of section 三 that were read from such.
	turned     bool
	turnedRows []string
	// numbered are the rows and headings of section 三 as they were met; contested says
	// that one of them has the ordinal of another.
	numbered  []numbered
	contested bool
	// guessed are the rows of lines that have as many numbers as the form has columns,
	// under a header that does not name them all; uneven says that not all rows have.
	guessed []string
	uneven  bool
	mixed   []mixed
	// after are the groups whose 小计 stands behind a row of the group.
	after []string
}

// value is a cell that stands behind a row's label.
type value struct {
	text     string
	place    document.Place
	from, to int
	down     bool // the cell spans several rows
}

type part struct {
	row    rowForm
	text   string
	values []value
	stream bool
}

type laterRow struct {
	row    rowForm
	values []value
	stream bool
	place  document.Place
	table  *document.Table // nil for lines
}

type strangeRow struct {
	family string
	cells  []string
	place  document.Place
	// headed: it stands in a table under the columns of section 三. That table is
	// the form's, whatever its rows are called.
	headed bool
}

func newWalker() *walker {
	return &walker{sheet: newSheet(), headers: map[string]*header{}, votes: map[string]int{}, rows: map[string]bool{}, leftOut: map[string]bool{}}
}

// walk reads all blocks of one report; lines are those of its paragraphs.
func (w *walker) walk(blocks []document.Block, lines []line) {
	w.unit = unitSaid(blocks, lines)
	var run streamRun
	var last *document.Block // before a table, and before those that go on with it
	for i := range blocks {
		b := &blocks[i]
		if b.Furniture {
			continue
		}
		if b.Table == nil {
			last = b
		}
		if b.Kind == document.TableKind {
			w.flush(&run)
			run.reset()
			w.behind = rowForm{}
			switch {
			case b.Table == nil:
			case w.done:
				w.keep(b.Table, b.Place)
			case last != nil && lastYears(last):
				w.sheet.find("header_contradicts", document.Publisher, "", "“"+short(last.Text, 60)+"”：不是本年度的表，未读 / the table's caption says that it is last year's: left out", b.Place)
				w.keep(b.Table, b.Place)
			default:
				w.readTable(b.Table, b.Place)
			}
			continue
		}
		for ; len(lines) > 0 && lines[0].block == i; lines = lines[1:] {
			w.takeLine(&lines[0], &run)
		}
	}
	w.flush(&run)
	w.endStreamTable()
	w.settle()
}

// known notes that a row's label was met.
func (w *walker) known(r rowForm, text string) {
	if w.last.group != "" && w.last.group == r.group && strings.HasSuffix(r.key, ".subtotal") && w.last.key != r.key {
		w.after = append(w.after, r.group)
	}
	w.last, w.lastText, w.lastLeft = r, text, false
	w.trace.known(r, text)
	w.sheet.printed[r.section+"."+r.key] = true
	if r.section == secApplications {
		w.group = r.group
	} else {
		w.rows[r.key] = true
		if text == "行政规范性文件" {
			w.rows["2021"] = true
		}
	}
}

// rowNamed finds the row that a label names, where it stands. The wordings 其他
// and 小计 name a row only inside a group.
func (w *walker) rowNamed(l label, exactOnly bool) (rowForm, bool) {
	if isSubtotal(l.text) && w.group != "" && w.group != groupResults {
		return rowForm{section: secApplications, key: w.group + ".subtotal", group: w.group}, true
	}
	r, exact, ok := findRow(l)
	if !ok || exactOnly && !exact {
		return rowForm{}, false
	}
	if r.key == "otherwise.other" && w.group != "otherwise" {
		return rowForm{}, false
	}
	if r.key == "otherwise" && w.group == "otherwise" && strings.Contains("123", l.ordinal) && l.ordinal != "" {
		return rowForm{}, false // 3.其他处理 stands in its own group: a row of it, not the sum
	}
	return r, true
}

// isSubtotal reports whether a label is that of a row with the sums of its group.
func isSubtotal(text string) bool { return text == "小计" || text == "合计" }

func blank(s string) bool {
	if s == "" {
		return true
	}
	if s[0] > ' ' && s[0] < 0x7f && s[0] != '[' {
		return false // nothing drops it
	}
	return tidy(s) == ""
}

func short(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "…"
}
