package portalsim

// label is a row or column of a statutory table: its key in our contract and
// its words in print.
type label struct{ key, text string }

// The forms (国办公开办函〔2019〕60号 for fiscal years to 2020, 〔2021〕30号 after).
const (
	form2019 = "2019"
	form2021 = "2021"
)

func formOf(year int) string {
	if year <= 2020 {
		return form2019
	}
	return form2021
}

var applicantColumns = []label{
	{"natural_person", "自然人"}, {"business", "商业企业"}, {"research", "科研机构"},
	{"public_interest", "社会公益组织"}, {"legal_service", "法律服务机构"}, {"other", "其他"}, {"total", "总计"},
}

// resultGroup is one of the results （一）–（七） of 三、本年度办理结果.
type resultGroup struct {
	text string
	rows []label // one row without words of its own: the group is the row
}

var resultsHead = []resultGroup{
	{"（一）予以公开", []label{{"granted", ""}}},
	{"（二）部分公开（区分处理的，只计这一情形，不计其他情形）", []label{{"partial", ""}}},
	{"（三）不予公开", []label{
		{"denied.state_secret", "1.属于国家秘密"}, {"denied.prohibited_by_law", "2.其他法律行政法规禁止公开"},
		{"denied.security_stability", "3.危及“三安全一稳定”"}, {"denied.third_party", "4.保护第三方合法权益"},
		{"denied.internal_affairs", "5.属于三类内部事务信息"}, {"denied.process_information", "6.属于四类过程性信息"},
		{"denied.enforcement_file", "7.属于行政执法案卷"}, {"denied.administrative_inquiry", "8.属于行政查询事项"}}},
	{"（四）无法提供", []label{
		{"unavailable.not_held", "1.本机关不掌握相关政府信息"}, {"unavailable.must_create", "2.没有现成信息需要另行制作"},
		{"unavailable.unclear", "3.补正后申请内容仍不明确"}}},
	{"（五）不予处理", []label{
		{"not_processed.petition", "1.信访举报投诉类申请"}, {"not_processed.repeated", "2.重复申请"},
		{"not_processed.publication", "3.要求提供公开出版物"}, {"not_processed.excessive", "4.无正当理由大量反复申请"},
		{"not_processed.reconfirm", "5.要求行政机关确认或重新出具已获取信息"}}},
}

var otherwise2019 = resultGroup{"（六）其他处理", []label{{"otherwise", ""}}}

var otherwise2021 = resultGroup{"（六）其他处理", []label{
	{"otherwise.overdue_correction", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
	{"otherwise.unpaid_fee", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"},
	{"otherwise.other", "3.其他"}}}

var resultsTotal = resultGroup{"（七）总计", []label{{"total", ""}}}

// results returns the groups of 三、本年度办理结果 of a form.
func results(form string) []resultGroup {
	groups := append([]resultGroup(nil), resultsHead...)
	if form == form2019 {
		groups = append(groups, otherwise2019)
	} else {
		groups = append(groups, otherwise2021)
	}
	return append(groups, resultsTotal)
}

// resultRows returns the keys of the rows that add up to applications.total.
func resultRows(form string) []string {
	var keys []string
	for _, g := range results(form) {
		for _, row := range g.rows {
			if row.key != "total" {
				keys = append(keys, row.key)
			}
		}
	}
	return keys
}

var outcomeColumns = []label{
	{"upheld", "结果维持"}, {"corrected", "结果纠正"}, {"other", "其他结果"}, {"pending", "尚未审结"}, {"total", "总计"},
}

// disputes are the three tables of section four.
var disputes = []string{"review", "litigation_direct", "litigation_after_review"}
