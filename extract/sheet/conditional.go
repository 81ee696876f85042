package sheet

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"gongkai/extract/document"
	"gongkai/extract/ooxml"
	"gongkai/extract/script"
)

// rule is a conditional format that shows a cell otherwise than its own format
// does: not at all, struck through, in another number format.
type rule struct {
	areas    []area
	operator string // "" where nobody but a spreadsheet can tell whether it applies
	from, to float64
}

// maxAreas is the number of areas of the conditional formats of a sheet.
const maxAreas = 1000

// conditional reads a conditionalFormatting (18.3.1.18).
func (x *xlsx) conditional(r *ooxml.Reader, p *page, ranges string) {
	var areas []area
	for ref := range strings.FieldsSeq(ranges) {
		if !strings.Contains(ref, ":") {
			ref += ":" + ref
		}
		if a, ok := parseArea(ref); ok && len(areas) < maxAreas {
			areas = append(areas, a)
		}
	}
	r.Children(func(e *ooxml.Element) {
		if !e.Is(ooxml.Sheet, "cfRule") {
			return
		}
		kind, operator := e.Attr("type"), e.Attr("operator")
		i, err := strconv.Atoi(e.Attr("dxfId"))
		veils := err == nil && i >= 0 && i < len(x.dressings) && x.dressings[i]
		var operands []float64
		known := kind == "cellIs"
		r.Children(func(e *ooxml.Element) {
			switch e.Local {
			case "formula":
				n, err := strconv.ParseFloat(r.Text(), 64)
				known, operands = known && err == nil, append(operands, n)
			case "dataBar", "iconSet":
				show := e.Attr("showValue")
				veils = veils || show != "" && !truth(show)
			}
		})
		if !veils {
			return
		}
		if len(p.rules) == maxAreas || p.ruled+len(areas) > maxAreas {
			x.budget.Reached("rules", maxAreas)
			return
		}
		p.ruled += len(areas)
		made := rule{areas: areas}
		if known && len(operands) > 0 {
			made.operator, made.from, made.to = operator, operands[0], operands[len(operands)-1]
		}
		p.rules = append(p.rules, made)
	})
}

// applies reports whether a rule may apply to a value.
func (c *rule) applies(v value) bool {
	for _, a := range c.areas {
		if v.row >= a.top && v.row <= a.bottom && v.col >= a.left && v.col <= a.right {
			return c.holds(v)
		}
	}
	return false
}

func (c *rule) holds(v value) bool {
	n := v.number
	if !v.numeric {
		n = math.Inf(1) // a text comes after all numbers
	}
	switch c.operator {
	case "equal":
		return n == c.from
	case "notEqual":
		return n != c.from
	case "lessThan":
		return n < c.from
	case "lessThanOrEqual":
		return n <= c.from
	case "greaterThan":
		return n > c.from
	case "greaterThanOrEqual":
		return n >= c.from
	case "between":
		return n >= c.from && n <= c.to
	case "notBetween":
		return n < c.from || n > c.to
	}
	return true
}

// otherwise takes back what the sheet shows otherwise than its cells say.
func (b *builder) otherwise(p *page) {
	if !p.noZeros && !p.formulas && len(p.rules) == 0 {
		return
	}
	for i := range p.values {
		v := &p.values[i]
		switch {
		case p.noZeros && v.numeric && v.number == 0:
			b.unseenAt(*v, "zeros", "工作表不显示零值，未读：the sheet does not show zeros")
			v.text = ""
		case p.formulas && v.formula:
			b.uncertain(v, CodeShown, "formulas", "工作表显示公式而非结果，未读：the sheet shows formulas, not what they come to")
		case strings.ContainsFunc(v.text, func(r rune) bool { return unicode.Is(unicode.Han, r) }):
		default:
			for k := range p.rules {
				if p.rules[k].applies(*v) {
					b.uncertain(v, CodeShown, "conditional", "条件格式可能使内容不显示，未读：a conditional format may show the cell otherwise")
					break
				}
			}
		}
	}
}

// uncertain makes no number of a value of which nobody knows whether it is what is shown.
func (b *builder) uncertain(v *value, code, where, message string) {
	b.find(code, where, message, document.Reader, v.place())
	v.text += script.Object
}
