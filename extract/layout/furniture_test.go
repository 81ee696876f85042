package layout_test

import (
	"testing"

	"gongkai/extract/document"
	"gongkai/extract/layout"
)

// A number that counts pages belongs to none of them, wherever it stands; a number of
// the text stays.
func TestNumbersThatCountPages(t *testing.T) {
	page := func(texts ...[]layout.Glyph) layout.Page { return sheet(nil, texts...) }
	const below = 130 // under a header: 15 % of the page
	for name, tt := range map[string]struct {
		pages []layout.Page
		want  []string // what is no furniture
	}{
		"under the header of two pages": {[]layout.Page{page(letters(50, below, "1"), letters(50, 300, "甲")), page(letters(50, below, "2"), letters(50, 300, "乙"))}, []string{"甲", "乙"}},
		"of which the first has none":   {[]layout.Page{page(letters(50, 300, "甲")), page(letters(50, below, "7"), letters(50, 300, "乙")), page(letters(50, below, "8"), letters(50, 300, "丙"))}, []string{"甲", "乙", "丙"}},
		"once, it may be of the text":   {[]layout.Page{page(letters(50, below, "1"), letters(50, 300, "甲"))}, []string{"1", "甲"}},
		"not as the pages count":        {[]layout.Page{page(letters(50, below, "5"), letters(50, 300, "甲")), page(letters(50, below, "9"), letters(50, 300, "乙"))}, []string{"5", "甲", "9", "乙"}},
		"with a label beside":           {[]layout.Page{page(letters(50, below, "丁"), letters(400, below, "1"), letters(50, 300, "甲")), page(letters(50, below, "丁"), letters(400, below, "2"), letters(50, 300, "乙"))}, []string{"丁", "1", "甲", "丁", "2", "乙"}},
		"in the middle of the page":     {[]layout.Page{page(letters(50, 300, "1"), letters(50, 500, "甲")), page(letters(50, 300, "2"), letters(50, 500, "乙"))}, []string{"1", "甲", "2", "乙"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := layout.NewFlow(&document.Budget{Document: &document.Document{}})
			for i, p := range tt.pages {
				f.Page(i+1, p)
			}
			var got []string
			for _, b := range f.Blocks() {
				if !b.Furniture {
					got = append(got, b.Text)
				}
			}
			expect(t, "texts", tt.want, got)
		})
	}
}
