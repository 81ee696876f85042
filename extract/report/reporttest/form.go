package reporttest

import "strings"

// The forms of section 二 and 三 (国办公开办函〔2019〕60号, 〔2021〕30号).
const (
	Form2019 = "2019"
	Form2021 = "2021"
)

// labelled is a key with the wording that the form prints.
type labelled struct{ key, label string }

var applicationColumns = []labelled{
	{"natural_person", "自然人"},
	{"business", "商业企业"},
	{"research", "科研机构"},
	{"public_interest", "社会公益组织"},
	{"legal_service", "法律服务机构"},
	{"other", "其他"},
	{"total", "总计"},
}

// applicationRows are the rows of section 三 in a form, in order.
func applicationRows(form string) []labelled {
	rows := []labelled{
		{"new", "一、本年新收政府信息公开申请数量"},
		{"carried_in", "二、上年结转政府信息公开申请数量"},
		{"granted", "（一）予以公开"},
		{"partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"},
		{"denied.state_secret", "1.属于国家秘密"},
		{"denied.prohibited_by_law", "2.其他法律行政法规禁止公开"},
		{"denied.security_stability", "3.危及“三安全一稳定”"},
		{"denied.third_party", "4.保护第三方合法权益"},
		{"denied.internal_affairs", "5.属于三类内部事务信息"},
		{"denied.process_information", "6.属于四类过程性信息"},
		{"denied.enforcement_file", "7.属于行政执法案卷"},
		{"denied.administrative_inquiry", "8.属于行政查询事项"},
		{"unavailable.not_held", "1.本机关不掌握相关政府信息"},
		{"unavailable.must_create", "2.没有现成信息需要另行制作"},
		{"unavailable.unclear", "3.补正后申请内容仍不明确"},
		{"not_processed.petition", "1.信访举报投诉类申请"},
		{"not_processed.repeated", "2.重复申请"},
		{"not_processed.publication", "3.要求提供公开出版物"},
		{"not_processed.excessive", "4.无正当理由大量反复申请"},
		{"not_processed.reconfirm", "5.要求行政机关确认或重新出具已获取信息"},
	}
	if form == Form2019 {
		rows = append(rows, labelled{"otherwise", "（六）其他处理"})
	} else {
		rows = append(rows,
			labelled{"otherwise.overdue_correction", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
			labelled{"otherwise.unpaid_fee", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"},
			labelled{"otherwise.other", "3.其他"})
	}
	return append(rows, labelled{"total", "（七）总计"}, labelled{"carried_out", "四、结转下年度继续办理"})
}

var applicationGroups = map[string]string{
	"denied": "（三）不予公开", "unavailable": "（四）无法提供", "not_processed": "（五）不予处理", "otherwise": "（六）其他处理",
}

// isResult reports whether a row of section 三 is counted under 三、本年度办理结果.
func isResult(row string) bool { return row != "new" && row != "carried_in" && row != "carried_out" }

// groupOf is the block that a row belongs to, "" for a row of its own.
func groupOf(row string) string {
	group, _, in := strings.Cut(row, ".")
	if !in {
		return ""
	}
	return group
}

// article is one block of section 二: its heading, columns and rows.
type article struct {
	heading       string
	columns, rows []labelled
}

// articles are the blocks of section 二 in a form, in order.
func articles(form string) []article {
	if form == Form2019 {
		made := []labelled{{"made", "本年新制作数量"}, {"published", "本年新公开数量"}, {"total_public", "对外公开总数量"}}
		three := []labelled{{"previous_items", "上一年项目数量"}, {"change", "本年增/减"}, {"decisions", "处理决定数量"}}
		return []article{
			{"第二十条第（一）项", made, []labelled{{"regulations", "规章"}, {"normative_documents", "规范性文件"}}},
			{"第二十条第（五）项", three, []labelled{{"licensing", "行政许可"}, {"other_services", "其他对外管理服务事项"}}},
			{"第二十条第（六）项", three, []labelled{{"penalties", "行政处罚"}, {"coercive_measures", "行政强制"}}},
			{"第二十条第（八）项", three[:2], []labelled{{"fees", "行政事业性收费"}}},
			{"第二十条第（九）项", []labelled{{"items", "采购项目数量"}, {"amount_yuan", "采购总金额"}}, []labelled{{"procurement", "政府集中采购"}}},
		}
	}
	issued := []labelled{{"issued", "本年制发件数"}, {"repealed", "本年废止件数"}, {"in_force", "现行有效件数"}}
	decisions := []labelled{{"decisions", "本年处理决定数量"}}
	return []article{
		{"第二十条第（一）项", issued, []labelled{{"regulations", "规章"}, {"normative_documents", "行政规范性文件"}}},
		{"第二十条第（五）项", decisions, []labelled{{"licensing", "行政许可"}}},
		{"第二十条第（六）项", decisions, []labelled{{"penalties", "行政处罚"}, {"coercive_measures", "行政强制"}}},
		{"第二十条第（八）项", []labelled{{"amount_wan_yuan", "本年收费金额（单位：万元）"}}, []labelled{{"fees", "行政事业性收费"}}},
	}
}

// reviewTables are the three groups of columns of section 四.
var reviewTables = []labelled{
	{"review", "行政复议"}, {"litigation_direct", "未经复议直接起诉"}, {"litigation_after_review", "复议后起诉"},
}

var reviewColumns = []labelled{
	{"upheld", "结果维持"}, {"corrected", "结果纠正"}, {"other", "其他结果"}, {"pending", "尚未审结"}, {"total", "总计"},
}
