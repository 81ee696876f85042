package document

import (
	"slices"
	"strings"
)

// Unframe puts the parts of a table that only frames them into its place: a report is
// often written in one large cell, for the line around it. Such a table has tables in
// it, each with a row of its own, and at most one row of several texts, a letterhead.
// A reader calls it that says of inner tables where they stand (Table.Lines).
func (d *Document) Unframe() {
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Table != nil && !b.Furniture && b.Table.frames() {
			d.unframe(i)
			return
		}
	}
}

// unframe makes the blocks again from the first frame on.
func (d *Document) unframe(first int) {
	out := append([]Block(nil), d.Blocks[:first]...)
	for _, b := range d.Blocks[first:] {
		out = appendUnframed(out, b, 0)
	}
	if len(out) <= MaxBlocks {
		d.Blocks = out
	}
}

func appendUnframed(out []Block, b Block, depth int) []Block {
	if b.Table == nil || b.Furniture || depth == MaxNesting || !b.Table.frames() {
		return append(out, b)
	}
	for i := range b.Table.Cells {
		c := &b.Table.Cells[i]
		nested, n := c.Nested, 0
		inside := func(upTo int) {
			for ; len(nested) > 0 && (upTo < 0 || nested[0].Lines <= upTo); nested = nested[1:] {
				out = appendUnframed(out, Block{Kind: TableKind, Table: nested[0], Place: Place{Table: nested[0].number()}}, depth+1)
			}
		}
		for line := range strings.Lines(c.Text) {
			inside(n)
			n++
			if line = strings.TrimSpace(line); line != "" {
				out = append(out, Block{Kind: Paragraph, Text: line, Place: c.Place})
			}
		}
		inside(-1)
	}
	return out
}

// LinesOf is how many lines texts make that are joined with line breaks, blank ones
// left out.
func LinesOf(texts []string) (n int) {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			n += 1 + strings.Count(text, "\n")
		}
	}
	return n
}

// frames reports whether a table is nothing but a frame.
func (t *Table) frames() bool {
	if !slices.ContainsFunc(t.Cells, func(c Cell) bool { return len(c.Nested) > 0 }) {
		return false // nearly all
	}
	filled, nested := map[int]int{}, map[int]bool{}
	for i := range t.Cells {
		c := &t.Cells[i]
		if len(c.Nested) == 0 && strings.TrimSpace(c.Text) == "" {
			continue
		}
		for r := c.Row; r < min(c.Row+c.RowSpan, t.Rows); r++ {
			filled[r]++
			nested[r] = nested[r] || len(c.Nested) > 0
		}
	}
	several, inner := 0, 0
	for r, n := range filled {
		if n > 1 && nested[r] {
			return false
		}
		if n > 1 {
			several++
		}
		if nested[r] {
			inner++
		}
	}
	return inner > 0 && several < 2
}

// number is that of a table in its document, 0 where it has none.
func (t *Table) number() int {
	if len(t.Cells) == 0 {
		return 0
	}
	return t.Cells[0].Place.Table
}
