package report

import (
	"regexp"

	"gongkai/extract/document"
)

// reLastYear is the caption of a table of last year's numbers: 附：上年同期数据.
var reLastYear = regexp.MustCompile(`^(?:附(?:件|表)?[0-9]*:?|\(?表[0-9]+\)?:?|[0-9]+[.、])?\(?(?:上年|上一年|去年)度?(?:同期)?[^。;,，]{0,16}(?:数据|情况|表|统计|对比)[:)]*$`)

// captionBytes is the length up to which a paragraph may be a table's caption.
const captionBytes = 120

// lastYears reports whether the paragraph says that the table behind it is not the
// year's. A year in figures says less: many a caption was left as it was last year.
func lastYears(b *document.Block) bool {
	return b.Table == nil && len(b.Text) <= captionBytes && reLastYear.MatchString(fold(b.Text))
}
