package pdf_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A mark that a text's rise lifts beside a number is no digit of it.
func TestRaisedDigitsAreNotOfTheNumber(t *testing.T) {
	s := newSheet()
	fmt.Fprintf(&s.b, "BT /F1 9 Tf 305 %g Td (12) Tj /F1 6 Tf 3 Ts (1) Tj ET\n", s.h-112)
	fmt.Fprintf(&s.b, "BT /F1 9 Tf 305 %g Td (12) Tj 1 Ts (5) Tj ET\n", s.h-132) // a line that trembles
	s.table("stroke", 60, 100, 120, 20, numbers)
	want := append([]box(nil), numbers...)
	want[2].Text, want[5].Text = "12^1", "125"
	if diff := cmp.Diff([][]box{want}, tables(read(t, oneSheet(s)))); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
}
