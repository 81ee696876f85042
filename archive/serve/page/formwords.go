package page

// In returns the phrase in a language.
func (w phrase) In(l lang) string { return l.t(w.zh, w.en) }

// rowWords are the rows of the statutory tables as the law prints them, by
// section and row.
var rowWords = map[string]phrase{
	"proactive.regulations":         {"规章", "Regulations"},
	"proactive.normative_documents": {"行政规范性文件", "Normative documents"},
	"proactive.licensing":           {"行政许可", "Administrative licensing"},
	"proactive.other_services":      {"其他对外管理服务事项", "Other services to the public"},
	"proactive.penalties":           {"行政处罚", "Administrative penalties"},
	"proactive.coercive_measures":   {"行政强制", "Coercive measures"},
	"proactive.fees":                {"行政事业性收费", "Administrative fees"},
	"proactive.procurement":         {"政府集中采购", "Central procurement"},

	"applications.new":                           {"一、本年新收政府信息公开申请数量", "1. New applications of the year"},
	"applications.carried_in":                    {"二、上年结转政府信息公开申请数量", "2. Carried over from the year before"},
	"applications.granted":                       {"（一）予以公开", "(1) Granted"},
	"applications.partial":                       {"（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "(2) Granted in part (counted here only)"},
	"applications.denied.state_secret":           {"1.属于国家秘密", "1. State secret"},
	"applications.denied.prohibited_by_law":      {"2.其他法律行政法规禁止公开", "2. Forbidden by other law"},
	"applications.denied.security_stability":     {"3.危及“三安全一稳定”", "3. National, public or economic security, social stability"},
	"applications.denied.third_party":            {"4.保护第三方合法权益", "4. Rights of a third party"},
	"applications.denied.internal_affairs":       {"5.属于三类内部事务信息", "5. Internal affairs (three kinds)"},
	"applications.denied.process_information":    {"6.属于四类过程性信息", "6. Process information (four kinds)"},
	"applications.denied.enforcement_file":       {"7.属于行政执法案卷", "7. Enforcement case file"},
	"applications.denied.administrative_inquiry": {"8.属于行政查询事项", "8. Matter of administrative inquiry"},
	"applications.unavailable.not_held":          {"1.本机关不掌握相关政府信息", "1. Not held by this organ"},
	"applications.unavailable.must_create":       {"2.没有现成信息需要另行制作", "2. Would have to be made"},
	"applications.unavailable.unclear":           {"3.补正后申请内容仍不明确", "3. Still unclear after correction"},
	"applications.not_processed.petition":        {"1.信访举报投诉类申请", "1. Petition or complaint"},
	"applications.not_processed.repeated":        {"2.重复申请", "2. Repeated application"},
	"applications.not_processed.publication":     {"3.要求提供公开出版物", "3. Asks for a publication on sale"},
	"applications.not_processed.excessive":       {"4.无正当理由大量反复申请", "4. Excessive without good reason"},
	"applications.not_processed.reconfirm":       {"5.要求行政机关确认或重新出具已获取信息", "5. Asks to confirm or reissue what was got"},
	"applications.otherwise":                     {"（六）其他处理", "(6) Otherwise"},
	"applications.otherwise.overdue_correction":  {"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1. Not corrected in time, not processed further"},
	"applications.otherwise.unpaid_fee":          {"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "2. Fee not paid in time, not processed further"},
	"applications.otherwise.other":               {"3.其他", "3. Other"},
	"applications.total":                         {"（七）总计", "(7) Total"},
	"applications.carried_out":                   {"四、结转下年度继续办理", "4. Carried over to the next year"},
}

// groupWords are the headings of blocks of rows of section 三.
var groupWords = map[string]phrase{
	"results":       {"三、本年度办理结果", "3. Results of the year"},
	"denied":        {"（三）不予公开", "(3) Denied"},
	"unavailable":   {"（四）无法提供", "(4) Cannot be provided"},
	"not_processed": {"（五）不予处理", "(5) Not processed"},
	"otherwise":     {"（六）其他处理", "(6) Otherwise"},
}

// subtotalWords heads a row that some organs add below a block.
var subtotalWords = phrase{"小计", "Subtotal"}

// columnWords are the columns as the law prints them.
var columnWords = map[string]phrase{
	"natural_person":  {"自然人", "Natural persons"},
	"business":        {"商业企业", "Businesses"},
	"research":        {"科研机构", "Research institutes"},
	"public_interest": {"社会公益组织", "Public-interest bodies"},
	"legal_service":   {"法律服务机构", "Legal services"},
	"other":           {"其他", "Others"},
	"organisations":   {"小计", "Subtotal"},
	"total":           {"总计", "Total"},

	"issued":          {"本年制发件数", "Issued"},
	"repealed":        {"本年废止件数", "Repealed"},
	"in_force":        {"现行有效件数", "In force"},
	"made":            {"本年新制作数量", "Made"},
	"obtained":        {"获取数量", "Obtained"},
	"published":       {"本年新公开数量", "Published"},
	"total_public":    {"对外公开总数量", "Public in all"},
	"previous_items":  {"上一年项目数量", "Items of the year before"},
	"change":          {"本年增/减", "Change"},
	"decisions":       {"处理决定数量", "Decisions"},
	"amount_wan_yuan": {"本年收费金额（单位：万元）", "Fees charged (10,000 yuan)"},
	"items":           {"采购项目数量", "Items procured"},
	"amount_yuan":     {"采购总金额", "Amount"},
}

// reviewWords are the columns of section 四.
var reviewWords = map[string]phrase{
	"upheld":    {"结果维持", "Upheld"},
	"corrected": {"结果纠正", "Corrected"},
	"other":     {"其他结果", "Other"},
	"pending":   {"尚未审结", "Pending"},
	"total":     {"总计", "Total"},
}

// reviewHeads are the groups of columns of section 四, by section.
var reviewHeads = map[string]phrase{
	"review":                  {"行政复议", "Administrative review"},
	"litigation_direct":       {"未经复议直接起诉", "Litigation without review"},
	"litigation_after_review": {"复议后起诉", "Litigation after review"},
}

var (
	applicantsWords    = phrase{"申请人情况", "Applicants"}
	organisationsWords = phrase{"法人或其他组织", "Legal persons and other organisations"}
	litigationWords    = phrase{"行政诉讼", "Administrative litigation"}
	contentWords       = phrase{"信息内容", "Content"}
	balanceNote        = phrase{"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "(In each column: item 1 + item 2 = item 3 + item 4)"}
)

// fieldWords are the fields of a document and of an office that a guide names.
var fieldWords = map[string]phrase{
	"title":     {"标题", "Title"},
	"agency":    {"机关", "Organ"},
	"published": {"发布日期", "Published"},
	"signed":    {"落款日期", "Signed"},
	"office":    {"机构", "Office"},
	"address":   {"地址", "Address"},
	"postcode":  {"邮编", "Postcode"},
	"hours":     {"办公时间", "Hours"},
	"phone":     {"电话", "Telephone"},
	"fax":       {"传真", "Fax"},
	"email":     {"电子邮箱", "E-mail"},
	"apply_url": {"网上申请", "Apply online"},
}
