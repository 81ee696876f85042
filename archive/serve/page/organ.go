package page

import (
	"errors"
	"slices"

	"gongkai/archive"
	"gongkai/archive/catalog"
	"gongkai/extract/report"
)

// organView is what templates/organ.html shows.
type organView struct {
	*catalog.Organ
	Site     string
	Names    []string // other spellings
	Years    []organYear
	Guide    *filingRow
	Contacts []contactView
	Trends   []trendView
	Across   []crossRow // relations that fail and are no hints
	Hints    []crossRow // hints that fail
	Holding  int        // relations that hold
	Open     int        // relations that cannot be decided
	API      string
}

// organYear is one year of an organ: its report, or the want of one.
type organYear struct {
	Year int
	Cell heatCell
	Row  *filingRow // nil where there is no report
	Due  string
}

// trendView is a group of charts and the table with the same numbers.
type trendView struct {
	trend
	Charts []chart
	Years  []int
}

// crossRow is a relation between the reports of two years.
type crossRow struct {
	archive.CrossCheck
	Title       string
	Left, Right string
	Before      string // filings of the two years
	Now         string
}

// manyTrendYears is how many years the charts show, the last of them.
const manyTrendYears = 24

// organ shows an organ with all that it filed.
func (p *Pages) organ(r *request) (*sheet, error) {
	snapshot, err := p.Catalog.Current(r.Context())
	if err != nil {
		return nil, err
	}
	o := snapshot.Organ(r.PathValue("portal") + "/" + r.PathValue("organ"))
	if o == nil {
		return nil, archive.ErrNotFound
	}
	if !r.seen(o.FirstSeen) {
		return nil, archive.ErrNotYetSeen
	}
	o = r.asOf(o)
	v := &organView{Organ: o, Site: r.site(o.Portal), API: "/api/v1/organs" + organPath(o.ID)[len("/organ"):]}
	for _, n := range o.Organ.Names {
		if n != o.Name {
			v.Names = append(v.Names, n)
		}
	}
	v.years(r)
	if o.Guide != nil {
		row := r.filingRow(o.Guide)
		v.Guide = &row
		h, err := p.held(r.Context(), o.Guide.ID, r.at)
		if err != nil && !absent(err) {
			return nil, err
		}
		if err == nil && h.Record != nil {
			v.Contacts = contactsOf(h.Record.Guide, r.lang)
		}
	}
	if err := p.trends(r, v); err != nil {
		return nil, err
	}
	if r.at.IsZero() {
		if err := p.across(r, v); err != nil {
			return nil, err
		}
	}
	return &sheet{Template: "organ", Title: o.Name, Dated: true, Feeds: feedsOf(o.ID), Data: v}, nil
}

// absent reports whether an error says only that something was not there at the
// reader's moment.
func absent(err error) bool {
	var gone *archive.GoneError
	return errors.Is(err, archive.ErrNotFound) || errors.Is(err, archive.ErrNotYetSeen) || errors.As(err, &gone)
}

// years lists the years of the organ, the newest first, those without a report
// among them, and last the reports whose year nobody says.
func (v *organView) years(r *request) {
	first, last := v.Organ.Years()
	for _, y := range slices.Backward(r.years(first, last, mostYears)) {
		year := organYear{Year: y, Due: catalog.DueDate(v.Name, y)}
		if e := v.Organ.Report(y); e != nil {
			row := r.filingRow(e)
			year.Row, year.Cell = &row, row.Cell
		} else {
			m := v.Organ.Mark(y, r.moment())
			year.Cell = heatCell{Mark: m, Sign: r.lang.sign(m, nil), Words: r.lang.markWords(m, nil)}
		}
		v.Years = append(v.Years, year)
	}
	for _, e := range v.Organ.Reports {
		if e.Year == 0 {
			row := r.filingRow(e)
			v.Years = append(v.Years, organYear{Row: &row, Cell: row.Cell})
		}
	}
}

// trends reads the reports as they stood at the reader's moment and draws them.
func (p *Pages) trends(r *request, v *organView) error {
	var years []yearReport
	for _, y := range slices.Backward(v.Years) {
		if y.Year == 0 {
			continue
		}
		one := yearReport{Year: y.Year, Why: phrase{"没有年报", "no report"}}
		if y.Row != nil {
			h, err := p.held(r.Context(), y.Row.ID, r.at)
			switch {
			case err == nil && h.Record != nil && len(h.Record.Cells) > 0:
				one.Record = h.Record
			case err == nil || absent(err):
				one.Why = phrase{"没有读出", "not read"}
			default:
				return err
			}
		}
		years = append(years, one)
	}
	if len(years) > manyTrendYears {
		years = years[len(years)-manyTrendYears:]
	}
	if !slices.ContainsFunc(years, func(y yearReport) bool { return y.Record != nil }) {
		return nil
	}
	for _, t := range trendsOf(years) {
		view := trendView{trend: t}
		for i, s := range t.Series {
			view.Charts = append(view.Charts, chart{ID: t.ID + "-" + itoa(i), Series: s, Lang: r.lang})
		}
		for _, y := range years {
			view.Years = append(view.Years, y.Year)
		}
		v.Trends = append(v.Trends, view)
	}
	return nil
}

// across checks the reports of years that follow each other.
func (p *Pages) across(r *request, v *organView) error {
	list, err := p.Archive.CheckAcross(r.Context(), v.ID)
	if err != nil {
		return err
	}
	for _, c := range list {
		switch c.Verdict {
		case report.Holds:
			v.Holding++
		case report.Fails:
			row := crossRow{CrossCheck: c, Title: crossTitle(&c, r.lang), Left: c.Left.String(), Right: c.Right.String()}
			row.Before, row.Now = entryID(v.Report(c.Year-1)), entryID(v.Report(c.Year))
			if c.Hint {
				v.Hints = append(v.Hints, row)
			} else {
				v.Across = append(v.Across, row)
			}
		default:
			v.Open++
		}
	}
	return nil
}

func entryID(e *catalog.Entry) string {
	if e == nil {
		return ""
	}
	return e.ID
}
