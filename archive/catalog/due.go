package catalog

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"gongkai/archive"
)

// The law's dates of a report about a year, each in the year after it.
//
//   - 《政府信息公开条例》 of 2019 (State Council Order 711, in force since 15 May
//     2019), article 49: departments of governments of county level and above
//     publish by 31 January, those governments' own reports are published by 31
//     March. Article 50 says what a report holds.
//   - 《政府信息公开条例》 of 2007 (Order 492, in force since 1 May 2008), article 31:
//     all organs publish by 31 March. It holds for the reports about 2008 to 2018.
//
// The day itself is in time. Townships and offices of subdistricts, which article
// 49 does not name, are held to 31 January, as their governments hold them.
const (
	firstYear   = 2008 // the first year that a report is owed for
	year2019Law = 2019 // the first year whose report fell under article 49
)

// DueDate returns the last day, YYYY-MM-DD, on which the report of an organ of
// this name about the year is in time; "" for years before the law.
func DueDate(organName string, year int) string {
	return dueDate(year, IsGovernment(organName))
}

func dueDate(year int, government bool) string {
	switch {
	case year < firstYear || year > 9998:
		return ""
	case government || year < year2019Law:
		return strconv.Itoa(year+1) + "-03-31"
	}
	return strconv.Itoa(year+1) + "-01-31"
}

// IsGovernment reports whether the organ is itself a government of county level
// or above (张店区人民政府, 山东省人民政府). Its office, its departments, a township's
// government and an administrative committee (管委会) are not.
func IsGovernment(organName string) bool {
	name := strings.TrimFunc(organName, func(r rune) bool { return !unicode.IsLetter(r) })
	place, ok := strings.CutSuffix(name, "人民政府")
	if !ok {
		return false
	}
	for _, level := range []string{"省", "自治区", "市", "州", "县", "区", "旗", "盟"} {
		if strings.HasSuffix(place, level) {
			return true
		}
	}
	return false
}

// LateDays returns how many days published is after due, both YYYY-MM-DD; 0 where
// it is not, or one of them is no date.
func LateDays(published, due string) int {
	if published <= due {
		return 0
	}
	p, err1 := time.Parse(time.DateOnly, published)
	d, err2 := time.Parse(time.DateOnly, due)
	if err1 != nil || err2 != nil {
		return 0
	}
	return max(0, int(p.Sub(d).Hours()/24))
}

// dayInChina returns the day that it is in China, YYYY-MM-DD.
func dayInChina(t time.Time) string {
	return t.In(archive.China()).Format(time.DateOnly)
}
