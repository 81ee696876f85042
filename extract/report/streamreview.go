package report

import (
	"strings"

	"gongkai/extract/document"
)

// reviewStream makes the header of section 四 when a run holds it, nil else.
func reviewStream(texts []token) *header {
	named := false
	for _, t := range texts {
		named = named || strings.ContainsAny(t.text, "维維诉訴")
	}
	if !named || len(texts) < 4 {
		return nil
	}
	start := 0
	for i, t := range texts {
		if n, ok := sectionNumber(t.text); ok && n == 4 {
			start = i + 1
		}
	}
	words := segment(secReview, texts[start:])
	first, leaves, heads := -1, 0, 0
	for i, c := range words {
		switch c.head {
		case headReview, headLitigation, headDirect, headAfterReview:
			heads++
			if first < 0 {
				first = i
			}
		}
		if c.key != "" && c.key != "total" {
			leaves++
			if first < 0 {
				first = i
			}
		}
	}
	if leaves < 3 || heads == 0 {
		return nil
	}
	h := &header{family: secReview}
	for _, c := range words[first:] {
		switch {
		case c.head != "":
			h.heads = append(h.heads, c.head)
		case letters(fold(c.text)) != "":
			h.leaves = append(h.leaves, leaf{column: c})
		}
	}
	return h
}

// reviewStreamRow reads the values behind the header of section 四: exactly as
// many as it has columns.
func (w *walker) reviewStreamRow(h *header, values []value, place document.Place) {
	spots, ok := h.reviewOrder()
	switch {
	case !ok:
		w.sheet.find("header_contradicts", document.Reader, secReview, "第四部分表头与法定格式不合，未读 / the header of section 4 contradicts the form", place)
	case len(spots) != len(values):
		w.sheet.find("stream_unproved", document.Reader, secReview, "第四部分表格结构已失，数的个数不符，位置无法证明，未读 / the numbers of section 4 cannot be placed", place)
	default:
		w.enterReview(spots, values)
	}
	for _, g := range reviewGroups {
		w.sheet.printed[g+"."] = true
	}
}
