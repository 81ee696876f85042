package html

import "testing"

func TestEveryMarkOfTheTablesIsLookedFor(t *testing.T) {
	for _, mark := range tableMarks {
		if !isMark(mark, true) {
			t.Errorf("%s is overlooked in a cell", mark)
		}
	}
	for _, mark := range headingMarks {
		if !isMark("一、"+mark, false) {
			t.Errorf("%s is overlooked as a heading", mark)
		}
	}
}
