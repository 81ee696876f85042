package layout

import (
	"slices"
	"testing"
)

// Dots come in the order of a map: the rules that they make must not hang on it.
func TestRulesAreTheSameWhateverTheOrderOfTheirPieces(t *testing.T) {
	a, b, c := span{100, 0, 0.5}, span{100, 0, 2.9}, span{100, 7.5, 8}
	for _, pieces := range [][]span{{a, b, c}, {b, a, c}, {c, b, a}, {a, c, b}} {
		if got := join(slices.Clone(pieces)); !slices.Equal(got, []span{{100, 0, 8}}) {
			t.Errorf("%v make %v", pieces, got)
		}
	}
}
