package html_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/extract/document/documenttest"
	"gongkai/extract/html"
)

// Whatever the spans say, no position is covered twice and no cell reaches out
// of the grid; and where they tile a rectangle, every position is covered.
func TestSpansNeverOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("<table>")
		for range rapid.IntRange(1, 12).Draw(t, "rows") {
			if rapid.IntRange(0, 5).Draw(t, "group") == 0 {
				b.WriteString("<tbody>")
			}
			b.WriteString("<tr>")
			for range rapid.IntRange(0, 6).Draw(t, "cells") {
				fmt.Fprintf(&b, "<td rowspan=%d colspan=%d>x", rapid.IntRange(0, 5).Draw(t, "r"), rapid.IntRange(0, 5).Draw(t, "c"))
			}
		}
		doc := html.Read([]byte(b.String()))
		if problem := errors.Join(documenttest.Check(doc), documenttest.CheckPlaces(doc)); problem != nil {
			t.Fatalf("%s in %s", problem, b.String())
		}
	})
}

func TestTilingsAreCovered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, cols := rapid.IntRange(2, 9).Draw(t, "rows"), rapid.IntRange(2, 9).Draw(t, "cols")
		grid := make([][]bool, rows)
		for r := range grid {
			grid[r] = make([]bool, cols)
		}
		free := func(r, k int) bool { return r < rows && k < cols && !grid[r][k] }
		want := map[[4]int]bool{}
		var b strings.Builder
		b.WriteString("<table>")
		for r := range rows {
			b.WriteString("<tr>")
			for k := range cols {
				if grid[r][k] {
					continue
				}
				w := 1
				for w < rapid.IntRange(1, 4).Draw(t, "w") && free(r, k+w) {
					w++
				}
				h := rapid.IntRange(1, min(4, rows-r)).Draw(t, "h")
				for i := r; i < r+h; i++ {
					for j := k; j < k+w; j++ {
						grid[i][j] = true
					}
				}
				want[[4]int{r, k, h, w}] = true
				fmt.Fprintf(&b, "<td rowspan=%d colspan=%d>予以公开", h, w)
			}
		}
		doc := html.Read([]byte(b.String()))
		if len(want) < 4 || doc.Blocks[0].Table == nil {
			t.Skip("too few cells: this one may be a layout table")
		}
		table := doc.Blocks[0].Table
		for _, c := range table.Cells {
			if !want[[4]int{c.Row, c.Col, c.RowSpan, c.ColSpan}] {
				t.Fatalf("cell %+v was not written so in %s", c, b.String())
			}
		}
		if len(table.Cells) != len(want) {
			t.Fatalf("%d cells, want %d", len(table.Cells), len(want))
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"<table><tr><td rowspan=3 colspan=2>a<td>b<tr><td>c</table>",
		"<table><td><table><tr><td>1<td>2</table><p>x<td>y<tbody><tr rowspan=0>",
		"<div id=zoom><p>一、总体情况<table><tr><td>第二十条第（一）项<td>0</div></table>",
		"<pre>\n\n a\tb</pre><br><br><h1>x<table><caption>c<tr><td hidden>",
		"<table role=presentation><tr><td><form><ul><li>x</table><svg><title><table>",
		"<style>.a,td>b::before{content:'1'}@media print{#i{opacity:0}}/*</style><table dir=rtl><tr class=a><td id=i style='color:#fff;left:-9em'>1<s><b>2",
		"<style>:is([a=b]) .c:not(.d){d\\69splay:none;background:url(;)}</style><table><col style=display:none><tr><td class=c rowspan=2><s><p>1<br><br>2",
		"<template><table><tr><td></template><select><table><frameset><plaintext>x",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		doc := html.Read(b)
		if problem := errors.Join(documenttest.Check(doc), documenttest.CheckPlaces(doc)); problem != nil {
			t.Error(problem)
		}
	})
}
