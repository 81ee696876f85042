package page

import (
	"strings"

	"gongkai/archive"
	"gongkai/extract/document"
	"gongkai/extract/report"
)

// term is one operand of a check.
type term struct {
	Label string
	Key   string
	Value string // as read; as printed where no number was read
	zero  bool
}

// sum is a check told to a person: both sides, what each comes to, and whose
// fault it is where they differ.
type sum struct {
	ID          string
	Title       string
	Verdict     report.Verdict
	Left, Right []term
	LeftSum     string
	RightSum    string
	// Reader is set where what differs may be our reading and not the print.
	Reader bool
}

// fewTerms is up to how many operands of a side are all shown; of more, those
// that are zero are counted.
const fewTerms = 6

// sumOf tells a check of a report.
func sumOf(c *report.Check, r *report.Record, l lang) sum {
	s := sum{ID: c.ID, Verdict: c.Verdict, Title: checkTitle(c.ID, l)}
	if c.Left != nil && c.Right != nil {
		s.LeftSum, s.RightSum = c.Left.String(), c.Right.String()
	}
	at := len(c.Cells) - 1 // one cell on the right
	switch {
	case strings.HasPrefix(c.ID, "applications.balance."):
		at = len(c.Cells) - 2
	case c.ID == "counts":
		at = len(c.Cells)
	}
	at = max(at, 0)
	for i, key := range c.Cells {
		t := termOf(c.ID, key, r.Cells, l)
		if i < at {
			s.Left = append(s.Left, t)
		} else {
			s.Right = append(s.Right, t)
		}
	}
	s.Reader = c.Verdict == report.Fails && doubted(c.Cells, r.Findings)
	return s
}

func termOf(check, key string, cells map[string]report.Cell, l lang) term {
	t := term{Key: key, Label: termLabel(check, key, l)}
	c, ok := cells[key]
	switch {
	case !ok:
		t.Value = l.t("缺", "absent")
	case c.Value != nil:
		t.Value = c.Value.String()
		t.zero = t.Value == "0"
	case c.State == report.StateBlank:
		t.Value = l.t("空", "blank")
	default:
		t.Value = c.Raw
	}
	return t
}

// termLabel names an operand by what differs between the operands: the row in a
// check down a column, the column in one along a row.
func termLabel(check, key string, l lang) string {
	section, rest, _ := strings.Cut(key, ".")
	if w, ok := reviewWords[rest]; ok && reviewHeads[section].zh != "" {
		return w.In(l)
	}
	cut := strings.LastIndexByte(rest, '.')
	if cut < 0 || check == "counts" {
		return keyLabel(key, l)
	}
	if strings.HasPrefix(check, "applications.row.") {
		if w, ok := columnWords[rest[cut+1:]]; ok {
			return w.In(l)
		}
		return key
	}
	if row := rowLabel(section, rest[:cut], l); row != "" {
		return row
	}
	return key
}

// checkTitle says in words what a check demands.
func checkTitle(id string, l lang) string {
	column := func(prefix string) string { return columnWords[strings.TrimPrefix(id, prefix)].In(l) }
	switch {
	case id == "counts":
		return l.t("件数都是不小于零的整数", "every count is a whole number, zero or more")
	case strings.HasPrefix(id, "applications.balance."):
		return column("applications.balance.") + l.t("：本年新收＋上年结转＝总计＋结转下年度", ": new + carried in = total + carried out")
	case strings.HasPrefix(id, "applications.results."):
		return column("applications.results.") + l.t("：各项办理结果之和＝总计", ": the results add up to the total")
	case strings.HasPrefix(id, "applications.row."):
		return rowLabel("applications", strings.TrimPrefix(id, "applications.row."), l) + l.t("：各类申请人之和＝总计", ": the kinds of applicants add up to the total")
	case strings.HasPrefix(id, "applications.subtotal."):
		group, col, _ := strings.Cut(strings.TrimPrefix(id, "applications.subtotal."), ".")
		return bare(groupWords[group].In(l)) + " · " + columnWords[col].In(l) + l.t("：各行之和＝小计", ": the rows add up to the subtotal")
	}
	if section, is := strings.CutSuffix(id, ".sum"); is {
		return reviewHeads[section].In(l) + l.t("：各种结果之和＝总计", ": the outcomes add up to the total")
	}
	return id
}

// doubted reports whether a finding of the reader's touches one of the cells, or
// the whole document.
func doubted(keys []string, findings []document.Finding) bool {
	for i := range findings {
		f := &findings[i]
		if f.Responsibility != document.Reader {
			continue
		}
		for _, k := range keys {
			if f.Where == "" || k == f.Where || strings.HasPrefix(k, f.Where+".") {
				return true
			}
		}
	}
	return false
}

// Sentence tells both sides in one line: new 12 + carried over 0 = 12 ≠ 13 =
// total 13 + carried out 0.
func (s *sum) Sentence(l lang) string {
	if s.ID == "counts" {
		parts := make([]string, len(s.Left))
		for i, t := range s.Left {
			parts[i] = t.Label + " " + t.Value
		}
		return strings.Join(parts, l.t("；", "; "))
	}
	if s.LeftSum == "" {
		return side(s.Left, l) + " ⋯ " + side(s.Right, l)
	}
	sign := " = "
	if s.Verdict == report.Fails {
		sign = " ≠ "
	}
	left, right := s.LeftSum, s.RightSum
	if told(s.Left, left) {
		left = side(s.Left, l) + " = " + left
	}
	switch {
	case len(s.Right) == 0: // a check of an older reading
		return left + sign + right
	case told(s.Right, right):
		return left + sign + right + " = " + side(s.Right, l)
	}
	return left + sign + side(s.Right, l)
}

// told reports whether the operands of a side say more than its sum does.
func told(terms []term, sum string) bool {
	return len(terms) > 1 || len(terms) == 1 && terms[0].Value != sum
}

// side writes the operands of one side; of many only those that are not zero,
// and how many are.
func side(terms []term, l lang) string {
	var b strings.Builder
	zeros, shown := 0, 0
	for _, t := range terms {
		if len(terms) > fewTerms && t.zero {
			zeros++
			continue
		}
		if shown++; shown > 1 {
			b.WriteString(" + ")
		}
		b.WriteString(t.Label + " " + t.Value)
	}
	if zeros > 0 {
		if shown > 0 {
			b.WriteString(" + ")
		}
		b.WriteString(l.t("其余 ", "") + itoa(zeros) + l.t(" 项 0", " more, each 0"))
	}
	return b.String()
}

// crossTitle says in words what a check across two years demands.
func crossTitle(c *archive.CrossCheck, l lang) string {
	kind, name, _ := strings.Cut(c.ID, ".")
	switch kind {
	case "carried":
		return columnWords[name].In(l) + l.t("：上年结转下年度＝本年的上年结转", ": carried out of the year before = carried in")
	case "in_force":
		return rowLabel("proactive", name, l) + l.t("：现行有效＋本年废止＝上年现行有效＋本年制发", ": in force + repealed = in force the year before + issued")
	case "previous_items":
		return rowLabel("proactive", name, l) + l.t("：上一年项目数量＝上年的项目数量＋增减", ": items of the year before = its own items + change")
	}
	return c.ID
}

// Terms are the operands of both sides that Sentence names: of many, those that
// are not zero.
func (s *sum) Terms() []term {
	var out []term
	for _, terms := range [][]term{s.Left, s.Right} {
		for _, t := range terms {
			if len(terms) <= fewTerms || !t.zero {
				out = append(out, t)
			}
		}
	}
	return out
}

// Fault says whose it is.
func (s *sum) Fault(l lang) string { return faultWords(s.Reader).In(l) }
