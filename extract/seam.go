package extract

import (
	"gongkai/extract/document"
	"gongkai/extract/report"
)

func parse(doc *document.Document) []report.Record {
	return []report.Record{{Schema: report.Schema, Kind: report.Other, Title: doc.Title}}
}
