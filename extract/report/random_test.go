package report

import (
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/extract/report/reporttest"
)

func TestMain(m *testing.M) { os.Exit(reporttest.Main(m, 100)) }

// drawSample makes up a report: numbers that are all different, some cells blank
// or "none" where blanks is set.
func drawSample(t *rapid.T, blanks bool) sample {
	s := sample{form: rapid.SampledFrom([]string{form2019, form2021}).Draw(t, "form"), cells: map[string]string{}}
	density := 0
	if blanks {
		density = rapid.IntRange(0, 9).Draw(t, "density")
	}
	rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	next := 0
	for i, k := range s.keys() {
		next += 1 + (i*7+density)%13
		s.cells[k] = strconv.Itoa(next)
		if density > 0 && rnd.IntN(10) < density {
			s.cells[k] = []string{"", "", "", "\u00a0", "/", "无"}[rnd.IntN(6)]
		}
		if strings.HasSuffix(k, ".amount_yuan") && s.cells[k] != "" && s.cells[k][0] >= '0' && s.cells[k][0] <= '9' {
			s.cells[k] += "元"
		}
	}
	return s
}

// wrong lists the cells whose number is another one than the truth's, and lost
// those whose number is not there.
func wrong(got Record, truth map[string]string) (bad, lost []string) {
	for k, c := range got.Cells {
		if c.State != StateValue {
			continue
		}
		want, ok := truth[k]
		if want = strings.TrimSuffix(strings.TrimSpace(want), "元"); !ok || c.Value.String() != want {
			bad = append(bad, k+": "+c.Value.String()+" for "+strconv.Quote(want))
		}
	}
	for k, v := range truth {
		c, ok := got.Cells[k]
		if v != "" && v[0] >= '0' && v[0] <= '9' && (!ok || c.State != StateValue) {
			lost = append(lost, k)
		}
	}
	slices.Sort(bad)
	slices.Sort(lost)
	return bad, lost
}

func year(s sample) int {
	if s.form == form2019 {
		return 2020
	}
	return 2023
}

func TestEveryShapeGivesTheSameCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sh := shape(rapid.IntRange(0, 2).Draw(t, "shape"))
		s := drawSample(t, sh != shapeStream)
		doc := render(sh, year(s), []tableSpec{s.proactiveTable()}, []tableSpec{s.applicationsTable(keysOf(applicationColumns), formRows(s.form))}, []tableSpec{s.reviewTable()})
		got := Parse(doc)
		if len(got) != 1 || got[0].Kind != AnnualReport || got[0].Forms.Applications != s.form {
			t.Fatalf("not read as a report of %s: %+v", s.form, got[0].Forms)
		}
		if bad, lost := wrong(got[0], s.cells); bad != nil || lost != nil {
			t.Fatalf("wrong %v\nlost %v\n%+v", bad, lost, got[0].Findings)
		}
		for _, f := range got[0].Findings {
			if f.Code == "row_missing" {
				t.Fatalf("nothing is missing: %+v", f)
			}
		}
		if sh != shapeStream {
			for k, v := range s.cells {
				want := StateValue
				switch strings.TrimSpace(v) {
				case "":
					want = StateBlank
				case "/", "无":
					want = StateNotApplicable
				}
				if got[0].Cells[k].State != want {
					t.Fatalf("%s is %q, state %s", k, v, got[0].Cells[k].State)
				}
			}
		}
	})
}

// In a stream blank cells vanish: what is left may be too little to be placed,
// and is then left out.
func TestABlankInAStreamIsNeverFilledByItsNeighbour(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSample(t, true)
		doc := render(shapeStream, year(s), []tableSpec{s.proactiveTable()}, []tableSpec{s.applicationsTable(keysOf(applicationColumns), formRows(s.form))}, []tableSpec{s.reviewTable()})
		if bad, _ := wrong(Parse(doc)[0], s.cells); bad != nil {
			t.Fatalf("wrong %v", bad)
		}
	})
}

// damage is something that organs and converters do to a table. It returns the
// tables and corrects the truth.
type damage struct {
	name string
	// full asks for a sample without blanks: with them the damage could not be seen.
	full bool
	do   func(t *rapid.T, s *sample) []tableSpec
}

func plainTable(s *sample) tableSpec {
	return s.applicationsTable(keysOf(applicationColumns), formRows(s.form))
}

const headRows = 3

var damages = []damage{
	{"columns in another order", false, func(t *rapid.T, s *sample) []tableSpec {
		orgs := rapid.Permutation([]string{"business", "research", "public_interest", "legal_service", "other"}).Draw(t, "columns")
		cols := append(append([]string{"natural_person"}, orgs...), "total")
		if rapid.Bool().Draw(t, "total first") {
			cols = append([]string{"total", "natural_person"}, orgs...)
		}
		return []tableSpec{s.applicationsTable(cols, formRows(s.form))}
	}},
	{"a column of subtotals", false, func(t *rapid.T, s *sample) []tableSpec {
		for i, r := range formRows(s.form) {
			s.cells["applications."+r+".organisations"] = strconv.Itoa(70000 + i)
		}
		cols := []string{"natural_person", "business", "research", "public_interest", "legal_service", "other", "organisations", "total"}
		if rapid.Bool().Draw(t, "in front") {
			cols = []string{"natural_person", "organisations", "business", "research", "public_interest", "legal_service", "other", "total"}
		}
		return []tableSpec{s.applicationsTable(cols, formRows(s.form))}
	}},
	{"a column of the organ's own", false, func(t *rapid.T, s *sample) []tableSpec {
		cols := slices.Insert(keysOf(applicationColumns), rapid.IntRange(1, 5).Draw(t, "at"), "外国企业")
		for i, r := range formRows(s.form) {
			s.cells["applications."+r+".外国企业"] = strconv.Itoa(80000 + i)
		}
		return []tableSpec{s.applicationsTable(cols, formRows(s.form))}
	}},
	{"a column is not there", false, func(t *rapid.T, s *sample) []tableSpec {
		at := rapid.IntRange(0, 6).Draw(t, "at")
		cols := slices.Delete(keysOf(applicationColumns), at, at+1)
		for _, r := range formRows(s.form) {
			delete(s.cells, "applications."+r+"."+applicationColumns[at].key)
		}
		return []tableSpec{s.applicationsTable(cols, formRows(s.form))}
	}},
	{"rows are not there", false, func(t *rapid.T, s *sample) []tableSpec {
		rows := formRows(s.form)
		from := rapid.IntRange(0, len(rows)-1).Draw(t, "from")
		to := rapid.IntRange(from, len(rows)-1).Draw(t, "to")
		for _, r := range rows[from:to] {
			for _, c := range applicationColumns {
				delete(s.cells, "applications."+r+"."+c.key)
			}
		}
		return []tableSpec{s.applicationsTable(keysOf(applicationColumns), slices.Delete(rows, from, to))}
	}},
	{"one cell is lost and the row moves up", false, func(t *rapid.T, s *sample) []tableSpec {
		tab := plainTable(s)
		r := rapid.IntRange(headRows, len(tab)-1).Draw(t, "row")
		n := len(tab[r])
		at := rapid.IntRange(n-7, n-1).Draw(t, "cell")
		key := formRows(s.form)[r-headRows]
		for _, c := range applicationColumns {
			delete(s.cells, "applications."+key+"."+c.key)
		}
		tab[r] = slices.Delete(slices.Clone(tab[r]), at, at+1)
		return []tableSpec{tab}
	}},
	{"a number too many in a row", true, func(t *rapid.T, s *sample) []tableSpec {
		tab := plainTable(s)
		r := rapid.IntRange(headRows, len(tab)-1).Draw(t, "row")
		n := len(tab[r])
		key := formRows(s.form)[r-headRows]
		for _, c := range applicationColumns {
			delete(s.cells, "applications."+key+"."+c.key)
		}
		tab[r] = slices.Insert(slices.Clone(tab[r]), rapid.IntRange(n-7, n).Draw(t, "cell"), cell("90909"))
		return []tableSpec{tab}
	}},
	{"torn over pages, no header on the second", false, func(t *rapid.T, s *sample) []tableSpec {
		tab := plainTable(s)
		at := rapid.IntRange(headRows+1, len(tab)-1).Draw(t, "at")
		return []tableSpec{cutTable(tab, at, nil)[0], cutTable(tab, at, nil)[1]}
	}},
	{"torn over pages, the header repeated", false, func(t *rapid.T, s *sample) []tableSpec {
		tab := plainTable(s)
		return cutTable(tab, rapid.IntRange(headRows+1, len(tab)-1).Draw(t, "at"), tab[:headRows])
	}},
	{"torn over pages, another table's header", false, func(t *rapid.T, s *sample) []tableSpec {
		tab := plainTable(s)
		return cutTable(tab, rapid.IntRange(headRows+1, len(tab)-1).Draw(t, "at"), tableSpec{row(cell("信息内容"), cell("上一年项目数量"), cell("本年增/减"), wide("处理决定数量", 7))})
	}},
	{"a number in cells that were merged", false, func(t *rapid.T, s *sample) []tableSpec {
		tab := plainTable(s)
		r := rapid.IntRange(headRows, len(tab)-1).Draw(t, "row")
		n := len(tab[r])
		at, span := rapid.IntRange(0, 5).Draw(t, "at"), rapid.IntRange(2, 7).Draw(t, "span")
		span = min(span, 7-at)
		line := slices.Clone(tab[r])
		line[n-7+at] = wide("91919", span)
		tab[r] = slices.Delete(line, n-7+at+1, n-7+at+span)
		for _, c := range applicationColumns[at : at+span] {
			delete(s.cells, "applications."+formRows(s.form)[r-headRows]+"."+c.key)
		}
		return []tableSpec{tab}
	}},
	{"subtotal rows", false, func(t *rapid.T, s *sample) []tableSpec {
		tab := plainTable(s)
		for r := headRows; r < len(tab); r++ {
			if !strings.HasPrefix(formRows(s.form)[r-headRows], "unavailable.not_held") {
				continue
			}
			line := row(cell("（四）无法提供"), cell(""))
			for i, c := range applicationColumns {
				s.cells["applications.unavailable.subtotal."+c.key] = strconv.Itoa(60000 + i)
				line = append(line, cell(strconv.Itoa(60000+i)))
			}
			tab[r] = tab[r][1:]
			tab = slices.Insert(tab, r, line)
			tab[r+1] = append(row(cell("")), tab[r+1]...)
			tab[r+2] = append(row(cell("")), tab[r+2]...)
			tab[r+3] = append(row(cell("")), tab[r+3]...)
			for i := range tab[:r] { // 三、 reaches one row further down
				for j := range tab[i] {
					if tab[i][j].text == "三、本年度办理结果" {
						tab[i][j].rowSpan++
					}
				}
			}
			break
		}
		return []tableSpec{tab}
	}},
	{"a row of the organ's own", false, func(t *rapid.T, s *sample) []tableSpec {
		tab := plainTable(s)
		line := row(wide(rapid.SampledFrom([]string{"（八）其他情形", "其中：涉及征地拆迁的申请", "其他", "合计", "不予公开的其他理由"}).Draw(t, "label"), 3))
		for i := range 7 {
			line = append(line, cell(strconv.Itoa(50000+i)))
		}
		return []tableSpec{append(tab, line)}
	}},
	{"a letter wrong in a label", false, func(t *rapid.T, s *sample) []tableSpec {
		tab := plainTable(s)
		r := rapid.IntRange(headRows, len(tab)-1).Draw(t, "row")
		line := slices.Clone(tab[r])
		rs := []rune(line[len(line)-8].text)
		at := rapid.IntRange(0, len(rs)-1).Draw(t, "letter")
		line[len(line)-8].text = string(rs[:at]) + rapid.SampledFrom([]string{"", "某", "\n", " "}).Draw(t, "typo") + string(rs[at+1:])
		tab[r] = line
		return []tableSpec{tab}
	}},
	{"a label of the header is lost", false, func(t *rapid.T, s *sample) []tableSpec {
		tab := plainTable(s)
		r := rapid.IntRange(1, 2).Draw(t, "level")
		line := slices.Clone(tab[r])
		line[rapid.IntRange(0, len(line)-1).Draw(t, "cell")].text = rapid.SampledFrom([]string{"", "某某"}).Draw(t, "text")
		tab[r] = line
		return []tableSpec{tab}
	}},
	{"a label torn in two rows", false, func(t *rapid.T, s *sample) []tableSpec {
		tab := plainTable(s)
		r := rapid.IntRange(headRows, len(tab)-1).Draw(t, "row")
		line := slices.Clone(tab[r])
		at := len(line) - 8
		rs := []rune(line[at].text)
		cut := rapid.IntRange(1, len(rs)-1).Draw(t, "cut")
		second := row(cellSpec{string(rs[cut:]), 1, line[at].colSpan})
		again := rapid.Bool().Draw(t, "again")
		for _, c := range line[at+1:] {
			if !again {
				c.text = ""
			}
			second = append(second, c)
		}
		line[at].text = string(rs[:cut])
		tab[r] = line
		for i := range tab[:r+1] {
			for j, c := range tab[i] {
				if c.rowSpan > 1 && i >= headRows && i+c.rowSpan > r {
					tab[i] = slices.Clone(tab[i])
					tab[i][j].rowSpan++
				}
			}
		}
		return []tableSpec{slices.Insert(tab, r+1, second)}
	}},
}

// cutTable tears a table before row at and puts a header on the second part. A
// cell that reaches over the cut goes on as an empty one.
func cutTable(tab tableSpec, at int, head tableSpec) []tableSpec {
	grid := tab.laidOut()
	rows, _ := rowsOf(grid)
	part := func(from, to int) tableSpec {
		var out tableSpec
		for r := from; r < to; r++ {
			var line []cellSpec
			for _, c := range rows[r] {
				switch {
				case c.own:
					line = append(line, cellSpec{c.cell.Text, min(c.cell.RowSpan, to-r), c.to - c.from})
				case r == from && from > 0:
					line = append(line, cellSpec{"", min(c.cell.Row+c.cell.RowSpan, to) - r, c.to - c.from})
				}
			}
			out = append(out, line)
		}
		return out
	}
	return []tableSpec{part(0, at), append(slices.Clone(head), part(at, len(tab))...)}
}

func TestADamagedTableGivesNoWrongNumber(t *testing.T) {
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				sh := shape(rapid.IntRange(0, 2).Draw(t, "shape"))
				s := drawSample(t, !d.full && rapid.Bool().Draw(t, "blanks"))
				tabs := d.do(t, &s)
				doc := render(sh, year(s), []tableSpec{s.proactiveTable()}, tabs, []tableSpec{s.reviewTable()})
				if bad, _ := wrong(Parse(doc)[0], s.cells); bad != nil {
					t.Fatalf("wrong %v", bad)
				}
			})
		})
	}
}

// The same for the tables of sections 二 and 四: a cell lost, a number too many,
// a label lost, a row lost.
func TestOtherDamagedTablesGiveNoWrongNumber(t *testing.T) {
	// drop forgets what the truth says of the cells that hold one of the texts
	drop := func(s *sample, texts ...string) {
		for k, v := range s.cells {
			if slices.Contains(texts, v) && !strings.HasPrefix(k, secApplications) {
				delete(s.cells, k)
			}
		}
	}
	texts := func(line []cellSpec) (out []string) {
		for _, c := range line {
			out = append(out, c.text)
		}
		return out
	}
	data := func(line []cellSpec) bool {
		return len(line) > 0 && plainNumber(strings.TrimSuffix(line[len(line)-1].text, "元"))
	}
	rapid.Check(t, func(t *rapid.T) {
		s := drawSample(t, false)
		two, four := s.proactiveTable(), s.reviewTable()
		tab := two
		if rapid.Bool().Draw(t, "four") {
			tab = four
		}
		r := rapid.IntRange(0, len(tab)-1).Draw(t, "row")
		line := slices.Clone(tab[r])
		at := rapid.IntRange(0, len(line)-1).Draw(t, "cell")
		what := rapid.SampledFrom([]string{"lost", "more", "label", "row"}).Draw(t, "what")
		switch {
		case what == "row":
			if data(line) {
				drop(&s, texts(line)...)
			}
			tab = slices.Delete(tab, r, r+1)
			r = -1
		case what == "label" && !data(line):
			line[at].text = rapid.SampledFrom([]string{"", "某某"}).Draw(t, "text")
		case what == "lost" && data(line) && at > 0:
			drop(&s, texts(line)...)
			line = slices.Delete(line, at, at+1)
		case what == "more" && data(line) && at > 0:
			drop(&s, texts(line)...)
			line = slices.Insert(line, at, cell("90909"))
		default:
			return
		}
		if r >= 0 {
			tab[r] = line
		}
		if len(four) == 4 && (len(tab) < 5) {
			four = tab
		} else {
			two = tab
		}
		sh := shape(rapid.IntRange(0, 2).Draw(t, "shape"))
		doc := render(sh, year(s), []tableSpec{two}, []tableSpec{plainTable(&s)}, []tableSpec{four})
		if bad, _ := wrong(Parse(doc)[0], s.cells); bad != nil {
			t.Fatalf("wrong %v", bad)
		}
	})
}
