package crawler

import "strconv"

// readTitle classifies a title by portals' rule: 信息公开 and a word for report.
func readTitle(s string) title {
	if lookAlikes.MatchString(s) {
		return title{lookAlike: true}
	}
	t := title{}
	if onDisclosure.MatchString(s) {
		t.guide = guideWords.MatchString(s)
		t.report = !t.guide && reportWords.MatchString(s)
	}
	if m := hasYear.FindString(s); len(m) == 4 {
		t.year, _ = strconv.Atoi(m)
	}
	return t
}
