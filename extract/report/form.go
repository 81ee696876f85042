package report

// The statutory forms as data: every row and column with its key and the
// wordings it is printed with. 国办公开办函〔2019〕60号 and 〔2021〕30号.

// The sections of cells, the first part of every key.
const (
	secProactive    = "proactive"
	secApplications = "applications"
	secReview       = "review"
	secDirect       = "litigation_direct"
	secAfterReview  = "litigation_after_review"
)

// The generations of a form.
const (
	form2019  = "2019"
	form2021  = "2021"
	formLocal = "local"
	formNone  = "none"
)

// rowForm is one statutory row: where it belongs and how it is printed.
type rowForm struct {
	section string
	key     string
	// group is the heading of a block of rows ("denied"), "" for a row of its own.
	group  string
	labels []string
}

// applicationRows are the rows of section 三 in the order of the form. otherwise
// is one row in 2019 and the heading of three in 2021.
var applicationRows = []rowForm{
	{secApplications, "new", "", []string{"本年新收政府信息公开申请数量"}},
	{secApplications, "carried_in", "", []string{"上年结转政府信息公开申请数量"}},
	{secApplications, "granted", "", []string{"予以公开"}},
	{secApplications, "partial", "", []string{"部分公开", "部分公开区分处理的只计这一情形不计其他情形"}},
	{secApplications, "denied.state_secret", "denied", []string{"属于国家秘密"}},
	{secApplications, "denied.prohibited_by_law", "denied", []string{"其他法律行政法规禁止公开"}},
	{secApplications, "denied.security_stability", "denied", []string{"危及三安全一稳定"}},
	{secApplications, "denied.third_party", "denied", []string{"保护第三方合法权益"}},
	{secApplications, "denied.internal_affairs", "denied", []string{"属于三类内部事务信息"}},
	{secApplications, "denied.process_information", "denied", []string{"属于四类过程性信息"}},
	{secApplications, "denied.enforcement_file", "denied", []string{"属于行政执法案卷"}},
	{secApplications, "denied.administrative_inquiry", "denied", []string{"属于行政查询事项"}},
	{secApplications, "unavailable.not_held", "unavailable", []string{"本机关不掌握相关政府信息"}},
	{secApplications, "unavailable.must_create", "unavailable", []string{"没有现成信息需要另行制作"}},
	{secApplications, "unavailable.unclear", "unavailable", []string{"补正后申请内容仍不明确"}},
	{secApplications, "not_processed.petition", "not_processed", []string{"信访举报投诉类申请"}},
	{secApplications, "not_processed.repeated", "not_processed", []string{"重复申请"}},
	{secApplications, "not_processed.publication", "not_processed", []string{"要求提供公开出版物"}},
	{secApplications, "not_processed.excessive", "not_processed", []string{"无正当理由大量反复申请"}},
	{secApplications, "not_processed.reconfirm", "not_processed", []string{"要求行政机关确认或重新出具已获取信息"}},
	{secApplications, "otherwise", "otherwise", []string{"其他处理"}},
	{secApplications, "otherwise.overdue_correction", "otherwise", []string{"申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请"}},
	{secApplications, "otherwise.unpaid_fee", "otherwise", []string{"申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请"}},
	{secApplications, "otherwise.other", "otherwise", []string{"其他"}},
	{secApplications, "total", "", []string{"总计"}},
	{secApplications, "carried_out", "", []string{"结转下年度继续办理"}},
}

// applicationGroups are the headings of blocks of rows; a group printed with
// numbers of its own is a subtotal row. The key results is a heading only.
var applicationGroups = []rowForm{
	{secApplications, "denied", "denied", []string{"不予公开"}},
	{secApplications, "unavailable", "unavailable", []string{"无法提供"}},
	{secApplications, "not_processed", "not_processed", []string{"不予处理"}},
	{secApplications, groupResults, "", []string{"本年度办理结果"}},
}

const groupResults = "results"

// proactiveRows are the rows of section 二 of both forms.
var proactiveRows = []rowForm{
	{secProactive, "regulations", "", []string{"规章"}},
	{secProactive, "normative_documents", "", []string{"行政规范性文件", "规范性文件"}},
	{secProactive, "licensing", "", []string{"行政许可"}},
	{secProactive, "other_services", "", []string{"其他对外管理服务事项"}},
	{secProactive, "penalties", "", []string{"行政处罚"}},
	{secProactive, "coercive_measures", "", []string{"行政强制", "行政强制措施"}},
	{secProactive, "fees", "", []string{"行政事业性收费"}},
	{secProactive, "procurement", "", []string{"政府集中采购"}},
}

// colForm is one column with its wordings. An empty key is a heading over
// columns, or a word that only marks a header.
type colForm struct {
	key    string
	labels []string
	// local wordings are an organ's own; the key is the same.
	local []string
}

// applicationColumns in the order of the form.
var applicationColumns = []colForm{
	{key: "natural_person", labels: []string{"自然人"}},
	{key: "business", labels: []string{"商业企业"}},
	{key: "research", labels: []string{"科研机构"}},
	{key: "public_interest", labels: []string{"社会公益组织"}},
	{key: "legal_service", labels: []string{"法律服务机构"}},
	{key: "other", labels: []string{"其他"}},
	{key: "total", labels: []string{"总计"}},
}

// organisationsColumn is not in the form; some organs add it.
var organisationsColumn = colForm{key: "organisations", labels: []string{"小计", "法人小计", "法人或其他组织小计"}}

var proactiveColumns = []colForm{
	{key: "issued", labels: []string{"本年制发件数", "本年制发数量", "本年度制发件数", "本年度制发数", "本年制发数"}},
	{key: "repealed", labels: []string{"本年废止件数", "本年废止数量", "本年度废止件数", "本年度废止数", "本年废止数"}},
	{key: "in_force", labels: []string{"现行有效件数", "现行有效数量", "现行有效", "现行有效数"}},
	{key: "made", labels: []string{"本年新制作数量", "本年度新制作数量"}, local: []string{"制作", "制作数量", "本年制作数量"}},
	{key: "obtained", local: []string{"获取", "获取数量"}},
	{key: "published", labels: []string{"本年新公开数量", "本年度新公开数量"}, local: []string{"对外公开数量"}},
	{key: "total_public", labels: []string{"对外公开总数量", "对外公开总数"}},
	{key: "previous_items", labels: []string{"上一年项目数量", "上年项目数量", "上一年度项目数量"}, local: []string{"原有项目数量"}},
	{key: "change", labels: []string{"本年增减", "本年增减项目数量", "本年度增减"}, local: []string{"本年更新"}},
	{key: "decisions", labels: []string{"处理决定数量", "本年处理决定数量", "本年度处理决定数量"}},
	{key: "amount_wan_yuan", labels: []string{"本年收费金额", "本年度收费金额"}},
	{key: "items", labels: []string{"采购项目数量"}},
	{key: "amount_yuan", labels: []string{"采购总金额"}},
}

var reviewColumns = []colForm{
	{key: "upheld", labels: []string{"结果维持"}},
	{key: "corrected", labels: []string{"结果纠正"}},
	{key: "other", labels: []string{"其他结果"}},
	{key: "pending", labels: []string{"尚未审结"}},
	{key: "total", labels: []string{"总计"}},
}

// Words over columns, by what they head.
const (
	headApplicants    = "applicants"    // 申请人情况
	headOrganisations = "organisations" // 法人或其他组织
	headReview        = secReview
	headLitigation    = "litigation"
	headDirect        = secDirect
	headAfterReview   = secAfterReview
	headLocal         = "local"   // an organ's own word over columns of section 二
	headContent       = "content" // 信息内容: stands over the row labels
	headNote          = "note"    // the 勾稽 note: stands over the row labels
)

var columnHeads = []colForm{
	{key: headApplicants, labels: []string{"申请人情况"}},
	{key: headOrganisations, labels: []string{"法人或其他组织"}},
	{key: headReview, labels: []string{"行政复议"}},
	{key: headLitigation, labels: []string{"行政诉讼"}},
	{key: headDirect, labels: []string{"未经复议直接起诉"}},
	{key: headAfterReview, labels: []string{"复议后起诉"}},
	{key: headLocal, local: []string{"本年度实际产生数量", "依据条件程序"}},
	{key: headContent, labels: []string{"信息内容"}},
}

// rowColumns are the columns that a row of section 二 has in a form, in order;
// nil where the form does not have the row.
func rowColumns(form, row string) []string {
	switch row {
	case "regulations", "normative_documents":
		if form == form2021 {
			return []string{"issued", "repealed", "in_force"}
		}
		return []string{"made", "published", "total_public"}
	case "licensing", "penalties", "coercive_measures":
		if form == form2021 {
			return []string{"decisions"}
		}
		return []string{"previous_items", "change", "decisions"}
	case "other_services":
		if form == form2021 {
			return nil
		}
		return []string{"previous_items", "change", "decisions"}
	case "fees":
		if form == form2021 {
			return []string{"amount_wan_yuan"}
		}
		return []string{"previous_items", "change"}
	case "procurement":
		if form == form2021 {
			return nil
		}
		return []string{"items", "amount_yuan"}
	}
	return nil
}

// fits reports whether a column can stand over a row of section 二 at all. A
// header with a column that cannot belongs to another table.
func fits(row, column string) bool {
	switch column {
	case "issued", "repealed", "in_force", "made", "obtained", "published", "total_public":
		return row == "regulations" || row == "normative_documents"
	case "previous_items", "change":
		return row != "regulations" && row != "normative_documents" && row != "procurement"
	case "decisions":
		return row == "licensing" || row == "other_services" || row == "penalties" || row == "coercive_measures"
	case "amount_wan_yuan":
		return row == "fees"
	case "items", "amount_yuan":
		return row == "procurement"
	}
	return false
}

// formRows are the rows of section 三 in a form, in order.
func formRows(form string) []string {
	var rows []string
	for _, r := range applicationRows {
		three := r.group == "otherwise" && r.key != "otherwise"
		if (form == form2019 && three) || (form == form2021 && r.key == "otherwise") {
			continue
		}
		rows = append(rows, r.key)
	}
	return rows
}
