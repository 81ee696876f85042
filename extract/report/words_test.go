package report

import (
	"strings"
	"testing"
)

func TestCellsHaveTheWordsOfTheForm(t *testing.T) {
	for key, want := range map[string]string{
		"applications.granted.natural_person":               "予以公开 / 自然人",
		"applications.total.total":                          "总计 / 总计",
		"applications.denied.state_secret.other":            "不予公开：属于国家秘密 / 其他",
		"applications.otherwise.business":                   "其他处理 / 商业企业",
		"applications.otherwise.other.total":                "其他处理：其他 / 总计",
		"applications.not_processed.petition.legal_service": "不予处理：信访举报投诉类申请 / 法律服务机构",
		"applications.denied.total":                         "不予公开 / 总计",
		"proactive.fees.amount_wan_yuan":                    "行政事业性收费 / 本年收费金额",
		"proactive.regulations.obtained":                    "规章 / 获取",
		"review.upheld":                                     "行政复议 / 结果维持",
		"litigation_direct.pending":                         "行政诉讼：未经复议直接起诉 / 尚未审结",
		"litigation_after_review.total":                     "行政诉讼：复议后起诉 / 总计",
		"nothing.of.the.form":                               "nothing.of.the.form",
		"":                                                  "",
	} {
		if got := CellWords(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
}

func TestEveryCellOfTheFormHasWords(t *testing.T) {
	for _, key := range formKeys {
		if words := CellWords(key); words == key || !strings.Contains(words, " / ") {
			t.Errorf("%s has no words: %q", key, words)
		}
	}
}
