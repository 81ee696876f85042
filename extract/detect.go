package extract

import (
	"bytes"
	"strings"

	"gongkai/extract/container"
	"gongkai/extract/docx"
	"gongkai/extract/mhtml"
	"gongkai/extract/msdoc"
	"gongkai/extract/ofd"
	"gongkai/extract/rtf"
	"gongkai/extract/sheet"
)

// The formats that are read. Any other Format of a Result is a format
// that is recognised only.
const (
	FormatHTML  = "html"
	FormatText  = "text"
	FormatDOCX  = docx.Format
	FormatXLSX  = sheet.FormatXLSX
	FormatXLS   = sheet.FormatXLS
	FormatXML   = sheet.FormatXML
	FormatCSV   = sheet.FormatCSV
	FormatDOC   = msdoc.Format
	FormatRTF   = rtf.Format
	FormatMHTML = mhtml.Format
	FormatPDF   = "pdf"
	FormatOFD   = ofd.Format
	FormatZIP   = container.FormatZIP // files in it are read, each by its own reader
	FormatRAR   = container.FormatRAR
)

// FormatEncrypted is the format of Office Open XML with a password: which of
// its formats it is cannot be seen.
const FormatEncrypted = "ooxml"

// FormatUnknown is the format of bytes that nothing recognises.
const FormatUnknown = "unknown"

// magic are the first bytes of binary formats, longest first where two begin alike.
var magic = []struct{ prefix, format string }{
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "ole"},
	{"PK\x03\x04", FormatZIP},
	{"PK\x05\x06", FormatZIP},
	{"%PDF-", "pdf"},
	{"Rar!\x1A\x07", FormatRAR},
	{"7z\xBC\xAF\x27\x1C", "7z"},
	{"\x1F\x8B", "gzip"},
	{"BZh", "bzip2"},
	{"\xFD7zXZ\x00", "xz"},
	{"\x28\xB5\x2F\xFD", "zstd"},
	{"\x89PNG\r\n\x1A\n", "png"},
	{"\xFF\xD8\xFF", "jpeg"},
	{"GIF87a", "gif"},
	{"GIF89a", "gif"},
	{"II*\x00", "tiff"},
	{"MM\x00*", "tiff"},
	{"%!PS", "postscript"},
	{"CWS", "flash"},
	{"FWS", "flash"},
	{"ID3", "mp3"},
	{"wOFF", "font"},
	{"wOF2", "font"},
	{"\x00\x00\x01\x00", "icon"},
	{"AT&TFORM", "djvu"},
	{"HM\xE8", "caj"}, // CNKI's CAJ
	{"CAJ\x00", "caj"},
	{"\x09\x00\x04\x00", "biff"}, // Excel 2, 3, 4 and 5, without the compound file of later ones
	{"\x09\x02\x06\x00", "biff"},
	{"\x09\x04\x06\x00", "biff"},
	{"\x09\x08\x08\x00", "biff"},
	{"\xDB\xA5\x2D\x00", "winword"}, // Word 2
	{"\x31\xBE\x00\x00", "write"},
	{"\x32\xBE\x00\x00", "write"},
	{"\xFFWPC", "wordperfect"},
	{"bplist00", "bplist"},                        // a page as Safari keeps it, and other lists of Apple's
	{"L\x00\x00\x00\x01\x14\x02\x00", "shortcut"}, // of Windows, sent in place of the file that it leads to
}

// binary returns the format of bytes that are not text, "" if they may be.
func binary(payload []byte) string {
	for _, m := range magic {
		if !bytes.HasPrefix(payload, []byte(m.prefix)) {
			continue
		}
		switch m.format {
		case "ole":
			return ole(payload)
		case FormatZIP:
			return zipped(payload)
		}
		return m.format
	}
	switch {
	case rtf.Begins(payload):
		return FormatRTF
	case bytes.HasPrefix(payload, []byte("BM")) && len(payload) > 14 && bytes.Equal(payload[6:10], make([]byte, 4)):
		return "bmp"
	case len(payload) > 12 && string(payload[:4]) == "RIFF":
		return strings.ToLower(strings.TrimSpace(string(bytes.ToValidUTF8(payload[8:12], nil))))
	case len(payload) > 12 && string(payload[4:8]) == "ftyp":
		return "mp4"
	case len(payload) > 512 && string(payload[257:262]) == "ustar": // POSIX.1-1988
		return "tar"
	}
	return ""
}

// Heavy reports whether the payload's first bytes are those of a format that is
// no text: it is packed, nested, or read by a library, so that its time and its
// memory are for a hostile file to decide. An owner of an archive has such a
// payload read in a process of its own. It looks at no more than the beginning.
func Heavy(payload []byte) bool {
	for _, m := range magic {
		if bytes.HasPrefix(payload, []byte(m.prefix)) {
			return true
		}
	}
	return rtf.Begins(payload) || junkedPDF(payload)
}

// junkReach is how far after other bytes a PDF header may stand: the PDF
// readers of this world accept 1024 (ISO 32000-1, H.3).
const junkReach = 1024

func junkedPDF(payload []byte) bool {
	return bytes.Contains(payload[:min(len(payload), junkReach)], []byte("%PDF-"))
}

// ole tells the formats apart that share Microsoft's compound file, by the
// names of their streams (UTF-16). WPS writes the same streams.
func ole(payload []byte) string {
	for _, s := range []struct{ stream, format string }{
		{"WordDocument", "doc"}, {"Workbook", FormatXLS}, {"Book", FormatXLS}, {"PowerPoint Document", "ppt"},
		{"EncryptedPackage", FormatEncrypted},
	} {
		var name []byte
		for _, c := range []byte(s.stream) {
			name = append(name, c, 0)
		}
		if bytes.Contains(payload, append(name, 0, 0)) {
			return s.format
		}
	}
	return "ole"
}

// The names and declared types of pages and of tables; and the names under which
// text stays text.
var (
	pageNames = []string{".html", ".htm", ".shtml", ".shtm", ".xhtml", ".jsp", ".jspx", ".asp", ".aspx", ".php", ".do", ".action"}
	pageTypes = []string{"text/html", "application/xhtml+xml"}

	tableNames = []string{".csv", ".tsv", ".xls", ".xlsx", ".et"}
	tableTypes = []string{"text/csv", "text/tab-separated-values", "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

	textNames = []string{".txt", ".csv"}
)
