package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestName is how many characters of a normal name are kept; the rest goes
// into a digest.
const longestName = 80

// NormalName returns the one form of an organ's name by which spellings are
// told to be the same organ of a portal: NFKC, letters, digits and parentheses
// only; the government left out that an office belongs to (张店区人民政府科苑街道办事处
// is 张店区科苑街道办事处), and the higher regions before a county or district
// (淄博市张店区… is 张店区…), unless the district's name is used in several
// cities (济南市市中区 is not 枣庄市市中区). "" if nothing is left.
func NormalName(name string) string {
	s := withoutParents(letters(name))
	s = withoutGovernment(s)
	if n := utf8.RuneCountInString(s); n > longestName {
		sum := sha256.Sum256([]byte(s))
		s = string([]rune(s)[:longestName]) + "~" + hex.EncodeToString(sum[:4])
	}
	return s
}

// letters returns what of a name counts: NFKC, letters, digits, parentheses.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '(' || r == ')' {
			return r
		}
		return -1
	}, norm.NFKC.String(name))
}

// isFuller reports whether long is the whole name of the organ that short is
// said for: the regions are put before it, and 人民政府 may be behind it (东桥镇,
// 云湖市东桥镇人民政府). What adds anything else names another organ.
func isFuller(long, short string) bool {
	l, s := letters(long), letters(short)
	if len(l) <= len(s) || utf8.RuneCountInString(s) < 3 {
		return false
	}
	regions, found := strings.CutSuffix(l, s)
	if !found {
		regions, found = strings.CutSuffix(l, s+"人民政府")
	}
	if !found || regions == "" {
		return found
	}
	last, _ := utf8.DecodeLastRuneInString(regions)
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("省市县区旗州盟镇乡", last) || strings.ContainsRune("省市县区州旗", first)
}

// withoutGovernment takes 人民政府 out of the name of an office below a
// government; the government itself and its own office keep it.
func withoutGovernment(s string) string {
	const government = "人民政府"
	i := strings.Index(s, government)
	if i <= 0 {
		return s
	}
	rest := s[i+len(government):]
	if rest == "" || strings.HasPrefix(rest, "办公") || strings.HasPrefix(rest, "(") {
		return s
	}
	return s[:i] + rest
}

// withoutParents takes the higher regions off the name of a county, district or
// what belongs to one.
func withoutParents(s string) string {
	rest, province := cutRegion(s, isProvince)
	afterProvince, city := cutRegion(rest, isCity)
	below, county := cutRegion(afterProvince, isCounty)
	switch {
	case county != "" && below != "" && city != "":
		if sharedNames[county] {
			return rest
		}
		return afterProvince
	case county != "" && below != "" && province != "":
		return rest
	case city != "" && afterProvince != "" && province != "":
		return rest
	}
	return s
}

// cutRegion takes the shortest region off the front of s.
func cutRegion(s string, is func(string) bool) (rest, region string) {
	const longest = 12 // characters: 积石山保安族东乡族撒拉族自治县 has more and keeps its parents
	n := 0
	for i, r := range s {
		n++
		if n > longest {
			break
		}
		end := i + utf8.RuneLen(r)
		if is(s[:end]) {
			return s[end:], s[:end]
		}
	}
	return s, ""
}

func isProvince(s string) bool {
	return strings.HasSuffix(s, "省") && s != "省" ||
		strings.HasSuffix(s, "自治区") && s != "自治区"
}

func isCity(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 3 && strings.HasSuffix(s, "市") && !strings.HasSuffix(s, "城市") && !strings.HasSuffix(s, "市市") ||
		n >= 5 && strings.HasSuffix(s, "自治州")
}

// isCounty knows districts, counties, banners and cities of their rank. Areas
// that only sound like a district (开发区, 社区, 行政区…) are none.
func isCounty(s string) bool {
	n := utf8.RuneCountInString(s)
	switch {
	case n < 2:
		return false
	case strings.HasSuffix(s, "县"), strings.HasSuffix(s, "旗"):
		return true
	case strings.HasSuffix(s, "市"):
		return isCity(s)
	case !strings.HasSuffix(s, "区") || n > 6:
		return false
	}
	for _, tail := range notDistricts {
		if strings.HasSuffix(s, tail) {
			return false
		}
	}
	return s != "山区" && s != "地区" && s != "湖区" && s != "林区" && s != "老区"
}

// notDistricts are areas whose names end like a district's.
var notDistricts = []string{
	"开发区", "新区", "园区", "示范区", "保护区", "风景区", "旅游区", "保税区", "社区", "城区",
	"景区", "行政区", "辖区", "度假区", "功能区", "自贸区", "试验区", "库区", "灌区", "校区", "军区", "郊区", "特区", "市区", "片区", "地区",
}

// sharedNames are the names of counties and districts that several cities have:
// the city before them is part of the name.
var sharedNames = map[string]bool{
	"市中区": true, "鼓楼区": true, "朝阳区": true, "西湖区": true, "河东区": true, "城关区": true, "新城区": true,
	"向阳区": true, "永定区": true, "宝山区": true, "长安区": true, "桥西区": true, "桥东区": true, "新华区": true,
	"铁西区": true, "铁东区": true, "和平区": true, "青山区": true, "江北区": true, "海州区": true, "南山区": true,
	"西安区": true, "龙华区": true, "白云区": true, "通州区": true, "普陀区": true, "清河区": true, "城中区": true,
	"东区": true, "西区": true, "矿区": true, "南关区": true,
	"东山区": true, "郊区": true, "城区": true,
}
