package main

import (
	"testing"

	"gongkai/archive"
)

// TestEveryOutcomeHasWords: an outcome without words would be shown as nothing,
// one without advice would leave an operator alone.
func TestEveryOutcomeHasWords(t *testing.T) {
	for _, o := range []archive.Outcome{
		archive.OK, archive.NotModified, archive.NotFound, archive.Gone, archive.Soft404, archive.Blocked, archive.Challenged,
		archive.ServerError, archive.HTTPError, archive.Redirected, archive.Truncated, archive.TooLarge, archive.TimedOut,
		archive.Refused, archive.Unreachable, archive.BadTLS, archive.BadEncoding, archive.Robots,
	} {
		if outcomeWords[o] == "" {
			t.Errorf("%s has no words", o)
		}
		if failed(o) && advice[o] == "" {
			t.Errorf("%s has no advice", o)
		}
	}
}

func TestSizes(t *testing.T) {
	for text, want := range map[string]Size{"64MiB": 64 << 20, "1GiB": 1 << 30, "512 KiB": 512 << 10, `"7"`: 7} {
		var s Size
		if err := s.UnmarshalYAML([]byte(text)); err != nil || s != want {
			t.Errorf("%s: %d, %v; want %d", text, s, err, want)
		}
		var again Size
		if err := again.UnmarshalYAML([]byte(s.String())); err != nil || again != s {
			t.Errorf("%s is written %s and read as %d, %v", text, s, again, err)
		}
	}
	for _, bad := range []string{"", "64MB", "-1", "9999999999GiB", "1.5MiB"} {
		s := Size(7)
		if err := s.UnmarshalYAML([]byte(bad)); err != nil || s != -1 {
			t.Errorf("%q is read as %d, %v; want -1, which the check refuses", bad, s, err)
		}
	}
}

func TestPrintableTakesAwayWhatATerminalWouldObey(t *testing.T) {
	if got := printable("甲\x1b[31m乙\u202e丙\n丁\u0085"); got != "甲[31m乙丙 丁" {
		t.Errorf("got %q", got)
	}
}
