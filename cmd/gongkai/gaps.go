package main

import (
	"fmt"
	"slices"
	"strings"
)

// gaps lists "organ/year" for every year without a report between an organ's
// first and its newest one, in order.
func gaps(years map[string]map[int]bool) []string {
	var out []string
	for organ, have := range years {
		first, last := 0, 0
		for y := range have {
			if first == 0 || y < first {
				first = y
			}
			last = max(last, y)
		}
		for y := first; y > 0 && y < last; y++ {
			if !have[y] {
				out = append(out, fmt.Sprintf("%s/%d", organ, y))
			}
		}
	}
	slices.Sort(out)
	return out
}

// joinSome joins at most n of list and says how many more there are.
func joinSome(list []string, n int) string {
	if len(list) <= n {
		return strings.Join(list, "、")
	}
	return fmt.Sprintf("%s…（共 %d）", strings.Join(list[:n], "、"), len(list))
}
