package reporttest

import "slices"

// cell is the statutory cell with this key over so many columns.
func (r *Report) cell(key string, cols int) Cell {
	return Cell{Text: r.cells[key].text, RowSpan: 1, ColSpan: cols, Key: key}
}

// columns are the columns of section 三 in this report, in order.
func (r *Report) columns() []labelled {
	cols := slices.Clone(applicationColumns)
	if r.Organisations {
		cols = slices.Insert(cols, 6, labelled{"organisations", "小计"})
	}
	return cols
}

// ProactiveTables lays out section 二: one table, or one for each article.
func (r *Report) ProactiveTables() []Table {
	var out []Table
	for i, a := range articles(r.Proactive) {
		width := len(a.columns)
		if r.OneTable {
			width = 3
		}
		span := func(i int) int {
			if i == len(a.columns)-1 {
				return width - i
			}
			return 1
		}
		t := Table{{wide(a.heading, width+1)}}
		head := []Cell{text("信息内容")}
		for i, c := range a.columns {
			head = append(head, wide(c.label, span(i)))
		}
		t = append(t, head)
		for _, row := range a.rows {
			line := []Cell{text(row.label)}
			for i, c := range a.columns {
				line = append(line, r.cell("proactive."+row.key+"."+c.key, span(i)))
			}
			t = append(t, line)
		}
		if r.OneTable && i > 0 {
			out[0] = append(out[0], t...)
		} else {
			out = append(out, t)
		}
	}
	return out
}

// HeaderRows is how many rows the header of section 三 has.
const HeaderRows = 3

// ApplicationsTable lays out section 三.
func (r *Report) ApplicationsTable() Table {
	cols := r.columns()
	t := make(Table, HeaderRows)
	t[0] = []Cell{block("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), wide("申请人情况", len(cols))}
	t[1] = []Cell{tall("自然人", 2), wide("法人或其他组织", len(cols)-2), tall("总计", 2)}
	for _, c := range cols[1 : len(cols)-1] {
		t[2] = append(t[2], text(c.label))
	}
	if r.Remarks {
		t[0] = append(t[0], tall("备注", 3))
	}
	end := func(row []Cell) []Cell {
		if r.Remarks {
			row = append(row, text(""))
		}
		return row
	}
	first := true
	group := ""
	for _, row := range applicationRows(r.Applications) {
		g := groupOf(row.key)
		if g != group && slices.Contains(r.Subtotals, g) {
			t = append(t, end(append(r.labels(g+".subtotal", "小计", &first, &group), r.values(g+".subtotal", cols)...)))
		}
		t = append(t, end(append(r.labels(row.key, row.label, &first, &group), r.values(row.key, cols)...)))
	}
	if r.Local != "" {
		line := []Cell{wide(r.Local, 3)}
		for _, s := range r.local {
			line = append(line, text(s))
		}
		t = append(t, end(line))
	}
	return t
}

// labels are the cells before the values of a row of section 三. first and group
// say what stands above: whether no result came yet, and the block of the last row.
func (r *Report) labels(key, label string, first *bool, group *string) []Cell {
	if !isResult(key) {
		return []Cell{wide(label, 3)}
	}
	rows := applicationRows(r.Applications)
	var line []Cell
	if *first {
		*first = false
		line = append(line, tall("三、本年度办理结果", len(rows)-3+len(r.Subtotals)))
	}
	g := groupOf(key)
	switch {
	case g == "":
		line = append(line, wide(label, 2))
	case g != *group:
		n := 0
		for _, row := range rows {
			if groupOf(row.key) == g {
				n++
			}
		}
		if slices.Contains(r.Subtotals, g) {
			n++
		}
		line = append(line, tall(applicationGroups[g], n), text(label))
	default:
		line = append(line, text(label))
	}
	*group = g
	return line
}

func (r *Report) values(row string, cols []labelled) (out []Cell) {
	for _, c := range cols {
		out = append(out, r.cell("applications."+row+"."+c.key, 1))
	}
	return out
}

// ReviewTable lays out section 四.
func (r *Report) ReviewTable() Table {
	t := Table{{wide("行政复议", 5), wide("行政诉讼", 10)}, nil, nil, nil}
	for _, c := range reviewColumns {
		t[1] = append(t[1], tall(c.label, 2))
	}
	t[1] = append(t[1], wide(reviewTables[1].label, 5), wide(reviewTables[2].label, 5))
	for _, g := range reviewTables {
		for _, c := range reviewColumns {
			if g.key != "review" {
				t[2] = append(t[2], text(c.label))
			}
			t[3] = append(t[3], r.cell(g.key+"."+c.key, 1))
		}
	}
	return t
}
