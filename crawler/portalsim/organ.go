package portalsim

import (
	"fmt"
	"math/rand/v2"
)

// organ is an agency of the made-up region that a portal serves.
type organ struct {
	index int
	// name is the full name as titles and signatures have it: 云湖市青石区教育局.
	name string
	// short is the name as menus and lists have it: 区教育局.
	short string
	slug  string
	// government organs publish by 31 March, the others by 31 January
	// (政府信息公开条例 第四十九条).
	government bool
	// scale is how busy the organ is: 0 nothing ever happens, 3 a whole government.
	scale   int
	contact Contact
}

// Contact is what a guide says of one office; "" where it says nothing.
type Contact struct {
	Office, Address, Postcode, Hours, Phone, Fax, Email string
}

// bureaus are the departments that a region of any size has, in the order in
// which portals grow; towns follow.
var bureaus = []struct{ name, slug string }{
	{"教育局", "jyj"}, {"卫生健康局", "wjj"}, {"财政局", "czj"}, {"交通运输局", "jtj"},
	{"水务局", "swj"}, {"农业农村局", "nyj"}, {"民政局", "mzj"}, {"司法局", "sfj"},
	{"文化和旅游局", "wlj"}, {"应急管理局", "yjj"}, {"审计局", "sjj"}, {"市场监督管理局", "scj"},
	{"人力资源和社会保障局", "rsj"}, {"住房和城乡建设局", "zjj"}, {"统计局", "tjj"}, {"医疗保障局", "ybj"},
}

var townWords = []string{"东桥", "南屏", "西坡", "北渡", "柳林", "石门", "双塔", "清泉", "龙湾", "马鞍", "梅岭", "望江"}

// newOrgans returns n organs of a region: the government first, then bureaus
// and towns by turns, so that small portals have one of each.
func newOrgans(r *rand.Rand, reg region, n int) []*organ {
	organs := make([]*organ, 0, n)
	level := reg.level
	bureau, town := 0, 0
	for i := range n {
		o := &organ{index: i, scale: 1 + r.IntN(2)}
		switch {
		case i == 0:
			o.name, o.short, o.slug = reg.name+"人民政府", level+"人民政府", "zf"
			o.government, o.scale = true, 3
		case i%4 == 3 || bureau == len(bureaus):
			kind, slug := "镇", "z"
			if town/len(townWords)%2 == 1 {
				kind, slug = "乡", "x"
			}
			word := townWords[town%len(townWords)]
			if round := town / (2 * len(townWords)); round > 0 {
				word += chineseDigits(round)
			}
			o.name, o.short = reg.name+word+kind+"人民政府", word+kind
			o.slug = fmt.Sprintf("%s%02d", slug, town+1)
			o.government, o.scale = true, r.IntN(2)
			town++
		default:
			o.name, o.short, o.slug = reg.name+bureaus[bureau].name, level+bureaus[bureau].name, bureaus[bureau].slug
			bureau++
		}
		o.contact = newContact(r, reg, o)
		organs = append(organs, o)
	}
	return organs
}

var roads = []string{"湖滨路", "青年路", "建设大街", "文昌路", "朝晖路", "迎宾大道"}

func newContact(r *rand.Rand, reg region, o *organ) Contact {
	return Contact{
		Office:   o.name + "办公室",
		Address:  fmt.Sprintf("%s%s%d号", reg.name, roads[r.IntN(len(roads))], 1+r.IntN(300)),
		Postcode: reg.postcode,
		Hours:    "工作日8:30-12:00，14:00-17:30（法定节假日除外）",
		Phone:    phone(r),
		Fax:      phone(r),
		Email:    o.slug + "xxgk@" + reg.mail,
	}
}

// phone makes a number under the area code 0999, which stands for no place.
func phone(r *rand.Rand) string { return fmt.Sprintf("0999-%d%06d", 2+r.IntN(7), r.IntN(1000000)) }

// region is the made-up place that a portal serves. The code begins with 99,
// which no place in GB/T 2260 has.
type region struct {
	name, level, code, postcode, mail string
}

const digits = "〇一二三四五六七八九"

// chineseDigits writes n digit by digit: 2024 is 二〇二四.
func chineseDigits(n int) string {
	all := []rune(digits)
	out := ""
	for _, d := range fmt.Sprint(n) {
		out += string(all[d-'0'])
	}
	return out
}
