package document

import "fmt"

// The limits of one document. A file comes from a stranger: it may hold a
// table of a million columns or a page of a hundred million blocks. What real
// reports need is smaller by a factor of a hundred and more (a full report has
// about 250 cells). Reaching a limit is never silent: see Budget.
const (
	MaxBlocks  = 200_000   // blocks of one document
	MaxCells   = 200_000   // cells of all tables of one document, nested ones included
	MaxGrid    = 2_000_000 // positions (rows × columns) of all tables of one document
	MaxColumns = 1_000     // columns of one table, the browsers' own limit for colspan
	MaxText    = 32 << 20  // bytes of text of one document
	MaxNesting = 16        // tables within tables
)

// CodeLimit is the code of the finding that says that a limit was reached and
// that something was left out; its Where names the limit.
const CodeLimit = "limit"

// Budget counts what a reader makes of one file against the limits. The first
// time that a limit is reached it puts a finding into the document; later
// times are not repeated, so that a hostile file does not drown the reader in
// findings either. The zero Budget with a Document is ready to use.
type Budget struct {
	Document *Document

	blocks, cells, grid, text int
	reached                   map[string]bool
}

// Block reports whether one more block may be made, and counts it.
func (b *Budget) Block() bool {
	return b.spend(&b.blocks, 1, MaxBlocks, "blocks")
}

// Cell reports whether one more cell may be made, and counts it.
func (b *Budget) Cell() bool {
	return b.spend(&b.cells, 1, MaxCells, "cells")
}

// Grid reports whether n more positions of a table may be covered, and counts them.
func (b *Budget) Grid(n int) bool {
	return b.spend(&b.grid, n, MaxGrid, "grid")
}

// Text reports whether n more bytes of text may be kept, and counts them.
func (b *Budget) Text(n int) bool {
	return b.spend(&b.text, n, MaxText, "text")
}

// Reached records that the limit with this name and value was reached.
func (b *Budget) Reached(name string, limit int) {
	if b.reached[name] {
		return
	}
	if b.reached == nil {
		b.reached = make(map[string]bool)
	}
	b.reached[name] = true
	b.Document.Findings = append(b.Document.Findings, Finding{
		Code:           CodeLimit,
		Responsibility: Reader,
		Where:          name,
		Message:        fmt.Sprintf("超出上限，其余内容未读：%s > %d (limit reached, the rest was left out)", name, limit),
	})
}

func (b *Budget) spend(count *int, n, limit int, name string) bool {
	if n > limit-*count {
		b.Reached(name, limit)
		return false
	}
	*count += n
	return true
}
