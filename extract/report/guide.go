package report

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/extract/document"
)

// guideLabels are the words before a value of a guide, by field.
var guideLabels = []struct {
	field string
	words string
}{
	{"apply_url", `网上(?:申请|受理)(?:平台|系统)?(?:的)?(?:地址|网址)?|申请(?:平台|系统)(?:地址|网址)|在线申请(?:地址|网址)?`},
	{"address", `(?:办公|联系|通讯|通信|受理|邮寄|来访|接待)?地[ 　]*址`},
	{"postcode", `邮政编码|邮[ 　]*编`},
	{"hours", `(?:办公|受理|工作|接待|服务)时间(?:\(工作日\)|（工作日）)?`},
	{"fax", `(?:联系)?传真(?:号码|电话)?`},
	{"phone", `(?:联系|咨询|办公|受理|监督|投诉|举报|服务|监督举报)?电话(?:号码)?`},
	{"email", `电子(?:邮箱|信箱|邮件)(?:地址)?|(?:联系)?邮箱|E-?mail|e-?mail`},
}

var (
	reGuideField = func() *regexp.Regexp {
		var alt []string
		for _, l := range guideLabels {
			alt = append(alt, `(?P<`+l.field+`>`+l.words+`)`)
		}
		return regexp.MustCompile(`(?:` + strings.Join(alt, "|") + `)[ 　]*[:：∶]`)
	}()
	reOffice     = regexp.MustCompile(`(?:受理|工作|承办|办理|主管)?(?:机构|部门|单位)(?:名称)?[ 　]*(?:为|是)?[ 　]*[:：∶][ 　]*(.+)$|(?:受理(?:机构|部门)|工作(?:的)?机构|办理(?:的)?机构)(?:名称)?(?:为|是)[ 　]*([^,，。；;]+)`)
	reOther      = regexp.MustCompile(`^(?:[(（]?[一二三四五六七八九十0-9]+[)）、.．])?[^:：]{0,14}?(投诉|举报|监督|行政复议|复议机关|行政诉讼|诉讼)[^:：,，。]{0,10}[:：∶][ 　]*(.+)$`)
	reTopHeading = regexp.MustCompile(`^([一二三四五六七八九十]{1,3}[、.．])[ 　]*(.{1,40})$`)
	// a cell that is nothing but the name of a field
	reFieldCell = regexp.MustCompile(`^(?:` + reGuideField.String() + `|(?:受理|工作|承办|办理|主管)?(?:机构|部门|单位)(?:名称)?[：])$`)
	// a heading over whom to complain to: (二)行政复议
	reWatchHead = regexp.MustCompile(`^[(（]?[一二三四五六七八九十0-9]+[)）、.．][^:：,，。;；]{0,8}?(投诉|举报|行政复议|行政诉讼)[^:：,，。;；]{0,8}$`)
	// a telephone for complaints is never the office's own
	reWatchPhone  = regexp.MustCompile(`(?:监督|投诉|举报)(?:举报|投诉)?电话`)
	reMail        = regexp.MustCompile(`^[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+`)
	reCopyOfGuide = regexp.MustCompile(`监督|投诉|举报|救济|复议|诉讼|保障`)
)

// readGuide reads whom to ask and where to complain out of a guide: labelled
// values, under the last office that was named.
func readGuide(lines []line) *GuideFields {
	g := &GuideFields{}
	cur := &g.Contact
	watch := false // the section about complaints has begun
	for _, l := range lines {
		text := strings.TrimSpace(l.text)
		if m := topHeading(text); m != nil {
			watch = reCopyOfGuide.MatchString(m[2])
			if watch {
				cur = nil
			}
			continue
		}
		if watch {
			if m := reWatchHead.FindStringSubmatch(text); m != nil {
				cur = &Contact{}
				g.put(m[1], cur)
				continue
			}
		}
		colon := strings.ContainsAny(text, ":：∶")
		if !colon && !mayNameOffice(text) {
			continue // neither a label nor 受理机构为…
		}
		if m := reOther.FindStringSubmatch(text); m != nil && (watch || !strings.Contains(m[1], "监督")) && reGuideField.FindStringIndex(text) == nil {
			next := &Contact{Office: trimValue(m[2])}
			if next.Office == "" || utf8.RuneCountInString(next.Office) > 60 {
				continue
			}
			g.put(m[1], next)
			cur = next
			continue
		}
		var fields [][]int
		before := text // the office stands before the first of its fields
		if colon {
			fields = reGuideField.FindAllStringSubmatchIndex(text, 8)
			if fields != nil {
				before = text[:fields[0][0]]
			}
		}
		if cur == nil && (fields == nil || !reWatchPhone.MatchString(text)) {
			continue
		}
		if m := reOffice.FindStringSubmatch(before); m != nil && cur != nil && cur.Office == "" && (cur == &g.Contact || *cur == Contact{}) {
			if v := trimValue(m[1] + m[2]); v != "" && utf8.RuneCountInString(v) <= 40 {
				cur.Office = v
			}
		}
		for i, f := range fields {
			end := len(text)
			if i+1 < len(fields) {
				end = fields[i+1][0]
			}
			for n, name := range reGuideField.SubexpNames() {
				if name == "" || f[2*n] < 0 {
					continue
				}
				to := cur
				if reWatchPhone.MatchString(text[f[0]:f[1]]) { // wherever it stands
					if g.Supervision == nil {
						g.Supervision = &Contact{}
					}
					to = g.Supervision
				}
				if to != nil {
					to.set(name, trimValue(text[f[1]:end]))
				}
			}
		}
	}
	for _, c := range []**Contact{&g.Supervision, &g.Reconsideration, &g.Litigation} {
		if *c != nil && **c == (Contact{}) {
			*c = nil
		}
	}
	return g
}

// put keeps a contact under the way of complaint that a word names.
func (g *GuideFields) put(way string, c *Contact) {
	switch {
	case strings.Contains(way, "复议"):
		g.Reconsideration = c
	case strings.Contains(way, "诉讼"):
		g.Litigation = c
	default:
		g.Supervision = c
	}
}

// mayNameOffice reports whether a text holds what reOffice needs where it has no colon.
func mayNameOffice(s string) bool {
	return (strings.Contains(s, "为") || strings.Contains(s, "是")) && (strings.Contains(s, "机构") || strings.Contains(s, "部门"))
}

// topHeading parts a heading 一、… in its number and its words; nil for any other line.
func topHeading(s string) []string {
	first, _ := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune("一二三四五六七八九十", first) {
		return nil
	}
	return reTopHeading.FindStringSubmatch(s)
}

// guideLines are the lines of a guide with the rows of its tables among them: a
// cell that names a field stands before its value like a label with a colon.
func guideLines(blocks []document.Block) []line {
	var out []line
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.Furniture:
		case b.Table == nil:
			out = append(out, linesOf(blocks[i:i+1], false)...)
		default:
			rows, _ := rowsOf(b.Table)
			for _, row := range rows {
				if text := guideRow(row); text != "" {
					out = append(out, newLine(text, i, &b.Place))
				}
			}
		}
	}
	return out
}

// guideRow is a row of a table as one line.
func guideRow(row []gridCell) string {
	var words []string
	for _, c := range row {
		text := strings.Join(strings.Fields(c.cell.Text), " ")
		if !c.own || text == "" {
			continue
		}
		if named := text + "："; reFieldCell.MatchString(named) {
			text = named
		}
		words = append(words, text)
	}
	if len(words) > 16 {
		return "" // no row of a guide's contacts
	}
	return strings.Join(words, " ")
}

// set keeps the first value of a field.
func (c *Contact) set(field, v string) {
	if v == "" || utf8.RuneCountInString(v) > 200 {
		return
	}
	to := map[string]*string{"address": &c.Address, "postcode": &c.Postcode, "hours": &c.Hours, "phone": &c.Phone, "fax": &c.Fax, "email": &c.Email, "apply_url": &c.ApplyURL}[field]
	if to == nil || *to != "" {
		return
	}
	if field == "email" {
		if v = reMail.FindString(v); v == "" {
			return
		}
	}
	*to = v
}

// trimValue trims blanks and the punctuation that parts values.
func trimValue(s string) string {
	return strings.TrimSpace(strings.TrimRight(strings.TrimSpace(s), ",，;；。、 \u00a0\u3000"))
}

// guideSections cuts a guide at its headings 一、二、…
func guideSections(lines []line) []Section {
	var out []Section
	cur := Section{}
	var text []string
	end := func() {
		cur.Text = strings.Join(text, "\n")
		if cur.Number > 0 || cur.Text != "" {
			out = append(out, cur)
		}
		text = nil
	}
	n := 0
	for _, l := range lines {
		m := topHeading(l.text)
		if m == nil {
			text = append(text, l.text)
			continue
		}
		end()
		n++
		cur = Section{Number: n, Printed: m[1], Heading: strings.TrimSpace(m[2])}
	}
	end()
	return out
}
