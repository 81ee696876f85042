package portalsim

import (
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"
)

// Every report whose numbers can be read from its bytes shows the ledger's
// numbers, read back here by labels from what is served.
func TestReportsShowTheNumbersOfTheLedger(t *testing.T) {
	for seed := range uint64(2) {
		w := New(Options{Seed: seed, Organs: 4, Years: 7, HomeBytes: 1})
		for _, r := range w.Ledger().Reports {
			t.Run(fmt.Sprintf("%d %s %s %d", seed, r.Portal, r.Organ, r.Year), func(t *testing.T) {
				rec := httptest.NewRecorder()
				w.ServeHTTP(rec, httptest.NewRequest("GET", r.URL, nil))
				var rows [][]string
				switch {
				case r.Format == FormatPDF:
					checkPDF(t, unzip(t, rec))
					return
				case r.Format == FormatText:
					text, err := simplifiedchinese.GBK.NewDecoder().String(string(unzip(t, rec)))
					if err != nil {
						t.Fatal(err)
					}
					rows = tabRows(text)
				case strings.Contains(w.ReportURL(r.Portal, r.OrganIndex, r.Year), "#"):
					checkLines(t, decode(t, rec), r)
					return
				default:
					rows = tableRows(t, decode(t, rec))
				}
				got := readRows(rows, r.Form)
				if len(got) != len(r.Cells) {
					t.Errorf("%d cells read, the ledger has %d", len(got), len(r.Cells))
				}
				for key, want := range r.Cells {
					if raw, is := got[key]; !is || raw != want.Raw {
						t.Errorf("%s: %q in the page (there: %v), %q in the ledger", key, raw, is, want.Raw)
					}
				}
			})
		}
	}
}

// tableRows lays out every innermost table of a page as rows of texts.
func tableRows(t *testing.T, text string) [][]string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == "table" && !hasTable(n) {
			rows = append(rows, layOut(n)...)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(doc)
	return rows
}

func hasTable(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Data == "table" {
			return true
		}
	}
	return false
}

// layOut puts each cell's text at its first position; where a cell reaches from
// above there is "".
func layOut(table *html.Node) [][]string {
	var rows [][]string
	reach := make(map[[2]int]bool)
	r := 0
	for tr := range table.Descendants() {
		if tr.Type != html.ElementNode || tr.Data != "tr" {
			continue
		}
		var row []string
		put := func(c int, text string) {
			for len(row) <= c {
				row = append(row, "")
			}
			row[c] = text
		}
		c := 0
		for td := tr.FirstChild; td != nil; td = td.NextSibling {
			if td.Type != html.ElementNode {
				continue
			}
			for reach[[2]int{r, c}] {
				c++
			}
			wide, high := span(td, "colspan"), span(td, "rowspan")
			for y := range high {
				for x := range wide {
					reach[[2]int{r + y, c + x}] = true
				}
			}
			put(c, strings.Trim(innerText(td), " \n\u00a0"))
			put(c+wide-1, row[len(row)-1])
			c += wide
		}
		rows = append(rows, row)
		r++
	}
	return rows
}

func span(td *html.Node, name string) int {
	n := 1
	if v := attr(td, name); v != "" {
		if _, err := fmt.Sscan(v, &n); err != nil {
			return 1
		}
	}
	return n
}

// tabRows reads the cells of a text, one a line after a tab; the rows of
// section three get their labels padded to the three columns that they span.
func tabRows(text string) [][]string {
	var rows [][]string
	for part := range strings.SplitSeq(text, "\r\n\r\n") {
		var row []string
		for line := range strings.SplitSeq(part, "\r\n") {
			if cell, ok := strings.CutPrefix(line, "\t"); ok {
				row = append(row, cell)
			}
		}
		if n := len(row) - 7; n > 0 && n < 3 {
			labels := append(slices.Clone(row[:n]), make([]string, 3-n)...)
			row = append(labels, row[n:]...)
		}
		if row != nil {
			rows = append(rows, row)
		}
	}
	return rows
}

// readRows reads statutory cells by the words of their rows.
func readRows(rows [][]string, form string) map[string]string {
	cells := make(map[string]string)
	columnsOf := map[string][]string{"规章": {"issued", "repealed", "in_force"}, "行政许可": {"decisions"}, "行政处罚": {"decisions"}, "行政强制": {"decisions"}, "行政事业性收费": {"amount_wan_yuan"}}
	if form == form2019 {
		items := []string{"previous_items", "change", "decisions"}
		columnsOf = map[string][]string{"规章": {"made", "published", "total_public"}, "行政许可": items, "其他对外管理服务事项": items,
			"行政处罚": items, "行政强制": items, "行政事业性收费": items[:2], "政府集中采购": {"items", "amount_yuan"}}
	}
	columnsOf["规范性文件"], columnsOf["行政规范性文件"] = columnsOf["规章"], columnsOf["规章"]
	keys := map[string]string{"规章": "regulations", "规范性文件": "normative_documents", "行政规范性文件": "normative_documents", "行政许可": "licensing",
		"其他对外管理服务事项": "other_services", "行政处罚": "penalties", "行政强制": "coercive_measures", "行政事业性收费": "fees", "政府集中采购": "procurement"}
	labels := map[string]string{"一、本年新收政府信息公开申请数量": "new", "二、上年结转政府信息公开申请数量": "carried_in", "四、结转下年度继续办理": "carried_out"}
	for _, group := range results(form) {
		for _, row := range group.rows {
			labels[group.text[:len("（一）")]+row.text] = row.key
		}
	}
	group := ""
	for _, row := range rows {
		switch {
		case keys[row[0]] != "":
			for i, column := range columnsOf[row[0]] {
				cells["proactive."+keys[row[0]]+"."+column] = row[1+i]
			}
		case len(row) == 10:
			label := row[0]
			if strings.HasPrefix(row[1], "（") {
				group = row[1][:len("（一）")]
			}
			if label == "" || label == "三、本年度办理结果" {
				label = group
				if row[2] != "" && row[2] != row[1] {
					label += row[2]
				}
			}
			if key := labels[label]; key != "" {
				for i, column := range applicantColumns {
					cells["applications."+key+"."+column.key] = row[3+i]
				}
			}
		case len(row) == 15 && !strings.ContainsAny(strings.Join(row, ""), "结总维行"):
			for i, text := range row {
				cells[disputes[i/5]+"."+outcomeColumns[i%5].key] = text
			}
		}
	}
	return cells
}

// checkLines looks for the numbers of each row of section three after its label.
func checkLines(t *testing.T, text string, r Report) {
	t.Helper()
	from := strings.Index(text, "<p>"+r.Title+"</p>")
	if from < 0 {
		t.Fatalf("title not in the page: %s", r.Title)
	}
	text = text[from:]
	for _, group := range results(r.Form) {
		for _, row := range group.rows {
			label := row.text
			if label == "" {
				label = group.text
			}
			want := "<p>" + label + "</p>\n"
			for _, column := range applicantColumns {
				want += "<p>" + r.Cells["applications."+row.key+"."+column.key].Raw + "</p>\n"
			}
			if !strings.Contains(text[:min(len(text), 12000)], want) {
				t.Errorf("row %s not as in the ledger", row.key)
			}
		}
	}
}

func checkPDF(t *testing.T, data []byte) {
	t.Helper()
	text := string(data)
	if !strings.HasPrefix(text, "%PDF-1.4\n") || !strings.HasSuffix(text, "%%EOF\n") {
		t.Error("no PDF")
	}
	var xref, n int
	at := strings.LastIndex(text, "startxref\n")
	if _, err := fmt.Sscan(text[at+len("startxref\n"):], &xref); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(text[xref:], "\n")
	if _, err := fmt.Sscanf(lines[1], "0 %d", &n); err != nil {
		t.Fatal(err)
	}
	for i := 1; i < n; i++ {
		var offset int
		if _, err := fmt.Sscan(strings.TrimLeft(lines[2+i][:10], "0"), &offset); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(text[offset:], fmt.Sprintf("%d 0 obj\n", i)) {
			t.Errorf("object %d is not at %d", i, offset)
		}
	}
}

// As made, every report adds up and takes over what the year before left;
// whatever the seed.
func TestNumbersHoldAsMade(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := &organ{index: rapid.IntRange(0, 9).Draw(t, "organ"), scale: rapid.IntRange(0, 3).Draw(t, "scale")}
		seed := rapid.Uint64().Draw(t, "seed")
		chain := newChain(random(seed, "test"), o, 2018, 2024)
		for year := 2018; year <= 2024; year++ {
			cells := chain[year].cells
			want := map[string]int{form2019: 198, form2021: 200}[formOf(year)]
			if len(cells) != want {
				t.Fatalf("%d: %d cells, want %d", year, len(cells), want)
			}
			if failing := failingChecks(cells, formOf(year)); len(failing) > 0 {
				t.Fatalf("%d: %v", year, failing)
			}
			if year == 2018 {
				continue
			}
			for _, column := range applicantColumns {
				out := chain[year-1].cells["applications.carried_out."+column.key]
				in := cells["applications.carried_in."+column.key]
				if out != in {
					t.Fatalf("%d %s: carried in %v, carried out the year before %v", year, column.key, in, out)
				}
			}
		}
	})
}

func TestChecksThatFailAreNamed(t *testing.T) {
	w := New(Options{Seed: 5, Families: []string{"trs"}})
	want := map[string][]string{
		"云湖市教育局 2024":  {"applications.balance.total", "applications.row.new"},
		"云湖市人民政府 2022": {"review.sum"},
	}
	for _, r := range w.Ledger().Reports {
		name := fmt.Sprintf("%s %d", r.Organ, r.Year)
		if !slices.Equal(r.FailingChecks, want[name]) {
			t.Errorf("%s: failing %v, want %v", name, r.FailingChecks, want[name])
		}
	}
}
