package report

import "gongkai/extract/document"

// The text of a report against its tables. What differs is advice, never a
// failing check: sentences round, count other things, or were copied. Nothing is
// corrected on either side.

// factCells are the sums of cells that a fact may repeat: any of them will do.
// 收到 may mean what is new, or what is new with what was carried in.
var factCells = map[string][][]string{
	"applications.received":    {{"applications.new.total"}, {"applications.new.total", "applications.carried_in.total"}},
	"applications.answered":    {{"applications.total.total"}},
	"applications.carried_in":  {{"applications.carried_in.total"}},
	"applications.carried_out": {{"applications.carried_out.total"}},
	"review.cases":             {{"review.total"}},
	"litigation.cases":         {{"litigation_direct.total", "litigation_after_review.total"}},
}

// narrative tells which facts differ from the cells that they repeat. A fact
// without a whole number, and one whose cells were not all read as numbers, is
// compared with nothing.
func narrative(s *sheet, facts []Fact) {
	for i := range facts {
		f := &facts[i]
		told := NewNumber(0) // none
		switch f.State {
		case FactApproximate:
			continue
		case FactValue:
			told = *f.Value
		}
		words := "没有"
		if f.Value != nil {
			words = f.Value.String()
		}
		differ := ""
		for n, keys := range factCells[f.Key] {
			sum, ok := sumOfCells(s.cells, keys)
			if !ok {
				if n == 0 {
					differ = ""
					break
				}
				continue
			}
			if sum.Equal(told) {
				differ = ""
				break
			}
			if n == 0 {
				differ = sum.String()
			}
		}
		if differ != "" {
			s.find("narrative_differs", document.Publisher, factCells[f.Key][0][0],
				"正文与表不一致：正文“"+short(f.Raw, 60)+"”（"+words+"），表中是 "+differ+" / the text and the table give different numbers", f.Place)
		}
	}
}

// sumOfCells adds cells up, false where one of them is no number.
func sumOfCells(cells map[string]Cell, keys []string) (Number, bool) {
	sum := NewNumber(0)
	for _, key := range keys {
		c, ok := cells[key]
		if !ok || c.State != StateValue {
			return Number{}, false
		}
		sum = sum.Add(*c.Value)
	}
	return sum, true
}
