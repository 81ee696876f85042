package archive

import "gongkai/extract/report"

// Then returns the filing of a target as its version says, whatever came later:
// one source, with the date and the numbers of rec, which is what that version
// was read as, nil where it was not read. Whether other sources disagreed at
// the time is not known, so Disagree is never set.
func (t *Target) Then(rec *report.Record) Filing {
	f := *t.Filing
	s := Source{
		Page: t.Page.ID, URL: t.Page.URL, Role: t.Page.Role, Version: t.Version.Number, Document: t.Document,
		State: t.Version.State, Published: t.Page.Published(rec), FirstSeen: t.Version.FirstSeen,
	}
	for _, o := range f.Sources {
		if o.Page == s.Page && o.FirstSeen.Before(s.FirstSeen) {
			s.FirstSeen = o.FirstSeen
		}
	}
	if rec != nil {
		s.count(rec)
	}
	f.Sources, f.Published, f.Failing, f.Disagree = []Source{s}, s.Published, s.Failing, false
	return f
}
