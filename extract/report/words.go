package report

import "strings"

// cellWords are the words of the form's own cells by their keys, made once.
var cellWords = func() map[string]string {
	group := map[string]string{"otherwise": "其他处理"}
	for _, g := range applicationGroups {
		group[g.key] = g.labels[0]
	}
	words := map[string]string{}
	add := func(section, row, name string, columns []colForm) {
		for _, c := range columns {
			word := append(append([]string{}, c.labels...), c.local...)[0]
			words[cellKey(section, row, c.key)] = name + " / " + word
		}
	}
	columns := append([]colForm{organisationsColumn}, applicationColumns...)
	for _, r := range applicationRows {
		name := r.labels[0]
		if r.group != "" && group[r.group] != name {
			name = group[r.group] + "：" + name
		}
		add(secApplications, r.key, name, columns)
	}
	for _, r := range applicationGroups {
		add(secApplications, r.key, r.labels[0], columns)
	}
	for _, r := range proactiveRows {
		add(secProactive, r.key, r.labels[0], proactiveColumns)
	}
	for section, name := range map[string]string{
		secReview: "行政复议", secDirect: "行政诉讼：未经复议直接起诉", secAfterReview: "行政诉讼：复议后起诉",
	} {
		add(section, "", name, reviewColumns)
	}
	return words
}()

// CellWords says in the form's own words (2019 and 2021, without punctuation
// within a label) what the statutory cell of a key is: the row and the column,
// "予以公开 / 自然人" for applications.granted.natural_person. A key that the
// form does not have comes back as it is.
func CellWords(key string) string {
	if words, ok := cellWords[key]; ok {
		return words
	}
	return strings.ToValidUTF8(key, "�")
}
