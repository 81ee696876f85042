package archive

import (
	"context"
	"slices"

	"gongkai/extract/report"
)

// Rereading is what came of reading one version again.
type Rereading struct {
	Version string    `json:"version"` // as Version.Ref names it
	Portal  string    `json:"portal"`
	URL     string    `json:"url"`
	Was     ReadState `json:"was"`
	Now     ReadState `json:"now"`
	// Newest is set where this version says what its page holds now; other
	// versions are history.
	Newest bool `json:"newest"`
	// Filings are those of which the version says something else than before.
	Filings []FilingRereading `json:"filings,omitempty"`
	// Failure is why there is no other reading than before, in one line.
	Failure string `json:"failure,omitempty"`
}

// FilingRereading is what a version says of one filing now and did not before.
type FilingRereading struct {
	Held
	// Appeared and Vanished are set where the archive knew of no such filing
	// before, or knows of none any more: the readers were wrong, then or now.
	Appeared bool `json:"appeared,omitempty"`
	Vanished bool `json:"vanished,omitempty"`
	// Cells are the statutory cells that differ.
	Cells []CellDiff `json:"cells,omitempty"`
	// Fields are what differs in a guide, and in title, agency and dates.
	Fields []FieldDiff `json:"fields,omitempty"`
}

// rereadingOf begins what is told of a version that is read again.
func (a *Archive) rereadingOf(ctx context.Context, v Version) (*Rereading, error) {
	p, err := a.Page(ctx, v.Page)
	return &Rereading{
		Version: v.Ref(), Portal: p.Portal, URL: p.URL, Was: v.State, Now: v.State, Newest: v.Number == p.HoldsOf,
	}, err
}

// tell writes down what the documents of a version say now. known are the
// filings that had a source before and have one after.
func (r *Rereading) tell(before, after []found, was, is []string) {
	for _, pair := range matchDocuments(before, after) {
		if pair.from != nil && pair.to != nil && pair.from.Filing != pair.to.Filing {
			// Another organ or year than before: one goes, the other comes.
			r.say(pair.from, pair.from.record, nil, was, is)
			r.say(pair.to, nil, pair.to.record, was, is)
			continue
		}
		var from, to *report.Record
		name := pair.from
		if pair.from != nil {
			from = pair.from.record
		}
		if pair.to != nil {
			name, to = pair.to, pair.to.record
		}
		r.say(name, from, to, was, is)
	}
}

// say adds what differs of one document, if anything does.
func (r *Rereading) say(name *found, from, to *report.Record, was, is []string) {
	f := FilingRereading{
		Held:  Held{Filing: name.Filing, Kind: name.Kind, Organ: name.Organ, Year: name.Year},
		Cells: diffCells(from, to),
	}
	if from != nil && to != nil {
		f.Fields = diffFields(fieldsOf(from), fieldsOf(to))
	}
	f.Appeared = !slices.Contains(was, f.Filing) && slices.Contains(is, f.Filing)
	f.Vanished = slices.Contains(was, f.Filing) && !slices.Contains(is, f.Filing)
	if f.Appeared || f.Vanished || len(f.Cells)+len(f.Fields) > 0 {
		r.Filings = append(r.Filings, f)
	}
}

// known lists the filings of the set that have a source.
func (s *filingSet) known() []string {
	var out []string
	for _, id := range s.order {
		if len(s.filings[id].Sources) > 0 {
			out = append(out, id)
		}
	}
	return out
}
