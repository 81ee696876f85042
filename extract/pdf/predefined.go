package pdf

import (
	"strings"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// predefined sets what a predefined CMap says of the codes (ISO 32000-1, table
// 118). The codes of most of them are those of a charset, so that their text is
// known without a table. A CMap that is not known leaves the font without text.
func (f *font) predefined(name string) {
	if strings.HasSuffix(name, "-V") {
		f.vertical = true
	}
	base := strings.TrimSuffix(strings.TrimSuffix(name, "-H"), "-V")
	switch base {
	case "GB-EUC", "GBK-EUC":
		f.legacy, f.split, f.half = simplifiedchinese.GBK, lead(0x81, 0xfe), 814
	case "GBpc-EUC", "GBKp-EUC":
		f.legacy, f.split, f.half = simplifiedchinese.GBK, lead(0x81, 0xfc), 2
	case "GBK2K":
		f.legacy, f.split, f.half = simplifiedchinese.GB18030, gb18030, 2
	case "B5pc", "ETen-B5", "ETenms-B5", "HKscs-B5":
		f.legacy, f.split = traditionalchinese.Big5, lead(0x81, 0xfe)
	case "90ms-RKSJ", "90msp-RKSJ", "90pv-RKSJ", "83pv-RKSJ":
		f.legacy, f.split = japanese.ShiftJIS, shiftJIS
	case "EUC":
		f.legacy, f.split = japanese.EUCJP, lead(0xa1, 0xfe)
	case "KSC-EUC", "KSCms-UHC", "KSCms-UHC-HW", "KSCpc-EUC":
		f.legacy, f.split = korean.EUCKR, lead(0x81, 0xfe)
	}
	if strings.HasPrefix(base, "Uni") && (strings.Contains(base, "-UCS2") || strings.Contains(base, "-UTF16")) {
		f.utf16, f.half = true, 2
	}
}

// lead splits codes of one byte, or of two where the first one lies in a range.
func lead(low, top byte) splitter {
	return func(s []byte) int {
		if s[0] >= low && s[0] <= top {
			return 2
		}
		return 1
	}
}

func shiftJIS(s []byte) int {
	if c := s[0]; c >= 0x81 && c <= 0x9f || c >= 0xe0 && c <= 0xfc {
		return 2
	}
	return 1
}

func gb18030(s []byte) int {
	switch {
	case s[0] < 0x81 || s[0] == 0xff:
		return 1
	case len(s) >= 4 && s[1] >= '0' && s[1] <= '9':
		return 4
	}
	return 2
}
