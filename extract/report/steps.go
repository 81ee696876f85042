package report

import "strings"

// Step is one thing that was done between what is printed and the value.
type Step struct {
	// Did is folded (full-width characters, blanks, marks of no width), joined (a
	// number in pieces, proved by its sums), number (the number without what stands
	// beside it) or unit (an exact conversion).
	Did  string `json:"did"`
	From string `json:"from"`
	To   string `json:"to"`
	// Beside is what stood beside the number (件, a remark), or the unit.
	Beside string `json:"beside,omitempty"`
}

// stepsOf tells how the value of a cell comes from what is printed. unit is the
// one that the header names.
func stepsOf(c Cell, unit string) []Step {
	raw := strings.TrimSpace(c.Raw)
	if c.Value == nil || raw == c.Value.String() {
		return nil
	}
	var steps []Step
	at := raw
	step := func(did, to, beside string) {
		if to != at || beside != "" {
			steps = append(steps, Step{Did: did, From: at, To: to, Beside: beside})
			at = to
		}
	}
	s := tidy(raw)
	step("folded", s, "")
	n, rest, ok := leadingNumber(s, c.Column == "change")
	if !ok {
		did := "joined"
		if _, words := countInWords(s); words {
			did = "number"
		}
		step(did, c.Value.String(), "")
		return steps
	}
	step("number", Number{n}.String(), rest)
	if !c.Value.Equal(Number{n}) {
		if rest == "" {
			rest = unit
		}
		step("unit", c.Value.String(), rest)
	}
	return steps
}
