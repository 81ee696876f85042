package script_test

import (
	"testing"

	"gongkai/extract/script"
)

func TestLettersInTheColourOfTheirGroundAreNotSeen(t *testing.T) {
	for name, tt := range map[string]struct {
		letters, ground script.Colour
		want            bool
	}{
		"black on white":       {script.Black, script.White, true},
		"white on white":       {script.Hex("FFFFFF"), script.White, false},
		"with opacity":         {script.Hex("FFFFFFFF"), script.White, false},
		"nearly white":         {script.Hex("#FFFFF0"), script.White, false},
		"grey":                 {script.Hex("D9D9D9"), script.White, true},
		"yellow":               {script.Hex("FFFF00"), script.White, true},
		"red on red":           {script.RGB(255, 0, 0), script.Hex("ff0000"), false},
		"white on blue":        {script.White, script.Hex("4472C4"), true},
		"automatic":            {script.Hex("auto"), script.White, true},
		"on what is not known": {script.White, script.Hex(""), true},
	} {
		if got := tt.letters.Seen(tt.ground); got != tt.want {
			t.Errorf("%s: seen %v, want %v", name, got, tt.want)
		}
	}
}

func TestTinyLetters(t *testing.T) {
	for size, want := range map[float64]bool{0: false, 0.5: true, 1: true, 2: false, 10.5: false} {
		if got := script.Tiny(size); got != want {
			t.Errorf("%v points: %v, want %v", size, got, want)
		}
	}
}
