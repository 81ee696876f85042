package report

import (
	"strings"

	"gongkai/extract/document"
)

// Fact is a number that a sentence of the report gives: the same as a cell of a
// table, or one that no table of the form has. It is what the text says, never a
// cell, and is never used to fill or correct one.
type Fact struct {
	// Key says what is counted: applications.received, .answered, .carried_in and
	// .carried_out; review.cases and litigation.cases; proactive.items (what was
	// published of one's own accord); processing_fee.yuan (信息处理费 of section
	// 六, which is not the fee of section 二).
	Key   string    `json:"key"`
	State FactState `json:"state"`
	// Value is the number, nil unless State is value. Counts have no unit, fees
	// are in yuan.
	Value *Number `json:"value,omitempty"`
	// Raw is the clause as printed.
	Raw     string         `json:"raw"`
	Section int            `json:"section"` // 1–6, 0 before the first
	Place   document.Place `json:"place"`
}

// FactState says how a sentence gives its number.
type FactState string

// The states of a fact. Only FactValue has a value.
const (
	FactValue       FactState = "value"
	FactApproximate FactState = "approximate" // 1867余条, 约30件
	FactNone        FactState = "none"        // 未收到…申请: no number is printed
)

const (
	// maxFacts are the facts kept of one report, maxClauses the clauses looked at
	// for them: a real one has less than twenty and a hundred.
	maxFacts, maxClauses = 100, 400
	// maxSentence and maxClause are the bytes of what a person writes; what is
	// longer is no sentence that counts something.
	maxSentence, maxClause = 6000, 240
)

// facts finds what the sentences of a report count. heads are its headings, year
// is the report's, 0 when it is not known: a sentence that names another one
// speaks of another time. It reports whether a limit left some out.
func facts(lines []line, heads []printedHeading, year int) (found []Fact, cut bool) {
	seen := map[string]bool{}
	section, looked := 0, 0
	for i := range lines {
		l := &lines[i]
		for len(heads) > 0 && heads[0].line <= i {
			section = max(section, heads[0].number)
			heads = heads[1:]
		}
		if !factWords.in(l.text, l.signs) || strings.ContainsAny(l.text, "\t|") {
			continue // nothing that is counted, or the row of a table
		}
		for sentence := range strings.FieldsFuncSeq(counting(l.text), endsSentence) {
			if !mayCount(sentence) {
				continue
			}
			if len(sentence) > maxSentence {
				cut = true
				continue
			}
			folded := fold(sentence)
			ofYear := false // the sentence was asked for its year, and names no other
			for _, clause := range clauses(sentence) {
				if len(clause) > maxClause || !mayCount(clause) {
					continue
				}
				if looked++; looked > maxClauses || len(found) >= maxFacts {
					return found, true
				}
				told := clauseFacts(clause, folded, section, *l.place)
				if len(told) > 0 && !ofYear {
					if otherYear(folded, year) {
						break
					}
					ofYear = true
				}
				for _, f := range told {
					if said := f.Key + f.Raw; !seen[said] { // a page prints its text twice
						seen[said] = true
						found = append(found, f)
					}
				}
			}
		}
	}
	return found, cut
}

// counting is what follows the last words of a line that are struck through: their
// end is marked, and where they begin is not known.
func counting(text string) string {
	if at := strings.LastIndex(text, string(struck)); at >= 0 {
		return text[at+len(string(struck)):]
	}
	return text
}

func endsSentence(r rune) bool {
	switch r {
	case '。', '；', ';', '！', '!', '？', '?':
		return true
	}
	return false
}

// factWords are what a sentence must speak of, in both kinds of characters.
var factWords = listOf("申请", "申請", "结转", "結轉", "办结", "辦結", "答复", "答復", "复议", "復議", "诉讼", "訴訟", "主动公开", "主動公開", "处理费", "處理費")

// mayCount reports whether a text has a digit or the words of a denial, and what
// is counted.
func mayCount(s string) bool {
	return strings.ContainsFunc(s, counts) && factWords.in(s, glanceAt(s).signs)
}

// counts reports whether a rune is a digit or of the words of a denial.
func counts(r rune) bool {
	switch r {
	case '未', '无', '無', '没', '沒':
		return true
	}
	return r >= '0' && r <= '9' || r >= '０' && r <= '９'
}

// clauseFacts reads one clause of a folded sentence: a fact of each kind at most.
func clauseFacts(clause, sentence string, section int, place document.Place) []Fact {
	f := fold(clause)
	var out []Fact
	add := func(key string, state FactState, value *Number) {
		for i := range out {
			if out[i].Key == key {
				return
			}
		}
		out = append(out, Fact{Key: key, State: state, Value: value, Raw: strings.TrimSpace(clause), Section: section, Place: place})
	}
	context := func(key string) bool {
		// an organ that decides over others' cases counts those too
		return !strings.HasPrefix(key, "review.") && !strings.HasPrefix(key, "litigation.") ||
			section == 4 || strings.Contains(sentence, "公开")
	}
	if strings.Contains(f, "未") || strings.Contains(f, "无") || strings.Contains(f, "没有") {
		for _, form := range factDenials() {
			if form.may(f) && context(form.key) && form.re.MatchString(f) {
				add(form.key, FactNone, nil)
			}
		}
	}
	if strings.ContainsAny(f, "0123456789") {
		for _, form := range factForms() {
			if !form.may(f) || !context(form.key) {
				continue
			}
			if state, n, ok := form.read(f, clause); ok {
				add(form.key, state, n)
			}
		}
	}
	if len(out) > 0 && ofPart(f) {
		return nil
	}
	return out
}

// otherYear reports whether a folded sentence names a year that is not the
// report's.
func otherYear(f string, year int) bool {
	if year == 0 || !strings.Contains(f, "20") && !strings.Contains(f, "19") {
		return false
	}
	for _, spoken := range spokenYears(f, 8) {
		if y := yearOf(spoken); y > 0 && y != year {
			return true
		}
	}
	return false
}
