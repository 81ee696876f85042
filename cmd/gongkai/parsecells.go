package main

import (
	"regexp"
	"slices"
	"strings"

	"gongkai/extract/report"
)

// cellChoice says which cells are asked for: all, where none is named.
type cellChoice struct{ patterns []*regexp.Regexp }

// newCellChoice makes a choice of keys, of their beginnings (applications.new is
// all cells of the row), and of patterns in which * stands for anything. One that
// no key of a report can fit is refused: a misspelt key must not look like a cell
// that nobody doubts.
func newCellChoice(names []string) (cellChoice, error) {
	var c cellChoice
	for _, name := range names {
		p, err := regexp.Compile(`^` + strings.ReplaceAll(regexp.QuoteMeta(name), `\*`, `.*`) + `(?:\.|$)`)
		if err != nil {
			return c, usage("--cell %q: %v", name, err)
		}
		one := cellChoice{[]*regexp.Regexp{p}}
		if !slices.ContainsFunc(report.Keys(), one.has) {
			return c, usage("--cell %q：没有这样的键，见 docs/parse.md · no key of a report is like that, see docs/parse.md", name)
		}
		c.patterns = append(c.patterns, p)
	}
	return c, nil
}

// has reports whether a cell is asked for.
func (c cellChoice) has(key string) bool {
	for _, p := range c.patterns {
		if p.MatchString(key) {
			return true
		}
	}
	return len(c.patterns) == 0
}
