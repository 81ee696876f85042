package report

import (
	"strings"

	"gongkai/extract/document"
)

// maxTitles are the titles at which a payload is tried to be cut: more of them
// stand only on an index page, which is one document.
const maxTitles = 200

// parts cuts a payload's blocks into documents: a new one begins at a title with
// a name of its own, when what came before has a body and what follows has one.
// lines are those of all blocks.
func parts(blocks []document.Block, lines []line) [][]document.Block {
	var starts []int
	start := 0 // line
	tries := 0
	cur, _, taken := titleAt(lines, 0)
	for i := taken; i < len(lines); i++ {
		t, _, n := titleAt(lines, i)
		if n == 0 || t.Kind == Other {
			continue
		}
		if t.Kind == AnnualReport && t.Year == 0 || t.Kind == Guide && t.Agency == "" {
			if cur.Kind == "" || cur.Kind == Other {
				cur = t
			}
			i += n - 1
			continue
		}
		if tries++; tries > maxTitles {
			break
		}
		same := t.Kind == cur.Kind && (t.Year == cur.Year || cur.Year == 0) && (t.Agency == cur.Agency || t.Agency == "" || cur.Agency == "" || strings.HasSuffix(t.Agency, cur.Agency) || strings.HasSuffix(cur.Agency, t.Agency))
		if !same && body(blocks, lines[start:i]) && followed(blocks, lines, i+n) {
			from := i
			if t.Agency == "" && i > start && isOrganLine(lines[i-1].text) {
				from--
			}
			starts = append(starts, lines[from].block)
			start, cur = i, t
		} else if !body(blocks, lines[start:i]) {
			if cur.Kind == "" || cur.Kind == Other || cur.Year == 0 {
				cur = t
			}
		}
		i += n - 1
	}
	var out [][]document.Block
	from := 0
	for _, s := range starts {
		if s > from {
			out = append(out, blocks[from:s])
			from = s
		}
	}
	return append(out, blocks[from:])
}

// body reports whether lines hold the body of a document: headings, prose, a table.
func body(blocks []document.Block, lines []line) bool {
	heads, prose := 0, 0
	for i := range lines {
		l := &lines[i]
		if l.chars >= 60 {
			prose++
		} else if _, ok := l.heading(); ok || strings.HasPrefix(l.text, "一、") {
			heads++
		}
		if heads > 0 && prose > 0 || prose > 2 || heads > 2 {
			return true
		}
		if i > 0 {
			for b := lines[i-1].block + 1; b < l.block; b++ {
				if blocks[b].Kind == document.TableKind {
					return true
				}
			}
		}
	}
	return false
}

// followed reports whether a body follows before another title does.
func followed(blocks []document.Block, lines []line, i int) bool {
	end := i
	for end < len(lines) && end < i+60 {
		end++
		if body(blocks, lines[i:end]) {
			return true
		}
	}
	return false
}
