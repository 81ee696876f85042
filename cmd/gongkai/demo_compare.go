package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"gongkai/archive"
	"gongkai/crawler"
	"gongkai/crawler/portalsim"
	"gongkai/extract/report"
)

// compare returns what the ledger has and the archive has not, and the other
// way round.
func (d *demo) compare(ctx context.Context) (missed, extra []string, err error) {
	want := map[string]bool{}
	l := d.world.Ledger()
	for _, r := range l.Reports {
		want[fmt.Sprintf("%s/%s/%d", r.Portal, r.Organ, r.Year)] = true
	}
	for _, g := range l.Guides {
		want[fmt.Sprintf("%s/%s/0", g.Portal, g.Organ)] = true
	}
	for f, err := range d.arc.Filings(ctx, archive.FilingQuery{}) {
		if err != nil {
			return nil, nil, err
		}
		key := fmt.Sprintf("%s/%s/%d", f.Portal, f.OrganName, f.Year)
		if !want[key] {
			extra = append(extra, key)
		}
		delete(want, key)
	}
	return slices.Sorted(maps.Keys(want)), extra, nil
}

// numbers compares every statutory cell with the ledger.
func (d *demo) numbers(ctx context.Context) error {
	right, wrong, unread := 0, 0, 0
	for _, r := range d.world.Ledger().Reports {
		rec, err := d.record(ctx, r)
		if err != nil {
			return err
		}
		if rec == nil {
			unread++
			continue
		}
		for key, want := range r.Cells {
			got, ok := rec.Cells[key]
			switch {
			case !ok, string(got.State) != want.State, got.Value != nil && !sameNumber(*got.Value, want.Value):
				wrong++
			default:
				right++
			}
		}
	}
	d.say("    法定单元格 cells：对 right %d，错或漏 wrong or lost %d；没读出的年报 reports not read %d", right, wrong, unread)
	d.expect("没读出的年报 · reports not read", unread, 0)
	d.expect("读错的单元格 · cells read wrongly", wrong, 0)
	return nil
}

// article returns the report that an act is about.
func (d *demo) article(p crawler.Portal) (portalsim.Report, error) {
	r, ok := newestArticle(d.world, p.ID)
	if !ok {
		return r, fmt.Errorf("portal %s has no report that is an article of its own", p.ID)
	}
	return r, nil
}

// newestArticle returns the newest report of a portal that is an HTML article
// with one document on its page and no file beside it: what happens to it
// happens at one address.
func newestArticle(w *portalsim.World, portal string) (best portalsim.Report, ok bool) {
	l := w.Ledger()
	reports := l.Reports
	for _, r := range reports {
		if slices.ContainsFunc(l.Attachments, func(a portalsim.Attachment) bool { return a.Page == r.Page }) {
			continue
		}
		shared := slices.ContainsFunc(reports, func(o portalsim.Report) bool { return o.URL == r.URL && o.Year != r.Year })
		if r.Portal == portal && r.Format == portalsim.FormatHTML && r.URL == r.Page && !shared && r.Year > best.Year {
			best, ok = r, true
		}
	}
	return best, ok
}

// record returns what the archive read of a report of the ledger, nil where
// its format has no reader yet.
func (d *demo) record(ctx context.Context, r portalsim.Report) (*report.Record, error) {
	page, err := d.arc.PageByURL(ctx, r.URL)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.URL, err)
	}
	v, err := d.arc.Version(ctx, page.ID, page.Versions)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.URL, err)
	}
	if v.State != archive.WasRead {
		return nil, nil
	}
	reading, err := d.arc.Reading(ctx, v)
	if err != nil {
		return nil, err
	}
	for i := range reading.Records {
		if reading.Records[i].Kind == report.AnnualReport && reading.Records[i].Year == r.Year {
			return &reading.Records[i], nil
		}
	}
	return &report.Record{}, nil // read, and the report is not in it
}

// sameNumber compares a number with its plain decimal digits.
func sameNumber(n report.Number, digits string) bool {
	var want report.Number
	return want.UnmarshalJSON([]byte(digits)) == nil && n.Equal(want)
}
