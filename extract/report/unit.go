package report

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"gongkai/extract/document"
)

// unit is the measure of a column of money.
type unit int

const (
	unitNone unit = iota
	unitYuan
	unitWan   // 万元
	unitYi    // 亿元
	unitMixed // several are named, and none for this number
)

// wan is ten thousand, 亿 its square.
var wan = decimal.NewFromInt(10000)

// inYuan returns n, given in u, in yuan, exactly.
func (u unit) inYuan(n decimal.Decimal) decimal.Decimal {
	switch u {
	case unitWan:
		return n.Mul(wan)
	case unitYi:
		return n.Mul(wan).Mul(wan)
	}
	return n
}

// name is a unit's name in explanations.
func (u unit) name() string {
	return map[unit]string{unitYuan: "yuan", unitWan: "wan_yuan", unitYi: "yi_yuan"}[u]
}

// Above a table the unit of its money may stand once, for all of it: 单位：元.
// The form's own 万元 holds only where nothing is said.

var (
	reUnitLine = regexp.MustCompile(`^[(]?(?:金额|计量|货币)?单位[:为是]*(?:[^。，,;]{0,6}[、/,])?(?:人民币)?[0-9十百千万亿拾佰仟]*[美港欧日澳英加]?元[)。]?$`)
	reUnitNote = regexp.MustCompile(`^[(]?(?:\*|※|注|备注|说明)[\d:.、]*.{0,12}单位[:为是]*(?:人民币)?[0-9十百千万亿拾佰仟]*[美港欧日澳英加]?元[)。]?$`)
)

// reUnit is a unit of money with the number that it is counted in.
var reUnit = regexp.MustCompile(`[0-9十百千万亿拾佰仟]*[美港欧日澳英加]?元`)

// headerUnit is the unit of money that a header cell names: （单位：万元）. It is
// unitMixed where it names two, or one of another kind: 千元, 万美元.
func headerUnit(text string) unit {
	if !strings.Contains(text, "元") {
		return unitNone
	}
	f := fold(text)
	said := unitNone
	for _, at := range reUnit.FindAllStringIndex(f, 8) {
		u := unitMixed
		switch f[at[0]:at[1]] {
		case "元":
			if before, after := f[:at[0]], f[at[1]:]; after != "" && after[0] != ')' && !strings.HasSuffix(before, "单位:") {
				continue // 多元化
			}
			u = unitYuan
		case "万元":
			u = unitWan
		case "亿元":
			u = unitYi
		}
		if said != unitNone && said != u {
			u = unitMixed
		}
		said = u
	}
	return said
}

// maxUnitLine is the length of a line that can name a unit, in characters.
const maxUnitLine = 32

// unitSaid is the unit of money that lines of section 二 name for its tables:
// unitNone where none does, unitMixed where two differ. lines are those of the blocks.
func unitSaid(blocks []document.Block, lines []line) unit {
	if !nameYuan(blocks, lines) {
		return unitNone // nearly all documents
	}
	said, section := unitNone, 0
	note := func(text string) {
		text = strings.TrimSpace(text)
		if len(text) > utf8.UTFMax*maxUnitLine || section != 0 && section != 2 || !strings.Contains(text, "元") || utf8.RuneCountInString(text) > maxUnitLine {
			return
		}
		f := fold(text)
		if !reUnitLine.MatchString(f) && !reUnitNote.MatchString(f) {
			return
		}
		switch u := headerUnit(strings.TrimRight(f, ")。")); {
		case said == unitNone:
			said = u
		case said != u:
			said = unitMixed
		}
	}
	for i := range blocks {
		if t := blocks[i].Table; t != nil && !blocks[i].Furniture {
			for k := range t.Cells {
				note(t.Cells[k].Text)
			}
		}
		for ; len(lines) > 0 && lines[0].block == i; lines = lines[1:] {
			if n, heading := lines[0].heading(); heading {
				section = n
			}
			note(lines[0].text)
		}
	}
	return said
}

var yuanSign = sign("元")

// nameYuan reports whether lines or cells have the word that every unit of money ends in.
func nameYuan(blocks []document.Block, lines []line) bool {
	if slices.ContainsFunc(lines, func(l line) bool { return l.has(yuanSign) }) {
		return true
	}
	for i := range blocks {
		if t := blocks[i].Table; t != nil && !blocks[i].Furniture {
			for k := range t.Cells {
				if strings.Contains(t.Cells[k].Text, "元") {
					return true
				}
			}
		}
	}
	return false
}

// inUnit gives columns of money whose header names no unit the one that is named
// for all of the table.
func (w *walker) inUnit(leaves []leaf) []leaf {
	if w.unit == unitNone {
		return leaves
	}
	out := slices.Clone(leaves)
	for i, l := range out {
		if l.unit == unitNone && (l.key == "amount_yuan" || l.key == "amount_wan_yuan") {
			out[i].unit = w.unit
		}
	}
	return out
}
