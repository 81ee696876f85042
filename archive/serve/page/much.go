package page

import "gongkai/archive"

const (
	// mostWords is how many bytes of documents' words a page prints; a report has
	// some 50 KB. Without it one huge document makes each of its pages cost tens of
	// MB, whoever asks.
	mostWords = 1 << 20
	// pieceCost is what a section, a line or a cell costs besides its words.
	pieceCost = 64
	// manyRuns is how many runs of text a difference lists.
	manyRuns = 400
)

// room is what is left of a page.
type room struct{ bytes int }

// fits takes so many pieces with so many bytes of words, if there is room.
func (r *room) fits(pieces, words int) bool {
	if cost := pieces*pieceCost + words; cost <= r.bytes {
		r.bytes -= cost
		return true
	}
	return false
}

// fitting keeps the sections whose words fit on a page, in their order up to the
// first words that do not; cut tells that there are such. What is said of
// statutory tables is little and stays.
func fitting(all []sectionView) (out []sectionView, cut bool) {
	r := room{mostWords}
	fits := func(pieces, words int) bool {
		cut = cut || !r.fits(pieces, words)
		return !cut
	}
	for _, s := range all {
		headed := fits(1, len(s.Heading))
		for i, line := range s.Text {
			if !fits(1, len(line)) {
				s.Text = s.Text[:i]
				break
			}
		}
		for i := range s.Tables {
			if pieces, words := sizeOf(s.Tables[i].Rows); !fits(pieces, words) {
				s.Tables = s.Tables[:i]
				break
			}
		}
		if headed || len(s.Grids) > 0 || s.Lacks {
			out = append(out, s)
		}
	}
	return out, cut
}

// sizeOf counts the cells of a table, its rows and the bytes of its words.
func sizeOf(rows [][]string) (pieces, words int) {
	for _, row := range rows {
		pieces += 1 + len(row)
		for _, c := range row {
			words += len(c)
		}
	}
	return pieces, words
}

// fewRuns keeps the runs that fit on a page, each of them whole, and counts those
// that are left out.
func fewRuns(runs []archive.TextDiff) (out []archive.TextDiff, left int) {
	r := room{mostWords}
	for _, d := range runs {
		pieces, words := sizeOf([][]string{d.From, d.To})
		if len(out) < manyRuns && r.fits(pieces+len(d.Parts), words) {
			out = append(out, d)
		} else {
			left++
		}
	}
	return out, left
}
