package page

import (
	"slices"
	"strconv"

	"gongkai/archive/catalog"
)

// portalNames lists the portals that a form offers, by the order of the
// configuration. chosen, if not "", must be one of them.
func (r *request) portalNames(snap *catalog.Snapshot, chosen string) ([]portalRow, error) {
	there := snap.Portals()
	var rows []portalRow
	for _, c := range r.portals() {
		if i := slices.Index(there, c.ID); i >= 0 {
			there = slices.Delete(there, i, i+1)
		} else if !c.Enabled && c.ID != chosen {
			continue
		}
		if c.Name == "" {
			c.Name = c.ID
		}
		rows = append(rows, portalRow{Portal: c, Known: true})
	}
	for _, id := range there {
		rows = append(rows, portalRow{Portal: catalog.Portal{ID: id, Name: id}})
	}
	if chosen != "" && !slices.ContainsFunc(rows, func(row portalRow) bool { return row.ID == chosen }) {
		return nil, bad("没有这个门户", "no such portal")
	}
	return rows, nil
}

// year reads the parameter of that name, 0 where it is not given.
func (r *request) year() (int, error) {
	s := r.URL.Query().Get("year")
	if s == "" {
		return 0, nil
	}
	y, err := strconv.Atoi(s)
	if err != nil || y < 1 || y > 9999 {
		return 0, bad("年度写成 2023 这样", "write the year like 2023")
	}
	return y, nil
}

// yearsOffered are the years that a form offers, the newest first.
func yearsOffered(snap *catalog.Snapshot, r *request, chosen int) []int {
	first, last := snap.Years("")
	years := r.years(first, last, 40)
	if chosen != 0 && !slices.Contains(years, chosen) {
		years = append(years, chosen)
		slices.Sort(years)
	}
	slices.Reverse(years)
	return years
}
