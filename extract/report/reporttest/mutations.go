package reporttest

import (
	"slices"
	"strings"

	"pgregory.net/rapid"
)

var mutations = []mutation{
	{name: "torn, no header", do: func(t *rapid.T, tab Table) []Table {
		a, b := tab.Cut(rapid.IntRange(1, len(tab)).Draw(t, "at"), nil)
		return nonEmpty(a, b)
	}},
	{name: "torn, its header again", do: func(t *rapid.T, tab Table) []Table {
		n := headerRows(tab)
		a, b := tab.Cut(rapid.IntRange(n, len(tab)).Draw(t, "at"), tab[:n])
		return nonEmpty(a, b)
	}},
	{name: "torn, another header", do: func(t *rapid.T, tab Table) []Table {
		var head []Cell
		for _, s := range rapid.SampledFrom(headers).Draw(t, "header") {
			head = append(head, text(s))
		}
		a, b := tab.Cut(rapid.IntRange(headerRows(tab), len(tab)).Draw(t, "at"), Table{head})
		return nonEmpty(a, b)
	}},
	{name: "rows shuffled", do: one(func(t *rapid.T, tab Table) Table {
		n := headerRows(tab)
		flat := tab.flat()
		return append(flat[:n:n], rapid.Permutation(flat[n:]).Draw(t, "order")...)
	})},
	{name: "columns shuffled", do: one(func(t *rapid.T, tab Table) Table {
		flat := tab.flat()
		if headerRows(tab) == 0 {
			return tab // nothing says what its columns are
		}
		width := len(flat[len(flat)-1])
		for _, row := range flat {
			if len(row) != width {
				return tab
			}
		}
		labels := slices.IndexFunc(flat[len(flat)-1], func(c Cell) bool { return c.Key != "" })
		if labels < 0 {
			return tab
		}
		order := count(width)
		copy(order[labels:], rapid.Permutation(order[labels:]).Draw(t, "order"))
		for i, row := range flat {
			next := make([]Cell, width)
			for j, k := range order {
				next[j] = row[k]
			}
			flat[i] = next
		}
		return flat
	}), alone: true},
	{name: "spans gone, labels once", do: one(func(t *rapid.T, tab Table) Table { return tab.unmerged("") })},
	{name: "spans gone, labels again", do: one(func(t *rapid.T, tab Table) Table { return tab.flat() })},
	{name: "a typo in a label", do: one(func(t *rapid.T, tab Table) Table {
		return tab.edit(t, func(s string) string {
			rs := []rune(s)
			i := rapid.IntRange(0, len(rs)-1).Draw(t, "letter")
			switch rapid.IntRange(0, 3).Draw(t, "typo") {
			case 0:
				return string(append(rs[:i:i], rs[i+1:]...))
			case 1:
				return string(rs[:i]) + rapid.SampledFrom(typos).Draw(t, "more") + string(rs[i:])
			case 2:
				return string(rs[:i]) + rapid.SampledFrom(typos).Draw(t, "other") + string(rs[i+1:])
			}
			return string(rs[:i+1])
		})
	})},
	{name: LabelLost, do: one(func(t *rapid.T, tab Table) Table {
		return tab.edit(t, func(string) string { return "" })
	})},
	{name: "a label of another row", do: one(func(t *rapid.T, tab Table) Table {
		return tab.without(t, rapid.SampledFrom(strangeLabels).Draw(t, "label"))
	})},
	{name: "a row of the organ's own", do: one(func(t *rapid.T, tab Table) Table {
		i := rapid.IntRange(headerRows(tab), len(tab)).Draw(t, "at")
		row := []Cell{wide(rapid.SampledFrom(strangeLabels).Draw(t, "label"), rapid.IntRange(1, 3).Draw(t, "wide"))}
		for range rapid.SampledFrom([]int{1, 2, 3, 7, 7, 8}).Draw(t, "numbers") {
			row = append(row, text(rapid.SampledFrom([]string{"71717", "72727", "", "/"}).Draw(t, "number")))
		}
		a, b := tab.Cut(i, nil)
		return slices.Concat(a, Table{row}, b)
	})},
	{name: "a column of remarks", do: one(func(t *rapid.T, tab Table) Table {
		n := headerRows(tab)
		head := rapid.SampledFrom([]string{"备注", "", "说明"}).Draw(t, "head")
		remarks := []string{"", "", "含上年", "3件为转办", "73737"}
		if head == "" || n != HeaderRows {
			remarks = remarks[:4] // a number that no header stands over can be a cell whose neighbour is lost
		}
		for i := range tab {
			switch {
			case i == 0 && n > 0:
				tab[i] = append(tab[i], tall(head, n))
			case i >= n:
				tab[i] = append(tab[i], text(rapid.SampledFrom(remarks).Draw(t, "remark")))
			}
		}
		return tab
	})},
	{name: "a column lost", do: one(func(t *rapid.T, tab Table) Table {
		flat := tab.flat()
		if headerRows(tab) == 0 || headerRows(tab) == len(tab) {
			return tab
		}
		first := slices.IndexFunc(flat[len(flat)-1], func(c Cell) bool { return c.Key != "" })
		if first < 0 {
			return tab
		}
		at := rapid.IntRange(first, len(flat[len(flat)-1])-1).Draw(t, "column")
		for i := range flat {
			if at < len(flat[i]) {
				flat[i] = slices.Delete(slices.Clone(flat[i]), at, at+1)
			}
		}
		return flat
	})},
	{name: CellInTwo, do: one(func(t *rapid.T, tab Table) Table {
		i, j := tab.pick(t, func(c Cell) bool {
			return c.Key != "" && len(c.Text) > 1 && strings.Trim(c.Text, "0123456789") == "" && c.ColSpan == 1
		})
		if i < 0 {
			return tab
		}
		doc := tab.Document()
		at := doc.Cells[tab.index(i, j)].Col
		digits := tab[i][j].Text
		k := rapid.IntRange(1, len(digits)-1).Draw(t, "before")
		n := 0
		for r := range tab {
			for c := range tab[r] {
				if d := doc.Cells[n]; d.Col <= at && at < d.Col+d.ColSpan && (r != i || c != j) {
					tab[r][c].ColSpan++
				}
				n++
			}
		}
		tab[i] = slices.Replace(tab[i], j, j+1, text(digits[:k]), text(digits[k:]))
		return tab
	}), alone: true},
	{name: TwoInOne, do: one(func(t *rapid.T, tab Table) Table {
		i, j := tab.pick(t, func(c Cell) bool { return c.Key != "" })
		if i < 0 || j+1 == len(tab[i]) || tab[i][j+1].Key == "" {
			return tab
		}
		a, b := tab[i][j], tab[i][j+1]
		c := wide(a.Text+rapid.SampledFrom([]string{" ", "\n", "\u00a0"}).Draw(t, "between")+b.Text, a.ColSpan+b.ColSpan)
		if rapid.Bool().Draw(t, "narrow") {
			c.ColSpan = 1
		}
		if strings.TrimSpace(a.Text) == "" || strings.TrimSpace(b.Text) == "" {
			return tab
		}
		tab[i] = slices.Replace(tab[i], j, j+2, c)
		return tab
	}), alone: true},
	{name: "a row again with other numbers", do: one(func(t *rapid.T, tab Table) Table {
		flat := tab.flat()
		n := headerRows(flat)
		if n == len(flat) {
			return tab
		}
		i := rapid.IntRange(n, len(flat)-1).Draw(t, "row")
		row := slices.Clone(flat[i])
		if slices.ContainsFunc(row, func(c Cell) bool {
			return c.Key != "" && !strings.ContainsAny(c.Text, "0123456789０１２３４５６７８９")
		}) {
			return tab
		}
		for j := range row {
			if row[j].Key != "" {
				row[j].Key, row[j].Text = "", rapid.SampledFrom([]string{"75757", "76767"}).Draw(t, "other")
			}
		}
		at := rapid.IntRange(n, len(flat)).Draw(t, "at")
		return slices.Insert(flat, at, row)
	}), alone: true},
	{name: "a row lost", do: one(func(t *rapid.T, tab Table) Table {
		flat := tab.flat()
		i := rapid.IntRange(0, len(flat)-1).Draw(t, "row")
		return slices.Delete(flat, i, i+1)
	})},
	{name: "a table of the organ's own", do: func(t *rapid.T, tab Table) []Table {
		var head []Cell
		for _, s := range rapid.SampledFrom(headers).Draw(t, "header") {
			head = append(head, text(s))
		}
		own := Table{head}
		if rapid.Bool().Draw(t, "no header") {
			own = nil
		}
		for range rapid.IntRange(1, 3).Draw(t, "rows") {
			row := []Cell{text(rapid.SampledFrom(strangeLabels).Draw(t, "label"))}
			for range max(1, len(head)-1) {
				row = append(row, text("74747"))
			}
			own = append(own, row)
		}
		if rapid.Bool().Draw(t, "before") {
			return []Table{own, tab}
		}
		return []Table{tab, own}
	}},
}

var (
	typos         = []string{"的", "不", "本", "上", "法", "口", "情", "其", "未", "x", "1"}
	headers       = [][]string{{"信息类别", "网站", "微信", "合计"}, {"类别", "一月", "二月", "三月", "四月", "五月", "六月", "总计"}, {"事项", "数量"}, {"公开渠道", "本年", "上年", "增减"}}
	strangeLabels = []string{"属于工作秘密", "其他情况", "其中：涉企", "上年办结政府信息公开申请数量", "咨询", "保护申请人合法权益", "行政处理", "行政确认", "政府采购", "不予受理", "部分公开和不予公开", "9.其他不予公开的理由"}
)

func (t Table) pick(r *rapid.T, ok func(Cell) bool) (row, cell int) {
	var all [][2]int
	for i := range t {
		for j, c := range t[i] {
			if ok(c) {
				all = append(all, [2]int{i, j})
			}
		}
	}
	if len(all) == 0 {
		return -1, -1
	}
	at := rapid.SampledFrom(all).Draw(r, "cell")
	return at[0], at[1]
}

func (t Table) index(row, cell int) (n int) {
	for i := range row {
		n += len(t[i])
	}
	return n + cell
}
