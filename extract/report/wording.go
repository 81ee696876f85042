package report

import "strings"

// Wording says how a text of the document was found to be one of the form's.
type Wording struct {
	Printed string `json:"printed"`           // as it stands in the document
	Form    string `json:"form"`              // the form's wording, without punctuation
	Edits   int    `json:"edits"`             // characters by which the two differ; 0: letter for letter
	Cut     bool   `json:"cut,omitempty"`     // Printed is only the beginning of Form
	Dropped bool   `json:"dropped,omitempty"` // what stands in brackets was left out of account
}

// wordingOf compares a text with the wordings of what it was found to name, and
// keeps the nearest. text is printed in its form for comparing.
func wordingOf(printed, text string, wordings []string) Wording {
	w := Wording{Printed: printed, Form: text, Edits: -1}
	for _, f := range wordings {
		if d := distance([]rune(text), []rune(f), maxLabel); w.Edits < 0 || d < w.Edits {
			w.Form, w.Edits = f, d
		}
	}
	w.Edits = max(w.Edits, 0)
	w.Cut = w.Edits > 0 && text != "" && strings.HasPrefix(w.Form, text)
	return w
}

// columnWording compares a header cell with the wordings of its column.
func columnWording(family, key, printed string) Wording {
	var wordings []string
	for _, w := range families[family].words {
		if c := families[family].columns[w.entry]; c.key == key || key == organisationsColumn.key && c.head == headOrganisations {
			wordings = append(wordings, w.text)
		}
	}
	printed = strings.TrimSpace(printed)
	if key == "" || len(wordings) == 0 {
		return Wording{Printed: printed}
	}
	f := fold(printed)
	whole := wordingOf(printed, letters(f), wordings)
	if bare := dropBracketed(f); whole.Edits > 0 && len(bare) < len(f) {
		if w := wordingOf(printed, letters(bare), wordings); w.Edits < whole.Edits {
			w.Dropped = true
			return w
		}
	}
	return whole
}
