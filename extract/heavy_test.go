package extract_test

import (
	"slices"
	"testing"

	"gongkai/extract"
)

// packedOrNested are the formats whose readers a hostile file keeps busy.
var packedOrNested = []string{
	extract.FormatPDF, extract.FormatDOC, extract.FormatDOCX, extract.FormatXLS, extract.FormatXLSX, extract.FormatRTF,
	extract.FormatEncrypted, extract.FormatZIP, extract.FormatRAR, "ofd",
}

// saidHeavy wants Heavy to have said so before one of these readers was asked.
func saidHeavy(t *testing.T, payload []byte, r extract.Result) {
	t.Helper()
	if slices.Contains(packedOrNested, r.Format) && !extract.Heavy(payload) {
		t.Errorf("%.40q is read as %s where it arrives", payload, r.Format)
	}
}

func TestPagesAndTextAreNotHeavy(t *testing.T) {
	for _, payload := range []string{"", page, "一、总体情况", "<?xml version=\"1.0\"?><a/>", "MIME-Version: 1.0\r\n", "P", "%", "{"} {
		if extract.Heavy([]byte(payload)) {
			t.Errorf("%.40q is heavy", payload)
		}
	}
}
