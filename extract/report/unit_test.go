package report

import (
	"strings"
	"testing"
)

// What is named for a whole table counts where neither the cell nor its header
// names a unit; the form's own 万元 only where nothing is said.
func TestUnitsOfMoney(t *testing.T) {
	const (
		plain = "信息内容\t本年收费金额\n行政事业性收费\t50000\n"
		wan   = "信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t50000\n"
	)
	head := func(unit string) string {
		return "信息内容\t本年收费金额（单位：" + unit + "）\n行政事业性收费\t50000\n"
	}
	for name, tt := range map[string]struct{ text, want string }{
		"nothing is said: the form's":          {plain, "50000"},
		"above the table":                      {"单位：元\n" + plain, "5"},
		"above the table, in brackets":         {"（金额单位：人民币元）\n" + plain, "5"},
		"with the unit of counts":              {"单位：件、元\n" + plain, "5"},
		"in the table's first row":             {"单位：元\t\t\n" + plain, "5"},
		"万元 above the table":                   {"单位：万元\n" + plain, "50000"},
		"亿元 above the table":                   {"单位：亿元\n信息内容\t本年收费金额\n行政事业性收费\t0.5\n", "5000"},
		"the header's own wins":                {"单位：元\n" + wan, "50000"},
		"the cell's own wins":                  {"单位：元\n信息内容\t本年收费金额\n行政事业性收费\t5万元\n", "5"},
		"in a note below":                      {plain + "注：收费金额单位为元。\n", "5"},
		"two that differ":                      {"单位：元\n" + plain + "单位：万元\n", "(unit_unknown)"},
		"two that differ, and nothing charged": {"单位：元\n信息内容\t本年收费金额\n行政事业性收费\t0\n单位：万元\n", "0"},
		"of counts":                            {"单位：件\n" + plain, "50000"},
		"in a sentence":                        {"本单位收费5万元\n" + plain, "50000"},
		"千元":                                   {head("千元"), "(unit_unknown)"},
		"百万元":                                  {head("百万元"), "(unit_unknown)"},
		"10万元":                                 {head("10万元"), "(unit_unknown)"},
		"美元":                                   {head("美元"), "(unit_unknown)"},
		"万美元":                                  {head("万美元"), "(unit_unknown)"},
		"two in one header":                    {head("万元/元"), "(unit_unknown)"},
		"千元 above the table":                   {"单位：千元\n" + plain, "(unit_unknown)"},
		"of another section":                   {plain + "三、收到和处理政府信息公开申请情况\n单位：元\n", "50000"},
	} {
		t.Run(name, func(t *testing.T) {
			r := Parse(lines(frame + tt.text))[0]
			c := r.Cells["proactive.fees.amount_wan_yuan"]
			got := "(" + string(c.State) + ")"
			if c.State == StateValue {
				got = c.Value.String()
			}
			if got != tt.want {
				t.Errorf("%s, want %s; findings %v", got, tt.want, codes(r))
			}
		})
	}
}

// A table of the organ's own in section 一 may have its money in another unit.
func TestTheUnitOfTheSectionBeforeIsNotOurs(t *testing.T) {
	before, after, ok := strings.Cut(frame, "二、主动公开")
	if !ok {
		t.Fatal("the frame has no section 二")
	}
	r := Parse(lines(before + "单位：元\n二、主动公开" + after + "信息内容\t本年收费金额\n行政事业性收费\t50000\n"))[0]
	if c := r.Cells["proactive.fees.amount_wan_yuan"]; c.State != StateValue || c.Value.String() != "50000" {
		t.Errorf("%v, %s", c.Value, c.State)
	}
}
