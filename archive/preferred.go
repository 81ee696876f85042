package archive

import (
	"cmp"
	"slices"
)

// preferred orders sources: read before unread, the most cells, still there,
// article before attachment, the earliest; then by address, so that the order
// is always the same.
func preferred(a, b Source) int {
	return cmp.Or(
		rank(a.State != WasRead, b.State != WasRead),
		cmp.Compare(b.Cells, a.Cells),
		rank(a.Gone, b.Gone),
		rank(a.Role == RoleAttachment, b.Role == RoleAttachment),
		a.FirstSeen.Compare(b.FirstSeen),
		cmp.Compare(a.Page, b.Page),
		cmp.Compare(a.Document, b.Document),
	)
}

// rank sorts false before true.
func rank(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// disagree reports whether two sources that are there give different values of
// one cell. A cell that one of them lacks is no contradiction.
func (n *interpreter) disagree(f *Filing) (bool, error) {
	var different []Source // one for each set of numbers
	for _, s := range f.Sources {
		if s.Gone || s.Numbers.IsZero() {
			continue
		}
		if !slices.ContainsFunc(different, func(o Source) bool { return o.Numbers == s.Numbers }) {
			different = append(different, s)
		}
	}
	if len(different) < 2 {
		return false, nil
	}
	values := map[string]string{}
	for _, s := range different {
		rec, err := n.a.recordOf(n.tx, s)
		if err != nil {
			return false, err
		}
		if rec == nil {
			continue
		}
		for key, c := range rec.Cells {
			if c.Value == nil {
				continue
			}
			v := c.Value.String()
			if first, ok := values[key]; ok && first != v {
				return true, nil
			}
			values[key] = v
		}
	}
	return false, nil
}
