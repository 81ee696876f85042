package crawler

import "gongkai/crawler/family"

// recognise returns the family that reads the page: the one that the operator
// named, else the one that the page is most sure of.
func (w *walk) recognise(p family.Page) family.Family {
	if named, ok := family.ByName(w.portal.Family); ok {
		return named
	}
	f, sure := family.Recognise(p)
	w.families[f.Name()] += sure
	return f
}

// clearLead is by how much the pages are surer of one family than of any other
// when the texts of reports are no more asked. Lists are always: a department
// can have another engine than its government, and is to be read with its own.
const clearLead = 100

// clearTexts is how many texts are asked where no page shows any family.
const clearTexts = 20

// familyClear reports whether it is clear which family the portal is of.
func (w *walk) familyClear() bool {
	first, second := 0, 0
	for _, n := range w.families {
		if n > first {
			first, second = n, first
		} else {
			second = max(second, n)
		}
	}
	return w.portal.Family != "" || first-second >= clearLead || first == 0 && w.texts >= clearTexts
}
