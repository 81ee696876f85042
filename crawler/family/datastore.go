package family

import (
	"regexp"
	"strconv"
	"strings"
)

// datastore is Hanweb's list: inline in <script type="text/xml"> and as the
// answer of dataproxy.jsp.
//
//	<datastore>
//	  <nextgroup><![CDATA[<a href="…/dataproxy.jsp?page=1&…"></a>]]></nextgroup>
//	  <totalrecord>1928</totalrecord><totalpage>20</totalpage>
//	  <recordset><record><![CDATA[<li>…</li>]]></record>…</recordset>
//	</datastore>
type datastore struct {
	records          []string // HTML of each record
	next             []string // href of each <nextgroup>
	total, totalPage int
}

var (
	nextGroup   = regexp.MustCompile(`href\s*=\s*["']([^"']+)["']`)
	totalRecord = regexp.MustCompile(`<totalrecord>\s*(\d{1,6})\s*</totalrecord>`)
	totalPage   = regexp.MustCompile(`<totalpage>\s*(\d{1,6})\s*</totalpage>`)
)

// parseDatastore reads every datastore in s. It is no XML parser: the blocks
// are often not well-formed (bare & in addresses, broken entities).
func parseDatastore(s string) datastore {
	var d datastore
	for block := range elements(s, "record") {
		if len(d.records) >= maxLinks {
			break
		}
		d.records = append(d.records, cdata(block))
	}
	for block := range elements(s, "nextgroup") {
		if m := nextGroup.FindStringSubmatch(cdata(block)); m != nil && len(d.next) < 20 {
			d.next = append(d.next, strings.ReplaceAll(m[1], "&amp;", "&"))
		}
	}
	if m := totalRecord.FindStringSubmatch(s); m != nil {
		d.total, _ = strconv.Atoi(m[1])
	}
	if m := totalPage.FindStringSubmatch(s); m != nil {
		d.totalPage, _ = strconv.Atoi(m[1])
	}
	return d
}

// elements yields what stands in each <name>…</name> of s.
func elements(s, name string) func(yield func(string) bool) {
	open, end := "<"+name+">", "</"+name+">"
	return func(yield func(string) bool) {
		for {
			_, rest, ok := strings.Cut(s, open)
			if !ok {
				return
			}
			inner, rest, ok := strings.Cut(rest, end)
			if !ok || !yield(inner) {
				return
			}
			s = rest
		}
	}
}

// cdata unwraps <![CDATA[…]]>.
func cdata(s string) string {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s, "<![CDATA["); ok {
		return strings.TrimSuffix(strings.TrimSpace(rest), "]]>")
	}
	return s
}
