package report

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var reOrganEnd = regexp.MustCompile(`(?:局|委|委员会|办公室|人民政府|政府|厅|办|中心|街道|办事处|镇|乡|部|署|院|分局|支队|大队|总队|管委会|公司|会|处|站|所|队|社|区|县|市|省|机关|部门|馆|行|场|集团|银行|法庭|气象台)(?:\([^)]*\))?$`)

// organEnds are the ends of organs' names in more than one character.
var organEnds = []string{"办公室", "政府", "中心", "街道", "公司", "机关", "部门", "集团", "银行", "法庭", "气象台"}

// endsAsOrgan reports whether a folded text ends as the name of an organ does; a
// remark in brackets may stand behind it.
func endsAsOrgan(f string) bool {
	if strings.HasSuffix(f, ")") {
		return reOrganEnd.MatchString(f)
	}
	last, _ := utf8.DecodeLastRuneInString(f)
	if strings.ContainsRune("局委会厅办处镇乡部署院队站所社区县市省馆行场", last) {
		return true
	}
	for _, end := range organEnds {
		if strings.HasSuffix(f, end) {
			return true
		}
	}
	return false
}

// isOrganLine reports whether a line is nothing but an organ's name.
func isOrganLine(s string) bool {
	n := utf8.RuneCountInString(s)
	f := fold(s)
	return n >= 3 && n <= 40 && endsAsOrgan(f) && !strings.ContainsAny(f, ":,。;、_|") && !strings.Contains(f, "公开")
}
