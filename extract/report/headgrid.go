package report

// fromGrid finds the lowest cell over each column of the grid. It fails where a
// column that the form knows is covered by another one: then the positions lie.
func (h *header) fromGrid(rows [][]headCell, levels [][]column) bool {
	width := 0
	for _, row := range rows {
		for _, c := range row {
			width = max(width, c.to)
		}
	}
	type spot struct{ level, cell int }
	under := make([]spot, width)
	heads := make([]string, width)
	pushed := spanless(h.table) // a column that reached down may stand over another one
	for k := range under {
		under[k] = spot{-1, -1}
	}
	for i, row := range rows {
		for j, c := range row {
			if c.text == "" {
				for k := c.from; k < c.to; k++ {
					if s := under[k]; s.level >= 0 && levels[s.level][s.cell].head != "" {
						if overLabels(levels[s.level][s.cell].head) {
							continue // the labels' own column goes on downwards
						}
						heads[k] = levels[s.level][s.cell].head
						under[k] = spot{i, j} // its label is lost: not the heading's own column
					}
				}
				continue
			}
			for k := c.from; k < c.to; k++ {
				if s := under[k]; s.level >= 0 {
					above := levels[s.level][s.cell]
					if above.key != "" || !above.known() && pushed && c.narrow() && rows[s.level][s.cell].narrow() {
						return false // a column cannot stand over another
					}
					if above.head != "" {
						heads[k] = above.head
					}
				}
				under[k] = spot{i, j}
			}
		}
	}
	var leaves []leaf
	for k := 0; k < width; k++ {
		s := under[k]
		if s.level < 0 {
			continue
		}
		if k > 0 && under[k-1] == s {
			continue
		}
		c := levels[s.level][s.cell]
		cell := rows[s.level][s.cell]
		if overLabels(c.head) {
			continue
		}
		end := k + 1
		for end < width && under[end] == s {
			end++
		}
		if c.head == headOrganisations && h.family == secApplications {
			if s.cell+1 < len(rows[s.level]) && rows[s.level][s.cell+1].text == "" {
				return false // it reached over columns, and their names are lost
			}
			c = column{key: organisationsColumn.key, text: c.text}
		}
		if c.head != "" {
			return false // a heading without columns of its own
		}
		leaves = append(leaves, leaf{column: c, from: k, to: end, head: heads[k], unit: headerUnit(cell.text)})
	}
	h.leaves = leaves
	return len(leaves) > 0
}

// narrow reports whether a cell stands over one column only.
func (c headCell) narrow() bool { return c.to-c.from == 1 }

// overLabels reports whether a word of a header stands over the labels of the
// rows and over no column.
func overLabels(head string) bool { return head == headContent || head == headNote }
