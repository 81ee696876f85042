package reporttest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/extract/document"
	"gongkai/extract/report/reporttest"
)

func TestWhatIsWrongWhatIsLost(t *testing.T) {
	truth := map[string]reporttest.Truth{"a": {State: "value", Value: "1"}, "b": {State: "blank"}}
	for name, c := range map[string]struct {
		got         map[string]reporttest.Truth
		wrong, lost int
	}{
		"the same":                       {truth, 0, 0},
		"nothing":                        {nil, 0, 2},
		"another number":                 {map[string]reporttest.Truth{"a": {State: "value", Value: "2"}, "b": {State: "blank"}}, 1, 1},
		"a number for a blank":           {map[string]reporttest.Truth{"a": truth["a"], "b": {State: "value", Value: "0"}}, 1, 1},
		"a number that is nowhere":       {map[string]reporttest.Truth{"a": truth["a"], "b": truth["b"], "c": {State: "value", Value: "0"}}, 1, 0},
		"unreadable instead of a number": {map[string]reporttest.Truth{"a": {State: "unreadable"}, "b": truth["b"]}, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			if got := reporttest.Wrong(c.got, truth); len(got) != c.wrong {
				t.Errorf("wrong: %v", got)
			}
			if got := reporttest.Lost(c.got, truth); len(got) != c.lost {
				t.Errorf("lost: %v", got)
			}
		})
	}
}

func TestWhatTheDocumentHolds(t *testing.T) {
	for name, c := range map[string]struct {
		key, value, text string
		held             bool
	}{
		"as it is":                      {"applications.new.total", "12", "12", true},
		"with thousands separators":     {"applications.new.total", "1234", "1,234 件", true},
		"with a zero-width space":       {"applications.new.total", "310", "3\u200b10", true},
		"in full width":                 {"applications.new.total", "12", "１２", true},
		"in words":                      {"proactive.licensing.change", "-3", "减少3", true},
		"万元 as 元":                       {"proactive.procurement.amount_yuan", "119298900", "11929.89万元", true},
		"without its zeros":             {"proactive.fees.amount_wan_yuan", "12", "12.00", true},
		"元 as 万元":                       {"proactive.fees.amount_wan_yuan", "0.5", "5000元", true},
		"part of a longer one":          {"applications.new.total", "12", "123", false},
		"two that were run together":    {"applications.new.total", "12", "1 2", false},
		"a count is never a conversion": {"applications.new.total", "120", "12", false},
	} {
		t.Run(name, func(t *testing.T) {
			doc := &document.Document{Blocks: []document.Block{{Kind: document.Paragraph, Text: c.text}}}
			got := reporttest.Unheld(map[string]reporttest.Truth{c.key: {State: "value", Value: c.value}}, doc)
			if (got == nil) != c.held {
				t.Errorf("Unheld = %v", got)
			}
		})
	}
}

func TestATableThatIsCutHoldsTheSameCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := reporttest.Draw(t, reporttest.Options{}).ApplicationsTable()
		at := rapid.IntRange(0, len(whole)).Draw(t, "at")
		first, second := whole.Cut(at, nil)
		keys := func(tables ...reporttest.Table) (out []string) {
			for _, t := range tables {
				for _, row := range t {
					for _, c := range row {
						if c.Key != "" {
							out = append(out, c.Key+" "+c.Text)
						}
					}
				}
			}
			return out
		}
		if diff := cmp.Diff(keys(whole), keys(first, second)); diff != "" {
			t.Error(diff)
		}
		if cols := first.Document().Cols; at > 0 && at < len(whole) && cols != second.Document().Cols {
			t.Errorf("cut before row %d: %d columns, then %d", at, cols, second.Document().Cols)
		}
	})
}
