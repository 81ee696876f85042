package page

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/archive"
	"gongkai/extract/report"
)

// diffView is what templates/diff.html shows.
type diffView struct {
	archive.Diff
	FromPage, ToPage archive.Page
	NoText           []sideView // versions of which nothing was read, and why
	Documents        []documentDiff
	Runs             []archive.TextDiff
	MoreRuns         int // runs of text that are not listed
}

// sideView is one of two versions.
type sideView struct{ Ref, Why string }

// documentDiff is a document that differs.
type documentDiff struct {
	archive.DocumentDiff
	Rows   []cellRow
	Checks []checkRow
	Fields []fieldRow
}

// cellRow is a cell with what stood in it before and after.
type cellRow struct {
	Key, Label string
	From, To   *report.Cell // nil: not in that document
	Change     string       // +5, −12, "" where a side has no number
}

type checkRow struct {
	Title    string
	From, To report.Verdict // "" where there is no such check
}

type fieldRow struct{ Name, From, To string }

var versionRef = regexp.MustCompile(`^([0-9a-f]{16})\.([1-9][0-9]{0,8})$`)

// versionNamed finds the version of a reference, "1a2b3c4d5e6f7081.2".
func (p *Pages) versionNamed(r *request, ref string) (archive.Version, error) {
	m := versionRef.FindStringSubmatch(ref)
	if m == nil {
		return archive.Version{}, bad("from 和 to 各是一个版本：页号.版本号", "from and to are a version each: page.number")
	}
	n, err := strconv.Atoi(m[2])
	if err != nil {
		return archive.Version{}, archive.ErrNotFound
	}
	return p.Archive.Version(r.Context(), archive.PageID(m[1]), n)
}

// diff shows what differs between two versions.
func (p *Pages) diff(r *request) (*sheet, error) {
	q := r.URL.Query()
	from, err := p.versionNamed(r, q.Get("from"))
	if err != nil {
		return nil, err
	}
	to, err := p.versionNamed(r, q.Get("to"))
	if err != nil {
		return nil, err
	}
	d, err := p.Archive.Diff(r.Context(), from, to)
	if err != nil {
		return nil, err
	}
	v := &diffView{Diff: d}
	if v.FromPage, err = p.Archive.Page(r.Context(), from.Page); err != nil {
		return nil, err
	}
	if v.ToPage, err = p.Archive.Page(r.Context(), to.Page); err != nil {
		return nil, err
	}
	for _, ref := range d.NotRead {
		state := to.State
		if ref == from.Ref() {
			state = from.State
		}
		v.NoText = append(v.NoText, sideView{ref, notRead(state, r.lang)})
	}
	for _, doc := range d.Documents {
		v.Documents = append(v.Documents, documentDiffOf(doc, r.lang))
	}
	v.Runs, v.MoreRuns = fewRuns(d.Text)
	return &sheet{Template: "diff", Title: r.lang.t("两个版本的差别", "Difference of two versions"), Data: v}, nil
}

func documentDiffOf(d archive.DocumentDiff, l lang) documentDiff {
	out := documentDiff{DocumentDiff: d}
	cells := map[string]archive.CellDiff{}
	keys := make([]string, 0, len(d.Cells))
	for _, c := range d.Cells {
		cells[c.Key] = c
		keys = append(keys, c.Key)
	}
	inPrintOrder(keys)
	for _, k := range keys {
		out.Rows = append(out.Rows, newCellRow(k, cells[k].From, cells[k].To, l))
	}
	for _, c := range d.Checks {
		out.Checks = append(out.Checks, checkRow{checkTitle(c.ID, l), c.From, c.To})
	}
	for _, f := range d.Fields {
		out.Fields = append(out.Fields, fieldRow{fieldName(f.Name, l), f.From, f.To})
	}
	return out
}

// fieldName says a field of a document in words: "supervision.phone".
func fieldName(name string, l lang) string {
	whose, field, two := strings.Cut(name, ".")
	if !two {
		whose, field = "", name
	}
	w, ok := fieldWords[field]
	if !ok {
		return name
	}
	switch whose {
	case "":
		return w.In(l)
	case "supervision":
		return l.t("监督投诉 · ", "Supervision · ") + w.In(l)
	case "reconsideration":
		return l.t("行政复议 · ", "Review · ") + w.In(l)
	case "litigation":
		return l.t("行政诉讼 · ", "Litigation · ") + w.In(l)
	}
	return name
}

func newCellRow(key string, from, to *report.Cell, l lang) cellRow {
	row := cellRow{Key: key, Label: keyLabel(key, l), From: from, To: to}
	if from != nil && to != nil && from.Value != nil && to.Value != nil {
		row.Change = change(*from.Value, *to.Value)
	}
	return row
}

// change is what was added to a to make b, exactly: +5, −12, 0.
func change(a, b report.Number) string {
	x, err := decimal.NewFromString(a.String())
	y, err2 := decimal.NewFromString(b.String())
	if err != nil || err2 != nil {
		return ""
	}
	d := y.Sub(x)
	switch d.Sign() {
	case 1:
		return "+" + d.String()
	case -1:
		return "−" + d.Neg().String()
	}
	return "0"
}
