package script_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/extract/script"
)

type piece struct {
	level int
	text  string
}

func join(pieces ...piece) (string, int) {
	var l script.Line
	var text []byte
	for _, p := range pieces {
		text = append(l.At(text, p.level), p.text...)
	}
	text = l.End(text)
	return string(text), l.Notes
}

func TestLevelsBesideDigits(t *testing.T) {
	const up, down, on = script.Raised, script.Lowered, script.Baseline
	for name, tt := range map[string]struct {
		pieces []piece
		want   string
		notes  int
	}{
		"a raised digit may be a power":             {[]piece{{on, "12"}, {up, "1"}}, "12^1", 0},
		"a raised sign too":                         {[]piece{{on, "10"}, {up, "-"}, {up, "4"}}, "10^-4", 0},
		"a lowered digit":                           {[]piece{{on, "12"}, {down, "1"}}, "12_1", 0},
		"a raised digit before a number":            {[]piece{{up, "1"}, {on, "22"}}, "1^22", 0},
		"after a thousands separator":               {[]piece{{on, "1,"}, {up, "234"}}, "1,^234", 0},
		"full width digits":                         {[]piece{{on, "１２"}, {up, "１"}}, "１２^１", 0},
		"a mark without a width between":            {[]piece{{on, "12\u200b"}, {up, "1"}}, "12\u200b^1", 0},
		"a note in brackets":                        {[]piece{{on, "22"}, {up, "["}, {up, "1"}, {up, "]"}}, "22", 1},
		"a note in a ring":                          {[]piece{{on, "22"}, {up, "①"}}, "22", 1},
		"a star":                                    {[]piece{{on, "22"}, {up, "*"}}, "22", 1},
		"a word":                                    {[]piece{{on, "22"}, {up, "注1"}}, "22", 1},
		"digits do not close over a note":           {[]piece{{on, "22"}, {up, "[1]"}, {on, "5"}}, "22^5", 1},
		"what follows a note stays":                 {[]piece{{on, "22"}, {up, "[1]"}, {on, "件"}}, "22件", 1},
		"a note after a word stays":                 {[]piece{{on, "许可"}, {up, "[1]"}}, "许可[1]", 0},
		"brackets and more are no note":             {[]piece{{on, "22"}, {up, "[1]3[2]"}}, "22[1]3[2]", 0},
		"a lowered bracket is no note":              {[]piece{{on, "22"}, {down, "[1]"}}, "22[1]", 0},
		"all of it raised is a number":              {[]piece{{up, "1"}, {up, "2"}}, "12", 0},
		"a raised digit behind a word":              {[]piece{{on, "信息"}, {up, "1"}}, "信息^1", 0},
		"a lowered one":                             {[]piece{{on, "信息"}, {down, "1"}}, "信息_1", 0},
		"words, and a unit":                         {[]piece{{on, "5km"}, {up, "2"}, {on, "林地"}}, "5km2林地", 0},
		"a note between a raised and a plain digit": {[]piece{{up, "1"}, {on, "2"}, {up, "*"}}, "1^2", 1},
	} {
		t.Run(name, func(t *testing.T) {
			if got, notes := join(tt.pieces...); got != tt.want || notes != tt.notes {
				t.Errorf("%q, %d notes; want %q, %d", got, notes, tt.want, tt.notes)
			}
		})
	}
}

func TestTheNumberOfAListStaysApart(t *testing.T) {
	for _, tt := range [][3]string{{"1.", "5", "1.^5"}, {"1", "2", "1^2"}, {"1.\t", "5", "1.\t5"}, {"一、", "5", "一、5"}, {"1.", "件", "1.件"}, {"", "5", "5"}, {"1", "", "1"}} {
		if got := script.Numbered(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%q", got)
		}
	}
}

// A line is as good as new after its end.
func TestEndBeginsAnew(t *testing.T) {
	var l script.Line
	text := l.End(append(l.At(nil, script.Raised), "1"...))
	text = append(l.At(text[:0], script.Baseline), "2"...)
	if got := string(l.End(text)); got != "2" {
		t.Errorf("%q", got)
	}
}

// Digits of different levels never make one number.
func TestDigitsOfLevelsStayApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var pieces []piece
		level := 0
		for range rapid.IntRange(1, 6).Draw(t, "n") {
			level += rapid.IntRange(1, 2).Draw(t, "step")
			pieces = append(pieces, piece{level%3 - 1, rapid.SampledFrom([]string{"1", "23", "*", "[4]", "-5"}).Draw(t, "text")})
		}
		got, _ := join(pieces...)
		for _, run := range strings.FieldsFunc(got, func(c rune) bool { return c < '0' || c > '9' }) {
			if run != "1" && run != "23" && run != "4" && run != "5" {
				t.Fatalf("%q of %+v", got, pieces)
			}
		}
	})
}
