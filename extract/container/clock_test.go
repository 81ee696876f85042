package container

import (
	"testing"

	"gongkai/extract/document"
)

func TestTheLibraryIsBounded(t *testing.T) {
	never := make(chan struct{})
	defer close(never)
	for name, tt := range map[string]struct {
		call func() int
		left clock
		code string
	}{
		"one that does not come back": {func() int { <-never; return 1 }, clock{}, document.CodeLimit},
		"one that panics":             {func() int { return []int{}[len(never)] }, clock{unpackTime}, document.CodeBroken},
	} {
		t.Run(name, func(t *testing.T) {
			n, err := within(&tt.left, tt.call)
			if n != 0 || err == nil || err.Code != tt.code {
				t.Errorf("%d, %v, want %s", n, err, tt.code)
			}
		})
	}
	if n, err := within(&clock{unpackTime}, func() int { return 7 }); n != 7 || err != nil {
		t.Errorf("%d, %v, want 7", n, err)
	}
}
