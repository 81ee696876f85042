package portalsim

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// guide is what a 政府信息公开指南 says beyond its fixed words.
type guide struct {
	apply, supervision, reconsideration, litigation Contact
	applyURL                                        string
	edits                                           int
}

func newGuide(r *rand.Rand, host string, reg region, o *organ) *filing {
	office := func(name string) Contact {
		c := newContact(r, reg, o)
		c.Office, c.Email, c.Fax = name, "", ""
		return c
	}
	f := &filing{
		organ: o, format: FormatHTML, title: o.name + "政府信息公开指南", style: r.IntN(len(tableStyles)),
		published: time.Date(2020+r.IntN(5), time.Month(1+r.IntN(12)), 1+r.IntN(28), 10, r.IntN(60), 0, 0, china),
		serial:    10000 + r.IntN(80000),
	}
	f.guide = &guide{
		apply:           o.contact,
		supervision:     office(reg.name + "人民政府办公室政务公开科"),
		reconsideration: office(reg.name + "人民政府行政复议办公室"),
		litigation:      office(reg.name + "人民法院"),
		applyURL:        "http://" + host + "/apply/" + o.slug,
	}
	return f
}

// blocks prints the guide: scope, ways, the office that takes applications,
// and where to complain.
func (g *guide) blocks(f *filing) []block {
	o := f.organ
	b := []block{{text: f.title, heading: true}}
	b = append(b, paragraphs(
		fmt.Sprintf("为了更好地提供政府信息公开服务，便于公民、法人和其他组织获取政府信息，根据《中华人民共和国政府信息公开条例》，%s编制本指南，并根据情况及时更新。", o.name),
	)...)
	section := func(heading string, texts ...string) {
		b = append(b, block{text: heading, heading: true})
		b = append(b, paragraphs(texts...)...)
	}
	section("一、公开范围", "本机关主动公开的信息包括机构职能、政策文件、规划计划、行政许可和行政处罚、财政预算决算等，具体见主动公开目录。")
	section("二、公开形式", "通过政府网站、政务新媒体、公告栏以及便于公众知晓的其他形式公开，自信息形成或者变更之日起20个工作日内公开。")
	apply := append([]string{"受理机构：" + g.apply.Office}, office(g.apply)...)
	section("三、政府信息公开申请受理机构", append(apply, "网上申请平台地址："+g.applyURL)...)
	section("四、申请的提出和处理", "申请人可以通过当面、邮寄或者网上申请平台提出申请，应当写明姓名或者名称、身份证明、联系方式以及所需信息的名称、文号或者便于查询的其他特征性描述。",
		"本机关收到申请后，能够当场答复的当场答复；不能当场答复的，自收到申请之日起20个工作日内答复；需要延长答复期限的，延长的期限最长不超过20个工作日。")
	section("五、监督保障", "公民、法人或者其他组织认为本机关在政府信息公开工作中侵犯其合法权益的，可以投诉、举报，也可以依法申请行政复议或者提起行政诉讼。")
	b = append(b, paragraphs(append([]string{"政府信息公开投诉、举报：" + g.supervision.Office}, office(g.supervision)...)...)...)
	b = append(b, paragraphs(append([]string{"行政复议：" + g.reconsideration.Office}, office(g.reconsideration)...)...)...)
	return append(b, paragraphs(append([]string{"行政诉讼：" + g.litigation.Office}, office(g.litigation)...)...)...)
}

// office prints where an office is, one fact a line, only the facts that are there.
func office(c Contact) []string {
	var lines []string
	for _, fact := range []struct{ name, value string }{
		{"办公地址", c.Address}, {"邮政编码", c.Postcode}, {"办公时间", c.Hours},
		{"联系电话", c.Phone}, {"传真号码", c.Fax}, {"电子邮箱", c.Email},
	} {
		if fact.value != "" {
			lines = append(lines, fact.name+"："+fact.value)
		}
	}
	return lines
}
