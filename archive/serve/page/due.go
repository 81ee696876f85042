package page

import (
	"gongkai/archive/catalog"
	"gongkai/extract/report"
)

// due says when the filing was published, by which day the law wants it and how
// many days after it that was: of now what every list says, of another time what
// the version of that time does.
func (p *Pages) due(r *request, v *filingView) error {
	v.Published = v.Filing.Published
	if !r.at.IsZero() {
		v.Published = v.Page.Published(v.Record)
	}
	if v.Filing.Kind != string(report.AnnualReport) {
		return nil
	}
	snap, err := p.Catalog.Current(r.Context())
	if err != nil {
		return err
	}
	if e := snap.Entry(v.Filing.ID); e != nil {
		v.Due = e.Due
	} else { // the catalog is about to hear of it
		v.Due = catalog.DueDate(v.Organ.Name, v.Filing.Year)
	}
	v.Late = catalog.LateDays(v.Published, v.Due)
	return nil
}
